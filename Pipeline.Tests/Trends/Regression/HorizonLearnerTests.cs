using NUnit.Framework;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.Trends.Regression;

internal sealed class HorizonLearnerTests
{
    private const int Minutes = 60;
    private const int TickSeconds = 60;

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static WaitingForecast Forecast(long tick, LogGrowth shipped, GrowthInterval said, double[] features) => new()
    {
        Tick = tick,
        DueTick = tick + Minutes,
        Slot = 0,
        Generation = 1,
        Total = 0,
        PresentRate = 1,
        Shipped = shipped.Expected,
        Said = said,
        Features = features,
    };

    /// <summary>One forecast a minute; its truth comes an hour later.</summary>
    private static List<(GrowthInterval Said, double Truth)> Play(HorizonState state, int minutes, Func<int, double> truthAt)
    {
        var learner = new HorizonLearner(state, Minutes, TickSeconds);
        var shipped = new LogGrowth(0.1, Bands.Between(-1, 1));
        double[] features = [.. TopicFeatures.All.Select(f => f.Centre)];
        var waiting = new Queue<(WaitingForecast Forecast, double Truth)>();
        var said = new List<(GrowthInterval Said, double Truth)>();
        for (int minute = 0; minute < minutes; minute++)
        {
            while (waiting.TryPeek(out var due) && due.Forecast.DueTick <= minute)
            {
                waiting.Dequeue();
                learner.Learn(due.Forecast, due.Truth, waiting.Count);
            }

            GrowthInterval now = learner.Predict(shipped, features);
            double truth = truthAt(minute);
            said.Add((now, truth));
            waiting.Enqueue((Forecast(minute, shipped, now, features), truth));
        }

        return said;
    }

    /// <summary>A week of a stream that is three times as calm as the recordings, then a week of one that rises and is twice as wild: a day or two of it are needed to follow.</summary>
    [Test]
    public void Coverage_OfAStreamWhoseWaysChangeHalfWay_IsKept()
    {
        var random = new Random(91);
        const int Week = 7 * 1440;

        List<(GrowthInterval Said, double Truth)> said = Play(HorizonState.Empty(), 2 * Week, minute => minute < Week ? 0.2 * Normal(random) : 0.8 + (1.2 * Normal(random)));

        foreach ((GrowthInterval Said, double Truth)[] half in said.Chunk(Week))
        {
            Assert.That(half.Average(s => s.Said.Holds90(s.Truth) ? 1.0 : 0), Is.EqualTo(0.9).Within(0.07));
            Assert.That(half.Average(s => s.Said.Holds50(s.Truth) ? 1.0 : 0), Is.EqualTo(0.5).Within(0.06));
        }

        Assert.That(said.Average(s => s.Said.Holds90(s.Truth) ? 1.0 : 0), Is.EqualTo(0.9).Within(0.03));
        Assert.That(said.Average(s => s.Said.Holds50(s.Truth) ? 1.0 : 0), Is.EqualTo(0.5).Within(0.04));
    }

    [Test]
    public void Figures_AreThoseOfAPlainRecomputation()
    {
        var random = new Random(92);
        HorizonState state = HorizonState.Empty();
        const int Hours = 50;
        List<(GrowthInterval Said, double Truth)> said = Play(state, Hours * 60, _ => 0.4 + (0.7 * Normal(random)));

        ForecastFigures figures = new HorizonLearner(state, Minutes, TickSeconds).Figures();

        // The last forecasts still wait; each one before weighs half after a week, counted from the last that came true.
        int judged = (Hours * 60) - Minutes;
        double[] weights = [.. Enumerable.Range(0, judged).Select(i => Math.Pow(2, -(judged - 1 - i) / (7 * 1440.0)))];
        double Mean(Func<(GrowthInterval Said, double Truth), double> of) => weights.Select((w, i) => w * of(said[i])).Sum() / weights.Sum();
        Assert.That((figures.HorizonMinutes, figures.Judged), Is.EqualTo((Minutes, (long)judged)));
        Assert.That(figures.Skill, Is.EqualTo(1 - (Mean(s => Math.Abs(s.Truth - s.Said.Expected)) / Mean(s => Math.Abs(s.Truth)))).Within(1e-6));
        Assert.That(figures.Coverage90, Is.EqualTo(Mean(s => s.Said.Holds90(s.Truth) ? 1 : 0)).Within(1e-6));
        Assert.That(figures.Coverage50, Is.EqualTo(Mean(s => s.Said.Holds50(s.Truth) ? 1 : 0)).Within(1e-6));
    }

    [Test]
    public void Figures_BeforeAnyTruth_AreZero() =>
        Assert.That(new HorizonLearner(HorizonState.Empty(), 15, 1).Figures(), Is.EqualTo(new ForecastFigures(15, 0, 0, 0, 0)));

    [Test]
    public void Intervals_OfAnyLevelsAndResiduals_AreNested()
    {
        var random = new Random(93);
        for (int i = 0; i < 10_000; i++)
        {
            double[] levels = [random.NextDouble(), random.NextDouble(), random.NextDouble(), random.NextDouble()];
            double[] quantiles = [.. Enumerable.Range(0, ResidualBand.Levels.Length).Select(_ => (random.NextDouble() * 6) - 3 + random.Next(-2, 3)).Order()];
            GrowthInterval interval = AdaptiveLevels.Around((random.NextDouble() * 10) - 5, new ResidualBand(0, quantiles), levels);
            double[] ends = [interval.Low90, interval.Low50, interval.Expected, interval.High50, interval.High90];
            Assert.That(ends, Is.Ordered, $"case {i}");
        }
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Truth_ThatIsNoNumber_TeachesNothing(double truth)
    {
        HorizonState state = HorizonState.Empty();
        var learner = new HorizonLearner(state, Minutes, TickSeconds);
        learner.Learn(Forecast(0, new LogGrowth(0, Bands.Between(-1, 1)), default, new double[TopicFeatures.Count]), truth, 0);

        Assert.That((state.Judged, state.Weight, state.Moments.Sum()), Is.EqualTo((0L, 0.0, 0.0)));
    }

    [TestCase(1e300)]
    [TestCase(-1e300)]
    public void Levels_AfterManyMissesOnOneSide_StayWithinTheirSide(double truth)
    {
        double[] levels = [.. AdaptiveLevels.Targets];
        for (int i = 0; i < 100_000; i++)
            AdaptiveLevels.Learn(levels, default, truth, 0);

        Assert.That(levels, Is.All.InRange(-1, 2));
        Assert.That((levels[0] <= 0.5, levels[1] <= 0.5, levels[2] >= 0.5, levels[3] >= 0.5), Is.EqualTo((true, true, true, true)));
    }
}
