using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Posts;

/// <summary>Drives a sequencer over items, cut into batches, and writes down what came out in the order in which stages see it.</summary>
internal sealed class SequencerRun
{
    private readonly PostSequencer _sequencer;
    private PostBatch _batch = new(0);

    public SequencerRun(PostOptions? options = null, int tickSeconds = 1) =>
        // The default tables are sized for a service; a test needs few ids.
        _sequencer = new PostSequencer(options ?? new PostOptions { DuplicateIds = 10_000, CopySignatures = 1_024 }, TimeSpan.FromSeconds(tickSeconds));

    public SequencerCounts Counts => _sequencer.Counts;

    public long StreamTime => _sequencer.StreamTime;

    public PostBatch Batch => _batch;

    public IReadOnlyList<Post> Posts => _batch.Posts;

    public Post Last => _batch.Posts[^1];

    public SequencerRun Take(params ReadOnlySpan<PostBuilder> posts)
    {
        foreach (PostBuilder post in posts)
            _sequencer.Take(new DecodedItem(post.Build(), null), _batch);
        return this;
    }

    public SequencerRun Take(Rejection rejection)
    {
        _sequencer.Take(new DecodedItem(null, rejection), _batch);
        return this;
    }

    /// <summary>Says that nothing came up to a time.</summary>
    public SequencerRun Quiet(long until)
    {
        _sequencer.Take(new DecodedItem(null, null) { QuietUntil = until }, _batch);
        return this;
    }

    /// <summary>Two posts that start and confirm the clock, so that what a test looks at is not the start of the stream.</summary>
    public SequencerRun Started(long at = PostBuilder.Evening)
    {
        Take(
            new PostBuilder { Id = "plain:start-1", Source = "start", PostedAt = at, Text = "first" },
            new PostBuilder { Id = "plain:start-2", Source = "start", PostedAt = at, Text = "second" });
        _batch = new PostBatch(1);
        return this;
    }

    public SequencerRun Finish()
    {
        _sequencer.Finish(_batch);
        return this;
    }

    /// <summary>Numbers of the ticks in the batch, one by one.</summary>
    public IEnumerable<long> TickNumbers() => TickNumbers(_batch);

    public static IEnumerable<long> TickNumbers(PostBatch batch) =>
        batch.Ticks.SelectMany(run => Enumerable.Range(0, (int)(run.To - run.From + 1)).Select(i => run.From + i));

    /// <summary>Everything that comes out of a run over items, in order, one line each; batch limits leave no trace in it.</summary>
    public static List<string> Trace(IEnumerable<Func<DecodedItem>> items, int batchSize, PostOptions options)
    {
        var run = new SequencerRun(options);
        var lines = new List<string>();
        foreach (Func<DecodedItem> item in items)
        {
            run._sequencer.Take(item(), run._batch);
            if (run._batch.Posts.Count + run._batch.Rejections.Count >= batchSize)
            {
                Write(run._batch, lines);
                run._batch = new PostBatch(run._batch.Number + 1);
            }
        }

        run.Finish();
        Write(run._batch, lines);
        lines.Add(run.Counts.ToString());
        lines.Add($"ends at {run._batch.StreamTime}");
        return lines;
    }

    private static void Write(PostBatch batch, List<string> lines)
    {
        int tick = 0;
        for (int i = 0; i <= batch.Posts.Count; i++)
        {
            for (; tick < batch.Ticks.Count && batch.Ticks[tick].BeforePost == i; tick++)
                lines.Add($"ticks {batch.Ticks[tick].From}-{batch.Ticks[tick].To}");
            if (i == batch.Posts.Count)
                break;
            Post post = batch.Posts[i];
            lines.Add($"{post.Action} {post.Id} v{post.Version} '{post.Text}' at {post.CountedAt} counted {post.IsCounted} copy {post.IsCopy}");
        }

        if (tick != batch.Ticks.Count)
            lines.Add($"ticks out of order before post {batch.Ticks[tick].BeforePost}");
    }

    public static Rejection SampleRejection(long line) =>
        new(new RecordPosition("sample", line, 0), RejectReason.MissingText, "the record has no text", []);
}
