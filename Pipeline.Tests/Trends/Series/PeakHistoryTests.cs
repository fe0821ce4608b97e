using NUnit.Framework;
using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

internal sealed class PeakHistoryTests
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [Test]
    public void Surprise_BeforeHalfADay_IsUnknown()
    {
        var history = new PeakHistory(24, s_hour, new OnsetOptions());
        for (int beat = 0; beat < 12; beat++)
            history.Add(beat, 1);

        Assert.That(history.Surprise(5), Is.Null);

        history.Add(12, 1);

        Assert.That(history.Surprise(5), Is.Not.Null);
    }

    /// <summary>From the list of all levels, by the definition.</summary>
    [Test]
    public void Surprise_EqualsThePlainComputation([Range(1, 5)] int seed)
    {
        const int Day = 6;
        var options = new OnsetOptions { PeakHalfLife = TimeSpan.FromDays(3) };
        TimeSpan beatLength = TimeSpan.FromHours(4);
        var random = new Random(seed);
        var history = new PeakHistory(Day, beatLength, options);
        var levels = new List<(long Beat, double Level)>();
        long beat = 0;
        for (int i = 0; i < 500; i++)
        {
            beat += random.Next(8) switch { < 4 => 0, 4 => random.Next(2, 9), _ => 1 };
            double level = random.NextDouble() * 5;
            double? plain = Plain(levels, beat, level, Day, beatLength, options);
            if (levels.Count > 0 && levels[^1].Beat == beat && history.Surprise(level) is { } found)
                Assert.That(found, Is.EqualTo(plain).Within(1e-9));
            history.Add(beat, level);
            levels.Add((beat, level));
        }
    }

    private static double? Plain(List<(long Beat, double Level)> levels, long now, double level, int day, TimeSpan beatLength, OnsetOptions options)
    {
        double weight = 0, sum = 0, squares = 0;
        foreach (long closed in levels.Select(l => l.Beat).Distinct().Where(b => b < now))
        {
            List<(long Beat, double Level)> inside = [.. levels.Where(l => l.Beat > closed - day && l.Beat <= closed)];
            if (2 * inside.Select(l => l.Beat).Distinct().Count() < day)
                continue;
            double peak = inside.Max(l => l.Level);
            double w = Math.Pow(0.5, (now - closed) * (beatLength / options.PeakHalfLife));
            weight += w;
            sum += w * peak;
            squares += w * peak * peak;
        }

        if (weight == 0)
            return null;
        double days = weight / day;
        double seen = (squares / weight) - (sum / weight * (sum / weight));
        double prior = options.PriorSpread * options.PriorSpread;
        double variance = ((days * seen) + (options.PriorDays * prior)) / (days + options.PriorDays);
        double spread = Math.Sqrt((variance + (options.LeastSpread * options.LeastSpread)) * (1 + (1 / days)));
        return (level - (sum / weight)) / spread;
    }

    [Test]
    public void Surprise_AfterCenturiesWithoutARow_IsUnknownAgain()
    {
        var history = new PeakHistory(24, s_hour, new OnsetOptions());
        for (int beat = 0; beat < 100; beat++)
            history.Add(beat, 1);

        history.Add(24L * 365 * 300, 1);

        Assert.That(history.Surprise(5), Is.Null);
    }
}
