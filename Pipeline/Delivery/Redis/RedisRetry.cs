namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// Tries again while Redis has a passing fault, with waits that double up to a limit and are spread by a seeded jitter, so that several writers do
/// not come back at the same moment. Warns once when trouble begins and once when it is over.
/// </summary>
internal sealed class RedisRetry(RedisOptions options, Action<string> warn, TimeProvider time, DeliveryWatch? watch = null)
{
    /// <summary>Doublings after which every wait is the longest one; it also keeps the shift below from overflowing.</summary>
    private const int MaxDoublings = 16;

    private readonly Random _jitter = new(options.JitterSeed);
    private int _running;

    /// <summary>True while something is being tried.</summary>
    public bool IsRunning => Volatile.Read(ref _running) > 0;

    /// <summary>Runs an attempt until it succeeds, faults for good, or patience ends.</summary>
    /// <param name="attempt">Must be safe to run twice: after a passing fault nobody knows whether it took effect.</param>
    /// <param name="patience">How long passing faults are borne; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="hardStop">Ends waiting and trying.</param>
    /// <exception cref="DeliveryRefusedException">Redis refused, or patience ended.</exception>
    /// <exception cref="DeliveryBrokenException">Redis gave an answer nobody planned for.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, TimeSpan patience, CancellationToken hardStop)
    {
        Interlocked.Increment(ref _running);
        try
        {
            return await TryAsync(attempt, patience, hardStop);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> attempt, TimeSpan patience, CancellationToken hardStop)
    {
        long begun = time.GetTimestamp();
        for (int failures = 0; ; failures++)
        {
            try
            {
                T result = await attempt();
                watch?.Succeeded();
                if (failures > 0)
                    warn($"Redis at {options.Endpoint} works again");
                return result;
            }
            catch (RedisFaultException fault) when (CanPass(fault))
            {
                watch?.Waits(fault.Trouble, fault.Message);
                if (patience != Timeout.InfiniteTimeSpan && time.GetElapsedTime(begun) >= patience)
                {
                    throw new DeliveryRefusedException(
                        $"Redis at {options.Endpoint} cannot be used: {fault.Message}; {(fault.Trouble == DeliveryTrouble.ReadOnly ? "name its master" : "start it, or name another")} with --redis HOST:PORT", fault);
                }

                if (failures == 0)
                    warn($"Redis at {options.Endpoint}: {fault.Message}; trying again until it works{HintOf(fault)}");
            }
            catch (RedisFaultException fault) when (fault.Kind == RedisFaultKind.Refused)
            {
                watch?.Refused(fault.Trouble, fault.Message);
                throw new DeliveryRefusedException($"Redis at {options.Endpoint} refused: {fault.Message}{NextStepAfter(fault)}", fault);
            }
            catch (RedisFaultException fault)
            {
                watch?.Refused(fault.Trouble, fault.Message);
                throw new DeliveryBrokenException($"Redis at {options.Endpoint} gave an unexpected answer: {fault.Message}", fault);
            }

            await Task.Delay(DelayAfter(failures), time, hardStop);
        }
    }

    /// <summary>A password that is not accepted passes where it comes from a file: whoever changes it in Redis changes the file too, before or after.</summary>
    private bool CanPass(RedisFaultException fault) =>
        fault.Kind == RedisFaultKind.Passing
        || (fault.Kind == RedisFaultKind.Refused && fault.Trouble == DeliveryTrouble.Credentials && options.PasswordFile is not null);

    private static string NextStepAfter(RedisFaultException fault) => fault switch
    {
        { Trouble: DeliveryTrouble.Credentials } when fault.Message.StartsWith("NOPERM", StringComparison.Ordinal) => "; deploy/redis/users.acl has users with the rights that are needed",
        { Trouble: DeliveryTrouble.Credentials } => "; give it in the environment (RTM__Redis__Password) or in a file (Redis:PasswordFile)",
        _ => string.Empty,
    };

    private string HintOf(RedisFaultException fault) =>
        fault.Trouble == DeliveryTrouble.Credentials && options.PasswordFile is not null ? $", with the password that {options.PasswordFile} holds then" : string.Empty;

    /// <summary>Between a half and the whole of the doubled wait.</summary>
    private TimeSpan DelayAfter(int failures)
    {
        TimeSpan doubled = options.FirstRetryDelay * (1 << Math.Min(failures, MaxDoublings));
        TimeSpan capped = doubled < options.MaxRetryDelay ? doubled : options.MaxRetryDelay;
        return capped * (0.5 + (_jitter.NextDouble() / 2));
    }
}
