using RtmPipeline.Posts;
using RtmPipeline.Topology;

namespace RtmPipeline.Tests.Simulation;

/// <summary>A bounded queue between two simulated tasks; one reader, one writer.</summary>
internal sealed class SimulatedQueue<T>(int capacity)
{
    private readonly Queue<T> _items = new();
    private TaskCompletionSource? _room;
    private TaskCompletionSource? _news;
    private bool _isComplete;

    /// <summary>Adds an item when there is room.</summary>
    public async Task SendAsync(T item)
    {
        while (_items.Count >= capacity)
            await (_room ??= new TaskCompletionSource()).Task;
        _items.Enqueue(item);
        Signal(ref _news);
    }

    public void Complete()
    {
        _isComplete = true;
        Signal(ref _news);
    }

    public bool TryTake(out T? item)
    {
        bool taken = _items.TryDequeue(out item);
        if (taken)
            Signal(ref _room);
        return taken;
    }

    /// <summary>Waits for an item; false when none will come.</summary>
    public async Task<bool> WaitAsync()
    {
        while (_items.Count == 0)
        {
            if (_isComplete)
                return false;
            await (_news ??= new TaskCompletionSource()).Task;
        }

        return true;
    }

    private static void Signal(ref TaskCompletionSource? waiting)
    {
        TaskCompletionSource? signalled = waiting;
        waiting = null;
        signalled?.SetResult();
    }
}

/// <summary>The end of a decode queue as the sequencing sees it.</summary>
internal sealed class SimulatedDecoded(SimulatedQueue<Task<DecodedBatch>> queue) : IDecodedBatches
{
    private bool _isLetGo;
    private Task<DecodedBatch>? _first;

    public DecodedBatch? TryReceive()
    {
        if (_first is null && !queue.TryTake(out _first))
            return null;
        if (_isLetGo || !_first!.IsCompleted)
            return null;
        DecodedBatch batch = _first.Result;
        _first = null;
        return batch;
    }

    public async Task<bool> WaitAsync(CancellationToken cancellation)
    {
        if (_first is not null)
        {
            await _first;
            return true;
        }

        return await queue.WaitAsync();
    }

    public void LetGo()
    {
        _isLetGo = true;
        _ = DrainAsync();
    }

    private async Task DrainAsync()
    {
        while (await queue.WaitAsync())
            queue.TryTake(out _);
    }
}
