using System.Runtime.CompilerServices;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.X;

/// <summary>
/// One stream of X's API v2, and for the filtered stream the rules that the brand profiles need. Posts come at least once: what is sent again after a lost connection
/// has the same ids, and is told apart by them later.
/// </summary>
/// <remarks>
/// Counts: <c>reconnect</c>, <c>closed</c>, <c>stall</c>, <c>network</c>, <c>server-fault</c>, <c>rate-limited</c>, <c>too-many-connections</c>, <c>budget</c> (connects were
/// put off), <c>refused</c>, <c>token-changed</c>, <c>no-rules</c>, <c>backfill</c>, <c>gap</c> (a connect after which something is missing), <c>torn</c> (a line without its
/// end), <c>disconnect</c> and <c>message</c> (messages of the stream), <c>partial</c>, <c>too-long</c>, <c>unknown</c>, <c>held-back</c> (the queue was full), <c>memory</c>
/// (what is written down could not be read or written), and for rules <c>rule-added</c>, <c>rule-removed</c>, <c>rule-invalid</c>, <c>rule-duplicate</c>, <c>rule-cap</c>, <c>rule-left-out</c>,
/// <c>rule-sync</c>, <c>rule-fault</c>.
/// </remarks>
internal sealed class XSource : ILiveSource
{
    private readonly XOptions _options;
    private readonly SourceHost _host;
    private readonly XProgress _progress;

    public XSource(XOptions options, SourceHost host)
    {
        _options = options;
        _host = host;
        _progress = new XProgress(options, host);
    }

    public string Name => _host.Watch.Name;

    public SourceWatch Watch => _host.Watch;

    /// <summary>X drops slow readers, and what it has dropped is gone: a short wait fits into the queue.</summary>
    public TimeSpan? Patience => TimeSpan.FromSeconds(60);

    /// <inheritdoc />
    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        RecordQueue queue = new(_options.QueueBytes);
        // Ends when the connection is closed: X counts those that are not.
        await foreach (RawBatch batch in queue.TakeFromAsync(stop => WorkAsync(queue, batchSize, stop), stopReading))
            yield return batch;
        Watch.Ended("stopped");
    }

    /// <inheritdoc />
    public async Task<SourceTrial> TryAsync(CancellationToken hardStop)
    {
        using XClient client = new(_options, new XToken(_options.BearerToken, _options.BearerTokenFile), _host.Clock);
        return await new XTrial(_options, _host, client).RunAsync(hardStop);
    }

    /// <inheritdoc />
    public void Remember() => _progress.Remember();

    private async Task WorkAsync(RecordQueue queue, int batchSize, CancellationTokenSource stop)
    {
        using XClient client = new(_options, new XToken(_options.BearerToken, _options.BearerTokenFile), _host.Clock);
        RuleServer server = new(_options, _host, client);
        RuleSync sync = new(_options, _host, server);
        _progress.Restore();
        Task rules = _options.KeepsRules ? GuardedAsync(() => sync.RunAsync(stop.Token), stop) : Task.CompletedTask;
        Task connections = GuardedAsync(() => ConnectAsync(sync, server, client, queue, batchSize, stop.Token), stop);
        await Task.WhenAll(rules, connections);
    }

    private async Task ConnectAsync(RuleSync sync, RuleServer server, XClient client, RecordQueue queue, int batchSize, CancellationToken stop)
    {
        // A stream without rules refuses the connection, so they come first; if they cannot be had, the stream may still have those of before.
        if (_options.KeepsRules)
        {
            Watch.Connecting("rules first");
            await sync.Tried.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await new XConnections(_options, _host, client, server, _progress).RunAsync(queue, batchSize, stop);
    }

    /// <summary>A broken invariant of one part ends the other.</summary>
    private static async Task GuardedAsync(Func<Task> part, CancellationTokenSource stop)
    {
        bool isDone = false;
        try
        {
            await part();
            isDone = true;
        }
        finally
        {
            if (!isDone)
                await stop.CancelAsync();
        }
    }
}
