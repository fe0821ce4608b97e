namespace RtmPipeline.Sources.Http;

/// <summary>Tells a person of faults of senders: of each kind once a minute at most, with how often it was seen since.</summary>
/// <param name="clock">Times it.</param>
/// <param name="warn">Takes a line.</param>
internal sealed class SampledWarnings(TimeProvider clock, Action<string> warn)
{
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Told, int Since)> _kinds = new(StringComparer.Ordinal);

    /// <param name="kind">A word of a closed set.</param>
    /// <param name="message">What happened this time; nothing of a body, no key.</param>
    public void Tell(string kind, string message)
    {
        int since;
        lock (_gate)
        {
            if (_kinds.TryGetValue(kind, out (long Told, int Since) known) && clock.GetElapsedTime(known.Told) < s_every)
            {
                _kinds[kind] = known with { Since = known.Since + 1 };
                return;
            }

            since = known.Since;
            _kinds[kind] = (clock.GetTimestamp(), 0);
        }

        warn(since == 0 ? message : $"{message} (and {since} more of this kind since it was last told)");
    }
}
