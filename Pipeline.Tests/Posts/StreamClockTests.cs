using NUnit.Framework;
using RtmPipeline.Posts;
using static RtmPipeline.Tests.TestKit.PostBuilder;

namespace RtmPipeline.Tests.Posts;

internal sealed class StreamClockTests
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;

    private static StreamClock ConfirmedClock()
    {
        var clock = new StreamClock(TimeSpan.FromHours(1));
        clock.Observe(Evening);
        clock.Observe(Evening);
        return clock;
    }

    [Test]
    public void Clock_BeforeAnyPost_IsAtZero() => Assert.That(new StreamClock(TimeSpan.FromHours(1)).Now, Is.Zero);

    [Test]
    public void FirstPost_StartsTheClock()
    {
        var clock = new StreamClock(TimeSpan.FromHours(1));

        long countedAt = clock.Observe(Evening);

        Assert.That((countedAt, clock.Now, clock.Restarted), Is.EqualTo((Evening, Evening, true)));
    }

    [TestCase(50 * 365 * 24 * Hour, TestName = "FirstPost_HalfACenturyAhead_IsForgottenAtTheSecond")]
    [TestCase(-12 * 365 * 24 * Hour, TestName = "FirstPost_TwelveYearsBehind_IsForgottenAtTheSecond")]
    [TestCase(Hour + 1, TestName = "FirstPost_JustBeyondTheLeap_IsForgottenAtTheSecond")]
    public void FirstPost_Broken_IsForgottenAtTheSecond(long off)
    {
        var clock = new StreamClock(TimeSpan.FromHours(1));
        clock.Observe(Evening + off);

        long countedAt = clock.Observe(Evening);

        Assert.That((countedAt, clock.Now, clock.Restarted), Is.EqualTo((Evening, Evening, true)));
    }

    [Test]
    public void SecondPost_BrokenAfterAGoodFirst_DoesNotStand()
    {
        var clock = new StreamClock(TimeSpan.FromHours(1));
        clock.Observe(Evening);
        clock.Observe(Evening + (1000 * Hour));

        clock.Observe(Evening + Minute);
        clock.Observe(Evening + (2 * Minute));

        Assert.That((clock.Now, clock.Restarted), Is.EqualTo((Evening + (2 * Minute), false)));
    }

    [Test]
    public void SecondPost_NearTheFirst_ConfirmsItForGood()
    {
        StreamClock clock = ConfirmedClock();

        clock.Observe(Evening + (1000 * Hour));

        Assert.That((clock.Now, clock.Restarted), Is.EqualTo((Evening, false)));
    }

    [TestCase(1, TestName = "Clock_AMillisecondAhead_Moves")]
    [TestCase(Hour, TestName = "Clock_AWholeLeapAhead_Moves")]
    public void Clock_WithinTheLeap_Moves(long step)
    {
        StreamClock clock = ConfirmedClock();

        long countedAt = clock.Observe(Evening + step);

        Assert.That((countedAt, clock.Now), Is.EqualTo((Evening + step, Evening + step)));
    }

    [TestCase(1)]
    [TestCase(Hour)]
    [TestCase(1000 * Hour)]
    public void LatePost_KeepsItsTimeAndTheClock(long behind)
    {
        StreamClock clock = ConfirmedClock();

        long countedAt = clock.Observe(Evening - behind);

        Assert.That((countedAt, clock.Now), Is.EqualTo((Evening - behind, Evening)));
    }

    [Test]
    public void Leap_OfOnePost_CountsAtStreamTime()
    {
        StreamClock clock = ConfirmedClock();

        long countedAt = clock.Observe(Evening + Hour + 1);

        Assert.That((countedAt, clock.Now), Is.EqualTo((Evening, Evening)));
    }

    [Test]
    public void Leap_ConfirmedByTheNextPost_MovesTheClock()
    {
        StreamClock clock = ConfirmedClock();
        clock.Observe(Evening + (10 * Hour));

        long countedAt = clock.Observe(Evening + (10 * Hour) + Minute);

        Assert.That(
            (countedAt, clock.Now, clock.Restarted),
            Is.EqualTo((Evening + (10 * Hour) + Minute, Evening + (10 * Hour) + Minute, false)));
    }

    [Test]
    public void Leap_WithAnOrdinaryPostBetween_IsNotConfirmed()
    {
        StreamClock clock = ConfirmedClock();
        clock.Observe(Evening + (10 * Hour));
        clock.Observe(Evening + Minute);

        clock.Observe(Evening + (10 * Hour));

        Assert.That(clock.Now, Is.EqualTo(Evening + Minute));
    }

    [Test]
    public void Leap_ToTwoDifferentTimes_ConfirmsNeither()
    {
        StreamClock clock = ConfirmedClock();
        clock.Observe(Evening + (10 * Hour));

        clock.Observe(Evening + (30 * Hour));

        Assert.That(clock.Now, Is.EqualTo(Evening));
    }

    [Test]
    public void Clock_OverAnyRunOfConfirmedPosts_NeverGoesBack()
    {
        var random = new Random(7);
        StreamClock clock = ConfirmedClock();
        for (int i = 0; i < 10_000; i++)
        {
            long before = clock.Now;
            // One in fifty is far ahead, so that some leaps find their confirmation.
            long leap = random.Next(50) == 0 ? 100 * Hour : 0;
            long countedAt = clock.Observe(clock.Now + leap + random.NextInt64(-2 * Hour, 2 * Minute));
            Assert.That(clock.Now, Is.GreaterThanOrEqualTo(before).And.GreaterThanOrEqualTo(countedAt), $"post {i}");
        }
    }
}
