using NUnit.Framework;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Trends;

internal sealed class SeasonalProfileTests
{
    private const long Start = TopicSimulation.Start / 3600;

    /// <summary>Mentions an hour of a topic that is loudest in the evening and loudest of all on one day of the week.</summary>
    private static double Cycle(long hour)
    {
        double daily = 60 + (50 * Math.Sin(2 * Math.PI * (hour - Start) / 24));
        return (hour - Start) / 24 % 7 == 6 ? daily * 3 : daily;
    }

    private static SeasonalProfile ProfileOf(Func<long, double> mentions, int hours)
    {
        var profile = new SeasonalProfile(Start, 0.5);
        for (long hour = Start; hour < Start + hours; hour++)
            profile.Add(hour, mentions(hour));
        return profile;
    }

    [TestCase(0)]
    [TestCase(20)]
    public void Profile_OfLessThanADay_KnowsNothing(int hours) =>
        Assert.That(ProfileOf(_ => 60, hours).PerMinute(Start + hours + 0.5), Is.NaN);

    [TestCase(49)]
    [TestCase(400)]
    [TestCase(20_000)]
    public void Profile_OfAConstantRate_GivesIt(int hours) =>
        Assert.That(ProfileOf(_ => 60, hours).PerMinute(Start + hours + 0.3), Is.EqualTo(1).Within(1e-4));

    [Test]
    public void Profile_AfterSomeWeeks_KnowsTheHourAndTheDayOfTheWeek()
    {
        const int Hours = 24 * 7 * 12;
        SeasonalProfile profile = ProfileOf(Cycle, Hours);

        for (long ahead = 0; ahead <= 1; ahead++)
        {
            for (int day = 0; day < 7; day++)
            {
                double expected = Cycle(Start + Hours + ahead) / 60;
                Assert.That(profile.PerMinute(Start + Hours + ahead + 0.5), Is.EqualTo(expected).Within(25).Percent);
                for (int h = 0; h < 24; h++)
                    profile.Add(Start + Hours + (day * 24) + h, Cycle(Start + Hours + (day * 24) + h));
                profile = ProfileOf(Cycle, Hours);
            }
        }
    }

    [Test]
    public void Profile_InTheMiddleOfAnEvent_DoesNotExpectIt()
    {
        SeasonalProfile profile = ProfileOf(_ => 60, 24 * 10);
        for (long hour = 0; hour < 2; hour++)
            profile.Add(Start + 240 + hour, 6_000);

        Assert.That(profile.PerMinute(Start + 241.9), Is.EqualTo(1).Within(1e-4));
    }

    [Test]
    public void Mentions_InAnyOrderOfHours_GiveTheSameProfile()
    {
        var random = new Random(61);
        var inOrder = new SeasonalProfile(Start, 0.5);
        var shuffled = new SeasonalProfile(Start, 0.5);
        long[] hours = [.. Enumerable.Range(0, 5_000).Select(_ => Start + random.Next(24 * 15))];
        foreach (long hour in hours.Order())
            inOrder.Add(hour, 1);
        foreach (long hour in hours)
            shuffled.Add(hour, 1);
        inOrder.Add(Start + (24 * 15) + 3, 1);
        shuffled.Add(Start + (24 * 15) + 3, 1);

        for (int h = 0; h < 2; h++)
            Assert.That(shuffled.PerMinute(Start + (24 * 15) + 3 + h), Is.EqualTo(inOrder.PerMinute(Start + (24 * 15) + 3 + h)).Within(0.01).Percent);
    }

    [TestCase(6, ExpectedResult = false, TestName = "UsualHour_ItsEveningOfAnEvenCycle_IsNotTwiceTheMean")]
    [TestCase(20, ExpectedResult = true, TestName = "UsualHour_TheHourOfAShowEveryEvening_IsKnown")]
    [TestCase(9, ExpectedResult = false, TestName = "UsualHour_AQuietHour_IsNone")]
    public bool UsualHour(int hour) => ProfileOf(h => (h - Start) % 24 == 20 ? 400 : 20, 24 * 5).IsUsualHour(Start + (24 * 5) + hour + 0.5);

    [Test]
    public void UsualHour_OfAYoungTopic_IsUnknown() =>
        Assert.That(ProfileOf(h => (h - Start) % 24 == 20 ? 400 : 20, 30).IsUsualHour(Start + 44.5), Is.False);

    [Test]
    public void UsualHour_OfATopicHardlyHeardOf_IsNone() =>
        Assert.That(ProfileOf(h => (h - Start) % 24 == 20 ? 0.5 : 0, 24 * 5).IsUsualHour(Start + (24 * 5) + 20.5), Is.False);

    [Test]
    public void Scatter_OfAnEvenTopic_IsTheOptions() => Assert.That(ProfileOf(_ => 60, 24 * 10).Dispersion, Is.EqualTo(0.5));

    [Test]
    public void Scatter_OfATopicOfWildHours_IsTwiceTheOptionsAtMost()
    {
        var random = new Random(62);

        Assert.That(ProfileOf(_ => random.Next(4) == 0 ? 900 : 10, 24 * 20).Dispersion, Is.InRange(0.7, 1.0));
    }

    [Test]
    public void Silence_OfMonths_LeavesTheProfileUsable()
    {
        SeasonalProfile profile = ProfileOf(_ => 60, 24 * 30);
        profile.Add(Start + (24 * 130), 60);

        Assert.That(profile.PerMinute(Start + (24 * 130) + 0.5), Is.InRange(0, 1));
    }
}
