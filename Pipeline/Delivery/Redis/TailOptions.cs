namespace RtmPipeline.Delivery.Redis;

/// <summary>What a tail follows, and how.</summary>
internal sealed record TailOptions
{
    /// <summary>Types that are shown; others are passed over, and acknowledged in a group. At least one.</summary>
    public IReadOnlyCollection<string> Types { get; init; } = [OutputTypes.Opportunity, OutputTypes.Alert, OutputTypes.Retraction, OutputTypes.Digest];

    /// <summary>Consumer group; null to read without one. It is created where it is missing.</summary>
    public string? Group { get; init; }

    /// <summary>Stable name of this consumer in its group.</summary>
    public string Consumer { get; init; } = "tail";

    /// <summary>
    /// Entries after this id: <c>MS-N</c>, <c>0</c> for all, <c>$</c> for new ones only. In a group it counts only when the group is
    /// created.
    /// </summary>
    public string From { get; init; } = "$";

    /// <summary>Without a group: begins with so many of the newest entries of each stream, whatever <see cref="From"/> says; 0 to begin there.</summary>
    public int Newest { get; init; }

    /// <summary>Entries shown before the tail ends; 0 to follow for ever.</summary>
    public long Count { get; init; }

    /// <summary>Entries asked for at once, 1 to 10,000.</summary>
    public int PageEntries { get; init; } = 100;

    /// <summary>Shortest wait after a round that found nothing. The Redis client cannot block on a stream, so the tail asks again.</summary>
    public TimeSpan FirstPoll { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest wait between rounds: what an idle tail adds to the age of an entry.</summary>
    public TimeSpan MaxPoll { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Time between looks for entries that other consumers left unacknowledged.</summary>
    public TimeSpan ClaimEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Entries unacknowledged for this long are taken over; longer than the slowest consumer needs for one.</summary>
    public TimeSpan ClaimIdle { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The streams in which the types can stand.</summary>
    public IReadOnlyList<OutputStream> Streams
    {
        get
        {
            List<OutputStream> streams = [];
            if (Types.Contains(OutputTypes.Opportunity) || Types.Contains(OutputTypes.Retraction))
                streams.Add(OutputStream.Opportunities);
            if (Types.Contains(OutputTypes.Alert) || Types.Contains(OutputTypes.Retraction) || Types.Contains(OutputTypes.Digest))
                streams.Add(OutputStream.Alerts);
            if (Types.Contains(OutputTypes.DeadLetter))
                streams.Add(OutputStream.DeadLetters);
            return streams;
        }
    }
}
