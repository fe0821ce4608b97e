using RtmPipeline.Posts.Text;

namespace RtmPipeline.Trends;

/// <summary>All that is kept of one counted topic. Mutable; lives in the topic table's array.</summary>
internal struct TopicState
{
    public ulong Key;

    public TopicKind Kind;

    /// <summary>As people write it, from the post that made the topic known.</summary>
    public string Label;

    /// <summary>Kind's sign and folded form.</summary>
    public string StableKey;

    /// <summary>Tells one use of a slot from the next; never repeats for a slot.</summary>
    public int Generation;

    public DecayedCounts Mentions;

    /// <summary>Reposts, copies, mentions by unknown authors and news items, at the quarter-hour half-life.</summary>
    public DecayedShares Shares;

    public AuthorSketch Authors;

    /// <summary>Mentions ever counted in this slot: differences of it are the truth that forecasts meet.</summary>
    public double Total;

    public long FirstTick;

    public long LastTick;

    /// <summary>Number of the list of topics to judge that it was last put on, so that it stands there once.</summary>
    public long ListedIn;

    /// <summary>Index into the list of trending topics; -1 while it does not trend.</summary>
    public int Trending;
}

/// <summary>Parts of a topic's mentions, decayed with a quarter-hour half-life.</summary>
internal struct DecayedShares
{
    private double _all;
    private double _reposts;
    private double _copies;
    private double _unknownAuthors;
    private double _news;
    private long _tick;

    public void Add(Decay decay, long tick, bool repost, bool copy, bool unknownAuthor, bool news)
    {
        double weight = 1;
        if (tick > _tick)
        {
            double factor = decay.Factor(Decay.QuarterHour, tick - _tick);
            _all *= factor;
            _reposts *= factor;
            _copies *= factor;
            _unknownAuthors *= factor;
            _news *= factor;
            _tick = tick;
        }
        else if (tick < _tick)
        {
            weight = decay.Factor(Decay.QuarterHour, _tick - tick);
        }

        _all += weight;
        _reposts += repost ? weight : 0;
        _copies += copy ? weight : 0;
        _unknownAuthors += unknownAuthor ? weight : 0;
        _news += news ? weight : 0;
    }

    public readonly double Reposts => Share(_reposts);

    public readonly double Copies => Share(_copies);

    public readonly double UnknownAuthors => Share(_unknownAuthors);

    public readonly double News => Share(_news);

    private readonly double Share(double part) => _all > 0 ? part / _all : 0;
}
