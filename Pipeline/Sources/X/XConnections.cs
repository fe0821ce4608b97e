using System.Net;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.X;

/// <summary>
/// Keeps one stream connected: connects, reads, and comes back after each kind of end as X asks for it.
/// </summary>
internal sealed class XConnections
{
    /// <summary>How long a connection must give before a failure counts as a first one again: longer than two signs of life are apart.</summary>
    public static readonly TimeSpan HealthyAfter = TimeSpan.FromSeconds(60);

    /// <summary>While the stream has no rules, and nobody told of new ones, it is asked for them this often.</summary>
    public static readonly TimeSpan LookForRulesEvery = TimeSpan.FromSeconds(60);

    /// <summary>X's guide to disconnections: at once after a stream that was closed in order, …</summary>
    private static readonly BackoffRule s_atOnce = new(TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>… 250 ms more each time after a network fault, up to 16 s, …</summary>
    private static readonly BackoffRule s_network = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(16), IsLinear: true);

    /// <summary>… 5 s doubled after an HTTP fault, up to 320 s. The same while connections are taken: one that we lost ourselves is mostly free after 5 s, and the count is no rate limit.</summary>
    private static readonly BackoffRule s_http = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(320));

    /// <summary>… and 60 s doubled after a rate limit. X names no cap; a window of its limits is long enough.</summary>
    private static readonly BackoffRule s_rate = new(TimeSpan.FromSeconds(60), XOptions.ConnectWindow);

    private readonly XOptions _options;
    private readonly SourceHost _host;
    private readonly XClient _client;
    private readonly RuleServer _rules;
    private readonly XProgress _progress;
    private readonly Backoff _backoff;
    private readonly CallBudget _budget;
    private bool _isAgain;

    public XConnections(XOptions options, SourceHost host, XClient client, RuleServer rules, XProgress progress)
    {
        _options = options;
        _host = host;
        _client = client;
        _rules = rules;
        _progress = progress;
        _backoff = new Backoff(host.Clock, host.Seed, HealthyAfter);
        _budget = new CallBudget(options.MaxConnects, XOptions.ConnectWindow, host.Clock);
    }

    /// <summary>Reads until it is stopped.</summary>
    /// <param name="queue">Takes the records.</param>
    /// <param name="batchSize">Most records of a batch.</param>
    /// <param name="stop">Ends it; the connection is closed then.</param>
    public async Task RunAsync(RecordQueue queue, int batchSize, CancellationToken stop)
    {
        _budget.Restore(new XMemory(_host));
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await WaitForBudgetAsync(stop);
                XEnd end = await ConnectAsync(queue, batchSize, stop);
                await AfterAsync(end, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task WaitForBudgetAsync(CancellationToken stop)
    {
        while (_budget.Next is { } next)
        {
            _host.Watch.Count("budget");
            _host.Watch.Waiting($"{_options.MaxConnects} connects in {XOptions.ConnectWindow.TotalMinutes:0} min are used up, or X says so", next);
            await Task.Delay(next - _host.Clock.GetUtcNow(), _host.Clock, stop);
        }

        _budget.Made();
        _budget.Save(new XMemory(_host));
    }

    private async Task<XEnd> ConnectAsync(RecordQueue queue, int batchSize, CancellationToken stop)
    {
        int backfill = _progress.BackfillMinutes(out bool isCovered);
        if (_isAgain)
            _host.Watch.Count("reconnect");
        if (!isCovered)
            _host.Watch.Count("gap");
        if (backfill > 0)
            _host.Watch.Count("backfill");
        _isAgain = true;
        _host.Watch.Connecting();
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(HttpMethod.Get, XAddress.Stream(_options, backfill), null, stop);
            _budget.Told(XRateLimit.Of(response.Headers));
            if (response.StatusCode != HttpStatusCode.OK)
                return await _client.RefusalAsync(response, stop);
            if (response.Content.Headers.ContentType?.MediaType == "text/html")
                return new XEnd(XEndKind.ServerFault, "a web page came instead of the stream; something between here and X answered");
            await using Stream body = await response.Content.ReadAsStreamAsync(stop);
            return await new XReader(_options, _host, queue, _progress, batchSize).ReadAsync(body, _backoff.Healthy, stop);
        }
        catch (StalledException stalled)
        {
            _host.Watch.Count("stall");
            return new XEnd(XEndKind.Stalled, stalled.Message);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException or System.Net.Sockets.SocketException)
        {
            return new XEnd(XEndKind.Network, _client.Token.Hide(XClient.ReasonOf(fault)));
        }
    }

    private async Task AfterAsync(XEnd end, CancellationToken stop)
    {
        if (end.Kind == XEndKind.Refused)
        {
            _host.Watch.Count("refused");
            _host.Watch.Refused(end.Reason);
            await _client.Token.LookForAnotherAsync(_host.Clock, stop);
            _host.Watch.Count("token-changed");
            return;
        }

        if (end.Kind == XEndKind.NoRules)
        {
            _host.Watch.Count("no-rules");
            await WaitForRulesAsync(end, stop);
            return;
        }

        TimeSpan wait = WaitAfter(end);
        if (wait <= TimeSpan.Zero)
            return;
        DateTimeOffset until = _host.Clock.GetUtcNow() + wait;
        _host.Watch.Waiting(end.Reason, until);
        await Task.Delay(wait, _host.Clock, stop);
    }

    private TimeSpan WaitAfter(XEnd end)
    {
        if (WordOf(end.Kind) is { } word)
            _host.Watch.Count(word);
        BackoffRule rule = end.Kind switch
        {
            XEndKind.Closed or XEndKind.Stalled when _backoff.WasHealthy => s_atOnce,
            XEndKind.Closed or XEndKind.Stalled or XEndKind.Network => s_network,
            XEndKind.RateLimited => s_rate,
            _ => s_http,
        };
        TimeSpan own = _backoff.Failed(rule);
        TimeSpan theirs = end.NotBefore is { } time ? time - _host.Clock.GetUtcNow() : TimeSpan.Zero;
        return own > theirs ? own : theirs;
    }

    private static string? WordOf(XEndKind kind) => kind switch
    {
        XEndKind.Closed => "closed",
        XEndKind.Network => "network",
        XEndKind.ServerFault => "server-fault",
        XEndKind.TooManyConnections => "too-many-connections",
        XEndKind.RateLimited => "rate-limited",
        _ => null,
    };

    private async Task WaitForRulesAsync(XEnd end, CancellationToken stop)
    {
        _host.Watch.Waiting($"{end.Reason}: the filtered stream has no rules{(_options.Rules == XRuleMode.On ? string.Empty : ", and this source adds none")}");
        while (true)
        {
            // Taken before looking, so that no addition is missed.
            Task added = _rules.Added;
            if (await _rules.HasAnyAsync(stop))
                return;
            await Task.WhenAny(added, Task.Delay(LookForRulesEvery, _host.Clock, stop));
            stop.ThrowIfCancellationRequested();
        }
    }
}
