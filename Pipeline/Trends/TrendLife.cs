namespace RtmPipeline.Trends;

/// <summary>Where a trend is in its life, told from its rates; and how fast it dies away.</summary>
internal static class TrendLife
{
    /// <summary>Shares of the highest quarter-hour rate below which a trend fades, and is over; and how far above expectation it still is something.</summary>
    private const double FadingShare = 0.7;
    private const double OverShare = 0.1;
    private const double OverRatio = 1.5;

    /// <summary>Growth, log an hour, up to which a trend that is forecast to fall counts as standing still.</summary>
    private const double PeakingGrowth = 0.5;

    /// <summary>A half-life is at least a minute and at most a week.</summary>
    private const double MinHalfLifeMinutes = 1;
    private const double MaxHalfLifeMinutes = 10_080;

    public static TrendPhase Phase(
        TrendingTopic trending, in Judgement judgement, double quarter, double minutesToPeak, double growth, long tick)
    {
        double floor = Math.Max(OverRatio * judgement.ExpectedPerMinute, OverShare * trending.PeakQuarterHour);
        if (tick > trending.OnsetTick && quarter < floor && judgement.PerMinute < floor)
            return TrendPhase.Over;
        if (quarter < FadingShare * trending.PeakQuarterHour && growth < 0)
            return TrendPhase.Fading;
        if (growth <= PeakingGrowth && minutesToPeak <= 0)
            return TrendPhase.Peaking;
        return trending.Phase == TrendPhase.Emerging && judgement.PerMinute < 2 * Math.Max(trending.FirstPerMinute, 1e-9)
            ? TrendPhase.Emerging
            : TrendPhase.Growing;
    }

    /// <summary>
    /// Minutes until the rate halves after its peak. The fall since the peak says it by itself once the rate has halved; until then it and the forecast are blended in
    /// logs, by how much of a halving has been seen, so that the estimate does not jump.
    /// </summary>
    /// <param name="peakRate">Highest quarter-hour rate so far.</param>
    /// <param name="rate">Quarter-hour rate now.</param>
    /// <param name="minutesSincePeak">Since that highest rate.</param>
    /// <param name="forecastMinutes">What the forecast curve says.</param>
    public static double HalfLifeMinutes(double peakRate, double rate, double minutesSincePeak, double forecastMinutes)
    {
        double forecast = Math.Clamp(forecastMinutes, MinHalfLifeMinutes, MaxHalfLifeMinutes);
        double halvings = rate > 0 && peakRate > rate ? Math.Log2(peakRate / rate) : 0;
        if (minutesSincePeak <= 0 || halvings <= 0)
            return forecast;
        double measured = Math.Clamp(minutesSincePeak / halvings, MinHalfLifeMinutes, MaxHalfLifeMinutes);
        double trust = Math.Min(1, halvings);
        return Math.Exp((trust * Math.Log(measured)) + ((1 - trust) * Math.Log(forecast)));
    }
}
