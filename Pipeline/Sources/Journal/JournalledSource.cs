using System.Runtime.CompilerServices;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Journal;

/// <summary>
/// Reads sources that cannot be asked again into a journal, ahead of the graph, and gives what the journal has flushed: so what the graph saw can be read again after a
/// crash, memory stays small while the graph stands, and the sources are held back only when the journal is full. All sources together make one stream, in the order in
/// which the records came.
/// </summary>
internal sealed class JournalledSource : IRecordSource
{
    /// <summary>Name of the stream of sources that share a journal.</summary>
    public const string SharedName = "journal";

    private readonly IReadOnlyList<IRecordSource> _inner;
    private readonly JournalWriter _journal;
    private readonly JournalSource _recorded;
    private readonly long _from;
    private readonly ArrivalGate? _gate;

    /// <param name="inner">Sources that cannot be asked again; at least one.</param>
    /// <param name="journal">Where they are written; owned by the caller.</param>
    /// <param name="name">Name of the stream.</param>
    /// <param name="from">Ordinal to begin at: the one behind that of the checkpoint; 1 or less for the beginning of the journal.</param>
    /// <param name="gate">Holds back live sources that are ahead; null without live ones.</param>
    public JournalledSource(IReadOnlyList<IRecordSource> inner, JournalWriter journal, string name, long from, ArrivalGate? gate = null)
    {
        _gate = gate;
        _inner = inner;
        _journal = journal;
        _from = from;
        Name = name;
        _recorded = new JournalSource(journal.Folder, Name, from, static _ => { });
    }

    public string Name { get; }

    /// <inheritdoc />
    /// <remarks>What the sources gave and the graph did not read before <paramref name="stopReading"/> stays in the journal for the next run.</remarks>
    /// <exception cref="JournalBrokenException">The journal's disk failed, or it does not hold what the checkpoint has read.</exception>
    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        if (_journal.End.Ordinal < _from - 1)
            throw new JournalBrokenException($"the journal {_journal.Folder.Path} ends at record {_journal.End.Ordinal}, and the checkpoint has read {_from - 1}; it is not the journal of this state, or lost its end");
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(stopReading);
        Dictionary<IRecordSource, ArrivalGate.Lane> lanes = _gate is null ? [] : _inner.OfType<ILiveSource>().ToDictionary(IRecordSource (source) => source, _gate.Add);
        Task pumps = Task.WhenAll(_inner.Select(source => Task.Run(() => PumpGuardedAsync(source, lanes.GetValueOrDefault(source), batchSize, stop), CancellationToken.None)));
        // It never ends by itself, and what the sources gave must be read to the end when all of them have.
        Task quiet = _gate is null ? Task.CompletedTask : Task.Run(() => PumpGuardedAsync(new QuietSource(Name, _gate), null, batchSize, stop), CancellationToken.None);
        try
        {
            await foreach (RawBatch batch in _recorded.ReadAsync(batchSize, (read, stopWaiting) => MoreAsync(read, pumps, stopWaiting), stopReading))
                yield return batch;
        }
        finally
        {
            await stop.CancelAsync();
            // A failure of theirs was told by the reading, unless that was given up first.
            await Task.WhenAll(pumps, quiet).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits for more; null when all sources have ended and all they gave is read, and when reading is stopped.</summary>
    private async ValueTask<JournalEnd?> MoreAsync(long read, Task pumps, CancellationToken stopReading)
    {
        try
        {
            while (_journal.End.Ordinal <= read)
            {
                if (pumps.IsCompleted)
                {
                    await pumps;
                    return _journal.End.Ordinal > read ? _journal.End : null;
                }

                await await Task.WhenAny(_journal.BeyondAsync(read), pumps).WaitAsync(stopReading);
            }

            return _journal.End;
        }
        catch (OperationCanceledException) when (stopReading.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>The failure of one source ends the others.</summary>
    private async Task PumpGuardedAsync(IRecordSource source, ArrivalGate.Lane? lane, int batchSize, CancellationTokenSource stop)
    {
        bool isDone = false;
        try
        {
            await PumpAsync(source, lane, batchSize, stop.Token);
            isDone = true;
        }
        finally
        {
            if (!isDone)
                await stop.CancelAsync();
        }
    }

    private async Task PumpAsync(IRecordSource source, ArrivalGate.Lane? lane, int batchSize, CancellationToken stop)
    {
        long last = 0;
        Task accepted = Task.CompletedTask;
        try
        {
            await foreach (RawBatch batch in source.ReadAsync(batchSize, stop))
            {
                using (batch)
                {
                    if (lane is not null)
                        await _gate!.PassAsync(lane, batch, stop);
                    last = await AppendAsync(batch, last, stop);
                }

                // A disk that failed is told here or by the next append.
                if (accepted.IsFaulted)
                    await accepted;
                if (batch.Accepted is { } tell)
                    accepted = AcceptAsync(accepted, last, tell);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await accepted;
            return;
        }

        await accepted;
        await _journal.FlushedAsync(last);
    }

    /// <summary>Tells a source in its order. What waits is bounded by what the journal lets wait for its disk.</summary>
    private async Task AcceptAsync(Task before, long last, Action tell)
    {
        await before;
        await _journal.FlushedAsync(last);
        tell();
    }

    /// <returns>Ordinal of the last record; <paramref name="last"/> for an empty batch.</returns>
    private async ValueTask<long> AppendAsync(RawBatch batch, long last, CancellationToken stop)
    {
        for (int i = 0; i < batch.Records.Length; i++)
            last = await _journal.AppendAsync(batch.Records[i], stop);
        return last;
    }
}
