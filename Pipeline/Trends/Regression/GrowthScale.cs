namespace RtmPipeline.Trends.Regression;

/// <summary>The scale of forecasts: the log of what comes over what "no change" would bring, both smoothed by half a mention so that nothing has a finite log.</summary>
internal static class GrowthScale
{
    private const double HalfMention = 0.5;

    public static double LogOf(double mentions, double presentRate, double minutes) =>
        Math.Log((mentions + HalfMention) / ((presentRate * minutes) + HalfMention));

    /// <summary>Mentions for a log of growth; never negative.</summary>
    public static double MentionsOf(double logGrowth, double presentRate, double minutes) =>
        Math.Max(0, (((presentRate * minutes) + HalfMention) * Math.Exp(logGrowth)) - HalfMention);

    /// <summary>A total as it stands in ratios: with half a mention more.</summary>
    public static double Smoothed(double mentions) => mentions + HalfMention;
}
