using System.Text.Json.Serialization;

namespace RtmPipeline.Trends.Growth;

/// <summary>
/// The regression of one kind: log of (1 + final) is an offset, corrected by a linear function of the features whose coefficients change with the time of
/// observation (varying coefficients: Hastie and Tibshirani 1993), never below what is known to be the least.
/// </summary>
internal sealed record GrowthForm
{
    /// <summary>Spread where no growth is expected at all.</summary>
    private const double LeastSpread = 0.03;

    /// <summary>Growth beyond a doubling, e^0.7, makes no less sure.</summary>
    private const double MostSpread = 0.7;

    /// <summary>The floor of the population fades out between the least count it was fitted on and a quarter of it: below, it is another population.</summary>
    private static readonly double s_fade = Math.Log(4);

    [JsonPropertyName("kind")]
    public required GrowthFormKind Kind { get; init; }

    [JsonPropertyName("features")]
    public required string[] Features { get; init; }

    /// <summary>What final means: the count this many seconds after the start.</summary>
    [JsonPropertyName("horizon_seconds")]
    public required double HorizonSeconds { get; init; }

    /// <summary>Terms of <see cref="DailyClock"/>.</summary>
    [JsonPropertyName("clock")]
    public required double[] Clock { get; init; }

    /// <summary>Log of the followers of the usual author, see <see cref="CascadeFeatures.LogFollowers"/>.</summary>
    [JsonPropertyName("usual_author")]
    public required double UsualAuthor { get; init; }

    /// <summary>Log of (1 + the least final count) of the population it was fitted on; 0 where that has no least.</summary>
    [JsonPropertyName("floor")]
    public required double Floor { get; init; }

    /// <summary>Ascending by time.</summary>
    [JsonPropertyName("anchors")]
    public required GrowthAnchor[] Anchors { get; init; }

    /// <param name="point">What is known.</param>
    /// <param name="seconds">Time of observation, before the horizon.</param>
    /// <param name="isAny">True where nothing is known of the population, so that the floor does not hold.</param>
    public GrowthForecast Forecast(GrowthPoint point, double seconds, bool isAny)
    {
        (GrowthAnchor before, GrowthAnchor after, double share) = Around(seconds);
        double count = point.LogCount;
        if (Kind == GrowthFormKind.Shares && point.Count <= 0)
            return Counts(point.Count, 0, before.Unshared + (share * (after.Unshared - before.Unshared)), 1, before.UnsharedBand.Toward(after.UnsharedBand, share));
        double line = point.Offset + Correction(point, before, after, share);
        double least = before.LeastLogCount + (share * (after.LeastLogCount - before.LeastLogCount));
        double member = isAny ? 0 : Math.Clamp(1 - ((least - count) / s_fade), 0, 1);
        double floor = count + (member * Math.Max(0, Floor - count));
        double estimate = SoftFloor.Of(line, floor, before.Softness + (share * (after.Softness - before.Softness)));
        GrowthBand band = before.OpenBand.Toward(after.OpenBand, share).Toward(before.Band.Toward(after.Band, share), member);
        // Where the population is in doubt its floor moves the estimate, but bounds nothing.
        return Counts(point.Count, member < 1 ? count : floor, estimate, Spread(estimate, count), band);
    }

    /// <summary>Residuals grow with the growth expected, up to a point: a cascade that is nearly over can hardly surprise.</summary>
    public static double Spread(double estimate, double logCount) => LeastSpread + Math.Clamp(estimate - logCount, 0, MostSpread);

    public string? Fault()
    {
        IReadOnlyList<string> names = Kind == GrowthFormKind.Cascade ? CascadeFeatures.Names : ShareFeatures.Names;
        if (!Features.SequenceEqual(names))
            return "was fitted on other features; fit it anew with --train";
        if (Clock.Length != DailyClock.Terms || !Clock.All(double.IsFinite) || !double.IsFinite(UsualAuthor) || !(Floor >= 0) || !(HorizonSeconds > 0))
            return "is damaged before its anchors";
        double last = 0;
        foreach (GrowthAnchor? anchor in Anchors)
        {
            if (anchor is null || !(anchor.Seconds > last) || !anchor.IsSound(names.Count))
                return $"is damaged at the anchor behind {last} seconds";
            last = anchor.Seconds;
        }

        return Anchors.Length == 0 ? "has no anchors" : null;
    }

    private static double Correction(GrowthPoint point, GrowthAnchor before, GrowthAnchor after, double share)
    {
        double correction = before.Correct(point.Features);
        return share == 0 ? correction : correction + (share * (after.Correct(point.Features) - correction));
    }

    /// <summary>The anchors about a time, and how far from the first to the second it is; outside them the outermost holds.</summary>
    private (GrowthAnchor Before, GrowthAnchor After, double Share) Around(double seconds)
    {
        int next = Array.FindIndex(Anchors, a => a.Seconds >= seconds);
        if (next == 0)
            return (Anchors[0], Anchors[0], 0);
        if (next < 0)
            return (Anchors[^1], Anchors[^1], 0);
        GrowthAnchor before = Anchors[next - 1];
        return (before, Anchors[next], Math.Log(seconds / before.Seconds) / Math.Log(Anchors[next].Seconds / before.Seconds));
    }

    /// <summary>From logs to counts: the estimate lies in both intervals, the narrow one in the wide one, all at least the floor and the count.</summary>
    private static GrowthForecast Counts(double count, double floor, double estimate, double spread, GrowthBand band)
    {
        double At(double quantile) => Math.Round(Math.Max(count, Math.Exp(Math.Max(floor, Math.Min(MaxLog, estimate + (spread * quantile)))) - 1), 2);
        double final = At(0);
        double low50 = Math.Min(final, At(band.Q25));
        double high50 = Math.Max(final, At(band.Q75));
        return new GrowthForecast(count, final, low50, high50, Math.Min(low50, At(band.Q05)), Math.Max(high50, At(band.Q95)));
    }

    /// <summary>Log of the largest count that is ever forecast: a hundred billion, more than there are people.</summary>
    private const double MaxLog = 25;
}
