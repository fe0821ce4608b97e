namespace RtmPipeline.Sources.Kafka.Claims;

/// <summary>What was claimed of one partition.</summary>
internal sealed class PartitionClaims
{
    /// <summary>What is being claimed; empty where nothing is.</summary>
    public OffsetRange Intent { get; set; }

    /// <summary>Ours, and not accepted yet; in order, without touching each other.</summary>
    public List<OffsetRange> Ranges { get; } = [];

    /// <summary>End of the last claim.</summary>
    public long ClaimedTo { get; set; }

    /// <summary>Offset behind the last record that was handed on, or that the journal had at the start.</summary>
    public long HandedTo { get; set; }

    /// <summary>
    /// True when the topic was made anew under its old name, so that its offsets began again: the journal's numbers may be those of the old one and say nothing. Then what was not
    /// accepted for sure is read again.
    /// </summary>
    public bool IsRenewed { get; set; }

    /// <summary>The intent's outcome.</summary>
    public void Settle(long claimedTo)
    {
        OffsetRange claimed = Intent with { To = Math.Min(Intent.To, claimedTo) };
        Intent = default;
        if (claimed.IsEmpty)
            return;
        ClaimedTo = Math.Max(ClaimedTo, claimed.To);
        if (Ranges.Count > 0 && Ranges[^1].To == claimed.From)
            Ranges[^1] = Ranges[^1] with { To = claimed.To };
        else
            Ranges.Add(claimed);
    }

    /// <summary>Everything before an offset is accepted: records are handed on in order.</summary>
    public void Accept(long end)
    {
        int done = 0;
        while (done < Ranges.Count && Ranges[done].To <= end)
            done++;
        Ranges.RemoveRange(0, done);
        if (Ranges.Count > 0 && Ranges[0].From < end)
            Ranges[0] = Ranges[0] with { From = end };
    }
}
