using NUnit.Framework;

namespace RtmPipeline.Tests.Trends.Series;

/// <summary>Twenty rows, of which the first three are probation; one window, rows 5 to 9. Worked out by hand from the benchmark's rules.</summary>
internal sealed class NabScoreTests
{
    [TestCase(0)]
    [TestCase(100, 5)]
    [TestCase(100, 5, 6, 9)]
    [TestCase(100, 0, 2, 5)]
    [TestCase(73.42, 9)] // (1 + 0.46212 / 0.98661) / 2
    [TestCase(-5.5, 4)]
    [TestCase(68.17, 9, 12)] // three rows behind a window four rows long: 0.11 times -0.95404
    [TestCase(89.33, 5, 12, 13)] // one more, a whole window behind: 0.11 times -0.98661
    public void Score_OfAlerts_IsTheBenchmarks(double expected, params int[] alerts) =>
        Assert.That(NabScore.Of(20, [(5, 9)], alerts).Standard, Is.EqualTo(expected).Within(0.005));

    [Test]
    public void Score_CountsEachWindowOnce()
    {
        NabScore score = NabScore.Of(20, [(5, 9), (12, 15)], [5, 6, 11, 12]);

        Assert.That((score.Hits, score.FalseAlerts, score.Windows), Is.EqualTo((2, 1, 2)));
    }
}
