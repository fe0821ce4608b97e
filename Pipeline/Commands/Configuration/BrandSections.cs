using RtmPipeline.Alerts;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Commands.Configuration;

/// <summary>The sections of a profile that say how a brand wants to be told: voice, safety, thresholds and kinds.</summary>
internal static class BrandSections
{
    public static IReadOnlyList<string> VoiceKeys { get; } = ["language", "tone"];

    public static IReadOnlyList<string> SafetyKeys { get; } = ["level", "share", "hold"];

    public static IReadOnlyList<string> ThresholdKeys { get; } = ["opportunity_score", "alert_score", "hold_score", "threat_score", "min_seconds_to_act", "daily_cap"];

    private static readonly string[] s_tones = ["neutral", "formal", "friendly"];
    private static readonly string[] s_levels = ["low", "medium", "high", "floor"];
    private static readonly string[] s_kinds = ["opportunity", "threat", "hold", "reinforce", "calendar"];

    public static BrandVoice Voice(ProfileSection profile, string[] languages)
    {
        ProfileSection section = profile.Section("voice", VoiceKeys);
        return new BrandVoice
        {
            Language = section.Word("language", BrandVoice.Known) ?? BrandVoice.LanguageFor(languages),
            Tone = section.Word("tone", s_tones) switch
            {
                "formal" => BrandTone.Formal,
                "friendly" => BrandTone.Friendly,
                _ => BrandTone.Neutral,
            },
        };
    }

    public static BrandSafety Safety(ProfileSection profile)
    {
        ProfileSection section = profile.Section("safety", SafetyKeys);
        var defaults = new BrandSafety();
        return new BrandSafety
        {
            Level = section.Word("level", s_levels) switch
            {
                "low" => SafetyLevel.Low,
                "medium" => SafetyLevel.Medium,
                "high" => SafetyLevel.High,
                "floor" => SafetyLevel.Floor,
                _ => defaults.Level,
            },
            Share = section.Number("share", 0.01, 1, "a share of an event's posts"),
            Hold = section.Flag("hold") ?? defaults.Hold,
        };
    }

    /// <param name="profile">The whole profile.</param>
    /// <param name="alerts">What holds where the profile has no threshold of its own.</param>
    public static BrandThresholds Thresholds(ProfileSection profile, AlertOptions alerts)
    {
        ProfileSection section = profile.Section("thresholds", ThresholdKeys);
        var thresholds = new BrandThresholds
        {
            OpportunityScore = section.Number("opportunity_score", 0, 100, "a number of points"),
            AlertScore = section.Number("alert_score", 0, 100, "a number of points"),
            HoldScore = section.Number("hold_score", 0, 100, "a number of points"),
            ThreatScore = section.Number("threat_score", 0, 100, "a number of points"),
            MinSecondsToAct = section.Whole("min_seconds_to_act", 0, 86_400, "a whole number of seconds"),
            DailyCap = section.Whole("daily_cap", 1, 1_000, "a whole number of alerts"),
        };
        double opportunity = thresholds.OpportunityScore ?? alerts.OpportunityScore;
        double alert = thresholds.AlertScore ?? alerts.AlertScore;
        if (alert < opportunity && thresholds.AlertScore is not null)
            section.Refuse("alert_score", FormattableString.Invariant($"is {alert}; it must be at least opportunity_score, {opportunity}"));
        else if (alert < opportunity && thresholds.OpportunityScore is not null)
            section.Refuse("opportunity_score", FormattableString.Invariant($"is {opportunity}; it must be at most alert_score, {alert}"));
        return thresholds;
    }

    public static BrandAlerts Kinds(ProfileSection profile, BrandSafety safety)
    {
        string[] wanted = profile.Entries("kinds", static (ref string entry) =>
            s_kinds.Contains(entry) ? null : Unknown(entry));
        BrandAlerts kinds = BrandAlerts.None;
        for (int i = 0; i < wanted.Length; i++)
        {
            BrandAlerts kind = Array.IndexOf(s_kinds, wanted[i]) is >= 0 and var place ? (BrandAlerts)(1 << place) : BrandAlerts.None;
            if ((kinds & kind) != BrandAlerts.None)
                profile.RefuseEntry("kinds", i, $"is \"{wanted[i]}\", which stands there twice");
            if (kind == BrandAlerts.Hold && !safety.Hold)
                profile.RefuseEntry("kinds", i, "is \"hold\", and safety.hold is false; one of them must go");
            kinds |= kind;
        }
        if (profile.Find("kinds") is null)
            return safety.Hold ? BrandAlerts.All : BrandAlerts.All & ~BrandAlerts.Hold;
        if (wanted.Length == 0)
            profile.Refuse("kinds", "names none; leave it out for all");
        return kinds;
    }

    private static string Unknown(string entry)
    {
        string limits = $"it must be one of {string.Join(", ", s_kinds)}";
        return NearestWord.To(entry, s_kinds) is { } nearest ? $"{limits}; did you mean {nearest}?" : limits;
    }
}
