using System.Globalization;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Alerts;

/// <summary>Says a digest in two plain sentences, from facts only.</summary>
internal static class DigestSentence
{
    /// <param name="brand">Whose it is.</param>
    /// <param name="alerts">Most severe first; at least one.</param>
    /// <param name="count">Of all that were held back.</param>
    /// <param name="from">Begin of the window.</param>
    /// <param name="to">End of the window.</param>
    public static string Write(BrandProfile brand, HeldAlert[] alerts, int count, long from, long to)
    {
        string what = count == 1 ? "One alert was" : string.Create(CultureInfo.InvariantCulture, $"{count} alerts were");
        string causes = string.Join(", ", alerts.GroupBy(a => a.Because).OrderBy(g => g.Key).Select(g => Cause(g.Key, g.Count(), count)));
        HeldAlert first = alerts[0];
        string best = string.Create(
            CultureInfo.InvariantCulture, $"The most severe was “{first.Label}”, severity {first.Severity:0.0} at {Clock(first.HeldAt, "HH:mm")} UTC.");
        return $"{what} held back for {brand.Name} between {Clock(from, "d MMMM HH:mm")} and {Clock(to, "d MMMM HH:mm")} UTC: {causes}. {best}";
    }

    private static string Cause(HoldBackReason because, int count, int all)
    {
        string words = because switch
        {
            HoldBackReason.DailyCap => "over the daily cap",
            HoldBackReason.Refractory => "a further wave of something already told",
            HoldBackReason.TooLate => "too late to act on",
            _ => throw new ArgumentOutOfRangeException(nameof(because), because, "no words for this reason"),
        };
        return count == all ? words : string.Create(CultureInfo.InvariantCulture, $"{count} {words}");
    }

    private static string Clock(long unixMs, string format) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString(format, CultureInfo.InvariantCulture);
}
