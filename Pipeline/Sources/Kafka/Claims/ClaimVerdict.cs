namespace RtmPipeline.Sources.Kafka.Claims;

/// <summary>
/// Decides what became of a claim whose answer never came: the process died, or the connection broke, between writing down the intent and learning of the commit.
/// </summary>
internal static class ClaimVerdict
{
    /// <summary>Up to which offset the records of an intent are ours; its beginning where none are.</summary>
    /// <param name="intent">What was to be claimed.</param>
    /// <param name="committed">The group's offset of the partition; null for none.</param>
    /// <param name="lastTakeover">Who took the partition over last; null where nobody noted it, or the note has expired: then it is a week that anybody did.</param>
    /// <param name="tag">Our own.</param>
    /// <remarks>
    /// A group's offset beyond the intent may also be another's: one that took the partition over at the intent's beginning, because our commit was refused. Its note tells. What
    /// cannot be told apart is a second takeover after that, before we asked: then the records are taken for ours, and are given twice, with the same ids. Losing them would be worse.
    /// </remarks>
    public static long ClaimedTo(OffsetRange intent, long? committed, TakeoverNote? lastTakeover, int tag)
    {
        if (committed is not { } offset || offset <= intent.From)
            return intent.From;
        bool isOthers = lastTakeover is { } note && note.Tag != tag && note.Position >= intent.From && note.Position < Math.Min(intent.To, offset);
        return isOthers ? Math.Max(intent.From, lastTakeover!.Value.Position) : Math.Min(intent.To, offset);
    }
}
