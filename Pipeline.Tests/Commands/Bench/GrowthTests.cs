using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Commands.Bench;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Posts;
using RtmPipeline.Sources.Memory;
using RtmPipeline.Sources.Simulation;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Bench;

internal sealed class GrowthTests
{
    private const int Records = 2_000;
    private BenchReport _report = null!;

    [OneTimeSetUp]
    public async Task Measure()
    {
        PipelineSettings settings = PipelineSettings.Load(null, []);
        MemorySource records = await MemorySource.LoadAsync(
            new SimulatedSource(Scenario.Create(new ScenarioOptions(ScenarioOptions.SuperBowlBlackout, ScenarioOptions.DefaultSeed, 1, null, null))), Records, CancellationToken.None);
        List<Post> posts = await TagAlone.PostsOfAsync(records, 256, CancellationToken.None);
        IReadOnlyList<GrowthFigure> figures = await new GrowthRuns(records, posts, settings, new Measurement(1, TimeSpan.Zero)).RunAsync(CancellationToken.None);
        _report = new BenchReport("1.0.0", "a runtime", 2, "posts", Records, 1000, 66, 1, 1, [], [], [.. figures]);
    }

    [TestCase(GrowthRuns.Topics, 1_000, 10_000)]
    [TestCase(GrowthRuns.Brands, 1, 3, 10, 30, 100)]
    [TestCase(GrowthRuns.Characters, 100, 300, 1_000, 3_000, 10_000, 25_000)]
    public void Values_AreThoseThatThePostsSufficeFor(string what, params int[] values) => Assert.That(Of(what).Select(figure => figure.Value), Is.EqualTo(values));

    [Test]
    public void Workers_GoUpToTheProcessors() => Assert.That(Of(GrowthRuns.Workers).Select(figure => figure.Value), Is.EqualTo(Enumerable.Range(1, Environment.ProcessorCount)));

    [Test]
    public void Figures_FitEachOther()
    {
        foreach (GrowthFigure figure in _report.Growth)
        {
            Assert.That(figure.PostsPerSecond * figure.NsPerPost, Is.EqualTo(1e9).Within(1).Percent, figure.ToString());
            Assert.That(figure.NsPerCharacter, figure.What == GrowthRuns.Characters ? Is.EqualTo(figure.NsPerPost / figure.Value).Within(0.01) : Is.Zero, figure.ToString());
        }

        // Fewer posts of more characters: as many characters in all.
        double[] characters = [.. Of(GrowthRuns.Characters).Take(4).Select(figure => (double)figure.Posts * figure.Value)];
        Assert.That(characters, Has.All.EqualTo(characters[0]).Within(5).Percent);
    }

    [Test]
    public void Page_HasAPlotAndATableForEach_AndSaysWhatWasNotMeasured()
    {
        using StringWriter all = new();
        GrowthReport.Write(_report, all);
        foreach (string what in (string[])[GrowthRuns.Workers, GrowthRuns.Topics, GrowthRuns.Brands, GrowthRuns.Characters])
            Assert.That(all.ToString(), Does.Contain($"id=\"{what}-title\""));
        Assert.That(all.ToString(), Does.Contain("25,000").And.Contain("ns a character").And.Not.Contain("Not measured"));

        using StringWriter few = new();
        GrowthReport.Write(_report with { Growth = [.. _report.Growth.Where(figure => figure.What != GrowthRuns.Topics)] }, few);
        Assert.That(few.ToString(), Does.Contain("Not measured"));
    }

    private IEnumerable<GrowthFigure> Of(string what) => _report.Growth.Where(figure => figure.What == what);
}
