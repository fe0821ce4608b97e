using System.Net.Sockets;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.X;

/// <summary>The rules on the server: list, add, remove, within X's limits of requests.</summary>
internal sealed class RuleServer
{
    /// <summary>Rules that one request adds or removes. Larger requests are allowed; of these, one that fails costs little.</summary>
    public const int RulesPerRequest = 100;

    /// <summary>Pages of a list that are read; a page has up to a thousand rules, and an enterprise plan 25,000.</summary>
    private const int MaxPages = 100;

    /// <summary>X allows 450 lists and 100 changes in 15 minutes; some are left to others who use the same app.</summary>
    private const int Reads = 400;

    private const int Writes = 90;

    private readonly XOptions _options;
    private readonly XClient _client;
    private readonly CallBudget _reads;
    private readonly CallBudget _writes;
    private readonly Lock _gate = new();
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RuleServer(XOptions options, SourceHost host, XClient client)
    {
        _options = options;
        _client = client;
        _reads = new CallBudget(Reads, XOptions.ConnectWindow, host.Clock);
        _writes = new CallBudget(Writes, XOptions.ConnectWindow, host.Clock);
    }

    public XToken Token => _client.Token;

    /// <summary>What was left of the limit of lists at the last one.</summary>
    public XRateLimit ReadLimit { get; private set; }

    /// <summary>Completes when rules are added next.</summary>
    public Task Added
    {
        get
        {
            lock (_gate)
                return _added.Task;
        }
    }

    /// <summary>All rules, of whomever.</summary>
    /// <exception cref="XCallException">The server refused.</exception>
    /// <exception cref="HttpRequestException">It cannot be talked to.</exception>
    /// <exception cref="IOException">Its answer broke off, or makes no sense.</exception>
    public async Task<IReadOnlyList<ServerRule>> ListAsync(CancellationToken stop)
    {
        List<ServerRule> rules = [];
        string? page = null;
        for (int pages = 0; pages < MaxPages; pages++)
        {
            await _reads.WaitAsync(stop);
            XAnswer answer = await _client.AskAsync(HttpMethod.Get, XAddress.Rules(_options, page), null, stop);
            ReadLimit = answer.Limit;
            _reads.Told(answer.Limit);
            if (answer.Fault is { } fault)
                throw new XCallException(fault);
            RuleReply reply = RuleReply.Read(answer.Body);
            rules.AddRange(reply.Rules);
            if (reply.NextPage is null)
                break;
            page = reply.NextPage;
        }

        return rules;
    }

    /// <summary>True when there is any rule; false too when that cannot be learnt now.</summary>
    public async Task<bool> HasAnyAsync(CancellationToken stop)
    {
        try
        {
            return (await ListAsync(stop)).Count > 0;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException or SocketException)
        {
            return false;
        }
    }

    /// <summary>Adds rules, or tries to.</summary>
    /// <exception cref="XCallException">The server refused for another reason than the rules.</exception>
    /// <inheritdoc cref="ListAsync"/>
    public async Task<RuleReply> AddAsync(IReadOnlyList<WantedRule> rules, bool isDryRun, CancellationToken stop)
    {
        RuleReply reply = await ChangeAsync(RuleReply.BodyOfAdd(rules), isDryRun, stop);
        if (isDryRun || reply.Rules.Count == 0)
            return reply;
        TaskCompletionSource added;
        lock (_gate)
        {
            added = _added;
            _added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        added.SetResult();
        return reply;
    }

    /// <inheritdoc cref="AddAsync"/>
    public Task<RuleReply> RemoveAsync(IReadOnlyList<ServerRule> rules, CancellationToken stop) => ChangeAsync(RuleReply.BodyOfRemove(rules), isDryRun: false, stop);

    private async Task<RuleReply> ChangeAsync(byte[] body, bool isDryRun, CancellationToken stop)
    {
        await _writes.WaitAsync(stop);
        XAnswer answer = await _client.AskAsync(HttpMethod.Post, XAddress.RuleChange(_options, isDryRun), body, stop);
        _writes.Told(answer.Limit);
        if (answer.Fault is not { } fault)
            return RuleReply.Read(answer.Body);
        // A refusal because of the rules says which; every other one is about the request.
        RuleReply? reply = fault.Kind == XEndKind.Refused && fault.Problem != XProblem.None ? RuleReply.Read(answer.Body) : null;
        return reply is not null && (reply.IsCapReached || reply.IsInvalidAsAWhole || reply.Errors.Any(error => error.Value.Length > 0)) ? reply : throw new XCallException(fault);
    }
}
