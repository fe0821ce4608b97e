using System.Text.Json.Serialization;

namespace RtmPipeline.Trends.Growth;

/// <summary>Quantiles of how far truth lay from the estimate, in units of the growth expected (<see cref="GrowthForm.Spread"/>).</summary>
internal sealed record GrowthBand(
    [property: JsonPropertyName("q05")] double Q05,
    [property: JsonPropertyName("q25")] double Q25,
    [property: JsonPropertyName("q75")] double Q75,
    [property: JsonPropertyName("q95")] double Q95)
{
    /// <summary>The value a share of the way to another band.</summary>
    public GrowthBand Toward(GrowthBand other, double share) =>
        new(Between(Q05, other.Q05, share), Between(Q25, other.Q25, share), Between(Q75, other.Q75, share), Between(Q95, other.Q95, share));

    [JsonIgnore]
    public bool IsSound => double.IsFinite(Q05) && double.IsFinite(Q95) && Q05 <= Q25 && Q25 <= Q75 && Q75 <= Q95;

    private static double Between(double a, double b, double share) => a + (share * (b - a));
}

/// <summary>The regression at one time of observation. Between two of them estimates are interpolated by the log of the time.</summary>
internal sealed record GrowthAnchor
{
    [JsonPropertyName("seconds")]
    public required double Seconds { get; init; }

    [JsonPropertyName("intercept")]
    public required double Intercept { get; init; }

    /// <summary>For features less their mean, divided by their scale.</summary>
    [JsonPropertyName("coefficients")]
    public required double[] Coefficients { get; init; }

    [JsonPropertyName("means")]
    public required double[] Means { get; init; }

    [JsonPropertyName("scales")]
    public required double[] Scales { get; init; }

    /// <summary>See <see cref="SoftFloor"/>.</summary>
    [JsonPropertyName("softness")]
    public required double Softness { get; init; }

    /// <summary>Least log of (1 + count) among those it was fitted on.</summary>
    [JsonPropertyName("least_log_count")]
    public required double LeastLogCount { get; init; }

    /// <summary>Residuals of those left out of the fit.</summary>
    [JsonPropertyName("band")]
    public required GrowthBand Band { get; init; }

    /// <summary>The same where nothing is known of the population, so that the floor does not hold; symmetric, and wide.</summary>
    [JsonPropertyName("open_band")]
    public required GrowthBand OpenBand { get; init; }

    /// <summary>Mean log of (1 + final) of what has not been shared yet.</summary>
    [JsonPropertyName("unshared")]
    public double Unshared { get; init; }

    /// <summary>Quantiles of the same less its mean.</summary>
    [JsonPropertyName("unshared_band")]
    public GrowthBand UnsharedBand { get; init; } = new(0, 0, 0, 0);

    /// <summary>Features are held within this many scales of their mean: beyond, the line has left the data.</summary>
    private const double MaxDeviation = 3;

    /// <summary>Correction of the offset.</summary>
    public double Correct(double[] features)
    {
        double sum = Intercept;
        for (int i = 0; i < features.Length; i++)
            sum += Coefficients[i] * Math.Clamp((features[i] - Means[i]) / Scales[i], -MaxDeviation, MaxDeviation);
        return sum;
    }

    public bool IsSound(int features)
    {
        double[][] columns = [Coefficients, Means, Scales];
        return double.IsFinite(Intercept) && double.IsFinite(LeastLogCount) && double.IsFinite(Unshared) && double.IsFinite(Softness) && Softness >= 0 && double.IsFinite(Seconds)
            && columns.All(c => c.Length == features && c.All(double.IsFinite)) && Scales.All(s => s > 0)
            && Band.IsSound && OpenBand.IsSound && UnsharedBand.IsSound;
    }
}
