using System.Buffers;
using System.Runtime.CompilerServices;

namespace RtmPipeline.Sources.Simulation;

/// <summary>A scenario as a source: the same bytes as its file would have, without the file.</summary>
internal sealed class SimulatedSource(Scenario scenario) : IRecordSource
{
    /// <summary>A batch ends early at this many bytes, so that a large batch size does not ask for a huge buffer.</summary>
    private const int MaxBatchBytes = 4 * 1024 * 1024;

    /// <summary>Bytes reserved for a record at first; the mean is about one kilobyte.</summary>
    private const int ExpectedRecordBytes = 1280;

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
        long firstLine = line;
        long firstOffset = offset;
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(MaxBatchBytes, (long)batchSize * ExpectedRecordBytes));
        int[] ends = ArrayPool<int>.Shared.Rent(Math.Min(batchSize, MaxBatchBytes / 64));
        int count = 0;
        int length = 0;
        while (count < batchSize && count < ends.Length && length < MaxBatchBytes && run.MoveNext())
        {
            ReadOnlySpan<byte> bytes = run.Line;
            if (length + bytes.Length > buffer.Length)
                buffer = Grown(buffer, length, length + bytes.Length);
            bytes.CopyTo(buffer.AsSpan(length));
            length += bytes.Length;
            ends[count++] = length;
        }
        line += count;
        offset += length + count;
        RawRecord[] records = new RawRecord[count];
        int start = 0;
        for (int i = 0; i < count; i++)
        {
            records[i] = new RawRecord
            {
                Form = RecordForm.Json,
                Bytes = buffer.AsMemory(start, ends[i] - start),
                Position = new RecordPosition(Name, firstLine + i + 1, firstOffset + start + i),
            };
            start = ends[i];
        }
        ArrayPool<int>.Shared.Return(ends);
        RentedBytes rented = new(buffer);
        if (count > 0)
            return new RawBatch(records, count, rented);
        rented.Dispose();
        return null;
    }

    private static byte[] Grown(byte[] buffer, int length, int needed)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, needed));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private sealed class RentedBytes(byte[] bytes) : IDisposable
    {
        private byte[]? _bytes = bytes;

        public void Dispose()
        {
            if (_bytes is { } rented)
                ArrayPool<byte>.Shared.Return(rented);
            _bytes = null;
        }
    }
}
