using System.Collections;
using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Evaluate.Alerts;
using RtmPipeline.Commands.Training;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tagging.Text;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>Profiles, settings and recipes, damaged: they are read, or each fault is told with its file; never an exception, and nothing without bounds.</summary>
[Parallelizable]
internal sealed class SettingsFuzzTests
{
    private const long BytesEach = 2_000;

    /// <summary>A file is read into a buffer of the longest one allowed, and as text.</summary>
    private const long Constant = 8 * SettingsFile.MaxBytes;

    [Test]
    public void Profiles_Damaged_AreReadOrRefused()
    {
        byte[][] seeds = [.. Directory.EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, "deploy", "brands"), "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        using ScratchFolder folder = new();
        FuzzRun.Try("profiles", one =>
        {
            string file = Write(one, folder, seeds, FuzzSeeds.Bytes("""{"id":"crispo","name":"Crispo","names":["Crispo"],"languages":["en"],"ambiguous":[{"name":"Crispo","with":["snack"]}],"safety":{"level":"low"}}"""));
            List<ConfigurationFault> faults = [];
            BrandProfile? profile = one.Within((BytesEach * one.Input.Length) + Constant, () =>
                SettingsFile.Read(file, faults) is { } root ? BrandProfileReader.Read(file, root, faults, new AlertOptions()) : null);
            CheckFaults(one, file, faults, isRead: profile is not null);
            if (profile is not null)
                TagWith(one, profile);
        });
    }

    [Test]
    public void Settings_Damaged_AreReadOrRefused()
    {
        string defaults = Path.Combine(SharedData.RepositoryRoot, "Pipeline", PipelineSettings.DefaultsFile);
        byte[] json = File.ReadAllBytes(defaults);
        byte[][] yaml = [FuzzSeeds.Bytes("Topology:\n  Workers: 2\n  BatchSize: 100\nPosts:\n  MaxLateness: 00:02:00\nRedis:\n  Endpoint: localhost:6379\n  Prefix: rtm\nBrands:\n  Files: []\n")];
        Hashtable environment = [];
        using ScratchFolder folder = new();
        FuzzRun.Try("settings", one =>
        {
            string file = Write(one, folder, yaml, json);
            try
            {
                one.Within((BytesEach * one.Input.Length) + (2 * Constant), () => PipelineSettings.Load(defaults, file, environment, []));
            }
            catch (ConfigurationFaultsException refused)
            {
                one.Require(refused.Message.Length > 0, "nothing is said of what is wrong");
            }
        });
    }

    [Test]
    public void Recipes_Damaged_AreReadOrRefused()
    {
        string deploy = Path.Combine(SharedData.RepositoryRoot, "deploy");
        byte[][] seeds = [.. new[] { Path.Combine("models", "sentiment.yaml"), Path.Combine("models", "safety.yaml"), Path.Combine("events", "recorded.yaml") }
            .Select(name => File.ReadAllBytes(Path.Combine(deploy, name)))];
        using ScratchFolder folder = new();
        FuzzRun.Try("recipes", one =>
        {
            string file = Write(one, folder, seeds, FuzzSeeds.Bytes("""{"sets":[{"name":"a","licence":"b","file":"./a.jsonl","text_field":["t"],"map":{"0":"negative"},"weight":2}]}"""));
            List<ConfigurationFault> faults = [];
            int read = one.Within((BytesEach * one.Input.Length) + Constant, () => one.Random.Once(2)
                ? RecipeReader.Read(file, null, ModelKinds.Sentiment, faults).Count
                : EventRecipeReader.Read(file, null, faults).Events.Count);
            CheckFaults(one, file, faults, isRead: read > 0 || faults.Count == 0);
        });
    }

    [Test]
    public void BrokenWordInJson_IsToldWithoutTheRestOfTheFile()
    {
        using ScratchFolder folder = new();
        List<ConfigurationFault> faults = [];
        SettingsFile.Read(folder.Write("a.json", FuzzSeeds.Bytes($"{{\"a\": trunk, \"b\": \"{new string('x', 5_000)}\"}}")), faults);
        Assert.That(faults.Single().Message, Has.Length.LessThan(200).And.Contain("invalid JSON literal"));
    }

    /// <summary>Damages a YAML file, or the JSON that says the like, and writes it where it is read from.</summary>
    private static string Write(FuzzCase one, ScratchFolder folder, byte[][] yaml, byte[] json)
    {
        bool isJson = one.Random.Once(3);
        byte[] other = one.Random.Pick(yaml);
        one.Input = isJson ? JsonMutations.Of(json, one.Random, one.Random.Pick(FuzzSeeds.Json)) : YamlMutations.Of(one.Random.Pick(yaml), one.Random, other);
        return folder.Write(one.Random.Once(10) ? "fuzz.txt" : isJson ? "fuzz.json" : "fuzz.yaml", one.Input);
    }

    private static void CheckFaults(FuzzCase one, string file, List<ConfigurationFault> faults, bool isRead)
    {
        one.Require(isRead || faults.Count > 0, "it is not read, and nothing is said of why");
        foreach (ConfigurationFault fault in faults)
            one.Require(fault.Origin.StartsWith(file, StringComparison.Ordinal) && fault.Message.Length is > 0 and < 2_000, $"a fault of {fault.Message.Length} characters at {fault.Origin}");
    }

    /// <summary>What was read must do to tag by.</summary>
    private static void TagWith(FuzzCase one, BrandProfile profile)
    {
        PhraseTrieBuilder phrases = new();
        BrandTagger tagger = new([profile], phrases);
        PhraseTrie trie = phrases.Build();
        string text = $"{profile.Name} at the match #blackout {string.Join(' ', profile.Names)}";
        PhraseMatch[] room = new PhraseMatch[PhraseTrie.MaxMatches];
        float relevance = tagger.Tag(room.AsSpan(0, trie.Find(text, room)), "en", text, [], out _)[0].Relevance;
        one.Require(relevance is >= 0 and <= 1, $"the relevance is {relevance}");
    }
}
