using System.Security.Cryptography;

namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// Has the writer's role of a prefix for one delivery: takes it, waiting for the lease of a writer that died; keeps it while there is nothing to
/// write; and gives it back at the end. What makes writes safe is the token, which each of them proves; the lease only keeps two writers from taking
/// the role from each other.
/// </summary>
internal sealed class RoleKeeper : IAsyncDisposable
{
    /// <summary>Renewals in a lease, so that one that is late or lost does no harm.</summary>
    private const int RenewalsInALease = 3;

    private static readonly TimeSpan s_longestLookInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_releaseLimit = TimeSpan.FromSeconds(1);
    private readonly RedisLink _link;
    private readonly RedisKeys _keys;
    private readonly RedisOptions _options;
    private readonly RedisRetry _retry;
    private readonly DeliveryWatch _watch;
    private readonly Action<string> _warn;
    private readonly TimeProvider _time;
    private readonly RoleTaking _taking;
    private readonly RedisScript _renew = new(RedisScripts.RenewRole);
    private readonly RedisScript _release = new(RedisScripts.ReleaseRole);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly CancellationTokenSource _end = new();
    private Task _renewing = Task.CompletedTask;
    private WriterRole? _role;

    public RoleKeeper(RedisLink link, RedisKeys keys, RedisOptions options, RedisRetry retry, DeliveryWatch watch, Action<string> warn, TimeProvider time)
    {
        _link = link;
        _keys = keys;
        _options = options;
        _retry = retry;
        _watch = watch;
        _warn = warn;
        _time = time;
        string process = $"{Environment.MachineName}:{Environment.ProcessId}";

        // No seed here: two writers that must be told apart would have the same one. It reaches no output.
        string attempt = RandomNumberGenerator.GetHexString(16, lowercase: true);
        _taking = new RoleTaking(
            link, keys, options, new RoleRequester(options.Holder ?? $"{process}/{attempt}", attempt, options.Holder is null ? process : $"{options.Holder} on {process}"));
    }

    /// <summary>The role; null before it was taken.</summary>
    public WriterRole? Role => Volatile.Read(ref _role);

    /// <summary>Takes the role. A writer that says nothing is waited for until its lease has ended; one that lives refuses us.</summary>
    /// <param name="firstTime">See <see cref="RoleTaking.TakeAsync"/>.</param>
    /// <param name="mend">See <see cref="RoleTaking.TakeAsync"/>.</param>
    /// <param name="hardStop">Gives up.</param>
    /// <exception cref="DeliveryRefusedException">Another writer has the role and lives, or the streams cannot be written to.</exception>
    public async Task<WriterRole> TakeAsync(long? firstTime, bool mend, CancellationToken hardStop)
    {
        await _oneAtATime.WaitAsync(hardStop);
        try
        {
            return await TakeAloneAsync(firstTime, mend, hardStop);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Says that we live.</summary>
    /// <exception cref="RedisFaultException">The attempt failed.</exception>
    /// <returns>Null when it went well; otherwise what Redis says of the role.</returns>
    public async Task<string[]?> TryRenewAsync(CancellationToken hardStop)
    {
        string[] answer = await _renew.RunAsync(_link, [_keys.Writer], [_role!.Proof], hardStop);
        return answer is ["ok"] ? null : answer;
    }

    /// <summary>
    /// Tells a role that another writer took from one that Redis forgot, having lost its tail: tokens only grow, so a smaller one, or our own with
    /// another attempt, is older than ours or comes after it was forgotten.
    /// </summary>
    /// <returns>The exception when another writer took over; null when Redis forgot.</returns>
    public DeliveryBrokenException? FencingBy(string[] answer)
    {
        if (answer is not ["fenced", var token, var name, var since] || !IsAfter(token, _role!.Token))
            return null;
        string message = $"another writer, {PlainText.Escape(name)}, has had {_keys.Prefix} since {RoleTaking.TimeText(since)} "
            + $"(token {PlainText.Escape(token)}, ours is {_role.Token}); nothing of this run was written since. Run one writer for each prefix";
        _watch.Fenced(message);
        return new DeliveryBrokenException(message);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _renewing;
        if (_role is not null && _watch.Now.State is (DeliveryState.Connected or DeliveryState.Refused))
            await ReleaseAsync();
        _end.Dispose();
        _oneAtATime.Dispose();
    }

    private async Task<WriterRole> TakeAloneAsync(long? firstTime, bool mend, CancellationToken hardStop)
    {
        HeldRole? seen = null;
        while (true)
        {
            string leastToken = Role?.Token ?? RoleTaking.NoToken;
            (WriterRole? role, HeldRole? held) = await _retry.RunAsync(
                () => _taking.TakeAsync(firstTime, leastToken, mend, hardStop), Timeout.InfiniteTimeSpan, hardStop);
            if (role is not null)
            {
                if (role.PreviousName.Length > 0 && (_options.TakeOver || seen is not null))
                    _warn($"took the writer's role of {_keys.Prefix} over from {PlainText.Escape(role.PreviousName)}");
                Volatile.Write(ref _role, role);
                _watch.TookRole();
                if (_renewing.IsCompleted)
                    _renewing = RenewAsync(_end.Token);
                return role;
            }

            HeldRole other = held!;
            if (seen is not null && (seen.Token != other.Token || seen.Renewed != other.Renewed))
                throw RefusalBy(other);
            string who = $"{PlainText.Escape(other.Name)} has had the writer's role of {_keys.Prefix} since {other.Since}";
            if (seen is null)
                _warn($"{who}; waiting {other.Left.TotalSeconds:0.#} s, until its lease ends, to see whether it lives");
            seen ??= other;
            _watch.Waits(DeliveryTrouble.RoleHeld, who);
            await Task.Delay(other.Left < s_longestLookInterval ? other.Left + TimeSpan.FromMilliseconds(1) : s_longestLookInterval, _time, hardStop);
        }
    }

    private static bool IsAfter(string token, string other) =>
        token.Length != other.Length ? token.Length > other.Length : string.CompareOrdinal(token, other) > 0;

    private DeliveryRefusedException RefusalBy(HeldRole held)
    {
        string message = $"{PlainText.Escape(held.Name)} writes to {_keys.Prefix} since {held.Since}, and lives; end it, choose another --prefix, "
            + "or take the role from it with --take-over";
        _watch.Refused(DeliveryTrouble.RoleHeld, message);
        return new DeliveryRefusedException(message);
    }

    /// <summary>A write renews the lease too, and while one is being tried there is nothing to add to it.</summary>
    private async Task RenewAsync(CancellationToken end)
    {
        using PeriodicTimer timer = new(_options.Lease / RenewalsInALease, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(end))
            {
                if (!_retry.IsRunning && !await IsOursAsync(end))
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the delivery.
        }
    }

    /// <summary>A fault only shows in the health: the next write deals with it, and the next renewal sees when it is over.</summary>
    /// <returns>False when another writer has taken over.</returns>
    private async Task<bool> IsOursAsync(CancellationToken end)
    {
        try
        {
            string[]? answer = await TryRenewAsync(end);
            if (answer is not null && FencingBy(answer) is not null)
                return false;
            // One that came back with less than it had answers too: the next write takes the role again.
            _watch.Succeeded();
        }
        catch (RedisFaultException fault)
        {
            _watch.Waits(fault.Trouble, fault.Message);
        }

        return true;
    }

    private async Task ReleaseAsync()
    {
        using CancellationTokenSource limit = new(s_releaseLimit, _time);
        try
        {
            await _release.RunAsync(_link, [_keys.Writer], [_role!.Proof], limit.Token);
        }
        catch (RedisFaultException)
        {
            // Then the lease ends by itself.
        }
        catch (OperationCanceledException)
        {
            // The same.
        }
    }
}
