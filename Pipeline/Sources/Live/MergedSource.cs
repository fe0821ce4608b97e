using System.Runtime.CompilerServices;

namespace RtmPipeline.Sources.Live;

/// <summary>
/// Several live sources as one stream, in order of arrival, where there is no journal: nothing outlives the process, and a record counts as accepted when the graph takes
/// the batch after it.
/// </summary>
/// <param name="name">Name of the stream.</param>
/// <param name="inner">The sources.</param>
/// <param name="gate">Holds back those that are ahead.</param>
internal sealed class MergedSource(string name, IReadOnlyList<ILiveSource> inner, ArrivalGate gate) : IRecordSource
{
    /// <summary>Bytes of records that wait for the graph.</summary>
    public const long MaxWaitingBytes = 8 << 20;

    private long _next;

    public string Name { get; } = name;

    /// <inheritdoc />
    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        RecordQueue queue = new(MaxWaitingBytes);
        await foreach (RawBatch batch in queue.TakeFromAsync(stop => PumpAllAsync(batchSize, queue, stop), stopReading))
        {
            Action? accepted = batch.Accepted;
            yield return Numbered(batch);
            accepted?.Invoke();
        }
    }

    /// <summary>When all sources have ended there is nothing to be quiet between.</summary>
    private async Task PumpAllAsync(int batchSize, RecordQueue queue, CancellationTokenSource stop)
    {
        ArrivalGate.Lane[] lanes = [.. inner.Select(gate.Add)];
        Task quiet = Task.Run(() => PumpAsync(new QuietSource(Name, gate), null, batchSize, queue, stop), CancellationToken.None);
        Task pumps = Task.WhenAll(lanes.Select(lane => Task.Run(() => PumpAsync(lane.Source, lane, batchSize, queue, stop), CancellationToken.None)));
        await pumps.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stop.CancelAsync();
        await Task.WhenAll(pumps, quiet);
    }

    private async Task PumpAsync(IRecordSource source, ArrivalGate.Lane? lane, int batchSize, RecordQueue queue, CancellationTokenSource stop)
    {
        bool isDone = false;
        try
        {
            await foreach (RawBatch batch in source.ReadAsync(batchSize, stop.Token))
            {
                if (lane is not null)
                    await gate.PassAsync(lane, batch, stop.Token);
                await queue.AddAsync(batch, stop.Token);
            }

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
            string from = records[i].Position.Source;
            records[i] = records[i] with { Position = new RecordPosition(Name, ordinal, ordinal) { From = from == Name ? null : from, Origin = records[i].Position.Origin } };
        }

        return new RawBatch(records, records.Length, batch);
    }
}
