using NUnit.Framework;
using RtmPipeline.Delivery.Redis;

namespace RtmPipeline.Tests.Delivery.Redis;

internal sealed class EntryIdTests
{
    [TestCase("5-2", 9, "9-0", TestName = "Next_LaterTime_BeginsAtZero")]
    [TestCase("5-2", 5, "5-3", TestName = "Next_SameTime_CountsOn")]
    [TestCase("5-2", 4, "5-3", TestName = "Next_EarlierTime_NeverGoesBack")]
    [TestCase("0-0", 0, "0-1", TestName = "Next_TimeZeroInAnEmptyStream_IsAllowedByRedis")]
    [TestCase("5-2", -7, "5-3", TestName = "Next_NegativeTime_CountsAsZero")]
    public void Next(string last, long time, string next)
    {
        Assert.That(EntryId.TryParse(last, out EntryId id), Is.True);
        Assert.That(id.Next(time).ToString(), Is.EqualTo(next));
    }

    [TestCase("")]
    [TestCase("5")]
    [TestCase("-5")]
    [TestCase("5-")]
    [TestCase("5-x")]
    [TestCase("5-1-1")]
    [TestCase("18446744073709551616-0")]
    public void TryParse_NotAnId_IsFalse(string text) => Assert.That(EntryId.TryParse(text, out _), Is.False);
}
