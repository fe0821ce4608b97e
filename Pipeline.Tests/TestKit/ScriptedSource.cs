using System.Runtime.CompilerServices;
using System.Text;
using RtmPipeline.Sources;

namespace RtmPipeline.Tests.TestKit;

/// <summary>A source that gives the lines of a script, and may fail or be held back at a point of it.</summary>
internal sealed class ScriptedSource(string name, IReadOnlyList<string> lines) : IRecordSource
{
    public string Name { get; } = name;

    /// <summary>Thrown after this many lines; -1 for never.</summary>
    public int FailAfter { get; init; } = -1;

    /// <summary>Lines read so far.</summary>
    public int Given { get; private set; }

    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        for (int start = 0; start < lines.Count && !stopReading.IsCancellationRequested; start += batchSize)
        {
            RawRecord[] records = [.. lines.Skip(start).Take(batchSize).Select((line, i) => new RawRecord
            {
                Form = RecordForm.Json,
                Bytes = Encoding.UTF8.GetBytes(line),
                Position = new RecordPosition(Name, start + i + 1, 0),
            })];
            if (FailAfter >= 0 && start + records.Length > FailAfter)
                throw new IOException($"{Name} broke at line {FailAfter}");
            Given = start + records.Length;
            yield return new RawBatch(records, records.Length, null);
            await Task.Yield();
        }
    }
}
