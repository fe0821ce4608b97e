using System.Text.RegularExpressions;
using NUnit.Framework;

namespace RtmPipeline.Tests.Conventions;

/// <summary>The auditor of the kill tests shares no code with what it audits, so that one mistake cannot be in both.</summary>
internal sealed partial class AuditRuleTests
{
    private const string Folder = "Pipeline.Tests/Kills/Audit/";

    private static IReadOnlyList<SourceFile> Files() =>
        [.. SourceFile.Of("Pipeline.Tests").Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal))];

    [Test]
    public void Auditor_UsesNothingOfTheProgram()
    {
        Assert.That(Files(), Is.Not.Empty);
        Assert.That(Files().SelectMany(Violations), Is.Empty);
    }

    [TestCase("using RtmPipeline.Delivery;", ExpectedResult = 1)]
    [TestCase("using RtmPipeline.Tests.TestKit;", ExpectedResult = 1)]
    [TestCase("using Names = RtmPipeline.Delivery.OutputStreams;", ExpectedResult = 1)]
    [TestCase("namespace RtmPipeline.Tests.Kills.Audit;\nint x = Delivery.OutputStreams.Count;", ExpectedResult = 1)]
    [TestCase("namespace RtmPipeline.Tests.Kills.Audit;\nint x = global::RtmPipeline.Delivery.OutputStreams.Count;", ExpectedResult = 1)]
    [TestCase("using StackExchange.Redis;", ExpectedResult = 1)]
    [TestCase("using System.Text.Json;\nusing RtmPipeline.Tests.Kills.Audit;\nnamespace RtmPipeline.Tests.Kills.Audit;", ExpectedResult = 0)]
    public int UseOfTheProgram_IsFound(string text) => Violations(new SourceFile($"{Folder}A.cs", text)).Count();

    /// <summary>Within a namespace below the program's own, names that start at one of its folders need no <c>using</c>.</summary>
    private static IEnumerable<string> Violations(SourceFile file)
    {
        string[] stages = [.. SourceFile.Of("Pipeline").Select(source => source.Folder.Split('/')[0]).Where(stage => stage.Length > 0).Distinct()];
        foreach (Match use in Name().Matches(file.Code))
        {
            string name = use.Groups["name"].Value;
            bool isOwn = name == "RtmPipeline.Tests.Kills.Audit";
            string first = name.Split('.')[0];
            if (!isOwn && (first is "RtmPipeline" or "StackExchange" || stages.Contains(first)))
                yield return $"{file.At(use.Index)}: the auditor uses {name}";
        }
    }

    [GeneratedRegex(@"(?<![\w.])(?<name>[A-Z]\w*(?:\.[A-Z]\w*)+)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Name();
}
