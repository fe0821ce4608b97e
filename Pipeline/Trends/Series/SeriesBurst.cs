namespace RtmPipeline.Trends.Series;

/// <summary>
/// Whether a series is in a burst, since when, how far from its peak: begins where the present rate is three times that of the last 24
/// horizons, ends where the rate of one horizon is less than one and a half times what the background was at the beginning.
/// </summary>
internal sealed class SeriesBurst
{
    private static readonly double s_logBegin = Math.Log(3);
    private static readonly double s_logEnd = Math.Log(1.5);

    /// <summary>Decayed counts in a quarter of the horizon that a burst begins with at least.</summary>
    private const double MinCount = 3;

    /// <summary>A series younger than this many horizons has no background yet.</summary>
    private const double MinAge = 3;

    /// <summary>Background, in counts per horizon, at which a series is half quiet.</summary>
    private const double QuietRate = 3;

    private double _logBackground;
    private double _beganAt;
    private double _logPeak;

    public bool On { get; private set; }

    /// <summary>Horizons since the burst began.</summary>
    public double Age { get; private set; }

    /// <summary>Log of peak rate over present rate, at least 0.</summary>
    public double Decline { get; private set; }

    /// <summary>Log of present rate over background.</summary>
    public double Rise { get; private set; }

    /// <summary>Near 1 for a burst where nothing was before, near 0 for one of a busy series.</summary>
    public double Quiet { get; private set; }

    /// <param name="age">Of the series, in horizons.</param>
    public void Observe(SeriesRates rates, double age)
    {
        double present = rates.Log(SeriesRates.Present);
        double background = rates.Log(SeriesRates.Background);
        if (!On && age > MinAge && present > background + s_logBegin && rates.Count(SeriesRates.Present) >= MinCount)
        {
            On = true;
            _logBackground = background;
            _beganAt = age;
            _logPeak = present;
        }
        else if (On && rates.Log(SeriesRates.Horizon) < _logBackground + s_logEnd)
        {
            On = false;
        }

        _logPeak = Math.Max(_logPeak, present);
        Age = On ? age - _beganAt : 0;
        Decline = On ? SeriesRates.Bounded(_logPeak - present) : 0;
        Rise = On ? SeriesRates.Bounded(present - _logBackground) : 0;
        Quiet = On ? 1 / (1 + (Math.Exp(_logBackground) / QuietRate)) : 0;
    }
}
