using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Telemetry;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Topology;

/// <summary>Shows a running graph to metrics and health. It reads what the stages count for themselves, and keeps nothing but the posts by network.</summary>
/// <param name="stages">The stages of the run.</param>
/// <param name="summary">What the run counts.</param>
/// <param name="queues">Waiting items of each block, and how many it takes.</param>
internal sealed class GraphWatch(Stages stages, RunSummary summary, IReadOnlyList<(string Block, Func<int> Waiting, int Room)> queues) : IGraphReadings
{
    /// <summary>Networks counted by name: plain records may name any.</summary>
    private const int MaxNetworks = 32;
    private const string OtherNetworks = "other";

    private static readonly string[] s_rejections = [.. Enum.GetValues<RejectReason>().Select(reason => reason.Word())];
    private static readonly string[] s_ignored = [.. Enum.GetNames<IgnoreReason>().Select(Lower)];

    private readonly Lock _gate = new();
    private readonly List<WordCount> _posts = [];
    private long _streamTime;
    private long _delivered;
    private IReadOnlyList<ForecastReading> _forecasts = [];

    public long StreamTime => Volatile.Read(ref _streamTime);

    public long Delivered => Volatile.Read(ref _delivered);

    public IReadOnlyList<WordCount> Posts
    {
        get
        {
            lock (_gate)
                return [.. _posts];
        }
    }

    public IReadOnlyList<WordCount> Dropped
    {
        get
        {
            SequencerCounts counts = summary.Posts;
            return
            [
                new("duplicate", counts.Duplicates), new("deleted", counts.Deleted), new("late", counts.Late), new("ahead", counts.Ahead), new("backdated", counts.Backdated),
            ];
        }
    }

    public IReadOnlyList<WordCount> Rejected => Words(s_rejections, summary.RejectedByReason);

    public IReadOnlyList<WordCount> Ignored => Words(s_ignored, summary.IgnoredByReason);

    public IReadOnlyList<(string Block, double Fill)> Queues => [.. queues.Select(queue => (queue.Block, Math.Min(1, (double)queue.Waiting() / queue.Room)))];

    public long Topics => stages.Trends.TopicCount;

    public IReadOnlyList<WordCount> Displaced =>
        [new("topics", stages.Trends.Evicted), new("trends", stages.Trends.TrendingRefused), new("events", stages.Opportunities.EventsDropped)];

    public long HeldBack => stages.Incidents.HeldBack;

    public IReadOnlyList<ForecastReading> Forecasts => Volatile.Read(ref _forecasts);

    /// <summary>Notes a batch whose outputs are in the target.</summary>
    public void Passed() => Interlocked.Increment(ref _delivered);

    /// <summary>Notes a batch that the trends have counted. One caller at a time.</summary>
    public void Counted(PostBatch batch)
    {
        Volatile.Write(ref _streamTime, batch.StreamTime);
        Volatile.Write(ref _forecasts, [.. stages.Trends.ForecastFigures.Select(ReadingOf)]);
        int begin = 0;
        for (int i = 1; i <= batch.Posts.Count; i++)
        {
            if (i < batch.Posts.Count && batch.Posts[i].Source == batch.Posts[begin].Source)
                continue;
            // What teams decide is no post.
            if (batch.Posts[begin].Action != PostAction.Decision)
                Add(batch.Posts[begin].Source, i - begin);
            begin = i;
        }
    }

    private void Add(string network, long posts)
    {
        lock (_gate)
        {
            int at = _posts.FindIndex(known => known.Word == network);
            if (at < 0 && _posts.Count >= MaxNetworks)
                at = _posts.FindIndex(known => known.Word == (network = OtherNetworks));
            if (at < 0)
                _posts.Add(new WordCount(network, posts));
            else
                _posts[at] = _posts[at] with { Count = _posts[at].Count + posts };
        }
    }

    private static ForecastReading ReadingOf(ForecastFigures figures) => new(
        figures.HorizonMinutes % 60 == 0 ? FormattableString.Invariant($"{figures.HorizonMinutes / 60}h") : FormattableString.Invariant($"{figures.HorizonMinutes}m"),
        figures.Judged,
        figures.Skill,
        figures.Coverage50,
        figures.Coverage90);

    private static IReadOnlyList<WordCount> Words(string[] words, long[] counts) => [.. words.Select((word, i) => new WordCount(word, Volatile.Read(ref counts[i])))];

    /// <summary>A value's name as attributes have it: KeepAlive is <c>keep_alive</c>.</summary>
    private static string Lower(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));
}
