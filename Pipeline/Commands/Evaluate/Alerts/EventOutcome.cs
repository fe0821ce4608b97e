using RtmPipeline.Alerts;
using RtmPipeline.Delivery;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>How one event that should be raised came out for one brand. Times are unix milliseconds.</summary>
internal sealed record EventOutcome
{
    public required string Run { get; init; }

    public required MeasuredEvent Happened { get; init; }

    public required string Brand { get; init; }

    /// <summary>The first alert of the right kind; null when it was missed.</summary>
    public required RaisedAlert? First { get; init; }

    /// <summary>Alerts of the right kind beyond the first.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Alerts of other kinds.</summary>
    public required int WrongKind { get; init; }

    /// <summary>Incidents of the event that were taken back.</summary>
    public required int Retracted { get; init; }

    /// <summary>Times it was raised in the opportunity stream, and when first.</summary>
    public required int Entries { get; init; }

    public required long? FirstEntryAt { get; init; }

    public AlertKind Expected => Happened.Event.Alert!.Value;

    public bool IsRaised => First is not null;

    public long? RaisedAt => First?.Raised.Time;

    /// <summary>From the true onset; negative when it was raised before.</summary>
    public double? DelaySeconds => SecondsFrom(Happened.OnsetAt);

    /// <summary>From the tenth post since the onset.</summary>
    public double? TenthDelaySeconds => SecondsFrom(Happened.TenthAt);

    /// <summary>From when it was raised to the true peak; negative when it came after.</summary>
    public double? LeadSeconds => -SecondsFrom(Happened.PeakAt);

    public double? EntryDelaySeconds => (FirstEntryAt - Happened.OnsetAt) / 1000.0;

    /// <summary>How much after the true end one was told to act until; negative when the event went on longer.</summary>
    public double? ActBeforeErrorSeconds => First is null ? null : (First.Raised.ActBefore - Happened.EndAt) / 1000.0;

    /// <summary>Posts of the event until it was raised, from its onset on; where it was raised before, as many posts before the onset, negative.</summary>
    public double? DelayPosts => RaisedAt is { } at && Happened.Volume is { } volume ? volume.Until(at) - volume.Until(Happened.OnsetAt - 1) : null;

    /// <summary>Its rate when it was raised as a share of its rate at the peak.</summary>
    public double? ShareOfPeak =>
        RaisedAt is { } at && Happened is { Volume: { } volume, PeakPerMinute: { } peak and > 0 } ? volume.PerMinute(at, Happened.RateBin) / peak : null;

    public string Word => IsRaised ? Expected.Word() : WrongKind > 0 ? "wrong kind" : "missed";

    private double? SecondsFrom(long? time) => (RaisedAt - time) / 1000.0;
}
