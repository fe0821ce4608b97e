using System.Runtime.CompilerServices;
using RtmPipeline.Sources;

namespace RtmPipeline.Tests.TestKit;

/// <summary>A script whose run is told to stop when a line has been read.</summary>
/// <param name="name">Name of the source.</param>
/// <param name="lines">The script.</param>
/// <param name="stopAt">Line, from 1; beyond the last one the run is not stopped.</param>
internal sealed class StoppingSource(string name, IReadOnlyList<string> lines, int stopAt) : IRecordSource, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public string Name { get; } = name;

    public CancellationToken Stop => _stop.Token;

    public void Dispose() => _stop.Dispose();

    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        await foreach (RawBatch batch in new ScriptedSource(Name, lines).ReadAsync(batchSize, stopReading))
        {
            long last = batch.Records[^1].Position.Line;
            yield return batch;
            if (last >= stopAt)
                await _stop.CancelAsync();
        }
    }
}
