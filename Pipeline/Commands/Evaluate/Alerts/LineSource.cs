using System.Runtime.CompilerServices;
using RtmPipeline.Sources;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>Records that are made as they are asked for, one JSON value each.</summary>
internal sealed class LineSource(string name, Func<IEnumerable<byte[]>> lines) : IRecordSource
{
    public string Name => name;

    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        long line = 0;
        long offset = 0;
        foreach (byte[][] chunk in lines().Chunk(batchSize))
        {
            if (stopReading.IsCancellationRequested)
                yield break;
            var records = new RawRecord[chunk.Length];
            for (int i = 0; i < chunk.Length; i++)
            {
                records[i] = new RawRecord { Form = RecordForm.Json, Bytes = chunk[i], Position = new RecordPosition(name, ++line, offset) };
                offset += chunk[i].Length + 1;
            }

            yield return new RawBatch(records, records.Length, null);
            await Task.Yield();
        }
    }
}
