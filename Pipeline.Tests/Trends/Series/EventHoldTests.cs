using NUnit.Framework;
using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

internal sealed class EventHoldTests
{
    private const long Settle = 3;
    private const long Hold = 10;

    /// <summary>An event that alerted at step 100 with a surprise of 2 and a count of 50.</summary>
    private static EventHold Alerted()
    {
        var hold = new EventHold(3, Settle, Hold);
        hold.Add(100, 2, Math.Log(50), alert: true);
        return hold;
    }

    [Test]
    public void Share_BeforeAnyEvent_IsWhole() => Assert.That(new EventHold(3, Settle, Hold).Share(5, 2, 1), Is.EqualTo(1));

    [Test]
    public void Share_WhileTheEventSettles_IsNeverWhole() => Assert.That(Alerted().Share(103, 9, Math.Log(5000)), Is.LessThan(1));

    [TestCase(149, false)]
    [TestCase(151, true)]
    public void Share_OfAnEscalation_IsWholeFromThreeTimesTheCount(double count, bool passes) =>
        Assert.That(Alerted().Share(104, 3, Math.Log(count)) >= 1, Is.EqualTo(passes));

    [Test]
    public void Share_IsTakenOfTheCountTheEventSettledAt()
    {
        EventHold hold = Alerted();
        hold.Add(102, 4, Math.Log(200), alert: false);

        Assert.That(hold.Share(104, 5, Math.Log(300)), Is.EqualTo(0.5).Within(1e-9));
    }

    [TestCase(1.9, false)]
    [TestCase(2.1, true)]
    public void Share_AfterTheHold_IsWholeAboveThePeak(double surprise, bool passes) =>
        Assert.That(Alerted().Share(100 + Hold, surprise, 0) >= 1, Is.EqualTo(passes));

    [Test]
    public void Share_AfterTwiceTheHold_IsWhole() => Assert.That(Alerted().Share(100 + (2 * Hold), 1.7, 0), Is.EqualTo(1));

    [Test]
    public void Hold_LastsAsLongAsTheEventGoesOn()
    {
        EventHold hold = Alerted();
        for (int step = 101; step < 200; step++)
            hold.Add(step, 1.8, Math.Log(40), alert: false);

        Assert.That(hold.Share(200, 1.8, Math.Log(40)), Is.LessThan(1));
    }
}
