namespace RtmPipeline.Sources.Live;

/// <summary>How waiting grows from failure to failure.</summary>
/// <param name="First">Wait after the first failure; zero tries again at once.</param>
/// <param name="Cap">Longest wait.</param>
/// <param name="IsLinear">True to add <paramref name="First"/> each time, false to double.</param>
internal sealed record BackoffRule(TimeSpan First, TimeSpan Cap, bool IsLinear = false);

/// <summary>
/// Waits between attempts: they grow from failure to failure, up to a cap, and are spread by jitter. The count goes back to nothing only after the source has given for
/// a while: a server that accepts and drops at once would otherwise be asked again and again without a wait.
/// </summary>
/// <param name="clock">Tells how long the source has given.</param>
/// <param name="seed">Of the jitter.</param>
/// <param name="healthyAfter">How long it must give.</param>
internal sealed class Backoff(TimeProvider clock, int seed, TimeSpan healthyAfter)
{
    /// <summary>Share of a wait that is added at most.</summary>
    public const double Jitter = 0.2;

    private readonly SeededJitter _jitter = new(seed);
    private readonly Dictionary<BackoffRule, int> _failures = [];
    private long? _healthySince;

    /// <summary>Tells that the source gives, as often as one likes.</summary>
    public void Healthy()
    {
        _healthySince ??= clock.GetTimestamp();
        if (_failures.Count > 0 && clock.GetElapsedTime(_healthySince.Value) >= healthyAfter)
            _failures.Clear();
    }

    /// <summary>True when the source had given for long enough before it failed: it may be tried again at once, once.</summary>
    public bool WasHealthy => _healthySince is { } since && clock.GetElapsedTime(since) >= healthyAfter;

    /// <summary>The wait after one more failure of a kind.</summary>
    public TimeSpan Failed(BackoffRule rule)
    {
        if (WasHealthy)
            _failures.Clear();
        _healthySince = null;
        int failures = _failures[rule] = _failures.GetValueOrDefault(rule) + 1;
        double seconds = rule.IsLinear
            ? rule.First.TotalSeconds * failures
            : rule.First.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 40));
        double wait = Math.Min(seconds, rule.Cap.TotalSeconds);
        return TimeSpan.FromSeconds(wait * (1 + (Jitter * _jitter.Next())));
    }
}

/// <summary>Numbers from 0 to 1 that are the same for the same seed (SplitMix64).</summary>
internal sealed class SeededJitter(int seed)
{
    private ulong _state = (ulong)seed;

    public double Next()
    {
        _state += 0x9e3779b97f4a7c15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return (mixed ^ (mixed >> 31)) / (double)ulong.MaxValue;
    }
}
