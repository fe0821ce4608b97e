using NUnit.Framework;
using RtmPipeline.Topology;

namespace RtmPipeline.Tests.Topology;

internal sealed class PaceTests
{
    [Test]
    public void Wait_TenTimesTheSpeed_TakesATenthOfTheTime()
    {
        var clock = new StillClock();
        var pace = new Pace(10, clock);

        Assert.That(pace.Wait(1_000_000), Is.EqualTo(TimeSpan.Zero), "the first post sets the start");
        Assert.That(pace.Wait(1_060_000), Is.EqualTo(TimeSpan.FromSeconds(6)));
        clock.Seconds = 6;
        Assert.That(pace.Wait(1_060_000), Is.EqualTo(TimeSpan.Zero));
        Assert.That(pace.Wait(1_030_000), Is.LessThan(TimeSpan.Zero), "a post that should have gone already does not wait");
    }

    private sealed class StillClock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => (long)(Seconds * 1_000);
    }
}
