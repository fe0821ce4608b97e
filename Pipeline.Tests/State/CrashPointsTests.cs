using NUnit.Framework;
using RtmPipeline.State;

namespace RtmPipeline.Tests.State;

internal sealed class CrashPointsTests
{
    [TestCase("journal.rolled", ExpectedResult = 1)]
    [TestCase("journal.rolled:1", ExpectedResult = 1)]
    [TestCase("journal.rolled:3", ExpectedResult = 3)]
    [TestCase("checkpoint.cut", ExpectedResult = 0, TestName = "Reach_OfAnotherPlace_DoesNothing")]
    public int Reach_OfThePlace_CrashesAtItsTime(string place)
    {
        string? crashed = null;
        int at = 0;
        CrashPoints points = CrashPoints.At(place, name => crashed = name);
        for (int i = 1; i <= 5; i++)
        {
            points.Reach("journal.before-flush");
            points.Reach("journal.rolled");
            if (crashed is not null && at == 0)
                at = i;
        }

        Assert.That(crashed, at > 0 ? Is.EqualTo("journal.rolled") : Is.Null);
        return at;
    }

    [Test]
    public void Reach_AfterTheCrash_DoesNotCrashAgain()
    {
        int crashes = 0;
        CrashPoints points = CrashPoints.At("a:2", _ => crashes++);
        for (int i = 0; i < 10; i++)
            points.Reach("a");

        Assert.That(crashes, Is.EqualTo(1));
    }

    [Test]
    public void None_Reached_DoesNothing() => Assert.That(() => CrashPoints.None.Reach("a"), Throws.Nothing);

    [TestCase("")]
    [TestCase(":1")]
    [TestCase("a:")]
    [TestCase("a:0")]
    [TestCase("a:-1")]
    [TestCase("a:b")]
    [TestCase("a:1:2")]
    public void At_WhatIsNoPlace_Throws(string place) =>
        Assert.That(() => CrashPoints.At(place, _ => { }), Throws.TypeOf<FormatException>().With.Message.Contains("NAME:N"));
}
