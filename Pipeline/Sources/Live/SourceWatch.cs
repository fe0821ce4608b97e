using RtmPipeline.Telemetry;

namespace RtmPipeline.Sources.Live;

/// <summary>
/// What is known of one live source: its state, and what it counted. The source tells it; health, metrics and people read it, from any thread.
/// </summary>
internal sealed class SourceWatch
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly SourceMetrics _metrics;
    private readonly Action<string> _warn;
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private SourceState _state;

    /// <summary>Reason that was told last; null while the source gives.</summary>
    private string? _told;
    private long _records;
    private long _bytes;
    private long _newest;

    /// <param name="name">Name in the configuration.</param>
    /// <param name="kind">Its kind, as <c>x</c>.</param>
    /// <param name="clock">Tells since when a state holds.</param>
    /// <param name="metrics">Told of everything.</param>
    /// <param name="warn">Takes a line for the user when the source stops to give, and when it gives again.</param>
    public SourceWatch(string name, string kind, TimeProvider clock, SourceMetrics metrics, Action<string> warn)
    {
        Name = name;
        Kind = kind;
        _clock = clock;
        _metrics = metrics;
        _warn = warn;
        _state = new SourceState(SourcePhase.Idle, string.Empty, clock.GetUtcNow(), null);
    }

    public string Name { get; }

    public string Kind { get; }

    public SourceState State
    {
        get
        {
            lock (_gate)
                return _state;
        }
    }

    /// <summary>Records received.</summary>
    public long Records => Volatile.Read(ref _records);

    /// <summary>Bytes of records received.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>The newest time at which the network had a record, unix milliseconds; 0 before the first.</summary>
    public long Newest => Volatile.Read(ref _newest);

    /// <summary>What happened how often: <c>reconnect</c>, <c>stall</c>, <c>duplicate</c>, … The words are the source's, of a closed set.</summary>
    public IReadOnlyDictionary<string, long> Counts
    {
        get
        {
            lock (_gate)
                return new SortedDictionary<string, long>(_counts, StringComparer.Ordinal);
        }
    }

    public void Connecting(string reason = "") => Enter(SourcePhase.Connecting, reason, null);

    public void Streaming(string reason = "") => Enter(SourcePhase.Streaming, reason, null);

    /// <summary>It could not go on, and tries again.</summary>
    /// <param name="reason">Why, in words.</param>
    /// <param name="until">When it tries again; null when it waits for something else than a time.</param>
    public void Waiting(string reason, DateTimeOffset? until = null) => Enter(SourcePhase.Waiting, reason, until);

    public void Refused(string reason) => Enter(SourcePhase.Refused, reason, null);

    public void Ended(string reason = "") => Enter(SourcePhase.Ended, reason, null);

    /// <summary>Notes that records came.</summary>
    /// <param name="records">How many.</param>
    /// <param name="bytes">Their bytes.</param>
    /// <param name="newest">The newest time at which the network had one of them, unix milliseconds; 0 where it does not tell.</param>
    public void Received(int records, long bytes, long newest)
    {
        Interlocked.Add(ref _records, records);
        Interlocked.Add(ref _bytes, bytes);
        long known = Volatile.Read(ref _newest);
        while (newest > known)
        {
            long found = Interlocked.CompareExchange(ref _newest, newest, known);
            if (found == known)
                break;
            known = found;
        }

        _metrics.Received(Name, records, bytes, Newest);
    }

    /// <summary>Counts something that happened.</summary>
    /// <param name="what">A word of a closed set, as <c>reconnect</c>.</param>
    /// <param name="times">How often.</param>
    public void Count(string what, long times = 1)
    {
        lock (_gate)
            _counts[what] = _counts.GetValueOrDefault(what) + times;
        _metrics.Counted(Name, what, times);
    }

    /// <summary>Tells a person something that does not change what the source is doing, as a gap, or of one part of many. To be called rarely.</summary>
    /// <param name="message">In words, without secrets and texts of posts.</param>
    public void Tell(string message) => _warn($"source {Name}: {message}");

    /// <summary>A person is told once when a source stops to give, however often it tries, and once when it gives again.</summary>
    private void Enter(SourcePhase phase, string reason, DateTimeOffset? until)
    {
        SourceState state;
        bool mustTell;
        lock (_gate)
        {
            state = new SourceState(phase, reason, phase == _state.Phase ? _state.Since : _clock.GetUtcNow(), until);
            mustTell = phase switch
            {
                // Trying again passes through here; what was told stays told.
                SourcePhase.Idle or SourcePhase.Connecting => false,
                SourcePhase.Streaming => _told is not null,
                _ => reason != _told,
            };
            if (mustTell)
                _told = phase == SourcePhase.Streaming ? null : reason;
            _state = state;
        }

        _metrics.Entered(Name, phase == SourcePhase.Streaming);
        if (mustTell)
            _warn($"source {Name}: {state}");
    }
}
