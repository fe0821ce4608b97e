using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Framing;

namespace RtmPipeline.Tests.Alerts.Framing;

/// <summary>Facts of an invented evening; a test changes what matters to it.</summary>
internal static class SampleFacts
{
    /// <summary>Thursday, 14 March 2024, 20:38 UTC.</summary>
    public const long Evening = 1_710_448_680_000;

    public static FramingFacts Of(AlertKind kind = AlertKind.Opportunity, IncidentPhase phase = IncidentPhase.Raised) => new()
    {
        Kind = kind,
        Phase = phase,
        Brand = "Crispo",
        Label = "lights out",
        Now = Evening,
        Since = Evening - Minutes(4),
        People = 26,
        PerMinute = phase is IncidentPhase.Raised or IncidentPhase.Updated or IncidentPhase.Escalated && kind != AlertKind.Reinforce ? 291 : 118,
        TimesUsual = 34,
        IsUsuallyUnheard = false,
        PeakPerMinute = 395,
        Momentum = phase is IncidentPhase.Peaked or IncidentPhase.Expired ? Momentum.Falling : Momentum.Rising,
        Mood = kind is AlertKind.Threat or AlertKind.Hold ? Mood.Negative : Mood.Positive,
        NegativeShare = kind is AlertKind.Threat or AlertKind.Hold ? 0.7 : 0.1,
        Reasons = [new FramingReason(ReasonKind.Field, "stadium")],
        Until = Evening + Minutes(32),
        MoreExpected = 332,
        Sensitive = kind == AlertKind.Hold ? "Death, Injury, or Military Conflict" : null,
        IsOver = phase == IncidentPhase.Expired,
    };

    public static long Minutes(double minutes) => (long)(minutes * 60_000);

    /// <summary>UTC, unix milliseconds.</summary>
    public static long At(int month, int day, int hour, int minute) =>
        new DateTimeOffset(2024, month, day, hour, minute, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public static FramingVoice Voice(FramingLanguage language, FramingTone tone = FramingTone.Neutral) => new(language, tone);
}
