namespace RtmPipeline.Posts;

/// <summary>What is wrong with a post's time.</summary>
internal enum ClockFault : byte
{
    None,

    /// <summary>It came later than lateness allows.</summary>
    Late,

    /// <summary>Its author's clock runs ahead, of its receipt or of the stream.</summary>
    Ahead,

    /// <summary>It claims to be older than <see cref="PostOptions.MaxAgeHours"/> when it was received.</summary>
    Backdated,
}

/// <summary>
/// The time at which a post counts, where its receipt is known: what its author's clock says, but not after the receipt and not long before it,
/// <c>clamp(min(created, indexed), received − max age, received)</c>. Decoders take the minimum. Without a receipt the claim stands, and
/// <see cref="StreamClock"/> judges it by the posts around it.
/// </summary>
/// <param name="At">Unix milliseconds.</param>
/// <param name="Fault"><see cref="ClockFault.Ahead"/>, <see cref="ClockFault.Backdated"/> or none; being late is not the post's own matter.</param>
internal readonly record struct EventTime(long At, ClockFault Fault)
{
    /// <param name="post">A post, or what is liked or edited at a time of its own.</param>
    /// <param name="maxAgeMs">Age at receipt beyond which a post is backdated.</param>
    /// <param name="toleranceMs">How far ahead of the receipt a clock may be without being called wrong: clocks of phones differ by seconds.</param>
    public static EventTime Of(Post post, long maxAgeMs, long toleranceMs)
    {
        long received = post.ReceivedAt;
        if (received <= 0)
            return new EventTime(post.PostedAt, ClockFault.None);
        if (post.PostedAt < received - maxAgeMs)
            return new EventTime(received - maxAgeMs, ClockFault.Backdated);
        bool isAhead = Math.Max(post.PostedAt, post.ClaimedAt) - received > toleranceMs;
        return new EventTime(Math.Min(post.PostedAt, received), isAhead ? ClockFault.Ahead : ClockFault.None);
    }
}
