namespace RtmPipeline.Trends.Series;

/// <summary>How a <see cref="SeriesForecaster"/> learns. The defaults are the shipped ones.</summary>
internal sealed record SeriesForecasterOptions
{
    /// <summary>What it knows before the first row; null for what is shipped.</summary>
    public SeriesForecastPrior? Prior { get; init; }

    /// <summary>Whether coefficients and intervals adapt to the series; off, the prior alone speaks.</summary>
    public bool Learn { get; init; } = true;

    /// <summary>Horizons of evidence that the coefficients of the prior stand for; above 0. With fewer, a series is learned faster and follows its accidents more.</summary>
    public double PriorHorizons { get; init; } = 25;

    /// <summary>Horizons after which a truth counts for 1/e; above 0.</summary>
    public double MemoryHorizons { get; init; } = 300;

    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message says which.</exception>
    public static void Check(SeriesForecasterOptions options)
    {
        if (!(options.PriorHorizons > 0) || !double.IsFinite(options.PriorHorizons))
            throw new ArgumentOutOfRangeException(nameof(options), options.PriorHorizons, $"{nameof(PriorHorizons)} is a number above 0");
        if (!(options.MemoryHorizons > 0) || !double.IsFinite(options.MemoryHorizons))
            throw new ArgumentOutOfRangeException(nameof(options), options.MemoryHorizons, $"{nameof(MemoryHorizons)} is a number above 0");
    }
}
