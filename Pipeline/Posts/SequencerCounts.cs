namespace RtmPipeline.Posts;

/// <summary>Running counts of the sequencer, for summaries and metrics.</summary>
internal sealed record SequencerCounts
{
    /// <summary>Items that came in as posts, before duplicates were dropped.</summary>
    public long Posts { get; set; }

    /// <summary>Posts dropped because the same post, or a newer version of it, came before.</summary>
    public long Duplicates { get; set; }

    /// <summary>Posts dropped because their delete came before them.</summary>
    public long Deleted { get; set; }

    /// <summary>Posts whose text nearly repeats an earlier one.</summary>
    public long Copies { get; set; }

    /// <summary>Reposts, with or without a text of their own.</summary>
    public long Reposts { get; set; }

    /// <summary>Posts that came later than lateness allows: not counted in velocities.</summary>
    public long Late { get; set; }

    /// <summary>Posts whose clock ran ahead implausibly: counted at stream time.</summary>
    public long Ahead { get; set; }

    /// <summary>Posts that claim to be much older than their receipt: not counted in velocities.</summary>
    public long Backdated { get; set; }

    /// <summary>Late, ahead and backdated posts by source.</summary>
    public ClockFaults Clocks { get; } = new();

    public long Edits { get; set; }

    public long Deletes { get; set; }

    /// <summary>Posts that deletes of a post or an account took back, where they were still kept.</summary>
    public long TakenBack { get; set; }

    public long Likes { get; set; }

    public long Rejected { get; set; }
}
