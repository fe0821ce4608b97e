namespace RtmPipeline.Trends.Series;

/// <summary>
/// Rates of a series at six half-lives, as counts per horizon with the season taken out. Time counts as much as the season makes it
/// busy, so that a rate does not rise merely because the morning comes; and only time that was seen counts, so that the first row of a series gives
/// the same rate at every half-life.
/// </summary>
internal sealed class SeriesRates
{
    /// <summary>In horizons: from 5 minutes to a week where the horizon is an hour.</summary>
    private static readonly double[] s_halfLives = [1.0 / 12, 1.0 / 4, 1, 4, 24, 168];

    /// <summary>Index of the rate that stands for "now": a quarter of the horizon, fast enough for a sudden event, slow enough for noise.</summary>
    public const int Present = 1;

    /// <summary>Index of the rate of one horizon.</summary>
    public const int Horizon = 2;

    /// <summary>Index of the rate of 24 horizons, which a burst is measured against.</summary>
    public const int Background = 4;

    /// <summary>Counts added to the slowest rate, so that silence has a log.</summary>
    private const double Smoothing = 0.3;

    private readonly SeriesClock _clock;
    private readonly double[] _stepKeeps;
    private readonly double[] _sums = new double[s_halfLives.Length];
    private readonly double[] _exposures = new double[s_halfLives.Length];
    private readonly double[] _logs = new double[s_halfLives.Length];

    public SeriesRates(SeriesClock clock)
    {
        _clock = clock;
        _stepKeeps = [.. s_halfLives.Select(h => Math.Exp(-Math.Log(2) * clock.StepInHorizons / h))];
    }

    /// <summary>Natural log of the rate.</summary>
    public double Log(int i) => _logs[i];

    /// <summary>Log ratio of a rate to the next slower one.</summary>
    public double Contrast(int i) => Bounded(_logs[i] - _logs[i + 1]);

    /// <summary>The contrast, the less of it the fewer counts it rests on.</summary>
    public double ReliableContrast(int i) => Contrast(i) * Reliability(i);

    /// <summary>From 0 for no counts to 1 for many; ½ at five.</summary>
    public double Reliability(int i) => _sums[i] / (_sums[i] + 5);

    /// <summary>Decayed count that a rate rests on.</summary>
    public double Count(int i) => _sums[i];

    /// <param name="factor">How busy the season makes this time, 1 on the average.</param>
    /// <param name="passedMs">Time since the row before.</param>
    public void Observe(double value, double factor, double passedMs)
    {
        double slower = 0;
        for (int i = s_halfLives.Length - 1; i >= 0; i--)
        {
            double keep = passedMs == _clock.StepMs ? _stepKeeps[i] : Math.Exp(-Math.Log(2) * passedMs / (s_halfLives[i] * _clock.HorizonMs));
            _sums[i] = (_sums[i] * keep) + value;
            _exposures[i] = (_exposures[i] * keep) + (factor * _clock.StepInHorizons);
            slower = i == s_halfLives.Length - 1
                ? (_sums[i] + Smoothing) / (_exposures[i] + _clock.StepInHorizons)
                : Shrunk(_sums[i], _exposures[i], slower);
            _logs[i] = Math.Log(slower);
        }
    }

    /// <summary>
    /// A rate from a count and its exposure, mixed with a slower rate: by half where nothing is counted, hardly where much is. A Gamma prior
    /// would instead hold on to a slow rate of nearly 0 when the first counts of an event come.
    /// </summary>
    public static double Shrunk(double sum, double exposure, double slower)
    {
        double expected = slower * exposure;
        double weight = 1 / (1 + sum + expected);
        return (sum + (weight * expected)) / (exposure * (1 + weight));
    }

    /// <summary>Log ratios stay within what a line fitted on real series can say anything about.</summary>
    public static double Bounded(double logRatio) => Math.Clamp(logRatio, -6, 6);
}
