namespace RtmPipeline.Delivery.Redis;

/// <summary>Holds where the streams end against where a checkpoint says they did.</summary>
internal static class ResumeCheck
{
    /// <exception cref="DeliveryRefusedException">A stream ends at the number of the checkpoint, with another entry.</exception>
    public static ResumeOutcome Of(StreamHeads checkpoint, StreamHeads found, RedisKeys keys, string endpoint)
    {
        long ahead = 0;
        List<string> behind = [];
        for (int i = 0; i < OutputStreams.Count; i++)
        {
            long beyond = found[i].Seq - checkpoint[i].Seq;
            if (beyond < 0)
                behind.Add($"{keys.Streams[i]} ends at seq {found[i].Seq} and not {checkpoint[i].Seq}");
            else if (beyond == 0 && found[i].LastId != checkpoint[i].LastId)
                throw Foreign(keys.Streams[i], checkpoint[i], found[i]);
            else
                ahead += beyond;
        }

        if (behind.Count == 0)
            return new ResumeOutcome(false, ahead, ahead == 0 ? string.Empty : $"Redis at {endpoint} holds {ahead} entries beyond the checkpoint; they are compared when they come again");
        bool isEmpty = Enumerable.Range(0, OutputStreams.Count).All(i => found[i] == default);
        return new ResumeOutcome(true, 0, isEmpty
            ? $"Redis at {endpoint} holds nothing below {keys.Prefix}: it was emptied, restarted without its data, or is another server"
            : $"Redis at {endpoint} lost entries since the checkpoint: {string.Join("; ", behind)}");
    }

    private static DeliveryRefusedException Foreign(string key, StreamHead checkpoint, StreamHead found) => new(
        $"{key} ends with seq {found.Seq} as the checkpoint does, but with the entry {found.LastId} and not {checkpoint.LastId}: somebody else wrote there; "
        + "begin anew under another --prefix, or delete what is there");
}
