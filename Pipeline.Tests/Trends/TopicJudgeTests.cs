using NUnit.Framework;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Trends;

internal sealed class TopicJudgeTests
{
    private const double Hour = 60;

    private static readonly TrendOptions s_options = new() { TickSeconds = 5 };

    [TestCase(0.05)]
    [TestCase(0.3)]
    [TestCase(1)]
    [TestCase(5)]
    [TestCase(40)]
    [TestCase(300)]
    public void Topic_OfConstantVolume_NeverTrends(double perMinute)
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            var simulation = new TopicSimulation(s_options, seed);

            Assert.That(simulation.TrendingMinutes(20 * Hour, _ => (2000, perMinute)), Is.Empty, $"seed {seed}");
        }
    }

    [TestCase(0, 20, TestName = "Jump_OfANewTopic_TrendsWithinMinutes")]
    [TestCase(1, 20, TestName = "Jump_FromALowRate_TrendsWithinMinutes")]
    [TestCase(20, 200, TestName = "Jump_FromAHighRate_TrendsWithinMinutes")]
    public void Jump_TrendsWithinMinutes(double before, double after)
    {
        var simulation = new TopicSimulation(s_options, 1);

        List<double> trending = simulation.TrendingMinutes(7 * Hour, t => (2000, t < 6 * Hour ? before : after));

        Assert.That(trending, Is.Not.Empty);
        Assert.That(trending[0], Is.InRange(6 * Hour, (6 * Hour) + 6));
    }

    [Test]
    public void Jump_ByHalf_DoesNotTrend()
    {
        var simulation = new TopicSimulation(s_options, 1);

        Assert.That(simulation.TrendingMinutes(8 * Hour, t => (2000, t < 6 * Hour ? 40 : 60)), Is.Empty);
    }

    /// <summary>Doubling every three hours, the five-minute rate never stands out from the six-hour one: only the hour against the day shows it.</summary>
    [Test]
    public void SlowClimb_Trends()
    {
        var simulation = new TopicSimulation(s_options, 1);

        List<double> trending = simulation.TrendingMinutes(36 * Hour, t => (500, 0.2 * Math.Pow(2, Math.Max(0, t - (12 * Hour)) / (3 * Hour))));

        Assert.That(trending, Is.Not.Empty);
        Assert.That(trending[0], Is.GreaterThan(14 * Hour));
    }

    [Test]
    public void SlowClimb_BeforeAQuarterOfADayWasSeen_DoesNotTrend()
    {
        var simulation = new TopicSimulation(s_options, 1);

        Assert.That(simulation.TrendingMinutes(5.9 * Hour, t => (500, 0.5 * Math.Pow(2, t / Hour / 1.5))), Is.Empty);
    }

    /// <summary>Half an hour of noise, and then as few mentions as ever: the hour still stands out, and nothing begins any more.</summary>
    [Test]
    public void Hour_ThatStandsOutWhenItsWaveIsPast_DoesNotTrendAgain()
    {
        var simulation = new TopicSimulation(s_options, 3);

        List<double> trending = simulation.TrendingMinutes(14 * Hour, t => (500, t is > 12 * Hour and < 12.5 * Hour ? 10 : 0.2));

        Assert.That(trending, Is.Not.Empty);
        Assert.That(trending[^1], Is.LessThan(13.6 * Hour));
    }

    [TestCase(true, ExpectedResult = false, TestName = "Rise_WithTheWholeStream_DoesNotTrend")]
    [TestCase(false, ExpectedResult = true, TestName = "Rise_WhileTheStreamIsSteady_Trends")]
    public bool Rise_ComparedWithTheStream(bool streamRisesToo)
    {
        var simulation = new TopicSimulation(s_options, 1);
        double Rise(double t) => 1 + (5 * Math.Clamp((t - (8 * Hour)) / 10, 0, 1));

        return simulation.TrendingMinutes(10 * Hour, t => (streamRisesToo ? 400 * Rise(t) : 400, 20 * Rise(t))).Count > 0;
    }

    /// <summary>Loud in the evening and quiet at night, forty times over: what every evening brings is no trend, once two days were seen.</summary>
    [TestCase(5, 1)]
    [TestCase(30, 2)]
    [TestCase(200, 3)]
    public void DailyCycle_AfterTwoDays_NeverTrends(double evening, int seed)
    {
        var simulation = new TopicSimulation(s_options, seed) { HasSeason = true };

        List<double> trending = simulation.TrendingMinutes(6 * 24 * Hour, t => (2000, evening * Math.Pow(40, (Math.Cos(2 * Math.PI * t / (24 * Hour)) - 1) / 2)));

        Assert.That(trending.Where(t => t > 48 * Hour), Is.Empty);
    }

    /// <summary>A show of two hours every evening, with its hashtag: a trend on the first evenings, and what was to be expected later.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public void DailyShow_AfterTwoDays_TrendsOnlyWithoutAProfile(bool hasSeason)
    {
        var simulation = new TopicSimulation(s_options, 2) { HasSeason = hasSeason };

        List<double> trending = simulation.TrendingMinutes(6 * 24 * Hour, t => (2000, t % (24 * Hour) is > 19.25 * Hour and < 21.25 * Hour ? 30 : 0.3));

        Assert.That(trending.Where(t => t < 24 * Hour), Is.Not.Empty);
        Assert.That(trending.Count(t => t > 48 * Hour), hasSeason ? Is.Zero : Is.GreaterThan(100));
    }

    [Test]
    public void Jump_OfATopicWithAProfile_TrendsWithinMinutes()
    {
        var simulation = new TopicSimulation(s_options, 4) { HasSeason = true };

        List<double> trending = simulation.TrendingMinutes(83 * Hour, t => (2000, t < 82 * Hour ? 5 : 60));

        Assert.That(trending, Is.Not.Empty);
        Assert.That(trending[0], Is.InRange(82 * Hour, (82 * Hour) + 6));
    }

    [TestCase(120, ExpectedResult = false)]
    [TestCase(30, ExpectedResult = true)]
    public bool Jump_WithinTheWarmUp_DoesNotTrend(int warmUpMinutes)
    {
        var simulation = new TopicSimulation(s_options with { WarmUpMinutes = warmUpMinutes }, 1);

        return simulation.TrendingMinutes(119, t => (2000, t < 100 ? 0 : 60)).Count > 0;
    }

    [Test]
    public void Topic_ThatIsBusyFromTheStart_DoesNotTrendAfterTheWarmUp()
    {
        var simulation = new TopicSimulation(s_options, 1);

        Assert.That(simulation.TrendingMinutes(90, _ => (2000, 200)), Is.Empty);
    }

    [TestCase(1, ExpectedResult = false)]
    [TestCase(2, ExpectedResult = false)]
    [TestCase(20, ExpectedResult = true)]
    public bool Jump_ByAFewAuthors_DoesNotTrend(int authors)
    {
        var simulation = new TopicSimulation(s_options, 1) { Authors = authors };

        return simulation.TrendingMinutes(7 * Hour, t => (2000, t < 6 * Hour ? 0 : 40)).Count > 0;
    }

    [TestCase(8, ExpectedResult = true)]
    [TestCase(100, ExpectedResult = false)]
    public bool Jump_InAQuietStream_TrendsOnlyWithTheMentionsAskedFor(double minMentions)
    {
        var simulation = new TopicSimulation(s_options with { MinMentions = minMentions }, 1);

        // Three a minute hold 22 mentions at the five-minute half-life, 65 at a quarter of an hour and at most 260 at an hour.
        return simulation.TrendingMinutes(7 * Hour, t => (50, t < 6 * Hour ? 0 : 3)).Count > 0;
    }

    [TestCase(false, ExpectedResult = true, TestName = "Jump_ByUnknownAuthors_TrendsWithTextsOfTheirOwn")]
    [TestCase(true, ExpectedResult = false, TestName = "Jump_ByUnknownAuthors_DoesNotTrendWithCopies")]
    public bool Jump_ByUnknownAuthors(bool copies)
    {
        var simulation = new TopicSimulation(s_options, 1) { Authors = 0, Copies = copies };

        return simulation.TrendingMinutes(7 * Hour, t => (2000, t < 6 * Hour ? 0 : 40)).Count > 0;
    }

    [Test]
    public void Judgement_OfASteadyTopic_GivesItsRates()
    {
        var simulation = new TopicSimulation(s_options, 1);
        while (simulation.Minutes < 12 * Hour)
            simulation.PassExactly(2000, 30);

        Judgement judgement = simulation.Judgement;

        Assert.That(judgement.PerMinute, Is.EqualTo(30).Within(1e-6).Percent);
        Assert.That(judgement.BaselinePerMinute, Is.EqualTo(30).Within(1e-6).Percent);
        // One mention a minute more is expected of any topic in a stream of 2000: the prior's share of 0.0005.
        Assert.That(judgement.ExpectedPerMinute, Is.EqualTo(31).Within(1e-6).Percent);
        Assert.That(judgement.Surprise, Is.InRange(-0.1, 0), "31 are expected and 30 came");
    }

    [TestCase(1)]
    [TestCase(60)]
    public void Judgement_AtAnyTickLength_GivesTheSameRate(int tickSeconds)
    {
        var simulation = new TopicSimulation(s_options with { TickSeconds = tickSeconds }, 1);
        while (simulation.Minutes < 3 * Hour)
            simulation.PassExactly(2000, 30);

        Assert.That(simulation.Judgement.PerMinute, Is.EqualTo(30).Within(1e-6).Percent);
    }
}
