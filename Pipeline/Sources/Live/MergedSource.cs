using System.Runtime.CompilerServices;

namespace RtmPipeline.Sources.Live;

/// <summary>
/// Several live sources as one stream, in order of arrival, where there is no journal: nothing outlives the process, and a record counts as accepted when the graph takes
/// the batch after it.
/// </summary>
/// <param name="name">Name of the stream.</param>
/// <param name="inner">The sources.</param>
internal sealed class MergedSource(string name, IReadOnlyList<ILiveSource> inner) : IRecordSource
{
    /// <summary>Bytes of records that wait for the graph.</summary>
    public const long MaxWaitingBytes = 8 << 20;

    private long _next;

    public string Name { get; } = name;

    /// <inheritdoc />
    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(stopReading);
        RecordQueue queue = new(MaxWaitingBytes);
        Task pumps = Task.WhenAll(inner.Select(source => Task.Run(() => PumpAsync(source, batchSize, queue, stop), CancellationToken.None)));
        Task closing = pumps.ContinueWith(_ => queue.Complete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            await foreach (RawBatch batch in queue.TakeAsync(stopReading))
            {
                Action? accepted = batch.Accepted;
                yield return Numbered(batch);
                accepted?.Invoke();
            }
        }
        finally
        {
            await stop.CancelAsync();
            await closing;
        }

        await pumps;
    }

    private static async Task PumpAsync(ILiveSource source, int batchSize, RecordQueue queue, CancellationTokenSource stop)
    {
        bool isDone = false;
        try
        {
            await foreach (RawBatch batch in source.ReadAsync(batchSize, stop.Token))
                await queue.AddAsync(batch, stop.Token);
            isDone = true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            isDone = true;
        }
        finally
        {
            // A broken invariant of one source ends the run.
            if (!isDone)
                await stop.CancelAsync();
        }
    }

    /// <summary>Positions of several sources do not follow each other; those of one stream must.</summary>
    private RawBatch Numbered(RawBatch batch)
    {
        RawRecord[] records = batch.Records.ToArray();
        for (int i = 0; i < records.Length; i++)
        {
            long ordinal = ++_next;
            records[i] = records[i] with { Position = new RecordPosition(Name, ordinal, ordinal) { From = records[i].Position.Source, Origin = records[i].Position.Origin } };
        }

        return new RawBatch(records, records.Length, batch);
    }
}
