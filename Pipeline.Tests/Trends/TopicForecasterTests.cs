using NUnit.Framework;
using RtmPipeline.Tests.Trends.Regression;
using RtmPipeline.Trends;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.Trends;

internal sealed class TopicForecasterTests
{
    private static readonly TrendOptions s_options = new() { TickSeconds = 5 };

    /// <summary>Answers what a test wants, one answer for each horizon.</summary>
    private sealed class FixedGrowth(int[] horizons, params LogGrowth[] answers) : IVelocityRegression
    {
        public IReadOnlyList<int> HorizonsMinutes => horizons;

        public LogGrowth Predict(int horizon, ReadOnlySpan<double> features) => answers[horizon];
    }

    private static LogGrowth Growth(double expected, double low, double high) => new(expected, Bands.Between(low - expected, high - expected));

    private static TopicSnapshot Read(TopicSimulation simulation, IVelocityRegression regression, TrendingTopic? trending = null) =>
        new TopicForecaster(regression, simulation.Decay, s_options.TickSeconds).Read(
            simulation.Topic, trending ?? Trending(simulation), simulation.Judgement, simulation.Now, simulation.Tick);

    private static TrendingTopic Trending(TopicSimulation simulation) =>
        new() { Slot = 0, OnsetTick = simulation.Tick, BaselinePerMinute = 0, FirstPerMinute = simulation.Judgement.PerMinute };

    private static TopicSimulation Exponential(double ratePerMinute, double growthPerHour, double hours)
    {
        var simulation = new TopicSimulation(s_options, 1);
        while (simulation.Minutes < hours * 60)
            simulation.PassExactly(5000, ratePerMinute * Math.Exp(growthPerHour * (simulation.Minutes - (hours * 60)) / 60));
        return simulation;
    }

    [TestCase(-2)]
    [TestCase(-1)]
    [TestCase(-0.3)]
    [TestCase(0)]
    [TestCase(0.7)]
    [TestCase(3)]
    [TestCase(8)]
    public void Growth_OfASteadyExponential_IsItsGrowth(double growthPerHour)
    {
        TopicSimulation simulation = Exponential(10_000, growthPerHour, 8);

        Assert.That(Read(simulation, new NoChange()).GrowthLogPerHour, Is.EqualTo(growthPerHour).Within(0.03));
    }

    [Test]
    public void Growth_OfATopicOfAllNewMentions_StaysWithinTheCap()
    {
        TopicSimulation simulation = Exponential(10_000, 60, 8);

        Assert.That(Read(simulation, new NoChange()).GrowthLogPerHour, Is.EqualTo(20));
    }

    [Test]
    public void Forecast_OfNoChange_GoesOnAtThePresentRate()
    {
        TopicForecast[] forecast = Read(Exponential(30, 0, 8), new NoChange()).Forecast;

        Assert.That(forecast.Select(f => f.HorizonMinutes), Is.EqualTo([15, 60, 360]));
        Assert.That(forecast.Select(f => f.Total), Is.EqualTo([450.0, 1800.0, 10_800.0]).Within(0.01).Percent);
        Assert.That(forecast.Select(f => f.PerMinute), Is.EqualTo([30.0, 30.0, 30.0]).Within(0.1).Percent);
    }

    [Test]
    public void Forecast_OfTwiceThePresentRate_HasTwiceTheMentions()
    {
        var twice = Growth(Math.Log(2), 0, Math.Log(4));

        TopicForecast forecast = Read(Exponential(30, 0, 8), new FixedGrowth([60], twice)).Forecast[0];

        Assert.That((forecast.TotalLow, forecast.Total, forecast.TotalHigh), Is.EqualTo((1800.0, 3600.5, 7201.5)).Using<(double A, double B, double C)>(
            (x, y) => Math.Abs(x.A - y.A) + Math.Abs(x.B - y.B) + Math.Abs(x.C - y.C) < 0.01));
        Assert.That(forecast.PerMinute, Is.GreaterThan(60));
    }

    [Test]
    public void Forecast_OfATopicThatEnds_HasAHighRateInProportion()
    {
        // A mention in a hundred minutes, and fewer expected: the total is nothing, the upper bound is a few mentions.
        TopicForecast forecast = Read(Exponential(0.01, 0, 8), new FixedGrowth([15], Growth(-2, -4, 1.5))).Forecast[0];

        Assert.That((forecast.Total, forecast.TotalHigh > 1), Is.EqualTo((0.0, true)));
        Assert.That(forecast.High, Is.LessThan(0.01 * Math.Exp(3.5)));
    }

    [Test]
    public void Forecasts_OfAnyStateAndRegression_AreOrderedFiniteAndNotNegative()
    {
        var random = new Random(41);
        for (int i = 0; i < 400; i++)
        {
            TopicSimulation simulation = RandomLife(random);
            var answers = new LogGrowth[3];
            for (int h = 0; h < answers.Length; h++)
            {
                double expected = (random.NextDouble() * 10) - 5;
                answers[h] = Growth(expected, expected - (random.NextDouble() * 4), expected + (random.NextDouble() * 4));
            }

            TopicSnapshot snapshot = Read(simulation, new FixedGrowth([15, 60, 1440], answers));

            foreach (TopicForecast f in snapshot.Forecast)
            {
                double[] ordered = [0, f.Low, f.PerMinute, f.High, double.MaxValue];
                double[] orderedTotals = [0, f.TotalLow, f.TotalLow50, f.Total, f.TotalHigh50, f.TotalHigh, double.MaxValue];
                Assert.That(ordered, Is.Ordered, $"life {i}, rates");
                Assert.That(orderedTotals, Is.Ordered, $"life {i}, totals");
            }

            Assert.That(snapshot.Forecast.Select(f => f.Total), Is.Ordered, $"life {i}, horizons");
            Assert.That(snapshot.HalfLifeMinutes, Is.InRange(1, 10_080), $"life {i}, half-life");
            long now = simulation.Tick * s_options.TickSeconds * 1000;
            Assert.That(snapshot.ActBefore, Is.InRange(now, now + (3 * 86_400_000L)), $"life {i}, time to act");
            Assert.That(snapshot.GrowthLogPerHour, Is.InRange(-20, 20), $"life {i}, growth");
        }
    }

    private static TopicSimulation RandomLife(Random random)
    {
        var simulation = new TopicSimulation(s_options, random.Next());
        int pieces = random.Next(1, 5);
        for (int piece = 0; piece < pieces; piece++)
        {
            double until = simulation.Minutes + random.Next(1, 60);
            double rate = Math.Pow(10, (random.NextDouble() * 5) - 3);
            while (simulation.Minutes < until)
                simulation.PassExactly(1000, rate);
        }

        return simulation;
    }

    [Test]
    public void Features_OfASteadyTopic_AreAsManyAsTheirNamesAndFlat()
    {
        TopicSimulation simulation = Exponential(30, 0, 30);
        double[] features = new double[TopicFeatures.Count];

        new TopicForecaster(new NoChange(), simulation.Decay, s_options.TickSeconds).Features(simulation.Topic, simulation.Now, simulation.Judgement, features);

        Assert.That(TopicFeatures.Names, Has.Count.EqualTo(TopicFeatures.Count));
        Assert.That(TopicFeatures.All, Has.Count.EqualTo(TopicFeatures.Count));
        Assert.That(features[..5], Is.All.EqualTo(0).Within(0.01), "ratios of its rates");
        Assert.That(features[TopicFeatures.LevelIndex], Is.EqualTo(Math.Log(1 + (30 * 15 / Math.Log(2)))).Within(0.01), "evidence");
        Assert.That(features[TopicFeatures.AgeIndex], Is.EqualTo(Math.Log(1 + 1800)).Within(1e-9), "age");
        Assert.That(features[TopicFeatures.StreamIndex], Is.EqualTo(0).Within(1e-6), "the stream");
    }

    [Test]
    public void Features_OfAnyState_AreFinite()
    {
        var random = new Random(42);
        for (int i = 0; i < 200; i++)
        {
            TopicSimulation simulation = RandomLife(random);
            double[] features = new double[TopicFeatures.Count];
            new TopicForecaster(new NoChange(), simulation.Decay, s_options.TickSeconds).Features(simulation.Topic, simulation.Now, simulation.Judgement, features);
            Assert.That(features.All(double.IsFinite), Is.True, $"life {i}");
        }
    }

    [Test]
    public void Forecast_OfALongerHorizonBelowAShorterOne_IsRaisedToIt()
    {
        var contradicting = new FixedGrowth([15, 60], Growth(1, 0, 2), Growth(-3, -4, -2));

        TopicForecast[] forecast = Read(Exponential(30, 0, 8), contradicting).Forecast;

        Assert.That(forecast[1].Total, Is.EqualTo(forecast[0].Total));
        Assert.That(forecast[1].PerMinute, Is.Positive, "nothing vanishes at once");
    }

    /// <summary>A topic a little above its usual rate would go on for ever; the part that is new does not.</summary>
    [Test]
    public void TimeToAct_OfABurstOnASteadyTopic_IsThatOfTheBurst()
    {
        var simulation = new TopicSimulation(s_options, 1);
        while (simulation.Minutes < 600)
            simulation.PassExactly(5000, simulation.Minutes < 590 ? 10 : 60);
        // Half as many as at the present rate in a quarter of an hour, then hardly more than usual.
        double present = simulation.Topic.Mentions.At(simulation.Decay, Decay.QuarterHour, simulation.Tick) / simulation.Now.WindowMinutes(Decay.QuarterHour);
        var burst = new FixedGrowth([15, 60, 360], Growth(Math.Log(0.5), -2, 0), Growth(Math.Log(12 / present), -3, 0), Growth(Math.Log(10 / present), -3, 0));

        TopicSnapshot snapshot = Read(simulation, burst);

        Assert.That(snapshot.ActBefore - (simulation.Tick * 5000), Is.InRange(60_000, 45 * 60_000));
    }

    [Test]
    public void Peak_StillToCome_IsForecast()
    {
        // Mentions of the first quarter hour double, then the hour has few more: the highest rate is at 15 minutes.
        var rising = new FixedGrowth([15, 60], Growth(0.7, 0, 1), Growth(-0.4, -1, 0));
        TopicSimulation simulation = Exponential(100, 2, 8);

        Assert.That(Read(simulation, rising).PeakAt, Is.EqualTo((simulation.Tick * 5000) + (15 * 60_000)));
    }

    [Test]
    public void Peak_ThatIsPast_IsWhenItWas()
    {
        TopicSimulation simulation = Exponential(100, 0, 8);
        TrendingTopic trending = Trending(simulation);
        trending.PeakPerMinute = 500;
        trending.PeakTick = simulation.Tick - 100;

        TopicSnapshot snapshot = Read(simulation, new FixedGrowth([60], Growth(-1, -2, 0)), trending);

        Assert.That((snapshot.PeakPerMinute, snapshot.PeakAt), Is.EqualTo((500.0, (simulation.Tick - 100) * 5000)));
    }
}
