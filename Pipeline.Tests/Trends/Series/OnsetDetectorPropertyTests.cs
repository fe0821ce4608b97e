using NUnit.Framework;
using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

internal sealed class OnsetDetectorPropertyTests
{
    private static readonly TimeSpan[] s_steps = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(5), TimeSpan.FromHours(7), TimeSpan.FromDays(1)];

    /// <summary>Anything a file may hold: silence, noise, spikes, numbers beyond counting, rows that are early, late or missing for years.</summary>
    private static List<(long UnixMs, double Value)> Wild(int seed, TimeSpan step)
    {
        var random = new Random(seed);
        var rows = new List<(long, double)>();
        long time = random.NextInt64(-4_000_000_000_000, 4_000_000_000_000);
        double scale = Math.Pow(10, random.Next(-8, 8));
        for (int i = 0; i < 3000; i++)
        {
            double gap = random.Next(200) == 0 ? Math.Pow(10, random.Next(0, 6)) : 0.6 + (0.8 * random.NextDouble());
            time += 1 + (long)(gap * step.TotalMilliseconds);
            double value = random.Next(20) switch
            {
                < 8 => 0,
                8 => double.MaxValue,
                9 => double.Epsilon,
                _ => scale * -Math.Log(1 - random.NextDouble()),
            };
            rows.Add((time, value));
        }

        return rows;
    }

    [Test]
    public void AnySeries_HasScoresThatAreProbabilities([Range(1, 8)] int seed, [ValueSource(nameof(s_steps))] TimeSpan step)
    {
        List<OnsetReading> readings = OnsetRun.Readings(step, Wild(seed, step));

        Assert.That(readings.Select(r => r.Score), Has.All.InRange(0.0, 1.0));
        Assert.That(readings.Where(r => r.Alert != r.Score >= OnsetCalibration.ShippedThreshold), Is.Empty);
    }

    [Test]
    public void Constant_NeverAlerts([Values(0, 0.1, 1, 7, 12_345, 1e12, double.MaxValue)] double value, [ValueSource(nameof(s_steps))] TimeSpan step)
    {
        IEnumerable<(long, double)> rows = Enumerable.Range(0, 50_000).Select(i => (i * (long)step.TotalMilliseconds, value));

        Assert.That(OnsetRun.Readings(step, rows).Max(r => r.Score), Is.LessThan(0.05));
    }

    [Test]
    public void Constant_WithRowsMissing_NeverAlerts([Values(0, 1, 500)] double value)
    {
        var random = new Random(1);
        IEnumerable<(long, double)> rows = Enumerable.Range(0, 50_000).Where(_ => random.Next(4) > 0).Select(i => (i * 300_000L, value));

        Assert.That(OnsetRun.Readings(TimeSpan.FromMinutes(5), rows).Max(r => r.Score), Is.LessThan(0.05));
    }

    [Test]
    public void Reading_DependsOnlyOnTheRowsSoFar([Range(1, 4)] int seed)
    {
        List<(long, double)> rows = Wild(seed, TimeSpan.FromMinutes(5));

        List<OnsetReading> whole = OnsetRun.Readings(TimeSpan.FromMinutes(5), rows);
        List<OnsetReading> half = OnsetRun.Readings(TimeSpan.FromMinutes(5), rows.Take(1500));

        Assert.That(whole.Take(1500), Is.EqualTo(half));
    }

    [Test]
    public void Doubling_HardlyChangesAlerts([Range(1, 5)] int seed)
    {
        List<(long UnixMs, double Value)> rows = [.. Eventful(seed).Rows(5)];

        List<double> once = OnsetRun.AlertDays(5, rows);
        List<double> twice = OnsetRun.AlertDays(5, rows.Select(r => (r.UnixMs, 2 * r.Value)));

        Assert.That(once, Has.Count.GreaterThan(3));
        Assert.That(NotNear(once, twice, 1) + NotNear(twice, once, 1), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void Step_HardlyChangesAlerts([Range(1, 5)] int seed, [Values(1, 15, 60)] int stepMinutes)
    {
        SyntheticCounts counts = Eventful(seed);

        List<double> usual = OnsetRun.AlertDays(5, counts.Rows(5));
        List<double> other = OnsetRun.AlertDays(stepMinutes, counts.Rows(stepMinutes));

        Assert.That(NotNear(usual, other, 2) + NotNear(other, usual, 2), Is.LessThanOrEqualTo(1));
    }

    /// <summary>Eight weeks with an event in each of the last five, of different heights and lengths.</summary>
    private static SyntheticCounts Eventful(int seed)
    {
        var random = new Random(seed);
        (double From, double To, double Factor)[] events = [.. Enumerable.Range(3, 5).Select(week =>
        {
            double from = (7 * week) + (4 * random.NextDouble());
            return (from, from + 0.05 + (0.4 * random.NextDouble()), Math.Exp(1.6 + (1.5 * random.NextDouble())) * (week - 1));
        })];
        return new SyntheticCounts(56, 3, seed, day => events.Where(e => day >= e.From && day < e.To).Select(e => e.Factor).FirstOrDefault(1));
    }

    private static int NotNear(List<double> alerts, List<double> others, double hours) => alerts.Count(a => !others.Exists(o => Math.Abs(a - o) <= hours / 24));
}
