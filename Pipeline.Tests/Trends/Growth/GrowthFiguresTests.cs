using NUnit.Framework;
using RtmPipeline.Commands.Evaluate;
using RtmPipeline.Commands.Training;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Tests.Trends.Growth;

/// <summary>The figures on recorded cascades and share counts, all left out of what judges them.</summary>
[Parallelizable]
internal sealed class GrowthFiguresTests
{
    [Test]
    public void RecordedCascades_LeftOutOneByOne_BeatBothBaselines()
    {
        GrowthFile file = GrowthFiles.Read(SharedData.Require("tideh_cascades", "tideh_cascades.tar.gz"));
        GrowthFigures[] figures = GrowthFigures.OfCascades(file.Cascades, GrowthCard.Times, file.Cascades.Count);
        foreach (GrowthFigures f in figures)
            TestContext.Out.WriteLine($"{f.Observed}: {f.MedianError:0.0}, log-log {f.LogLogError:0.0}, self-exciting {f.SelfExcitingError:0.0}; inside {f.Covered50:P0} and {f.Covered90:P0}");

        foreach (GrowthFigures f in figures)
        {
            double better = Math.Min(f.LogLogError, f.SelfExcitingError);
            Assert.That(f.MedianError, Is.LessThan(f.Observed < TimeSpan.FromHours(1) ? better : 0.9 * better), f.Observed.ToString());
        }

        Assert.That(figures.Average(f => f.Covered90), Is.InRange(0.87, 0.93));
        Assert.That(figures.Average(f => f.Covered50), Is.InRange(0.46, 0.54));
    }

    [Test]
    public void RecordedShares_LeftOutByFifths_BeatLogLinearGrowth()
    {
        GrowthFile file = GrowthFiles.Read(SharedData.Require("news_popularity_slices", "Facebook_Palestine.csv.gz"));
        TimeSpan[] times = [.. new[] { 1, 2, 6, 12 }.Select(h => TimeSpan.FromHours(h))];
        GrowthFigures[] figures = GrowthFigures.OfShares(file.Series, times, GrowthCard.ShareParts);
        foreach (GrowthFigures f in figures)
            TestContext.Out.WriteLine($"{f.Observed}: R2 {f.LogR2:0.000}, log-linear {f.LogLinearR2:0.000}; inside {f.Covered50:P0} and {f.Covered90:P0}");

        Assert.That(figures.Select(f => f.LogR2 - f.LogLinearR2), Is.All.GreaterThan(0.005));
        Assert.That(figures[0].LogR2, Is.GreaterThan(0.43));
        Assert.That(figures[3].LogR2, Is.GreaterThan(0.83));
        Assert.That(figures.Average(f => f.Covered90), Is.InRange(0.87, 0.93));
        Assert.That(figures.Average(f => f.Covered50), Is.InRange(0.46, 0.54));
    }
}
