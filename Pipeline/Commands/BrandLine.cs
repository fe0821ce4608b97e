using System.Globalization;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Commands;

/// <summary>How a brand is told, on one line for people.</summary>
internal static class BrandLine
{
    public static string Of(BrandProfile profile)
    {
        string accounts = profile.OwnAccounts.Length == 0 ? "no own accounts" : $"own accounts {string.Join(", ", profile.OwnAccounts)}";
        string safety = string.Create(
            CultureInfo.InvariantCulture,
            $"safety {profile.Safety.Level.ToString().ToLowerInvariant()}{(profile.Safety.Share is { } share ? $" from a share of {share}" : "")}");
        string kinds = profile.Kinds == BrandAlerts.All
            ? "all alerts"
            : $"alerts {string.Join(", ", Enum.GetValues<BrandAlerts>().Where(kind => IsOne(kind) && profile.Wants(kind))).ToLowerInvariant()}";
        return $"{accounts}; {profile.Places.Length} places; told in {profile.Voice.Language}, {profile.Voice.Tone.ToString().ToLowerInvariant()}; {safety}; {kinds}{Thresholds(profile.Thresholds)}";
    }

    private static bool IsOne(BrandAlerts kind) => int.PopCount((int)kind) == 1;

    private static string Thresholds(BrandThresholds thresholds)
    {
        (string Key, double? Value)[] all =
        [
            ("opportunity_score", thresholds.OpportunityScore), ("alert_score", thresholds.AlertScore), ("hold_score", thresholds.HoldScore),
            ("threat_score", thresholds.ThreatScore), ("min_seconds_to_act", thresholds.MinSecondsToAct), ("daily_cap", thresholds.DailyCap),
        ];
        string[] own = [.. all.Where(static threshold => threshold.Value is not null)
            .Select(static threshold => string.Create(CultureInfo.InvariantCulture, $"{threshold.Key} {threshold.Value}"))];
        return own.Length == 0 ? "" : $"; {string.Join(", ", own)}";
    }
}
