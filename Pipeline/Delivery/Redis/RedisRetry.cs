namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// Tries again while Redis has a passing fault, with waits that double up to a limit and are spread by a seeded jitter, so that several writers do
/// not come back at the same moment. Warns once when trouble begins and once when it is over.
/// </summary>
internal sealed class RedisRetry(RedisOptions options, Action<string> warn, TimeProvider time)
{
    /// <summary>Doublings after which every wait is the longest one; it also keeps the shift below from overflowing.</summary>
    private const int MaxDoublings = 16;

    private readonly Random _jitter = new(options.JitterSeed);

    /// <summary>Runs an attempt until it succeeds, faults for good, or patience ends.</summary>
    /// <param name="attempt">Must be safe to run twice: after a passing fault nobody knows whether it took effect.</param>
    /// <param name="patience">How long passing faults are borne; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="hardStop">Ends waiting and trying.</param>
    /// <exception cref="DeliveryRefusedException">Redis refused, or patience ended.</exception>
    /// <exception cref="DeliveryBrokenException">Redis gave an answer nobody planned for.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, TimeSpan patience, CancellationToken hardStop)
    {
        long begun = time.GetTimestamp();
        for (int failures = 0; ; failures++)
        {
            try
            {
                T result = await attempt();
                if (failures > 0)
                    warn($"Redis at {options.Endpoint} works again");
                return result;
            }
            catch (RedisFaultException fault) when (fault.Kind == RedisFaultKind.Passing)
            {
                if (patience != Timeout.InfiniteTimeSpan && time.GetElapsedTime(begun) >= patience)
                {
                    throw new DeliveryRefusedException(
                        $"Redis at {options.Endpoint} cannot be used: {fault.Message}; start it, or name another with --redis HOST:PORT", fault);
                }

                if (failures == 0)
                    warn($"Redis at {options.Endpoint}: {fault.Message}; trying again until it works");
            }
            catch (RedisFaultException fault) when (fault.Kind == RedisFaultKind.Refused)
            {
                throw new DeliveryRefusedException($"Redis at {options.Endpoint} refused: {fault.Message}", fault);
            }
            catch (RedisFaultException fault)
            {
                throw new DeliveryBrokenException($"Redis at {options.Endpoint} gave an unexpected answer: {fault.Message}", fault);
            }

            await Task.Delay(DelayAfter(failures), time, hardStop);
        }
    }

    /// <summary>Between a half and the whole of the doubled wait.</summary>
    private TimeSpan DelayAfter(int failures)
    {
        TimeSpan doubled = options.FirstRetryDelay * (1 << Math.Min(failures, MaxDoublings));
        TimeSpan capped = doubled < options.MaxRetryDelay ? doubled : options.MaxRetryDelay;
        return capped * (0.5 + (_jitter.NextDouble() / 2));
    }
}
