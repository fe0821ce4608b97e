using System.Net.Sockets;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.X;

/// <summary>
/// Keeps the rules on the server in step with the brand profiles: at the start, when profiles change, and from time to time in case somebody else changed them. X applies a
/// change within some 20 s, without a new connection.
/// </summary>
internal sealed class RuleSync(XOptions options, SourceHost host, RuleServer server)
{
    /// <summary>Profiles that change together change within that time: files are saved one by one.</summary>
    public static readonly TimeSpan Debounce = TimeSpan.FromSeconds(5);

    /// <summary>How often the rules are looked at without a change.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    /// <summary>Lines that a dry run says of each kind.</summary>
    private const int MaxShown = 20;

    private static readonly BackoffRule s_http = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(320));
    private static readonly BackoffRule s_rate = new(TimeSpan.FromSeconds(60), XOptions.ConnectWindow);

    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was told since the profiles changed last, so that it is not told each hour.</summary>
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private Backoff _backoff = NewBackoff(host);

    /// <summary>Completes when the rules were tried to be kept for the first time, well or not.</summary>
    public Task Tried => _tried.Task;

    /// <summary>Keeps them until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                Task changed = Task.WhenAny(host.Brands.Changed, server.Token.Changed);
                XEnd? fault = await TrySyncAsync(stop);
                _tried.TrySetResult();
                if (fault is null)
                    await WaitForChangeAsync(changed, stop);
                else
                    await WaitAfterAsync(fault, changed, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped while it waited.
        }
    }

    private static Backoff NewBackoff(SourceHost host) => new(host.Clock, host.Seed + 1, XConnections.HealthyAfter);

    /// <returns>What went wrong; null for nothing.</returns>
    private async Task<XEnd?> TrySyncAsync(CancellationToken stop)
    {
        try
        {
            await SyncAsync(stop);
            host.Watch.Count("rule-sync");
            _backoff = NewBackoff(host);
            return null;
        }
        catch (XCallException refused)
        {
            return refused.End;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException or SocketException)
        {
            return new XEnd(XEndKind.Network, server.Token.Hide(XClient.ReasonOf(fault)));
        }
    }

    private async Task SyncAsync(CancellationToken stop)
    {
        IReadOnlyList<ServerRule> present = await server.ListAsync(stop);
        RuleDraft draft = RuleBuilder.Build(host.Brands.Current, options);
        RulePlan plan = RulePlan.Of(draft.Rules, present, options);
        TellOfPlan(draft, plan);
        List<WantedRule> valid = await ValidAsync(plan.Add, stop);
        if (options.Rules == XRuleMode.DryRun)
        {
            TellOfDryRun(valid, plan.Remove);
            return;
        }

        if (!plan.AddsFirst)
            await RemoveAsync(plan.Remove, stop);
        foreach (WantedRule[] some in valid.Chunk(RuleServer.RulesPerRequest))
        {
            if (!await AddAsync(some, stop))
                break;
        }

        if (plan.AddsFirst)
            await RemoveAsync(plan.Remove, stop);
    }

    /// <summary>Tries the rules first: the server may refuse all of a request for one that is wrong.</summary>
    private async Task<List<WantedRule>> ValidAsync(IReadOnlyList<WantedRule> rules, CancellationToken stop)
    {
        List<WantedRule> valid = [];
        Stack<WantedRule[]> untried = new(rules.Chunk(RuleServer.RulesPerRequest).Reverse());
        while (untried.TryPop(out WantedRule[]? some))
        {
            RuleReply reply = await server.AddAsync(some, isDryRun: true, stop);
            if (!reply.IsInvalidAsAWhole)
            {
                valid.AddRange(some.Where(rule => !IsRefused(rule, reply)));
            }
            else if (some.Length == 1)
            {
                TellOfInvalid(some[0], reply.Problem);
            }
            else
            {
                // The wrong one is found by halving.
                untried.Push(some[(some.Length / 2)..]);
                untried.Push(some[..(some.Length / 2)]);
            }
        }

        return valid;
    }

    /// <summary>Adds rules that were found to be valid.</summary>
    /// <returns>False when there is no room for more.</returns>
    private async Task<bool> AddAsync(WantedRule[] rules, CancellationToken stop)
    {
        while (rules.Length > 0)
        {
            RuleReply reply = await server.AddAsync(rules, isDryRun: false, stop);
            host.Watch.Count("rule-added", reply.Rules.Count);
            HashSet<string> done = [.. reply.Rules.Select(rule => RulePlan.NormalOf(rule.Value))];
            WantedRule[] rest = [.. rules.Where(rule => !done.Contains(RulePlan.NormalOf(rule.Value)))];
            if (reply.IsCapReached)
                return await AddWithinCapAsync(rest, reply, stop);
            WantedRule[] left = [.. rest.Where(rule => !IsRefused(rule, reply))];
            if (left.Length == rules.Length)
            {
                // Nothing was done, and nothing said of any of them.
                host.Watch.Count("rule-invalid", left.Length);
                TellOnce($"{left.Length} rules were not added: {(reply.Problem == XProblem.None ? "X does not say why" : reply.Problem.ToString())}");
                return true;
            }

            rules = left;
        }

        return true;
    }

    /// <summary>The plan has less room than was configured: as many as fit are added, found by halving.</summary>
    private async Task<bool> AddWithinCapAsync(WantedRule[] rules, RuleReply reply, CancellationToken stop)
    {
        if (rules.Length > 1)
            return await AddAsync(rules[..(rules.Length / 2)], stop) && await AddAsync(rules[(rules.Length / 2)..], stop);
        host.Watch.Count("rule-cap");
        XProblem why = reply.Errors.FirstOrDefault(error => error.Type == reply.Problem.Type || error.Type.Length > 0) ?? reply.Problem;
        TellOnce($"the plan has no room for the rule {rules.FirstOrDefault()?.Tag} and those after it: {why}; set MaxRules to what the plan has");
        return false;
    }

    private async Task RemoveAsync(IReadOnlyList<ServerRule> rules, CancellationToken stop)
    {
        foreach (ServerRule[] some in rules.Chunk(RuleServer.RulesPerRequest))
        {
            await server.RemoveAsync(some, stop);
            host.Watch.Count("rule-removed", some.Length);
        }
    }

    /// <summary>True when the server will not have the rule, which is told.</summary>
    private bool IsRefused(WantedRule rule, RuleReply reply)
    {
        string value = RulePlan.NormalOf(rule.Value);
        if (reply.Errors.FirstOrDefault(error => RulePlan.NormalOf(error.Value) == value) is not { } error)
            return false;
        if (RuleReply.IsDuplicate(error))
        {
            host.Watch.Count("rule-duplicate");
            return true;
        }

        TellOfInvalid(rule, error);
        return true;
    }

    private void TellOfInvalid(WantedRule rule, XProblem why)
    {
        host.Watch.Count("rule-invalid");
        TellOnce($"the rule {rule.Tag} is not valid at X: {why}");
    }

    private void TellOfPlan(RuleDraft draft, RulePlan plan)
    {
        foreach (string line in draft.LeftOut)
        {
            if (TellOnce(line))
                host.Watch.Count("rule-left-out");
        }

        foreach (WantedRule rule in plan.Shared)
        {
            if (TellOnce($"the rule {rule.Tag} is on the server already, under another tag than ours; it is left to whoever keeps it"))
                host.Watch.Count("rule-duplicate");
        }

        if (plan.Over.Count > 0 && TellOnce($"{plan.Over.Count} rules, from {plan.Over[0].Tag} on, are left out: the plan has {options.MaxRules} (MaxRules), those of others among them"))
            host.Watch.Count("rule-cap", plan.Over.Count);
    }

    private void TellOfDryRun(List<WantedRule> add, IReadOnlyList<ServerRule> remove)
    {
        TellOnce($"rules, dry run: {add.Count} would be added, and {remove.Count} removed");
        foreach (WantedRule rule in add.Take(MaxShown))
            TellOnce($"rules, dry run: would add {rule.Tag}: {rule.Value}");
        foreach (ServerRule rule in remove.Take(MaxShown))
            TellOnce($"rules, dry run: would remove {rule.Tag}: {rule.Value}");
    }

    private bool TellOnce(string line)
    {
        if (!_told.Add(line))
            return false;
        host.Watch.Tell(server.Token.Hide(line));
        return true;
    }

    private async Task WaitForChangeAsync(Task changed, CancellationToken stop)
    {
        await WaitAsync(LookEvery, changed, stop);
        if (!changed.IsCompleted)
            return;
        await Task.Delay(Debounce, host.Clock, stop);
        _told.Clear();
    }

    private async Task WaitAfterAsync(XEnd fault, Task changed, CancellationToken stop)
    {
        host.Watch.Count("rule-fault");
        TellOnce($"the rules cannot be kept in step: {fault.Reason}");
        if (fault.Kind is XEndKind.Refused or XEndKind.NoRules)
        {
            // Asking again would be answered the same, until something changes.
            await WaitForChangeAsync(changed, stop);
            return;
        }

        TimeSpan own = _backoff.Failed(fault.Kind == XEndKind.RateLimited ? s_rate : s_http);
        TimeSpan theirs = fault.NotBefore is { } time ? time - host.Clock.GetUtcNow() : TimeSpan.Zero;
        await Task.Delay(own > theirs ? own : theirs, host.Clock, stop);
    }

    /// <summary>Waits for a time or a change, and leaves no timer behind.</summary>
    private async Task WaitAsync(TimeSpan time, Task changed, CancellationToken stop)
    {
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(changed, Task.Delay(time, host.Clock, done.Token));
        await done.CancelAsync();
        stop.ThrowIfCancellationRequested();
    }
}
