using RtmPipeline.Posts.Text;

namespace RtmPipeline.Trends;

/// <summary>All that is kept of one counted topic, some 290 bytes. Mutable; lives in the topic table's array.</summary>
internal struct TopicState
{
    /// <summary>Mentions at all half-lives.</summary>
    public DecayedCounts Mentions;

    /// <summary>Kinds of mentions, and the people and reactions they reached, at the quarter-hour half-life.</summary>
    public DecayedShares Shares;

    public AuthorSketch Authors;

    public ulong Key;

    /// <summary>Mentions ever counted in this slot: differences of it are the truth that forecasts meet. What is taken back stays in it: it did come.</summary>
    public double Total;

    /// <summary>Number of the list of topics to judge that it was last put on, so that it stands there once.</summary>
    public long ListedIn;

    public long FirstTick;

    /// <summary>Tick at which its last trend began; 0 before the first one.</summary>
    public long OnsetTick;

    /// <summary>Tick at which its last trend ended; 0 before the first one.</summary>
    public long EndTick;

    /// <summary>Highest rate of the last trend, until it ended last.</summary>
    public double EndedPeakPerMinute;

    /// <summary>As people write it, from the post that brought it near a trend; null before.</summary>
    public string? Name;

    /// <summary>Kind's sign and folded form; null before it came near a trend.</summary>
    public string? FoldedName;

    /// <summary>What it usually is at each hour of the week; null for a topic too young or too small for one.</summary>
    public SeasonalProfile? Season;

    /// <summary>Tells one use of a slot from the next; never repeats for a slot.</summary>
    public int Generation;

    /// <summary>Index into the list of trending topics; -1 while it does not trend.</summary>
    public int Trending;

    public TopicKind Kind;

    /// <summary>Tick of its newest mention.</summary>
    public readonly long LastTick => Mentions.LastTick;

    /// <summary>Reads something of each line of the processor's cache that counting a mention needs; the answer means nothing.</summary>
    public readonly long Touch() => FirstTick + (long)Mentions.AtLastTick(Decay.OneMinute) + Mentions.LastTick + Authors.Touch();

    public string Label
    {
        readonly get => Name ?? "";
        set => Name = value;
    }

    public string StableKey
    {
        readonly get => FoldedName ?? "";
        set => FoldedName = value;
    }
}
