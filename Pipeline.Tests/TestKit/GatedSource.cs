using System.Runtime.CompilerServices;
using System.Text;
using RtmPipeline.Delivery;
using RtmPipeline.Sources;

namespace RtmPipeline.Tests.TestKit;

/// <summary>
/// A source that stops behind some lines until the graph has delivered all that follows from them, does something, and goes on: what is done there meets
/// the stream at the same place in every run. A broken line is the mark by which the delivery is recognised; it overtakes no post.
/// </summary>
internal sealed class GatedSource(IReadOnlyList<string> before, IReadOnlyList<string> after, Action atGate) : IRecordSource
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    private readonly TaskCompletionSource _delivered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => "gated";

    /// <summary>Is to be called with each batch that the graph delivered.</summary>
    public void OnDelivered(OutputBatch batch)
    {
        if (batch.Rejections.Count > 0)
            _delivered.TrySetResult();
    }

    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        int line = 0;
        foreach (string[] chunk in before.Append("{the gate").Chunk(batchSize))
            yield return Batch(chunk, ref line);
        await _delivered.Task.WaitAsync(s_limit, stopReading);
        atGate();
        foreach (string[] chunk in after.Chunk(batchSize))
            yield return Batch(chunk, ref line);
    }

    private RawBatch Batch(string[] lines, ref int line)
    {
        int first = line + 1;
        line += lines.Length;
        return new RawBatch(
            [.. lines.Select((text, i) => new RawRecord
            {
                Form = RecordForm.Json,
                Bytes = Encoding.UTF8.GetBytes(text),
                Position = new RecordPosition(Name, first + i, 0),
            })],
            lines.Length,
            null);
    }
}
