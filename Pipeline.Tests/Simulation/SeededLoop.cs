namespace RtmPipeline.Tests.Simulation;

/// <summary>
/// Runs everything that a piece of asynchronous code does on the calling thread, and picks what goes on next by a seed: the same seed gives the same
/// interleaving. Time stands still while there is something to do, and then moves on to the next timer.
/// </summary>
internal sealed class SeededLoop(int seed) : SynchronizationContext
{
    /// <summary>Steps after which a run goes round in circles.</summary>
    private const int MaxSteps = 5_000_000;

    private readonly Random _random = new(seed);
    private readonly List<(SendOrPostCallback Callback, object? State)> _ready = [];

    public SeededClock Clock { get; } = new();

    /// <summary>Steps made so far; the same in each run of a seed.</summary>
    public int Steps { get; private set; }

    /// <summary>Called before each step.</summary>
    public Action? BeforeStep { get; set; }

    public int Next(int below) => _random.Next(below);

    /// <summary>Lets others go first, or not.</summary>
    public Task YieldAsync()
    {
        TaskCompletionSource later = new();
        Post(_ => later.SetResult(), null);
        return later.Task;
    }

    public override void Post(SendOrPostCallback d, object? state) => _ready.Add((d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("nothing waits in a simulation");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs until the work is done; what it threw is thrown.</summary>
    public void Run(Func<Task> work)
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            Task done = work();
            while (!done.IsCompleted)
                Step();
            done.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private void Step()
    {
        if (++Steps > MaxSteps)
            throw new InvalidOperationException($"not done after {MaxSteps:#,0} steps");
        BeforeStep?.Invoke();
        if (_ready.Count == 0)
        {
            if (!Clock.TryAdvance())
                throw new InvalidOperationException("everything waits, and nothing will come: a deadlock");
            return;
        }

        int at = _random.Next(_ready.Count);
        (SendOrPostCallback callback, object? state) = _ready[at];
        _ready[at] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        callback(state);
    }
}
