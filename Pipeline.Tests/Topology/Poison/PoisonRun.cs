using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Topology;
using RtmPipeline.Topology.Poison;

namespace RtmPipeline.Tests.Topology.Poison;

/// <summary>Starts the graph again and again over the same input and state folder, as a supervisor would, with something that goes wrong at a record.</summary>
internal sealed class PoisonRun
{
    /// <summary>Posts of the input, one a line, with dead letters among them.</summary>
    public const int Lines = 400;

    private static readonly TopologyOptions s_topology = new() { Workers = 2, BatchSize = 32, QueueBatches = 2 };

    public List<string> Warnings { get; } = [];

    /// <summary>Dead letters of the last run.</summary>
    public List<Rejection> Letters { get; } = [];

    /// <summary>Revisions of the last run.</summary>
    public List<IncidentRevision> Revisions { get; } = [];

    /// <summary>What the last run wrote, by stream.</summary>
    public DeliveryDigests? Digests { get; private set; }

    /// <summary>The last run's failure; null when it ended in order.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Records that the last run worked on with a mark.</summary>
    public bool WasCareful { get; private set; }

    /// <summary>One start of the process.</summary>
    /// <param name="folder">The state folder as this process sees it.</param>
    /// <param name="onWork">What goes wrong.</param>
    /// <returns>This.</returns>
    public async Task<PoisonRun> StartAsync(IDurableFolder folder, Action<WorkStage, RecordPlace, Post?>? onWork = null)
    {
        Letters.Clear();
        Revisions.Clear();
        Failure = null;
        Digests = null;
        using PoisonGuard guard = PoisonGuard.Open(folder, ["in"], Warnings.Add, onWork);
        WasCareful = guard.NeedsCare;
        await using NowhereDelivery delivery = new();
        Stages stages = TestRun.Stages(delivery, Keep) with { Guard = guard };
        try
        {
            await TestRun.RunAsync(s_topology, stages, new ScriptedSource("in", Input()));
            guard.Complete();
            Digests = delivery.Digests;
        }
        catch (RecordFailedException failure)
        {
            Failure = failure;
        }

        return this;
    }

    /// <summary>Throws in a stage at a line.</summary>
    public static Action<WorkStage, RecordPlace, Post?> Throws(WorkStage where, int line) => (stage, place, _) =>
    {
        if (stage == where && place.IsKnown && place.Record.Line == line)
            throw new InvalidOperationException("the stage cannot do that");
    };

    /// <summary>Dies in a stage at a line, as by a stack overflow: nothing more reaches the folder. What is thrown afterwards only ends the test's run.</summary>
    public static Action<WorkStage, RecordPlace, Post?> Dies(DyingFolder folder, WorkStage where, int line) => (stage, place, _) =>
    {
        if (stage == where && place.IsKnown && place.Record.Line == line)
            Die(folder);
    };

    public static void Die(DyingFolder folder)
    {
        folder.Die();
        throw new InvalidOperationException("the process is dead");
    }

    public static List<string> Input() =>
    [
        .. Enumerable.Range(1, Lines).Select(i => i % 37 == 0
            ? "{broken"
            : $$"""{"id":"{{i}}","timestamp_ms":{{SampleTopics.Start + (i * 700L)}},"author":"a{{i % 60}}","text":"The lights went out at the #stadium and nobody knows why {{i}}"}"""),
    ];

    private void Keep(OutputBatch batch)
    {
        Letters.AddRange(batch.Rejections);
        Revisions.AddRange(batch.Revisions);
    }
}
