using System.Globalization;

namespace RtmPipeline.Alerts;

/// <summary>Why an alert was not sent.</summary>
internal enum HoldBackReason : byte
{
    /// <summary>The brand had its alerts of this kind for the day.</summary>
    DailyCap,

    /// <summary>A second wave of an event whose incident ended not long ago, and not clearly larger.</summary>
    Refractory,

    /// <summary>Good enough for an alert, but too little of it was still to come.</summary>
    TooLate,
}

/// <param name="Incident">Id of the incident; of a second wave, of the one before; null for what was never raised.</param>
/// <param name="Kind">What the alert would have asked.</param>
/// <param name="Label">Topic, as people write it.</param>
/// <param name="Score">0–100, when it was held back.</param>
/// <param name="Severity">0–10, when it was held back.</param>
/// <param name="HeldAt">Stream time.</param>
/// <param name="Because">Why.</param>
internal sealed record HeldAlert(string? Incident, AlertKind Kind, string Label, double Score, double Severity, long HeldAt, HoldBackReason Because);

/// <summary>What one brand was spared in one window: the alerts that were held back and not sent since. Complete in itself.</summary>
internal sealed record AlertDigest
{
    public required string Brand { get; init; }

    /// <summary>Stream time of the tick that wrote it: field <c>t</c>.</summary>
    public required long Time { get; init; }

    /// <summary>Begin of the window in which the first of them was held back.</summary>
    public required long From { get; init; }

    /// <summary>End of the last full window.</summary>
    public required long To { get; init; }

    /// <summary>Most severe first, at most <see cref="HeldAlerts.MaxListed"/>.</summary>
    public required HeldAlert[] HeldBack { get; init; }

    /// <summary>Number of all of them.</summary>
    public required int Count { get; init; }

    /// <summary>One or two plain sentences.</summary>
    public required string Summary { get; init; }

    /// <summary>Identity: brand and end of the window; the same on every replay.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Brand}-digest-{DateTimeOffset.FromUnixTimeMilliseconds(To):yyyyMMdd't'HHmm}");

    /// <summary>Of the most severe one, 0–10.</summary>
    public double Severity => HeldBack.Max(h => h.Severity);

    /// <summary>Of the best one, 0–100.</summary>
    public double Score => HeldBack.Max(h => h.Score);
}
