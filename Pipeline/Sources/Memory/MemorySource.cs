using System.Runtime.CompilerServices;

namespace RtmPipeline.Sources.Memory;

/// <summary>Records held in memory, to be read again and again: reading them costs nothing, so that what follows can be measured.</summary>
internal sealed class MemorySource : IRecordSource
{
    private readonly RawRecord[] _records;

    private MemorySource(string name, RawRecord[] records)
    {
        Name = name;
        _records = records;
        Bytes = records.Sum(r => (long)r.Bytes.Length);
    }

    public string Name { get; }

    public long Count => _records.Length;

    /// <summary>Bytes of all records.</summary>
    public long Bytes { get; }

    public ReadOnlyMemory<RawRecord> Records => _records;

    /// <summary>Records that are in memory already.</summary>
    public static MemorySource Of(string name, IEnumerable<RawRecord> records) => new(name, [.. records]);

    /// <summary>Reads a source to its end, or to a number of records, and keeps copies.</summary>
    public static async Task<MemorySource> LoadAsync(IRecordSource source, long mostRecords, CancellationToken stopReading)
    {
        const int BatchSize = 4096;
        var records = new List<RawRecord>();
        await foreach (RawBatch batch in source.ReadAsync(BatchSize, stopReading))
        {
            using (batch)
            {
                foreach (ref readonly RawRecord record in batch.Records)
                {
                    if (records.Count < mostRecords)
                        records.Add(CopyOf(record));
                }
            }

            if (records.Count >= mostRecords)
                break;
        }

        return new MemorySource(source.Name, [.. records]);
    }

    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        for (int start = 0; start < _records.Length && !stopReading.IsCancellationRequested; start += batchSize)
        {
            int count = Math.Min(batchSize, _records.Length - start);
            yield return new RawBatch(_records.AsSpan(start, count).ToArray(), count, null);
            await Task.CompletedTask;
        }
    }

    private static RawRecord CopyOf(in RawRecord record) => new()
    {
        Form = record.Form,
        Bytes = record.Bytes.ToArray(),
        Position = record.Position,
        EventName = record.EventName,
        Fault = record.Fault,
        ReceivedAt = record.ReceivedAt,
    };
}
