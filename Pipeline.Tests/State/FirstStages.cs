using RtmPipeline.Posts;
using RtmPipeline.State;
using RtmPipeline.Trends;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.State;

/// <summary>The stages whose state is cut first, one behind the other as in the graph.</summary>
internal sealed class FirstStages(PostOptions posts, TrendOptions trends)
{
    private readonly PostSequencer _sequencer = new(posts, TimeSpan.FromSeconds(trends.TickSeconds));

    /// <summary>Tables so small that everything in them is pushed out within a test.</summary>
    public static PostOptions SmallPosts { get; } = new() { DuplicateIds = 3_000, CopySignatures = 1_024 };

    /// <inheritdoc cref="SmallPosts"/>
    public static TrendOptions SmallTrends { get; } = new() { MaxTopics = 1_500, MaxTrending = 100, SketchMegabytes = 1, SeasonalTopics = 12 };

    public TrendTracker Tracker { get; } = new(trends, VelocityModel.Shipped());

    public (PostBatch Posts, TrendBatch Trends) Process(IEnumerable<DecodedItem> items, long number)
    {
        var batch = new PostBatch(number);
        foreach (DecodedItem item in items)
            _sequencer.Take(item, batch);
        return (batch, Tracker.Process(batch));
    }

    public (PostBatch Posts, TrendBatch Trends) Finish(long number)
    {
        var batch = new PostBatch(number);
        _sequencer.Finish(batch);
        return (batch, Tracker.Process(batch));
    }

    public byte[] Save()
    {
        var to = new StateWriter();
        _sequencer.Save(to);
        Tracker.Save(to);
        return to.ToArray();
    }

    public FirstStages Load(ReadOnlyMemory<byte> saved)
    {
        var from = new StateReader(saved);
        _sequencer.Load(from);
        Tracker.Load(from);
        if (!from.IsAtEnd)
            throw from.Broken("there is more than the stages wrote");
        return this;
    }
}
