namespace RtmPipeline.Tests.Trends.Series;

/// <summary>Invented count series with known noise, from a seed.</summary>
internal static class SimulatedSeries
{
    /// <summary>Negative binomial counts around a rate whose log walks at random: over-dispersed and without a fixed level, as ticker mentions are.</summary>
    /// <param name="seed">Replays the series.</param>
    /// <param name="rows">Length.</param>
    /// <param name="mean">Mean count a row at the start.</param>
    /// <param name="walk">Standard deviation of the log rate's step; it is drawn back to the mean by a hundredth a row.</param>
    /// <param name="shape">Of the Gamma noise on the rate: small is wild, great is Poisson.</param>
    public static double[] Walk(int seed, int rows, double mean, double walk, double shape)
    {
        var random = new Random(seed);
        double[] values = new double[rows];
        double log = 0;
        for (int i = 0; i < rows; i++)
        {
            log = (log * 0.99) + (walk * Normal(random));
            values[i] = Poisson(random, mean * Math.Exp(log) * Gamma(random, shape) / shape);
        }

        return values;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Marsaglia &amp; Tsang 2000, for shapes of at least 1.</summary>
    private static double Gamma(Random random, double shape)
    {
        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = Normal(random);
            double v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }

    private static double Poisson(Random random, double mean)
    {
        if (mean > 50)
            return Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Normal(random))));
        double limit = Math.Exp(-mean);
        double product = random.NextDouble();
        int count = 0;
        for (; product > limit; count++)
            product *= random.NextDouble();
        return count;
    }
}
