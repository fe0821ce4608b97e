using System.Threading.Tasks.Dataflow;
using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Retractions;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.Tagging;
using RtmPipeline.Trends;

namespace RtmPipeline.Topology;

/// <summary>The graph on TPL Dataflow: bounded blocks, ordered parallel transforms, a join.</summary>
/// <remarks>
/// <code>
/// source ─► decode ×n ─┐                  ┌─► tag ×n ─┐
/// source ─► decode ×n ─┴► merge, sequence ┤           ├─ join ─► score, decide ─► deliver
///                                         └─► trends ─┘
/// </code>
/// 1 Each source is read by one task, and decoded by ordered parallel workers.
/// 2 One task merges the decoded streams by time and sequences them; from here on order is fixed.
/// 3 Each batch goes to both branches; both keep order, so the join pairs equal numbers.
/// 4 Scoring, deciding and delivering have one writer each.
/// 5 The sequencing task stamps each batch with the profiles in force, once, so that all later stages use the same ones for the same batch.
/// 6 A full queue holds back the one before it. The first failure ends all: no stage waits for ever. A cancelled block lets go of what it has not
///   begun, but ends only when what it has made is taken, so everything still on its way is let go of too.
/// </remarks>
internal sealed class DataflowGraph(TopologyOptions options, Pace? pace = null) : IGraph
{
    private readonly int _workers = options.Workers > 0 ? options.Workers : Environment.ProcessorCount;

    private sealed record Stamped(PostBatch Posts, BrandSet Brands);

    private sealed record Tagged(PostBatch Posts, BrandSet Brands, TaggedBatch Tags);

    /// <summary>Where sequenced batches go.</summary>
    private sealed record Branches(TransformBlock<Stamped, Tagged> Tag, TransformBlock<PostBatch, TrendBatch> Trends, BrandsInForce Brands);

    public async Task<RunSummary> RunAsync(
        IReadOnlyList<IRecordSource> sources, Stages stages, CancellationToken stopReading, CancellationToken hardStop)
    {
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(hardStop);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(stopReading, abort.Token);
        var summary = new RunSummary { Posts = stages.Sequencer.Counts };

        var tasks = new List<Task>();
        var streams = new List<DecodedStream>();
        foreach (IRecordSource source in sources)
        {
            var decode = new TransformBlock<RawBatch, DecodedBatch>(raw => Decode(stages, raw), Parallel(abort.Token));
            LetGoWhenAborted(decode, abort.Token);
            tasks.Add(Run(abort, () => ReadAsync(source, decode, reading.Token)));
            tasks.Add(Watch(abort, decode.Completion));
            streams.Add(new DecodedStream(decode, summary));
        }

        var tag = new TransformBlock<Stamped, Tagged>(batch => new Tagged(batch.Posts, batch.Brands, Tag(batch)), Parallel(abort.Token));
        var trends = new TransformBlock<PostBatch, TrendBatch>(stages.Trends.Process, Single(abort.Token));
        var join = new JoinBlock<Tagged, TrendBatch>(new GroupingDataflowBlockOptions
        {
            BoundedCapacity = options.QueueBatches + _workers,
            CancellationToken = abort.Token,
        });
        var adoption = new BrandAdoption(stages);
        var decide = new TransformBlock<Tuple<Tagged, TrendBatch>, OutputBatch>(pair => Decide(stages, adoption, pair.Item1, pair.Item2), Single(abort.Token));
        var deliver = new ActionBlock<OutputBatch>(batch => DeliverAsync(stages, batch, abort.Token), Single(abort.Token));
        var onwards = new DataflowLinkOptions { PropagateCompletion = true };
        tag.LinkTo(join.Target1, onwards);
        trends.LinkTo(join.Target2, onwards);
        join.LinkTo(decide, onwards);
        decide.LinkTo(deliver, onwards);

        LetGoWhenAborted(tag, abort.Token);
        LetGoWhenAborted(trends, abort.Token);
        LetGoWhenAborted(join, abort.Token);
        LetGoWhenAborted(decide, abort.Token);

        var branches = new Branches(tag, trends, stages.Brands);
        tasks.Add(Run(abort, () => SequenceAsync(streams, stages, summary, branches, abort.Token)));
        foreach (IDataflowBlock block in new IDataflowBlock[] { tag, trends, join, decide, deliver })
            tasks.Add(Watch(abort, block.Completion));
        await WhenAllOrFirstFailureAsync(tasks, hardStop);
        return summary;
    }

    private ExecutionDataflowBlockOptions Parallel(CancellationToken abort) => new()
    {
        BoundedCapacity = options.QueueBatches + _workers,
        MaxDegreeOfParallelism = _workers,
        EnsureOrdered = true,
        SingleProducerConstrained = true,
        CancellationToken = abort,
    };

    private ExecutionDataflowBlockOptions Single(CancellationToken abort) => new()
    {
        BoundedCapacity = options.QueueBatches,
        SingleProducerConstrained = true,
        CancellationToken = abort,
    };

    private static DecodedBatch Decode(Stages stages, RawBatch raw)
    {
        using (raw)
            return stages.Decoder.Decode(raw);
    }

    private static TaggedBatch Tag(Stamped batch)
    {
        var tags = new PostTags[batch.Posts.Posts.Count];
        for (int i = 0; i < tags.Length; i++)
            tags[i] = batch.Brands.Tagger.Tag(batch.Posts.Posts[i]);
        return new TaggedBatch(batch.Posts.Number, tags);
    }

    private static OutputBatch Decide(Stages stages, BrandAdoption adoption, Tagged tagged, TrendBatch trends)
    {
        var revisions = new List<IncidentRevision>();
        var digests = new List<AlertDigest>();
        var retractions = new List<PostRetraction>();
        adoption.Meet(tagged.Brands, tagged.Posts.StreamTime, revisions);
        stages.Opportunities.Process(
            tagged.Posts,
            tagged.Tags,
            trends,
            tick =>
            {
                stages.Incidents.Digest(tick.Time, digests);
                stages.Incidents.Update(tick, revisions);
            },
            (change, now) => stages.Incidents.Forget(change, now, revisions, retractions));
        return new OutputBatch(revisions, tagged.Posts.Rejections, tagged.Posts.StreamTime)
        {
            Digests = digests,
            Retractions = retractions,
            Deletes = Deletion.Of(tagged.Posts.Posts),
        };
    }

    private static async Task DeliverAsync(Stages stages, OutputBatch batch, CancellationToken abort)
    {
        if (!batch.IsEmpty)
            await stages.Delivery.WriteAsync(batch, abort);
        stages.OnDelivered?.Invoke(batch);
    }

    private async Task ReadAsync(IRecordSource source, TransformBlock<RawBatch, DecodedBatch> decode, CancellationToken reading)
    {
        await foreach (RawBatch batch in source.ReadAsync(options.BatchSize, reading))
        {
            if (await decode.SendAsync(batch, CancellationToken.None))
                continue;
            batch.Dispose();
            return;
        }

        decode.Complete();
    }

    private async Task SequenceAsync(
        List<DecodedStream> streams,
        Stages stages,
        RunSummary summary,
        Branches branches,
        CancellationToken abort)
    {
        var batch = new PostBatch(0);
        var waiting = new List<DecodedStream>(streams);
        var open = new List<DecodedStream>();
        while (true)
        {
            foreach (DecodedStream stream in waiting)
            {
                while (!stream.TryMove())
                {
                    // A dead letter alone goes too: on a quiet stream the next post may be far away.
                    if (batch.Posts.Count + batch.Rejections.Count > 0)
                        batch = await SendAsync(batch, branches, abort);
                    if (!await stream.WaitAsync(abort))
                        break;
                }

                if (stream.HasItem)
                    open.Add(stream);
            }

            waiting.Clear();
            if (open.Count == 0)
                break;
            DecodedStream next = Earliest(open);
            batch = await KeepPaceAsync(next.Item, batch, branches, abort);
            stages.Sequencer.Take(next.Item, batch);
            open.Remove(next);
            waiting.Add(next);
            if (batch.Posts.Count + batch.Rejections.Count >= options.BatchSize)
                batch = await SendAsync(batch, branches, abort);
        }

        stages.Sequencer.Finish(batch);
        summary.StreamTime = stages.Sequencer.StreamTime;
        await SendAsync(batch, branches, abort);
        branches.Tag.Complete();
        branches.Trends.Complete();
    }

    private static DecodedStream Earliest(List<DecodedStream> open)
    {
        DecodedStream earliest = open[0];
        foreach (DecodedStream stream in open)
        {
            if (stream.Time < earliest.Time)
                earliest = stream;
        }

        return earliest;
    }

    private async ValueTask<PostBatch> KeepPaceAsync(DecodedItem item, PostBatch batch, Branches branches, CancellationToken abort)
    {
        if (pace is null || item.Post is null)
            return batch;
        TimeSpan wait = pace.Wait(item.Post.PostedAt);
        if (wait <= TimeSpan.Zero)
            return batch;
        if (batch.Posts.Count + batch.Rejections.Count > 0)
            batch = await SendAsync(batch, branches, abort);
        await pace.DelayAsync(wait, abort);
        return batch;
    }

    private static async Task<PostBatch> SendAsync(PostBatch batch, Branches branches, CancellationToken abort)
    {
        await branches.Tag.SendAsync(new Stamped(batch, branches.Brands.Current), abort);
        await branches.Trends.SendAsync(batch, abort);
        return new PostBatch(batch.Number + 1);
    }

    /// <summary>Runs one task of the graph; its failure ends the others.</summary>
    private static async Task Run(CancellationTokenSource abort, Func<Task> work)
    {
        try
        {
            await Task.Run(work, CancellationToken.None);
        }
        catch (Exception)
        {
            await abort.CancelAsync();
            throw;
        }
    }

    private static void LetGoWhenAborted<T>(ISourceBlock<T> block, CancellationToken abort) =>
        abort.Register(() => block.LinkTo(DataflowBlock.NullTarget<T>()));

    private static Task Watch(CancellationTokenSource abort, Task completion) => Run(abort, () => completion);

    /// <summary>A failure cancels the rest, so the first thing that is not a cancellation is what happened.</summary>
    private static async Task WhenAllOrFirstFailureAsync(List<Task> tasks, CancellationToken hardStop)
    {
        await Task.WhenAll(tasks).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        foreach (Task task in tasks)
        {
            if (task.Exception?.Flatten().InnerExceptions.FirstOrDefault(e => e is not OperationCanceledException) is { } failure)
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        hardStop.ThrowIfCancellationRequested();
        await Task.WhenAll(tasks);
    }
}
