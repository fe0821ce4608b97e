using System.Threading.Tasks.Dataflow;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.Topology.Poison;
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
/// 6 A checkpoint goes through the graph as a mark on a batch: each stage writes its state down behind that batch.
/// 7 A full queue holds back the one before it. The first failure ends all: no stage waits for ever. A cancelled block lets go of what it has not
///   begun, but ends only when what it has made is taken, so everything still on its way is let go of too.
/// </remarks>
internal sealed class DataflowGraph(TopologyOptions options, Pace? pace = null) : IGraph
{
    private readonly int _workers = options.Workers > 0 ? options.Workers : Environment.ProcessorCount;

    public async Task<RunSummary> RunAsync(
        IReadOnlyList<IRecordSource> sources, Stages stages, CancellationToken stopReading, CancellationToken hardStop)
    {
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(hardStop);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(stopReading, abort.Token);
        var summary = new RunSummary { Posts = stages.Sequencer.Counts };
        stages.OnBegun?.Invoke(summary);
        var steps = new GraphSteps(stages);
        var decoders = new List<TransformBlock<RawBatch, DecodedBatch>>();

        var tasks = new List<Task>();
        var streams = new List<DecodedStream>();
        foreach (IRecordSource source in sources)
        {
            var decode = new TransformBlock<RawBatch, DecodedBatch>(steps.Decode, Parallel(abort.Token));
            LetGoWhenAborted(decode, abort.Token);
            decoders.Add(decode);
            SourceMark? from = stages.From?.MarkOf(source.Name);
            tasks.Add(Run(abort, () => ReadAsync(source, from, stages.Guard, decode, reading.Token)));
            tasks.Add(Watch(abort, decode.Completion));
            streams.Add(new DecodedStream(source.Name, new DecodedBlock(decode), summary, from));
        }

        var tag = new TransformBlock<Stamped, Tagged>(steps.Tag, Parallel(abort.Token));
        var trends = new TransformBlock<Stamped, TrendBatch>(steps.Follow, Single(abort.Token));
        var join = new JoinBlock<Tagged, TrendBatch>(new GroupingDataflowBlockOptions
        {
            BoundedCapacity = options.QueueBatches + _workers,
            CancellationToken = abort.Token,
        });
        var decide = new TransformBlock<Tuple<Tagged, TrendBatch>, Decided>(pair => steps.Decide(pair.Item1, pair.Item2), Single(abort.Token));
        var deliver = new ActionBlock<Decided>(decided => steps.DeliverAsync(decided, abort.Token), Single(abort.Token));
        var onwards = new DataflowLinkOptions { PropagateCompletion = true };
        tag.LinkTo(join.Target1, onwards);
        trends.LinkTo(join.Target2, onwards);
        join.LinkTo(decide, onwards);
        decide.LinkTo(deliver, onwards);

        LetGoWhenAborted(tag, abort.Token);
        LetGoWhenAborted(trends, abort.Token);
        LetGoWhenAborted(join, abort.Token);
        LetGoWhenAborted(decide, abort.Token);
        int wide = options.QueueBatches + _workers;
        steps.Watch = new GraphWatch(stages, summary, [
            ("decode", () => decoders.Max(decode => decode.InputCount + decode.OutputCount), wide),
            ("tag", () => tag.InputCount + tag.OutputCount, wide),
            ("trends", () => trends.InputCount + trends.OutputCount, options.QueueBatches),
            ("join", () => join.OutputCount, wide),
            ("decide", () => decide.InputCount + decide.OutputCount, options.QueueBatches),
            ("deliver", () => deliver.InputCount, options.QueueBatches),
        ]);
        stages.Metrics?.Watch(steps.Watch);

        tasks.Add(Run(abort, async () =>
        {
            Sequencing sequencing = new(options, stages, streams, batch => SendAsync(batch, tag, trends, abort.Token), stopReading, abort.Token) { Pace = pace };
            summary.StreamTime = await sequencing.RunAsync();
            tag.Complete();
            trends.Complete();
        }));
        foreach (IDataflowBlock block in new IDataflowBlock[] { tag, trends, join, decide, deliver })
            tasks.Add(Watch(abort, block.Completion));
        await WhenAllOrFirstFailureAsync(tasks, hardStop);
        if (stages.Checkpoints is { } checkpoints)
            await checkpoints.FinishAsync();
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

    private async Task ReadAsync(
        IRecordSource source, SourceMark? from, PoisonGuard guard, TransformBlock<RawBatch, DecodedBatch> decode, CancellationToken reading)
    {
        await foreach (RawBatch batch in source.ReadAsync(options.BatchSize, reading))
        {
            // What the checkpoint covers is framed again and not decoded; the record at which it was made may be covered in part.
            bool isCovered = from is not null && batch.Records.Length > 0 && DecodedStream.IsBefore(batch.Records[^1].Position, from);
            if (!isCovered)
                guard.Read(batch);
            if (!isCovered && await decode.SendAsync(batch, CancellationToken.None))
                continue;
            batch.Dispose();
            if (!isCovered)
                return;
        }

        decode.Complete();
    }

    private static async Task SendAsync(Stamped batch, ITargetBlock<Stamped> tag, ITargetBlock<Stamped> trends, CancellationToken abort)
    {
        await tag.SendAsync(batch, abort);
        await trends.SendAsync(batch, abort);
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
