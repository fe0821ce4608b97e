using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Conventions;

/// <summary>The guide for those who keep the service running names only what there is: rules, options, files and verbs.</summary>
internal sealed partial class OperationsGuideTests
{
    private static readonly string s_folder = Path.Combine(SharedData.RepositoryRoot, "deploy");
    private static readonly string s_guide = File.ReadAllText(Path.Combine(s_folder, "OPERATIONS.md"));

    [GeneratedRegex(@"- alert: (?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\| `(?<name>Rtm\w+)` \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<key>[A-Z][A-Za-z]+:[A-Z]\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Option();

    [GeneratedRegex(@"\]\((?<path>[^)#:]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\brtm (?<verb>[a-z]+)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Verb();

    [Test]
    public void EachAlertRule_HasARow_AndNoRowIsWithoutItsRule()
    {
        string[] rules = [.. Rule().Matches(File.ReadAllText(Path.Combine(s_folder, "observability", "alerts.yaml"))).Select(match => match.Groups["name"].Value)];

        Assert.That(Row().Matches(s_guide).Select(match => match.Groups["name"].Value), Is.EquivalentTo(rules));
        Assert.That(rules, Is.Not.Empty);
    }

    [Test]
    public void EachOption_IsOneOfThoseThatTheProgramKnows()
    {
        using JsonDocument settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "Pipeline", "appsettings.json")));
        HashSet<string> known = [.. settings.RootElement.EnumerateObject().SelectMany(section => section.Value.EnumerateObject().Select(option => $"{section.Name}:{option.Name}"))];

        string[] named = [.. Option().Matches(s_guide).Select(match => match.Groups["key"].Value).Distinct()];

        Assert.That(named.Except(known), Is.Empty);
        Assert.That(named, Has.Length.GreaterThan(20));
    }

    [Test]
    public void EachFile_IsThere()
    {
        string[] files = [.. Link().Matches(s_guide).Select(match => match.Groups["path"].Value).Distinct()];

        Assert.That(files.Where(file => !Path.Exists(Path.Combine(s_folder, file))), Is.Empty);
        Assert.That(files, Is.Not.Empty);
    }

    [Test]
    public async Task EachVerb_IsOneOfTheProgram()
    {
        foreach (string verb in Verb().Matches(s_guide).Select(match => match.Groups["verb"].Value).Distinct())
        {
            CommandResult help = await CommandLine.RunAsync(verb, "--help");
            Assert.That(help.Code, Is.Zero, $"rtm {verb}: {help.Errors}");
            Assert.That(help.Output, Does.Contain($" {verb} "), "a word that is no verb gets the help of the program");
        }
    }
}
