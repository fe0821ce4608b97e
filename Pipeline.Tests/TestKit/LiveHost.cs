using RtmPipeline.Sources.Live;
using RtmPipeline.State;
using RtmPipeline.Telemetry;

namespace RtmPipeline.Tests.TestKit;

/// <summary>What a live source under test is given: a clock that a test moves, a memory that outlives the source, and a watch whose warnings are kept.</summary>
internal sealed class LiveHost : IDisposable
{
    private readonly SourceMetrics _metrics = new(TimeProvider.System);

    /// <param name="clock">The clock; null for one that a test moves.</param>
    /// <param name="memory">Folder of the memory; null for none.</param>
    public LiveHost(TimeProvider? clock = null, IDurableFolder? memory = null)
    {
        Time = clock ?? Clock;
        Memory = new SourceMemory(memory, "source");
    }

    public SteppedClock Clock { get; } = new();

    public TimeProvider Time { get; }

    public SourceMemory Memory { get; }

    public List<string> Warnings { get; } = [];

    public WatchedBrands Brands { get; } = new([]);

    /// <summary>A host for a source that begins now, as after a restart.</summary>
    public SourceHost Begin(string name = "source", string kind = "kind") => new()
    {
        Clock = Time,
        Watch = new SourceWatch(name, kind, Time, _metrics, Warn),
        Memory = Memory,
        Brands = Brands,
        Seed = 1,
        IsJournalled = true,
    };

    public void Dispose() => _metrics.Dispose();

    private void Warn(string message)
    {
        lock (Warnings)
            Warnings.Add(message);
    }
}
