using System.Runtime.CompilerServices;

namespace RtmPipeline.Sources.Live;

/// <summary>
/// Says from time to time that nothing came, while nothing comes: so that what waits for stream time, as the end of an opportunity, does not wait for the next post. It is
/// a record of the stream like any other, so a replay says it at the same place.
/// </summary>
/// <param name="name">Name of the stream.</param>
/// <param name="gate">Knows whether anything comes.</param>
internal sealed class QuietSource(string name, ArrivalGate gate) : IRecordSource
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    public string Name { get; } = name;

    /// <inheritdoc />
    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        while (!stopReading.IsCancellationRequested)
        {
            await Task.Delay(s_look, gate.Clock, stopReading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopReading.IsCancellationRequested || !gate.IsQuiet)
                continue;
            long now = gate.Clock.GetUtcNow().ToUnixTimeMilliseconds();
            gate.PassQuiet(now);
            yield return new RawBatch([new RawRecord { Form = RecordForm.Quiet, Bytes = default, Position = new RecordPosition(Name, 0, 0), ReceivedAt = now }], 1, null);
        }
    }
}
