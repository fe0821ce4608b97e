namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>A true event with the times it is judged by: those of the truth, and where it has none, what the event's own posts tell.</summary>
internal sealed record MeasuredEvent
{
    /// <summary>The post of an event from which a delay is counted besides its onset: by then there is something to see.</summary>
    public const int CountedPost = 10;

    /// <summary>Share of the peak below which an event is over, as in the truth of a scenario.</summary>
    private const double EndShare = 0.1;

    public required TrueEvent Event { get; init; }

    public required EventVolume? Volume { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long OnsetAt { get; init; }

    /// <summary>
    /// From when an alert can be about it: its onset where the truth gives one; else its first post, as a slow climb may well be seen before it clearly rises.
    /// </summary>
    public required long FromAt { get; init; }

    /// <summary>When its tenth post since the onset came; null where there were fewer, or posts are not known.</summary>
    public required long? TenthAt { get; init; }

    public required long? PeakAt { get; init; }

    public required long? EndAt { get; init; }

    /// <summary>Length of the bins by which its rates are told.</summary>
    public required TimeSpan RateBin { get; init; }

    /// <summary>Posts a minute in the fullest bin; null where posts are not known.</summary>
    public required double? PeakPerMinute { get; init; }

    /// <summary>Completes an event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="volume">Its posts, where the truth does not count them.</param>
    /// <returns>Null when the truth has no onset and no post names it: then it did not happen in what was replayed.</returns>
    public static MeasuredEvent? Of(TrueEvent happened, EventVolume? volume)
    {
        EventVolume? posts = happened.Volume ?? volume;
        posts = posts is { IsEmpty: false } ? posts : null;
        if (happened.OnsetAt is null && posts is null)
            return null;
        TimeSpan bin = posts?.RateBin() ?? TimeSpan.FromMinutes(1);
        (long fullestAt, double most) = posts?.Fullest(bin) ?? (0, 0);
        long onset = happened.OnsetAt ?? posts!.Rise();
        return new MeasuredEvent
        {
            Event = happened,
            Volume = posts,
            OnsetAt = onset,
            FromAt = happened.OnsetAt ?? Math.Min(onset, posts!.FirstAt),
            TenthAt = posts?.TimeOf(posts.Until(onset - 1) + CountedPost),
            PeakAt = happened.PeakAt ?? (posts is null ? null : fullestAt + (long)(bin.TotalMilliseconds / 2)),
            EndAt = happened.EndAt ?? (posts is null ? null : EndOf(posts, bin, most)),
            RateBin = bin,
            PeakPerMinute = posts is null ? null : most / bin.TotalMinutes,
        };
    }

    private static long EndOf(EventVolume posts, TimeSpan bin, double most) =>
        posts.Bins(bin).Where(b => b.Posts >= EndShare * most).Max(static b => b.Start) + (long)bin.TotalMilliseconds;
}
