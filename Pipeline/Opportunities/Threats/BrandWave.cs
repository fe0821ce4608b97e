using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Posts.Text;
using RtmPipeline.State;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities.Threats;

/// <summary>One wave against one brand, from its onset until it is over and for as long as it may come back.</summary>
/// <param name="trending">What is remembered of its rates.</param>
/// <param name="brands">Number of profiles.</param>
internal sealed class BrandWave(TrendingTopic trending, int brands)
{
    /// <summary>A wave that fell below this share of its peak and then tops the peak is another one.</summary>
    private const double FallenShare = 0.5;

    /// <summary>How often the terms that stand out are looked for, stream milliseconds: they change slowly, and looking reads a thousand posts.</summary>
    private const long SubjectEveryMs = 30_000;

    private long _subjectAt = long.MinValue;
    private double _peak;
    private double _trough;

    /// <summary>Rates; a fresh one each time the wave comes back.</summary>
    public TrendingTopic Trending { get; private set; } = trending;

    /// <summary>The wave's posts and nothing else.</summary>
    public EventSummary Summary { get; } = new(brands);

    /// <summary>What it is about; may be empty.</summary>
    public SubjectTerm[] Subject { get; private set; } = [];

    /// <summary>Tick at which it ended; 0 while it goes on.</summary>
    public long EndTick { get; private set; }

    public double PeakPerMinute => Math.Max(_peak, Trending.PeakPerMinute);

    public bool Goes => EndTick == 0;

    public void End(long tick) => EndTick = tick;

    public void Resume(TrendingTopic again) => (Trending, EndTick) = (again, 0);

    /// <summary>Follows the quarter-hour rate. True when it rose above its old peak after it had fallen to half of it: a wave of its own.</summary>
    public bool RisesAnew(double quarterHourRate)
    {
        if (quarterHourRate > _peak)
        {
            if (_peak > 0 && _trough < FallenShare * _peak)
                return true;
            (_peak, _trough) = (quarterHourRate, quarterHourRate);
        }

        _trough = Math.Min(_trough, quarterHourRate);
        return false;
    }

    public void FindSubject(IEnumerable<Complaint> posts, TermCounts usual, long now)
    {
        if (_subjectAt != long.MinValue && now - _subjectAt < SubjectEveryMs)
            return;
        _subjectAt = now;
        Subject = WaveSubject.Of([.. posts], usual);
    }

    public void Save(SharedWriter shared)
    {
        StateWriter to = shared.To;
        TrendingState.Write(to, Trending);
        Summary.Save(shared);
        to.Int(Subject.Length);
        foreach (SubjectTerm term in Subject)
        {
            to.ULong(term.Key);
            to.Byte((byte)term.Kind);
            to.Text(term.Label);
            to.Text(term.StableKey);
            to.Int(term.Posts);
        }

        to.Long(_subjectAt);
        to.Double(_peak);
        to.Double(_trough);
        to.Long(EndTick);
    }

    public static BrandWave Load(SharedReader shared, int brands)
    {
        const int LeastTermBytes = 21;
        StateReader from = shared.From;
        BrandWave wave = new(TrendingState.Read(from), brands);
        wave.Summary.Load(shared);
        wave.Subject = new SubjectTerm[SortedState.CountUpTo(from, WaveSubject.MaxTerms, LeastTermBytes)];
        for (int i = 0; i < wave.Subject.Length; i++)
            wave.Subject[i] = new SubjectTerm(from.ULong(), from.OneOf<TopicKind>(from.Byte()), from.NotNullText(), from.NotNullText(), from.Int());
        (wave._subjectAt, wave._peak, wave._trough, wave.EndTick) = (from.Long(), from.Double(), from.Double(), from.Long());
        return wave;
    }
}
