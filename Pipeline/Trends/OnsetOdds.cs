namespace RtmPipeline.Trends;

/// <summary>The probability that a trend has begun, from how a topic stands at one tick.</summary>
internal static class OnsetOdds
{
    public static double Probability(double recent, double expected, double surprise, double voices, double recentMentions) => 0;
}
