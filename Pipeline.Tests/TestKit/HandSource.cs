using System.Runtime.CompilerServices;
using System.Text;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Tests.TestKit;

/// <summary>A live source that gives what a test gives it.</summary>
internal sealed class HandSource : ILiveSource
{
    private readonly RecordQueue _queue = new(1 << 20);

    public HandSource(string name, LiveHost host, bool mayLag = false, TimeSpan? patience = null)
    {
        Name = name;
        Watch = host.Begin(name).Watch;
        MayLag = mayLag;
        Patience = patience;
        Watch.Streaming();
    }

    public string Name { get; }

    public SourceWatch Watch { get; }

    public bool MayLag { get; }

    public TimeSpan? Patience { get; }

    /// <summary>Batches whose records were accepted.</summary>
    public int Accepted { get; private set; }

    /// <summary>Times it was told to remember.</summary>
    public int Remembered { get; private set; }

    public void Give(long receivedAt, params string[] lines) => Give(lines.Select(line => Record(line, receivedAt)).ToArray());

    public void Give(params RawRecord[] records)
    {
        if (!_queue.TryAdd(new RawBatch(records, records.Length, null) { Accepted = () => Accepted++ }))
            throw new InvalidOperationException("the queue is full");
    }

    public RawRecord Record(string line, long receivedAt, long? origin = null) => new()
    {
        Form = RecordForm.Json,
        Bytes = Encoding.UTF8.GetBytes(line),
        Position = new RecordPosition(Name, 0, 0) { Origin = origin },
        ReceivedAt = receivedAt,
    };

    public void End() => _queue.Complete();

    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        await foreach (RawBatch batch in _queue.TakeAsync(stopReading))
            yield return batch;
    }

    public Task<SourceTrial> TryAsync(CancellationToken hardStop) => Task.FromResult(new SourceTrial(true, []));

    public void Remember() => Remembered++;
}
