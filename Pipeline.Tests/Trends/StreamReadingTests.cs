using NUnit.Framework;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Trends;

internal sealed class StreamReadingTests
{
    private static readonly TrendOptions s_options = new() { TickSeconds = 10 };

    [Test]
    public void Reading_OfNoPosts_HasNoRateAndAnEvenRatio()
    {
        StreamReading now = new(default, new Decay(1), TopicSimulation.Start, 1);

        Assert.That((now.PerMinute, now.VolumeRatio), Is.EqualTo((0.0, 1.0)));
    }

    [TestCase(5)]
    [TestCase(700)]
    public void Reading_OfASteadyStream_HasItsRateAndAnEvenRatio(int minutes)
    {
        var simulation = new TopicSimulation(s_options, 1);
        while (simulation.Minutes < minutes)
            simulation.PassExactly(240, 0);

        Assert.That(simulation.Now.PerMinute, Is.EqualTo(240).Within(1e-6).Percent);
        Assert.That(simulation.Now.VolumeRatio, Is.EqualTo(1).Within(1e-6).Percent);
    }

    [Test]
    public void Reading_OfAStreamThatTripled_ShowsTheRatio()
    {
        var simulation = new TopicSimulation(s_options, 1);
        while (simulation.Minutes < 2000)
            simulation.PassExactly(100, 0);
        while (simulation.Minutes < 2030)
            simulation.PassExactly(300, 0);

        // Half an hour at three times the rate lifts the five-minute sum by 2·(1 − 2^−6); the rate it is compared with leaves the last hour nearly out.
        double recent = 1 + (2 * (1 - Math.Pow(2, -6)));
        double sixHours = 360 / Math.Log(2);
        double hour = 60 / Math.Log(2);
        double past = 1 + (2 * ((sixHours * (1 - Math.Pow(2, -30 / 360.0))) - (hour * (1 - Math.Pow(2, -0.5)))) / (sixHours - hour));
        double expected = recent / past;
        Assert.That(simulation.Now.VolumeRatio, Is.EqualTo(expected).Within(2).Percent);
    }
}
