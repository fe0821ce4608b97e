using System.Collections;
using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Posts;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Topology;

namespace RtmPipeline.Tests.Commands.Configuration;

public sealed class PipelineSettingsTests
{
    private SettingsFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new SettingsFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void NoLayers_GiveTheDefaultsOfTheOptions()
    {
        PipelineSettings settings = Load();
        Assert.That(settings.Topology, Is.EqualTo(new TopologyOptions()));
        Assert.That(settings.Posts, Is.EqualTo(new PostOptions()));
        Assert.That(settings.Brands.Files, Is.Empty);
        Assert.That(settings.Profiles, Is.EqualTo(new[] { BrandProfile.Everything }));
    }

    [Test]
    public void ShippedDefaultsFile_ListsEveryOptionWithItsDefault()
    {
        List<ConfigurationFault> faults = [];
        string shipped = Path.Combine(AppContext.BaseDirectory, PipelineSettings.DefaultsFile);
        SettingsLayer layer = SettingsLayer.FromFile(shipped, SettingsFile.Read(shipped, faults)!);
        string[] inFile = [.. layer.Values.Select(pair => $"{pair.Key}={(pair.Value.IsEmptyList ? "[]" : pair.Value.Text)}")];
        string[] known = [.. Load().Options.SelectMany(option => option.Default.StartsWith("[\"", StringComparison.Ordinal)
            ? JsonSerializer.Deserialize<string[]>(option.Default)!.Select((text, i) => $"{option.Key}:{i}={text}")
            : [$"{option.Key}={option.Default.Trim('"')}"])];
        Assert.That(faults, Is.Empty);
        Assert.That(inFile, Is.EquivalentTo(known));
    }

    [Test]
    public void Layers_LaterOnesWin()
    {
        string defaults = _folder.Write("defaults.json", """{ "Topology": { "Workers": 1, "BatchSize": 11, "QueueBatches": 21 }, "Posts": { "DuplicateIds": 3000 } }""");
        string config = _folder.Write("config.yaml", "Topology:\n  BatchSize: 12\n  QueueBatches: 22\nPosts:\n  DuplicateIds: 4000\n");
        Hashtable environment = new() { ["RTM__Topology__QueueBatches"] = "23", ["RTM__POSTS__DUPLICATEIDS"] = "5000", ["PATH"] = "/bin", ["RTM_DEBUG"] = "1" };
        PipelineSettings settings = PipelineSettings.Load(defaults, config, environment, [new("Posts:DuplicateIds", "6000")]);
        Assert.That(settings.Topology, Is.EqualTo(new TopologyOptions { Workers = 1, BatchSize = 12, QueueBatches = 23 }));
        Assert.That(settings.Posts.DuplicateIds, Is.EqualTo(6000));
    }

    [Test]
    public void List_InAHigherLayer_ReplacesTheWholeListBelow()
    {
        string config = _folder.Write("config.yaml", "Brands:\n  Files: [one.yaml, two.yaml]\n");
        string three = _folder.Write("three.yaml", "id: three\nname: Three\n");
        PipelineSettings settings = Load(config, commandLine: [new("Brands:Files:0", three)]);
        Assert.That(settings.Brands.Files, Is.EqualTo(new[] { three }));
        Assert.That(settings.Profiles.Select(profile => profile.Id), Is.EqualTo(new[] { "three" }));
    }

    [Test]
    public void List_AsOneEnvironmentVariable_IsAListOfOne()
    {
        string profile = _folder.Write("solo.yaml", "id: solo\nname: Solo\n");
        PipelineSettings settings = Load(environment: new() { ["RTM__Brands__Files"] = profile });
        Assert.That(settings.Brands.Files, Is.EqualTo(new[] { profile }));
    }

    [Test]
    public void PathInAFile_StartsFromTheFilesFolder()
    {
        string profile = _folder.Write("near.yaml", "id: near\nname: Near\n");
        string config = _folder.Write("config.json", """{ "Brands": { "Files": ["near.yaml"] } }""");
        Assert.That(Load(config).Brands.Files, Is.EqualTo(new[] { profile }));
    }

    [Test]
    public void JsonAndYaml_SayTheSame()
    {
        string json = _folder.Write("same.json", "{ // a comment\n \"Topology\": { \"Workers\": 3, }, }");
        string yaml = _folder.Write("same.yaml", "# a comment\nTopology: { Workers: 3 }\n");
        Assert.That(Load(json).Topology, Is.EqualTo(Load(yaml).Topology));
        Assert.That(Load(json).Topology.Workers, Is.EqualTo(3));
    }

    [Test]
    public void FaultsInAllLayers_AreReportedAtOnce()
    {
        string config = _folder.Write("config.yaml", "Topology:\n  Workers: 65\nTopologie:\n  Workers: 2\n");
        string[] faults = FaultsOf(config, new() { ["RTM__Posts__MaxLineBytes"] = "12 MiB" }, [new("Topology:BatchSize", "0")]);
        Assert.That(faults, Is.EqualTo(new[]
        {
            $"{config}:2: Topology:Workers is \"65\"; it must be a whole number of workers (0 means one for each processor) from 0 to 64",
            "command line: Topology:BatchSize is \"0\"; it must be a whole number of records from 1 to 65536",
            "environment: Posts:MaxLineBytes is \"12 MiB\"; it must be a whole number of bytes from 1024 to 67108864",
            $"{config}:4: Topologie:Workers is not a known key; did you mean Topology:Workers?",
        }));
    }

    [TestCase("Topology: 5", "Topology is a section, not a value")]
    [TestCase("Topology:\n  Workers:", "Topology:Workers has no value; it must be a whole number")]
    [TestCase("Topology:\n  Workers: []", "Topology:Workers is a list; it must be a whole number")]
    [TestCase("Topology:\n  Workers: [1, 2]", "Topology:Workers:0 is not a key: Topology:Workers takes one value")]
    [TestCase("Topology:\n  Workers: { Least: 1 }", "Topology:Workers:Least is not a key: Topology:Workers takes one value")]
    [TestCase("Brands:\n  Files: { a: b }", "Brands:Files:a is not a key: Brands:Files takes a list of values")]
    [TestCase("Brands:\n  Files: [a.yaml, ]\n  Filez: 1", "Brands:Filez is not a known key; did you mean Brands:Files?")]
    [TestCase("Brands:\n  Files:\n    -", "Brands:Files has an empty entry")]
    [TestCase("Posts:\n  MaxLineBytes: 4096\n  MaxDocumentBytes: 2048", "Posts:MaxDocumentBytes is 2048; it must be at least MaxLineBytes, 4096")]
    [TestCase("Posts:\n  MaxLatenessSeconds: 7200\n  MaxLeapHours: 1", "Posts:MaxLatenessSeconds is 7200; it must be at most MaxLeapHours, 1 h")]
    [TestCase("Posts:\n  MaxLatenessSeconds: 1.5", "Posts:MaxLatenessSeconds is \"1.5\"; it must be a whole number of seconds from 0 to 86400")]
    public void WrongShapeOrValue_IsAFault(string yaml, string expected)
    {
        string config = _folder.Write("wrong.yaml", yaml);
        Assert.That(FaultsOf(config), Has.Some.Contains(expected));
    }

    [Test]
    public void SectionWithoutKeys_IsNoFault()
    {
        string config = _folder.Write("bare.yaml", "Topology:\nPosts:\n  # DuplicateIds: 5\n");
        Assert.That(Load(config).Topology, Is.EqualTo(new TopologyOptions()));
    }

    [Test]
    public void UnknownKey_DoesNotShowItsValue()
    {
        string[] faults = FaultsOf(environment: new() { ["RTM__Redis__Pasword"] = "hunter2" });
        Assert.That(faults, Has.Length.EqualTo(1));
        Assert.That(faults[0], Does.Contain("Redis:Pasword").And.Not.Contain("hunter2"));
    }

    [Test]
    public void MissingConfigFile_IsAFault()
    {
        string[] faults = FaultsOf(_folder.PathOf("absent.yaml"));
        Assert.That(faults, Has.Exactly(1).Contains("there is no such file"));
    }

    [Test]
    public void MoreThanTheMostPaths_IsAFault()
    {
        IEnumerable<KeyValuePair<string, string?>> pairs = Enumerable.Range(0, 101).Select(i => new KeyValuePair<string, string?>($"Brands:Files:{i}", "x.yaml"));
        Assert.That(FaultsOf(commandLine: pairs), Has.Some.Contains("has 101 entries; it must be a list of at most 100 paths"));
    }

    private static PipelineSettings Load(
        string? config = null, Hashtable? environment = null, IEnumerable<KeyValuePair<string, string?>>? commandLine = null) =>
        PipelineSettings.Load("absent.json", config, environment ?? [], commandLine ?? []);

    private static string[] FaultsOf(string? config = null, Hashtable? environment = null, IEnumerable<KeyValuePair<string, string?>>? commandLine = null)
    {
        ConfigurationFaultsException? wrong = Assert.Throws<ConfigurationFaultsException>(() => Load(config, environment, commandLine));
        return [.. wrong!.Faults.Select(fault => fault.ToString())];
    }
}
