using NUnit.Framework;
using RtmPipeline.Posts;
using static RtmPipeline.Tests.TestKit.PostBuilder;

namespace RtmPipeline.Tests.Posts;

internal sealed class EventTimeTests
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Year1970 = 0;
    private const long Year2099 = 4_102_444_799_999;

    /// <summary>Times relative to the receipt, in milliseconds; the first is what the post says, the second a later claim of its author.</summary>
    [TestCase(0, 0, 0, ClockFault.None, TestName = "Time_OfTheReceipt_IsTaken")]
    [TestCase(-5_000, 0, -5_000, ClockFault.None, TestName = "Time_BeforeTheReceipt_IsTaken")]
    [TestCase(4_000, 0, 0, ClockFault.None, TestName = "Time_SecondsAfterTheReceipt_IsTheReceipt")]
    [TestCase((10 * Minute) + 1, 0, 0, ClockFault.Ahead, TestName = "Time_BeyondLatenessAfterTheReceipt_IsTheReceiptAndAhead")]
    [TestCase(0, 10 * Minute, 0, ClockFault.None, TestName = "Claim_UpToLatenessAfterTheReceipt_IsNoFault")]
    [TestCase(0, Hour, 0, ClockFault.Ahead, TestName = "Claim_AnHourAfterTheReceipt_IsAhead")]
    [TestCase(14 * Hour, 0, 0, ClockFault.Ahead, TestName = "Time_WithAnOffsetOf14HoursTooMuch_IsTheReceipt")]
    [TestCase(-14 * Hour, 0, -14 * Hour, ClockFault.None, TestName = "Time_WithAnOffsetOf14HoursTooLittle_IsTaken")]
    [TestCase(-24 * Hour, 0, -24 * Hour, ClockFault.None, TestName = "Time_OfTheGreatestAge_IsTaken")]
    [TestCase((-24 * Hour) - 1, 0, -24 * Hour, ClockFault.Backdated, TestName = "Time_BeyondTheGreatestAge_IsBackdated")]
    public void Time_WithAKnownReceipt_IsClamped(long said, long claimed, long at, ClockFault fault) =>
        Assert.That(Of(Evening + said, claimed == 0 ? 0 : Evening + claimed, Evening), Is.EqualTo(new EventTime(Evening + at, fault)));

    [TestCase(Year1970, ClockFault.Backdated, TestName = "Time_Of1970_IsBackdated")]
    [TestCase(-1, ClockFault.Backdated, TestName = "Time_BelowZero_IsBackdated")]
    [TestCase(long.MinValue / 2, ClockFault.Backdated, TestName = "Time_OfNoYear_IsBackdated")]
    [TestCase(Year2099, ClockFault.Ahead, TestName = "Time_Of2099_IsAhead")]
    [TestCase(Evening / 1000, ClockFault.Backdated, TestName = "Time_InSecondsTakenForMilliseconds_IsBackdated")]
    [TestCase(Evening * 1000, ClockFault.Ahead, TestName = "Time_InMicrosecondsTakenForMilliseconds_IsAhead")]
    public void Time_FarFromTheReceipt_LiesWithinTheBounds(long said, ClockFault fault)
    {
        EventTime time = Of(said, 0, Evening);
        Assert.That(time.Fault, Is.EqualTo(fault));
        Assert.That(time.At, Is.InRange(Evening - (24 * Hour), Evening));
    }

    [TestCase(Year1970)]
    [TestCase(Year2099)]
    [TestCase(Evening)]
    public void Time_WithoutAReceipt_Stands(long said) => Assert.That(Of(said, 0, 0), Is.EqualTo(new EventTime(said, ClockFault.None)));

    private static EventTime Of(long said, long claimed, long received) =>
        EventTime.Of(new Post { Id = "plain:1", Source = "plain", PostedAt = said, ClaimedAt = claimed, ReceivedAt = received }, 24 * Hour, 10 * Minute);
}
