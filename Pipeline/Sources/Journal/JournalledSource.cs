using System.Runtime.CompilerServices;

namespace RtmPipeline.Sources.Journal;

/// <summary>
/// Reads sources that cannot be asked again into a journal, ahead of the graph, and gives what the journal has flushed: so what the graph saw can be read again after a
/// crash, memory stays small while the graph stands, and the sources are held back only when the journal is full. All sources together make one stream, in the order in
/// which the records came.
/// </summary>
internal sealed class JournalledSource : IRecordSource
{
    /// <summary>Name of several sources that share a journal.</summary>
    public const string SharedName = "journal";

    private readonly IReadOnlyList<IRecordSource> _inner;
    private readonly JournalWriter _journal;
    private readonly JournalSource _recorded;
    private readonly long _from;

    /// <param name="inner">Sources that cannot be asked again; at least one.</param>
    /// <param name="journal">Where they are written; owned by the caller.</param>
    /// <param name="from">Ordinal to begin at: the one behind that of the checkpoint; 1 or less for the beginning of the journal.</param>
    public JournalledSource(IReadOnlyList<IRecordSource> inner, JournalWriter journal, long from)
    {
        _inner = inner;
        _journal = journal;
        _from = from;
        Name = inner.Count == 1 ? inner[0].Name : SharedName;
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
        Task pumps = Task.WhenAll(_inner.Select(source => Task.Run(() => PumpGuardedAsync(source, batchSize, stop), CancellationToken.None)));
        try
        {
            await foreach (RawBatch batch in _recorded.ReadAsync(batchSize, (read, stopWaiting) => MoreAsync(read, pumps, stopWaiting), stopReading))
                yield return batch;
        }
        finally
        {
            await stop.CancelAsync();
            // A failure of theirs was told by the reading, unless that was given up first.
            await pumps.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
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
    private async Task PumpGuardedAsync(IRecordSource source, int batchSize, CancellationTokenSource stop)
    {
        bool isDone = false;
        try
        {
            await PumpAsync(source, batchSize, stop.Token);
            isDone = true;
        }
        finally
        {
            if (!isDone)
                await stop.CancelAsync();
        }
    }

    private async Task PumpAsync(IRecordSource source, int batchSize, CancellationToken stop)
    {
        long last = 0;
        try
        {
            await foreach (RawBatch batch in source.ReadAsync(batchSize, stop))
            {
                using (batch)
                    last = await AppendAsync(batch, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }

        await _journal.FlushedAsync(last);
    }

    private async ValueTask<long> AppendAsync(RawBatch batch, CancellationToken stop)
    {
        long last = 0;
        for (int i = 0; i < batch.Records.Length; i++)
            last = await _journal.AppendAsync(batch.Records[i], stop);
        return last;
    }
}
