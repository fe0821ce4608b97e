using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Mastodon;

/// <summary>
/// Makes one state of those of a source's streams: it streams while one of them does, and says what is wrong with the others. A person is told once when one of several stops
/// to give while others go on, and once when it gives again.
/// </summary>
internal sealed class StreamStates
{
    private readonly Lock _gate = new();
    private readonly SourceWatch _watch;
    private readonly IReadOnlyList<MastodonStream> _streams;
    private readonly State[] _states;

    public StreamStates(SourceWatch watch, IReadOnlyList<MastodonStream> streams)
    {
        _watch = watch;
        _streams = streams;
        _states = [.. streams.Select(static _ => new State(SourcePhase.Connecting, string.Empty, null, null))];
    }

    /// <param name="Phase">What the stream does.</param>
    /// <param name="Reason">Why, in words.</param>
    /// <param name="Until">When it tries again.</param>
    /// <param name="Told">Reason that a person was told; null while it gives.</param>
    private sealed record State(SourcePhase Phase, string Reason, DateTimeOffset? Until, string? Told);

    /// <summary>Says what a stream does.</summary>
    public void Set(MastodonStream stream, SourcePhase phase, string reason = "", DateTimeOffset? until = null)
    {
        lock (_gate)
        {
            int i = 0;
            while (_streams[i] != stream)
                i++;
            _states[i] = new State(phase, reason, until, Tell(i, phase, reason));
            Publish();
        }
    }

    /// <returns>What a person was told of last.</returns>
    private string? Tell(int i, SourcePhase phase, string reason)
    {
        string? told = _states[i].Told;
        bool doOthersGive = _states.Where((_, other) => other != i).Any(state => state.Phase == SourcePhase.Streaming);
        switch (phase)
        {
            case SourcePhase.Streaming when told is not null:
                _watch.Tell($"{_streams[i]}: streaming again");
                return null;
            case SourcePhase.Waiting or SourcePhase.Refused when doOthersGive && told != reason:
                _watch.Tell($"{_streams[i]}: {(phase == SourcePhase.Refused ? "refused" : "waiting")}: {reason}");
                return reason;
            default:
                return told;
        }
    }

    private void Publish()
    {
        SourcePhase phase = _states.All(state => state.Phase == SourcePhase.Refused)
            ? SourcePhase.Refused
            : FirstOf(SourcePhase.Streaming) ?? FirstOf(SourcePhase.Connecting) ?? SourcePhase.Waiting;
        switch (phase)
        {
            case SourcePhase.Streaming:
                _watch.Streaming(Reasons());
                break;
            case SourcePhase.Connecting:
                _watch.Connecting(Reasons());
                break;
            case SourcePhase.Refused:
                _watch.Refused(Reasons());
                break;
            default:
                _watch.Waiting(Reasons(), _states.Min(state => state.Until));
                break;
        }
    }

    private SourcePhase? FirstOf(SourcePhase phase) => _states.Any(state => state.Phase == phase) ? phase : null;

    private string Reasons()
    {
        if (_states.Length == 1)
            return _states[0].Reason;
        IEnumerable<string> parts = _states.Select((state, i) => (State: state, Stream: _streams[i])).Where(part => part.State.Reason.Length > 0)
            .Select(part => part.State.Phase == SourcePhase.Streaming ? $"{part.Stream}: {part.State.Reason}" : $"{part.Stream} {part.State.Phase.ToString().ToLowerInvariant()}: {part.State.Reason}");
        return string.Join("; ", parts);
    }
}
