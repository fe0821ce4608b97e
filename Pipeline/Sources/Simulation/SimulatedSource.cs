using System.Runtime.CompilerServices;

namespace RtmPipeline.Sources.Simulation;

/// <summary>A scenario as a source: the same bytes as its file would have, without the file.</summary>
internal sealed class SimulatedSource(Scenario scenario) : IRecordSource
{
    /// <summary>A batch ends early at this many bytes, so that a large batch size does not ask for a huge buffer.</summary>
    private const int MaxBatchBytes = 4 * 1024 * 1024;

    private ScenarioRun? _run;

    public string Name => "simulation";

    /// <summary>The truth about what the latest reading handed out; null before the first.</summary>
    public ScenarioTruth? Truth => _run?.Truth();

    /// <inheritdoc/>
    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ScenarioRun run = scenario.Open();
        _run = run;
        long line = 0;
        long offset = 0;
        while (!stopReading.IsCancellationRequested && NextBatch(run, batchSize, ref line, ref offset) is { } batch)
        {
            yield return batch;

            // Writing never waits for anything; without this, the reader's thread would never be free for others.
            await Task.Yield();
        }
    }

    private RawBatch? NextBatch(ScenarioRun run, int batchSize, ref long line, ref long offset)
    {
        RecordBlock block = new((int)Math.Min(MaxBatchBytes, (long)batchSize * RecordBlock.ExpectedRecordBytes));
        while (block.Count < batchSize && block.Length < MaxBatchBytes && run.MoveNext())
            block.Add(run.Line);
        return block.Take(Name, ref line, ref offset);
    }
}
