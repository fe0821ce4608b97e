using NUnit.Framework;
using RtmPipeline.Posts;
using static RtmPipeline.Tests.TestKit.PostBuilder;

namespace RtmPipeline.Tests.Posts;

/// <summary>Times are minutes of one evening; the limits are the shipped ones, ten minutes and 48 hours (2,880 minutes).</summary>
internal sealed class StreamClockTests
{
    private const long Second = 1000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;

    [Test]
    public void Clock_BeforeAnyPost_HasNotStarted() =>
        Assert.That((new ClockRun().Clock.Now, new ClockRun().Clock.HasStarted), Is.EqualTo((0L, false)));

    [TestCase("0 1", "0 1", TestName = "Start_SecondPostNearTheFirst_CountsBoth")]
    [TestCase("0", "", TestName = "Start_OnePost_Waits")]
    [TestCase("0 20 40", "0 20", TestName = "Start_OfASparseStream_RunsOnePostBehind")]
    [TestCase("300 0 1", "0! 0 1", TestName = "Start_FirstPostHoursAhead_CountsWhereTheOthersAre")]
    [TestCase("100000 0 1", "0! 0 1", TestName = "Start_FirstPostWeeksAhead_CountsWhereTheOthersAre")]
    [TestCase("-100000 0 1", "-100000 0 1", TestName = "Start_FirstPostWeeksBehind_IsLate")]
    [TestCase("0 300 1", "0 0! 1", TestName = "Start_SecondPostHoursAhead_CountsAtTheFirst")]
    [TestCase("0 100000 1", "0 0! 1", TestName = "Start_SecondPostWeeksAhead_CountsAtTheFirst")]
    [TestCase("0 -300 1", "0 -300 1", TestName = "Start_SecondPostHoursBehind_IsLate")]
    [TestCase("0 -300", "", TestName = "Start_SecondPostHoursBehind_TakesAThirdToDecide")]
    [TestCase("0 -10", "0 -10", TestName = "Start_SecondPostAsLateAsAllowed_CountsBoth")]
    [TestCase("0 2880 2881", "0 2880 2881", TestName = "Start_SecondPostAWholeLeapAhead_CountsBoth")]
    [TestCase("100000 0 -100000 1 2", "0! 0 -100000 1 2", TestName = "Start_ThreePostsThatAllDisagree_IsAtTheMiddleOne")]
    public void Start(string posts, string counted) => Assert.That(new ClockRun().TakeMinutes(posts).Minutes(), Is.EqualTo(counted));

    [TestCase("0.5 1 2", "0.5 1 2", TestName = "Post_ALittleAhead_MovesTheClockAtOnce")]
    [TestCase("10", "10", TestName = "Post_AsFarAheadAsAllowed_MovesTheClockAtOnce")]
    [TestCase("10.1", "", TestName = "Post_JustFurtherAhead_IsHeld")]
    [TestCase("-300", "-300", TestName = "Post_HoursBehind_KeepsItsTime")]
    [TestCase("300 1 2", "0! 1 2", TestName = "Post_HoursAhead_CountsAtStreamTimeAndMovesNothing")]
    [TestCase("300 1 300 2", "0! 1 1! 2", TestName = "Post_HoursAheadAgainAndAgain_MovesNothing")]
    [TestCase("20 10", "20 10", TestName = "Leap_ConfirmedByAPostAsLateAsAllowed_IsBelieved")]
    [TestCase("20 9.9", "0! 9.9", TestName = "Leap_RefutedByAPostJustEarlier_IsNotBelieved")]
    [TestCase("20 40 60 80", "20 40 60", TestName = "SparseStream_RunsOnePostBehindAndKeepsAllTimes")]
    [TestCase("20 340 40 60 80", "20 20! 40 60", TestName = "SparseStream_WithOneBrokenClock_KeepsAllOtherTimes")]
    [TestCase("20 100000 40 60 80", "20 20! 40 60", TestName = "SparseStream_WithOneClockWeeksAhead_KeepsAllOtherTimes")]
    [TestCase("300 600 1", "300 300! 1", TestName = "QuietStream_TwoBrokenClocksInARow_AreBelieved")]
    [TestCase("2880 2880", "2880 2880", TestName = "LongestLeap_ConfirmedByOnePost_IsBelieved")]
    [TestCase("2881 2881", "", TestName = "LeapBeyondTheLongest_WithTwoPosts_IsNotDecided")]
    [TestCase("3000 3001 3002", "3000 3001 3002", TestName = "LeapBeyondTheLongest_WithThreePosts_IsBelieved")]
    [TestCase("3000 3001 1", "0! 0! 1", TestName = "LeapBeyondTheLongest_BackBeforeTheThird_IsNotBelieved")]
    [TestCase("3000 9000 3001 3002 3003", "0! 0! 3001 3002 3003", TestName = "LeapBeyondTheLongest_WithPostsThatDisagree_WaitsForThreeThatAgree")]
    [TestCase("3000 3001 3020 3040", "3000 3001 3020", TestName = "LeapBeyondTheLongest_OfASparseStream_HoldsTheNextInTurn")]
    public void Running(string posts, string counted) => Assert.That(new ClockRun().TakeMinutes("0 0 " + posts).Minutes(), Is.EqualTo(("0 0 " + counted).Trim()));

    [TestCase("5", "5", TestName = "End_AfterASinglePost_BelievesIt")]
    [TestCase("0 0 300", "0 0 300", TestName = "End_WithAHeldPostWithinTheLongestLeap_BelievesIt")]
    [TestCase("0 0 3000", "0 0 0!", TestName = "End_WithAHeldPostBeyondTheLongestLeap_DoesNotBelieveIt")]
    [TestCase("0 0 3000 3001", "0 0 0! 0!", TestName = "End_WithTwoHeldPostsBeyondTheLongestLeap_DoesNotBelieveThem")]
    [TestCase("0 100000", "0 0!", TestName = "End_AfterTwoPostsThatDisagree_BelievesTheEarlier")]
    [TestCase("100000 0", "0! 0", TestName = "End_AfterTwoPostsTheFirstWeeksAhead_BelievesTheEarlier")]
    public void End(string posts, string counted) =>
        Assert.That(new ClockRun().TakeMinutes(posts).Decide(WaitEnd.StreamEnds).Minutes(), Is.EqualTo(counted));

    [TestCase("0", "0", TestName = "FullQueue_AtTheStart_StartsAtTheFirstPost")]
    [TestCase("0 0 20", "0 0 0!", TestName = "FullQueue_WithAHeldPost_DoesNotBelieveIt")]
    [TestCase("0 0 3000 3001", "0 0 0! 0!", TestName = "FullQueue_WithTwoHeldPosts_BelievesNeither")]
    public void FullQueue(string posts, string counted) =>
        Assert.That(new ClockRun().TakeMinutes(posts).Decide(WaitEnd.QueueFull).Minutes(), Is.EqualTo(counted));

    [TestCase(31, 2, TestName = "Leap_AfterFewerPostsThanMakeAStreamBusy_TakesTwo")]
    [TestCase(32, 8, TestName = "Leap_OfABusyStream_TakesEight")]
    public void Leap_TakesPosts(int postsBefore, int posts)
    {
        var run = new ClockRun();
        for (int i = 0; i < postsBefore; i++)
            run.Take(Evening + (i * Second));

        int taken = 0;
        while (run.Clock.Now < Evening + Hour)
            run.Take(Evening + Hour + (++taken * Second));

        Assert.That(taken, Is.EqualTo(posts));
    }

    [TestCase(1, TestName = "BusyStream_OneClockMinutesAhead_IsNotMoved")]
    [TestCase(7, TestName = "BusyStream_SevenClocksMinutesAhead_IsNotMoved")]
    public void BusyStream_FewClocksMinutesAhead_IsNotMoved(int broken)
    {
        ClockRun run = new ClockRun().Busy();

        for (int i = 0; i < broken; i++)
            run.Take(Evening + (5 * Minute));
        run.Take(Evening + Second);

        Assert.That((run.Clock.Now, run.CountedAt.Count(at => at > Evening)), Is.EqualTo((Evening + Second, 1)));
    }

    [Test]
    public void BusyStream_AfterAPause_GoesOnAtItsTimes()
    {
        ClockRun run = new ClockRun().Busy();
        long[] after = [.. Enumerable.Range(0, 20).Select(i => Evening + (15 * Minute) + ((i % 3) * 20 * Second) + (i * Second))];

        foreach (long post in after)
            run.Take(post);

        Assert.That(run.CountedAt.Skip(41), Is.EqualTo(after));
    }

    [Test]
    public void BusyStream_WithOneClockInTenAheadByAnyMinutes_IsNotPushedOnStepByStep()
    {
        var random = new Random(11);
        var run = new ClockRun();
        for (int i = 0; i < 20_000; i++)
        {
            long now = Evening + (i * 100);
            run.Take(i > StreamClock.BusyWindow && i % 10 == 5 ? now + random.NextInt64(30 * Minute) : now);
            Assert.That(run.Clock.Now - now, Is.LessThan(30 * Second), $"post {i}");
        }
    }

    [Test]
    public void BusyStream_ToldInWholeSeconds_IsNeverHeld()
    {
        var clock = new StreamClock(TimeSpan.FromMinutes(10), TimeSpan.FromHours(48));
        clock.Hold(Evening);
        clock.TryDecide(WaitEnd.StreamEnds, out _);

        // At a thousand posts a second, some of the last second still come after the first of the next one.
        Assert.That(Enumerable.Range(0, 10_000).Select(i => clock.TryPass(Evening + ((i - (i % 7 * 20)) / 1000 * Second))), Is.All.True);
    }

    [Test]
    public void PostsFarBehind_InAHeap_DoNotMakeAStreamBusy()
    {
        ClockRun run = new ClockRun().TakeMinutes("0 0");
        for (int i = 0; i < 100; i++)
            run.Take(Evening - Hour);

        Assert.That(run.TakeMinutes("10").Clock.Now, Is.EqualTo(Evening + (10 * Minute)));
    }

    [Test]
    public void Hold_BeyondTheMostThatAreHeld_IsRefused()
    {
        var clock = new StreamClock(TimeSpan.FromMinutes(10), TimeSpan.FromHours(48));
        for (int i = 0; i < StreamClock.BusyPosts; i++)
            clock.Hold(Evening);

        Assert.That(() => clock.Hold(Evening), Throws.InvalidOperationException);
    }

    [Test]
    public void Limits_WithALatenessBeyondTheLeap_AreRefused() =>
        Assert.That(() => new StreamClock(TimeSpan.FromHours(2), TimeSpan.FromHours(1)), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Limits_WithoutAnyLateness_RunOnePostBehind() =>
        Assert.That(new ClockRun(0, Hour).TakeMinutes("0 1 2 90 3").Minutes(), Is.EqualTo("0 1 2 2!"));
}
