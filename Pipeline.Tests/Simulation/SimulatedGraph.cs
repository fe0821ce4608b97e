using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.Topology;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Simulation;

/// <summary>
/// The graph on one thread: the same steps and the same sequencing as in the program, with queues and workers whose turns a seed chooses. So every order
/// in which the program's tasks could run can come, and comes again for the same seed.
/// </summary>
internal sealed class SimulatedGraph(SeededLoop loop, TopologyOptions options) : IGraph
{
    public async Task<RunSummary> RunAsync(
        IReadOnlyList<IRecordSource> sources, Stages stages, CancellationToken stopReading, CancellationToken hardStop)
    {
        var steps = new GraphSteps(stages);
        var summary = new RunSummary { Posts = stages.Sequencer.Counts };
        var tagged = new SimulatedQueue<Task<Tagged>>(options.QueueBatches + options.Workers);
        var toFollow = new SimulatedQueue<Stamped>(options.QueueBatches);
        var followed = new SimulatedQueue<TrendBatch>(options.QueueBatches);
        var decided = new SimulatedQueue<Decided>(options.QueueBatches);
        List<Task> tasks = [];
        List<DecodedStream> streams = [];
        foreach (IRecordSource source in sources)
        {
            var decoded = new SimulatedQueue<Task<DecodedBatch>>(options.QueueBatches);
            SourceMark? from = stages.From?.MarkOf(source.Name);
            tasks.Add(ReadAsync(source, from, steps, decoded, stopReading));
            streams.Add(new DecodedStream(source.Name, new SimulatedDecoded(decoded), summary, from));
        }

        async Task Send(Stamped batch)
        {
            await tagged.SendAsync(LaterAsync(() => steps.Tag(batch)));
            await toFollow.SendAsync(batch);
        }

        async Task Sequence()
        {
            summary.StreamTime = await new Sequencing(options, stages, streams, Send, stopReading, hardStop).RunAsync();
            tagged.Complete();
            toFollow.Complete();
        }

        tasks.AddRange([Sequence(), FollowAsync(steps, toFollow, followed), DecideAsync(steps, tagged, followed, decided), DeliverAsync(steps, decided, hardStop)]);
        await FirstFailureOrAll(tasks);
        await (stages.Checkpoints?.FinishAsync() ?? Task.CompletedTask);
        return summary;
    }

    /// <summary>A worker of a parallel stage: it does its work some turns later.</summary>
    private async Task<T> LaterAsync<T>(Func<T> work)
    {
        for (int turns = loop.Next(options.Workers + 1); turns > 0; turns--)
            await loop.YieldAsync();
        return work();
    }

    private async Task ReadAsync(
        IRecordSource source, SourceMark? from, GraphSteps steps, SimulatedQueue<Task<DecodedBatch>> decoded, CancellationToken stopReading)
    {
        await foreach (RawBatch batch in source.ReadAsync(options.BatchSize, stopReading))
        {
            await loop.YieldAsync();
            if (from is not null && DecodedStream.IsBefore(batch.Records[^1].Position, from))
                batch.Dispose();
            else
                await decoded.SendAsync(LaterAsync(() => steps.Decode(batch)));
        }

        decoded.Complete();
    }

    private async Task FollowAsync(GraphSteps steps, SimulatedQueue<Stamped> from, SimulatedQueue<TrendBatch> to)
    {
        while (await from.WaitAsync())
        {
            from.TryTake(out Stamped? batch);
            await loop.YieldAsync();
            await to.SendAsync(steps.Follow(batch!));
        }

        to.Complete();
    }

    private async Task DecideAsync(GraphSteps steps, SimulatedQueue<Task<Tagged>> tagged, SimulatedQueue<TrendBatch> trends, SimulatedQueue<Decided> to)
    {
        while (await tagged.WaitAsync() && await trends.WaitAsync())
        {
            tagged.TryTake(out Task<Tagged>? tags);
            trends.TryTake(out TrendBatch? trend);
            await loop.YieldAsync();
            await to.SendAsync(steps.Decide(await tags!, trend!));
        }

        to.Complete();
    }

    private async Task DeliverAsync(GraphSteps steps, SimulatedQueue<Decided> from, CancellationToken abort)
    {
        while (await from.WaitAsync())
        {
            from.TryTake(out Decided? decided);
            await loop.YieldAsync();
            await steps.DeliverAsync(decided!, abort);
        }
    }

    private static async Task FirstFailureOrAll(List<Task> tasks)
    {
        while (tasks.Count > 0)
        {
            Task done = await Task.WhenAny(tasks);
            await done;
            tasks.Remove(done);
        }
    }
}
