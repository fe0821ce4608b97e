using NUnit.Framework;
using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

internal sealed class SeriesForecasterTests
{
    private const long Start = 1_424_986_973_000;
    private static readonly TimeSpan s_step = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [TestCase(1, 60)]
    [TestCase(1, 3600)]
    [TestCase(60, 900)]
    [TestCase(300, 3600)]
    [TestCase(300, 21_600)]
    [TestCase(3600, 3600)]
    [TestCase(86_400, 86_400)]
    [TestCase(86_400, 604_800)]
    [TestCase(420, 604_800)]
    public void Forecasts_OfAnySeries_AreNestedFiniteAndNeverNegative(int stepSeconds, int horizonSeconds)
    {
        var faults = new List<string>();
        for (int seed = 0; seed < 4; seed++)
        {
            var random = new Random(seed);
            var forecaster = new SeriesForecaster(TimeSpan.FromSeconds(stepSeconds), TimeSpan.FromSeconds(horizonSeconds));
            long time = Start;
            for (int i = 0; i < 3000; i++)
            {
                // Gaps of all lengths, silence, plateaus and jumps of nine orders of magnitude.
                time += stepSeconds * 1000L * (random.Next(40) == 0 ? random.Next(1, 2000) : 1);
                double value = (i / 500 % 3) switch { 0 => random.Next(3), 1 => 0, _ => Math.Floor(Math.Pow(10, 9 * random.NextDouble())) };
                SeriesForecast f = forecaster.Next(time, value);
                double[] ordered = [0, f.Low90, f.Low50, f.High50, f.High90];
                if (!ordered.All(double.IsFinite) || !double.IsFinite(f.Expected) || f.Expected < 0 || !ordered.SequenceEqual(ordered.Order()))
                    faults.Add($"seed {seed}, row {i}: {f}");
            }
        }

        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void Forecasts_OfTheSameRows_AreTheSame()
    {
        double[] values = SimulatedSeries.Walk(3, 2000, 8, 0.1, 4);
        SeriesForecast[] once = Run(values);
        SeriesForecast[] again = Run(values);
        Assert.That(again, Is.EqualTo(once));
    }

    [Test]
    public void Forecast_OfAConstantSeries_IsTheConstant()
    {
        SeriesForecast last = Run([.. Enumerable.Repeat(20.0, 2000)])[^1];
        Assert.Multiple(() =>
        {
            Assert.That(last.Expected, Is.EqualTo(240).Within(5));
            Assert.That(last.High90 - last.Low90, Is.LessThan(60));
        });
    }

    [Test]
    public void Forecast_OfSilence_IsNearlyNothing()
    {
        SeriesForecast last = Run(new double[3000])[^1];
        Assert.Multiple(() =>
        {
            Assert.That(last.Expected, Is.LessThan(0.5));
            Assert.That(last.Low90, Is.Zero);
        });
    }

    [Test]
    public void Interval_OfTheFirstRow_IsWide()
    {
        SeriesForecast first = Run([100])[0];
        Assert.Multiple(() =>
        {
            Assert.That(first.Low90, Is.LessThan(first.Expected / 1.5));
            Assert.That(first.High90, Is.GreaterThan(first.Expected * 1.5));
        });
    }

    [Test]
    public void Forecast_OfHugeCounts_FollowsThem()
    {
        SeriesForecast last = Run([.. SimulatedSeries.Walk(5, 2000, 1e9, 0.02, 50)])[^1];
        Assert.That(last.Expected, Is.InRange(1e9, 1e11));
    }

    [TestCase(0.5, 0.1, 2)]
    [TestCase(5, 0.1, 2)]
    [TestCase(5, 0.03, 20)]
    [TestCase(100, 0.1, 2)]
    [TestCase(1000, 0.05, 10)]
    public void Intervals_OfOverdispersedWalks_CoverWhatTheyPromise(double mean, double walk, double shape)
    {
        int judged = 0;
        int in50 = 0;
        int in90 = 0;
        for (int seed = 0; seed < 3; seed++)
        {
            double[] values = SimulatedSeries.Walk(seed, 6000, mean, walk, shape);
            SeriesForecast[] forecasts = Run(values);
            double[] truths = new SeriesRecording("", s_step, [], values, false).SumsAhead(12);
            for (int i = 300; i < values.Length - 12; i++)
            {
                judged++;
                in50 += truths[i] >= forecasts[i].Low50 && truths[i] <= forecasts[i].High50 ? 1 : 0;
                in90 += truths[i] >= forecasts[i].Low90 && truths[i] <= forecasts[i].High90 ? 1 : 0;
            }
        }

        Assert.Multiple(() =>
        {
            Assert.That((double)in50 / judged, Is.InRange(0.46, 0.56));
            Assert.That((double)in90 / judged, Is.InRange(0.87, 0.93));
        });
    }

    [Test]
    public void Forecasts_OfADailyRhythm_KnowTheMorningComes()
    {
        double[] values = [.. Enumerable.Range(0, 288 * 21).Select(i => i % 288 is >= 96 and < 192 ? 100.0 : 10.0)];
        SeriesForecast[] forecasts = Run(values, Start - (Start % 86_400_000));
        SeriesForecast beforeTheLastMorning = forecasts[(288 * 20) + 95];
        Assert.That(beforeTheLastMorning.Expected, Is.GreaterThan(400), "the hour to come brings 1200, the last one brought 120");
    }

    [Test]
    public void Forecast_AfterAGap_CountsNoRowsBeyondItsHorizon()
    {
        int judged = 0;
        var forecaster = new SeriesForecaster(s_step, s_hour) { Judged = j => judged += j.Truth > 1000 ? 1 : 0 };
        for (int i = 0; i < 100; i++)
            forecaster.Next(Start + (i * 300_000L), 10);
        forecaster.Next(Start + 864_000_000, 1e6);
        Assert.That(judged, Is.Zero);
    }

    [TestCase(0, 3600, "the step between rows is from 00:00:01 to 1.00:00:00")]
    [TestCase(172_800, 172_800, "the step between rows is from 00:00:01 to 1.00:00:00")]
    [TestCase(300, 400, "the horizon is a multiple of the step of 00:05:00, at most 7.00:00:00")]
    [TestCase(300, 60, "the horizon is a multiple of the step of 00:05:00, at most 7.00:00:00")]
    [TestCase(300, 691_200, "the horizon is a multiple of the step of 00:05:00, at most 7.00:00:00")]
    public void Forecaster_OfAStepOrHorizonOutOfRange_SaysWhatIsAllowed(int stepSeconds, int horizonSeconds, string message) =>
        Assert.That(
            () => new SeriesForecaster(TimeSpan.FromSeconds(stepSeconds), TimeSpan.FromSeconds(horizonSeconds)),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains(message));

    [TestCase(-1.0)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Row_ThatIsNoCount_IsRefused(double value) =>
        Assert.That(
            () => new SeriesForecaster(s_step, s_hour).Next(Start, value),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("a count is a number of at least 0"));

    [Test]
    public void Row_OutOfOrder_IsRefused()
    {
        var forecaster = new SeriesForecaster(s_step, s_hour);
        forecaster.Next(Start, 1);
        Assert.That(
            () => forecaster.Next(Start, 1),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains($"the one before was at {Start}"));
    }

    [TestCase(0, 300)]
    [TestCase(100, double.NaN)]
    public void Options_OutOfRange_AreRefused(double priorHorizons, double memoryHorizons) =>
        Assert.That(
            () => new SeriesForecaster(s_step, s_hour, new SeriesForecasterOptions { PriorHorizons = priorHorizons, MemoryHorizons = memoryHorizons }),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("above 0"));

    private static SeriesForecast[] Run(double[] values, long start = Start)
    {
        var forecaster = new SeriesForecaster(s_step, s_hour);
        return [.. values.Select((v, i) => forecaster.Next(start + (i * 300_000L), v))];
    }
}
