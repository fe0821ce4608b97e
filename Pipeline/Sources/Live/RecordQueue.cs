using System.Runtime.CompilerServices;

namespace RtmPipeline.Sources.Live;

/// <summary>
/// Stands between the loop that reads a connection, which does nothing else, and whatever takes the records: bounded in bytes, so that a pipeline that stands costs a bounded
/// memory. When it is full the reader waits, and with it the sender. Several may add; one takes.
/// </summary>
/// <param name="maxBytes">Most bytes of records that wait. One batch may be longer when nothing else waits.</param>
internal sealed class RecordQueue(long maxBytes)
{
    /// <summary>What a record costs besides its bytes, roughly.</summary>
    private const int RecordCost = 200;

    private readonly Lock _gate = new();
    private readonly Queue<(RawBatch Batch, long Cost)> _waiting = new();
    private TaskCompletionSource _changed = New();
    private long _cost;
    private bool _isComplete;

    /// <summary>Bytes that wait, with what each record costs besides.</summary>
    public long Waiting
    {
        get
        {
            lock (_gate)
                return _cost;
        }
    }

    /// <summary>Adds a batch where there is room.</summary>
    /// <returns>False when there is none, or the queue is closed; the batch stays the caller's.</returns>
    public bool TryAdd(RawBatch batch)
    {
        long cost = CostOf(batch);
        lock (_gate)
        {
            if (_isComplete || (_cost > 0 && _cost + cost > maxBytes))
                return false;
            _waiting.Enqueue((batch, cost));
            _cost += cost;
            Signal();
            return true;
        }
    }

    /// <summary>Adds a batch, and waits for room.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> came first; the batch was not added.</exception>
    /// <exception cref="InvalidOperationException">The queue is closed.</exception>
    public async ValueTask AddAsync(RawBatch batch, CancellationToken stop)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_isComplete)
                    throw new InvalidOperationException("the queue is closed: nothing is added to it any more");
                changed = _changed.Task;
            }

            if (TryAdd(batch))
                return;
            await changed.WaitAsync(stop);
        }
    }

    /// <summary>Nothing more will be added; what waits can still be taken.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            Signal();
        }
    }

    /// <summary>Takes batches in the order in which they were added, until the queue is closed and empty, or <paramref name="stop"/> comes: then what waits is not accepted.</summary>
    public async IAsyncEnumerable<RawBatch> TakeAsync([EnumeratorCancellation] CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Task changed;
            RawBatch? next = null;
            lock (_gate)
            {
                changed = _changed.Task;
                if (_waiting.TryDequeue(out (RawBatch Batch, long Cost) first))
                {
                    next = first.Batch;
                    _cost -= first.Cost;
                    Signal();
                }
                else if (_isComplete)
                {
                    yield break;
                }
            }

            if (next is not null)
                yield return next;
            else
                await changed.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Takes what a task adds, until it has ended and all is taken; the task is asked to end when the taking ends, and waited for. What it throws is thrown here.</summary>
    /// <param name="add">Adds; cancels the source it is given when one of its parts fails.</param>
    /// <param name="stop">Ends both.</param>
    public async IAsyncEnumerable<RawBatch> TakeFromAsync(Func<CancellationTokenSource, Task> add, [EnumeratorCancellation] CancellationToken stop)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task adding = Task.Run(() => CompleteBehindAsync(add, ending), CancellationToken.None);
        try
        {
            await foreach (RawBatch batch in TakeAsync(stop))
                yield return batch;
        }
        finally
        {
            await ending.CancelAsync();
            await adding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await adding;
    }

    private async Task CompleteBehindAsync(Func<CancellationTokenSource, Task> add, CancellationTokenSource ending)
    {
        try
        {
            await add(ending);
        }
        finally
        {
            Complete();
        }
    }

    private static long CostOf(RawBatch batch)
    {
        long cost = 0;
        foreach (ref readonly RawRecord record in batch.Records)
            cost += record.Bytes.Length + RecordCost;
        return cost;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal()
    {
        _changed.TrySetResult();
        _changed = New();
    }
}
