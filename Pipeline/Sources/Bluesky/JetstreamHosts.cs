using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Bluesky;

/// <summary>One server, and how it did.</summary>
/// <param name="address">Where it is.</param>
/// <param name="backoff">Its waits.</param>
internal sealed class JetstreamHost(Uri address, Backoff backoff)
{
    public Uri Address { get; } = address;

    public string Name { get; } = address.Authority;

    public Backoff Backoff { get; } = backoff;

    /// <summary>It is not asked before.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>Failures since it last gave for a while.</summary>
    public int Failures { get; set; }

    /// <summary>Why it does not serve us; null where it may.</summary>
    public string? Refusal { get; set; }
}

/// <summary>
/// Chooses the server. One is stayed with through <see cref="MaxFailures"/> failures, with waits that grow for each server by itself; then the next that may be asked at once is, in
/// order, or that which may be first. A server that has gone silent or says that it cannot serve is left at once. What a server refuses for good it is not asked again.
/// </summary>
internal sealed class JetstreamHosts
{
    /// <summary>Failures of a server in a row before the next is tried.</summary>
    public const int MaxFailures = 3;

    /// <summary>How long a server must give before its failures are forgotten.</summary>
    public static readonly TimeSpan HealthyAfter = TimeSpan.FromSeconds(60);

    /// <summary>After a connection that was cut, or could not be made.</summary>
    private static readonly BackoffRule s_cut = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(16));

    /// <summary>After an answer that the server cannot serve now, where it does not say for how long.</summary>
    private static readonly BackoffRule s_unavailable = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(320));

    private readonly TimeProvider _clock;
    private readonly JetstreamHost[] _hosts;
    private int _current;

    /// <param name="addresses">Servers in order of preference; at least one.</param>
    /// <param name="clock">Times the waits.</param>
    /// <param name="seed">Of their jitter.</param>
    public JetstreamHosts(IReadOnlyList<Uri> addresses, TimeProvider clock, int seed)
    {
        _clock = clock;
        _hosts = [.. addresses.Select((address, i) => new JetstreamHost(address, new Backoff(clock, seed + i, HealthyAfter)))];
    }

    /// <summary>The server to ask; null when all refuse.</summary>
    public JetstreamHost? Current => _hosts[_current].Refusal is null ? _hosts[_current] : null;

    /// <summary>What each server refused, in words.</summary>
    public string Refusals => string.Join("; ", _hosts.Where(host => host.Refusal is not null).Select(host => $"{host.Name}: {host.Refusal}"));

    /// <summary>Takes the end of a connection to the current server, and chooses the next.</summary>
    public void Take(ConnectionEnd end)
    {
        JetstreamHost host = _hosts[_current];
        host.Failures = host.Backoff.WasHealthy ? 0 : host.Failures;
        switch (end.Kind)
        {
            case EndKind.Renewed:
                return;
            case EndKind.Refused:
                host.Refusal = end.Reason;
                MoveOn();
                return;
            case EndKind.Unavailable:
                TimeSpan wait = host.Backoff.Failed(s_unavailable);
                Wait(host, end.RetryAfter is { } asked && asked > wait ? asked : wait);
                MoveOn();
                return;
            case EndKind.Stalled:
                Wait(host, host.Backoff.Failed(s_cut));
                MoveOn();
                return;
            case EndKind.TooSlow:
                Wait(host, host.Backoff.Failed(s_cut));
                return;
        }

        Wait(host, host.Backoff.Failed(s_cut));
        if (++host.Failures >= MaxFailures)
            MoveOn();
    }

    private void Wait(JetstreamHost host, TimeSpan wait) => host.NotBefore = _clock.GetUtcNow() + wait;

    private void MoveOn()
    {
        DateTimeOffset now = _clock.GetUtcNow();
        _hosts[_current].Failures = 0;
        int[] others = [.. Enumerable.Range(1, _hosts.Length).Select(step => (_current + step) % _hosts.Length).Where(i => _hosts[i].Refusal is null)];
        if (others.Length > 0)
            _current = others.MinBy(i => _hosts[i].NotBefore > now ? _hosts[i].NotBefore : DateTimeOffset.MinValue);
    }
}
