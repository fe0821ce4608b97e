namespace RtmPipeline.Tests.Trends.Series;

/// <summary>Counts by the minute that scatter more than Poisson ones, with a daily cycle, a quiet weekend and events put in; the same for the same seed.</summary>
internal sealed class SyntheticCounts
{
    private const int MinutesPerDay = 1440;

    /// <summary>A round time, so that rows of every step begin together.</summary>
    public const long StartMs = 1_425_168_000_000;

    private readonly double[] _minutes;

    /// <param name="days">Length.</param>
    /// <param name="perMinute">Mean count.</param>
    /// <param name="seed">Same seed, same counts.</param>
    /// <param name="factor">What multiplies the usual rate at a day since the start, as 30.25.</param>
    public SyntheticCounts(int days, double perMinute, int seed, Func<double, double>? factor = null)
    {
        var random = new Random(seed);
        _minutes = new double[days * MinutesPerDay];
        double mood = 1;
        for (int i = 0; i < _minutes.Length; i++)
        {
            double day = i / (double)MinutesPerDay;
            if (i % 30 == 0)
                mood = 0.6 + (0.8 * random.NextDouble());
            double cycle = (1 + (0.7 * Math.Sin(2 * Math.PI * day))) * ((int)day % 7 >= 5 ? 0.6 : 1);
            _minutes[i] = Poisson(random, perMinute * cycle * mood * (factor?.Invoke(day) ?? 1));
        }
    }

    /// <summary>Rows of a step of whole minutes, and what they count.</summary>
    public IEnumerable<(long UnixMs, double Value)> Rows(int stepMinutes)
    {
        for (int i = 0; i + stepMinutes <= _minutes.Length; i += stepMinutes)
            yield return (StartMs + (i * 60_000L), _minutes.AsSpan(i, stepMinutes).ToArray().Sum());
    }

    /// <summary>Day since the start of a time.</summary>
    public static double DayOf(long unixMs) => (unixMs - StartMs) / (double)(MinutesPerDay * 60_000L);

    private static double Poisson(Random random, double mean)
    {
        // A sum of small ones, so that the product of uniforms never runs out of digits.
        double count = 0;
        for (double left = mean; left > 0; left -= 20)
            count += SmallPoisson(random, Math.Min(left, 20));
        return count;
    }

    /// <summary>Knuth, The Art of Computer Programming, volume 2, section 3.4.1.</summary>
    private static int SmallPoisson(Random random, double mean)
    {
        double limit = Math.Exp(-mean);
        int count = 0;
        for (double product = random.NextDouble(); product > limit; product *= random.NextDouble())
            count++;
        return count;
    }
}
