using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.Sources;
using RtmPipeline.State;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.Simulation;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Topology;

namespace RtmPipeline.Tests.Topology;

/// <summary>Runs of the program's own graph that are stopped and go on.</summary>
[Parallelizable]
internal sealed class ResumeTests
{
    private static readonly Lazy<List<string>> s_night = new(() => SimulatedNight.Lines(seed: 4, rate: 0.0002));

    private const int LinesBetween = 900;

    private readonly List<string> _warnings = [];
    private ForgetfulFolder _disk = null!;
    private Ledger _ledger = null!;

    private static IReadOnlyList<BrandProfile> Brands => BrandProfiles.Load([SharedData.Sample("crispo.yaml")]);

    [SetUp]
    public void New()
    {
        _disk = new ForgetfulFolder();
        _ledger = new Ledger();
        _warnings.Clear();
    }

    [Test]
    public async Task StoppedManyTimes_WritesWhatAnUndisturbedRunWrites()
    {
        int runs = 0;
        while (!await RunStoppedAsync(LinesBetween * ++runs))
        {
            // The next run goes on.
        }

        IReadOnlyList<string> stopped = _ledger.All;

        New();
        await RunAsync(new ScriptedSource("night", s_night.Value));
        Assert.That(runs, Is.GreaterThan(5));
        Assert.That(stopped, Is.EqualTo(_ledger.All));
        Assert.That(_warnings, Is.Empty);
    }

    [Test]
    public async Task RunAgainAfterItsEnd_WritesNothingMore()
    {
        await RunAsync(new ScriptedSource("night", s_night.Value));
        IReadOnlyList<string> first = _ledger.All;
        Assert.That(await RunAsync(new ScriptedSource("night", s_night.Value)), Is.True);
        Assert.That(_ledger.All, Is.EqualTo(first));
    }

    [Test]
    public async Task SecondFileAfterTheFirstHasEnded_GoesOnWithItsState()
    {
        List<string> night = s_night.Value;
        await RunAsync(new ScriptedSource("before", night[..(night.Count / 2)]));
        int written = _ledger.All.Count;
        Assert.That(await RunAsync(new ScriptedSource("after", night[(night.Count / 2)..])), Is.True);
        Assert.That(_ledger.All, Has.Count.GreaterThan(written));
        Assert.That(_ledger.All, Is.Unique);
    }

    [Test]
    public async Task SourceShorterThanItWas_IsTold()
    {
        await RunStoppedAsync(LinesBetween);
        Assert.That(
            () => RunAsync(new ScriptedSource("night", s_night.Value[..100])),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("it is shorter than it was"));
    }

    [Test]
    public async Task TargetThatLostItsTail_GetsItAgainFromAnOlderCheckpoint()
    {
        for (int i = 1; i < 6; i++)
            await RunStoppedAsync(LinesBetween * i);
        _ledger.Lose(1);
        await RunAsync(new ScriptedSource("night", s_night.Value));
        IReadOnlyList<string> healed = _ledger.All;

        New();
        await RunAsync(new ScriptedSource("night", s_night.Value));
        Assert.That(healed, Is.EqualTo(_ledger.All));
    }

    [Test]
    public async Task TargetEmptied_IsRefused()
    {
        // However few checkpoints are made on the way, the one of before all outputs is not among those that are kept.
        for (int i = 1; i < 6; i++)
            await RunStoppedAsync(LinesBetween * i);
        await RunAsync(new ScriptedSource("night", s_night.Value));
        _ledger.Lose(int.MaxValue);
        Assert.That(
            () => RunAsync(new ScriptedSource("night", s_night.Value)),
            Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("reaches back far enough"));
    }

    [Test]
    public async Task StateOfOtherLimits_IsRefusedWithWhatToDo()
    {
        await RunStoppedAsync(LinesBetween);
        string newest = _disk.List()[^1];
        Checkpoint kept = CheckpointFormat.Read(_disk.Read(newest));
        Checkpoint other = kept with { Parts = [.. kept.Parts.Select(part => part.Name == CheckpointCut.Trends ? part with { Pieces = [new byte[12]] } : part)] };
        await new FolderCheckpointStore(_disk, 3, _warnings.Add, CrashPoints.None).SaveAsync(other, CancellationToken.None);
        Assert.That(
            () => RunAsync(new ScriptedSource("night", s_night.Value)),
            Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("does not fit this run").And.Message.Contains("or name a new state folder"));
    }

    private async Task<bool> RunStoppedAsync(int line)
    {
        using StoppingSource source = new("night", s_night.Value, line);
        return await RunAsync(source);
    }

    /// <returns>True when the source has ended.</returns>
    private async Task<bool> RunAsync(IRecordSource source)
    {
        FolderCheckpointStore store = new(_disk, 3, _warnings.Add, CrashPoints.None);
        await using LedgerDelivery delivery = new(_ledger, _ => { });
        Resumption? from = await Resumption.FindAsync(store, delivery, models: null, _ => { }, CancellationToken.None);
        CheckpointIdentity identity = new(
            TimeSpan.FromMilliseconds(5), 3, from?.Checkpoint.Number ?? 0, "1", "settings", new CheckpointSources(new Dictionary<string, string>(), []));
        Checkpointer checkpoints = new(store, delivery, identity, TimeProvider.System, CrashPoints.None);
        Stages stages = TestRun.Stages(delivery, brands: Brands, from: from, checkpoints: checkpoints);
        CancellationToken stop = (source as StoppingSource)?.Stop ?? CancellationToken.None;
        await new DataflowGraph(new TopologyOptions { BatchSize = 64 }).RunAsync([source], stages, stop, CancellationToken.None);
        return !stop.IsCancellationRequested;
    }
}
