using NUnit.Framework;

namespace RtmPipeline.Tests.Conventions;

internal sealed class FolderRuleTests
{
    private static readonly SourceFile s_redis = new("Pipeline/Delivery/Redis/RedisLink.cs", "namespace RtmPipeline.Delivery.Redis;\ninternal sealed class RedisLink;");

    private static string[] Violations(string path, string text) => [.. FolderRules.Violations([s_redis, new SourceFile(path, text)])];

    [Test]
    public void Program_FollowsTheFlow() => Assert.That(FolderRules.Violations(SourceFile.Of("Pipeline")), Is.Empty);

    [TestCase("Sources/Files/A.cs", "using RtmPipeline.Posts;", "Sources uses Posts")]
    [TestCase("Sources/Simulation/A.cs", "using RtmPipeline.Trends.Regression;", "Sources uses Trends")]
    [TestCase("Posts/A.cs", "using RtmPipeline.Tagging;", "Posts uses Tagging")]
    [TestCase("Tagging/Themes/A.cs", "using RtmPipeline.Trends;", "Tagging uses Trends")]
    [TestCase("Trends/A.cs", "using RtmPipeline.Tagging;", "Trends uses Tagging")]
    [TestCase("Trends/A.cs", "using RtmPipeline.Sources;", "Trends uses Sources")]
    [TestCase("Opportunities/A.cs", "using RtmPipeline.Alerts;", "Opportunities uses Alerts")]
    [TestCase("Alerts/A.cs", "using RtmPipeline.Delivery;", "Alerts uses Delivery")]
    [TestCase("Delivery/A.cs", "using RtmPipeline.Topology;", "Delivery uses Topology")]
    [TestCase("Topology/A.cs", "using RtmPipeline.Commands;", "Topology uses Commands")]
    [TestCase("Topology/A.cs", "using RtmPipeline.Delivery.Redis;", "Topology uses Delivery.Redis")]
    [TestCase("Posts/A.cs", "using static RtmPipeline.Alerts.Incident;", "Posts uses Alerts")]
    [TestCase("Posts/A.cs", "namespace RtmPipeline.Posts;\nclass A { RtmPipeline.Alerts.Incident? I; }", "Posts uses Alerts")]
    [TestCase("Posts/A.cs", "namespace RtmPipeline.Posts;\nclass A { string S => $\"{RtmPipeline.Alerts.Incident.Name}\"; }", "Posts uses Alerts")]
    [TestCase("Topology/A.cs", "namespace RtmPipeline.Topology;\nclass A { Delivery.Redis.RedisLink? L; }", "Topology uses Delivery.Redis")]
    [TestCase("Weather/A.cs", "", "the folder Weather has no row in the folder rules")]
    public void UseAgainstTheFlow_IsFound(string path, string text, string violation) =>
        Assert.That(Violations($"Pipeline/{path}", text), Has.One.EndsWith(violation));

    [TestCase("Posts/A.cs", "using RtmPipeline.Sources;\nusing RtmPipeline.Posts.Text;")]
    [TestCase("Commands/A.cs", "using RtmPipeline.Delivery.Redis;\nusing RtmPipeline.Topology;")]
    [TestCase("Program.cs", "using RtmPipeline.Commands;")]
    [TestCase("Topology/A.cs", "using RtmPipeline.Delivery;")]
    [TestCase("Posts/A.cs", "// RtmPipeline.Alerts.Incident is made later.")]
    [TestCase("Trends/A.cs", "namespace RtmPipeline.Trends;\nclass A { int N(Batch b) => b.Tagging.Count; }")]
    public void UseAlongTheFlow_IsAllowed(string path, string text) => Assert.That(Violations($"Pipeline/{path}", text), Is.Empty);

    [Test]
    public void Violation_NamesFileAndLine() =>
        Assert.That(Violations("Pipeline/Posts/A.cs", "\n\nusing RtmPipeline.Alerts;"), Has.One.StartsWith("Pipeline/Posts/A.cs:3:"));
}
