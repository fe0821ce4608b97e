using StackExchange.Redis;

namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// Waits until replicas have what was written, by WAIT. It makes losing entries by a failover less likely, and not impossible: see Redis' documentation
/// of the command.
/// </summary>
internal static class ReplicaWait
{
    /// <summary>Asks once.</summary>
    /// <exception cref="RedisFaultException">Too few replicas have it yet; to be asked again.</exception>
    /// <exception cref="DeliveryBrokenException">Another writer took over.</exception>
    public static async Task<bool> OnceAsync(RedisLink link, RoleKeeper role, RedisOptions options, CancellationToken hardStop)
    {
        // WAIT only counts what was written over its own connection, and a new one has written nothing: without this write it would answer at once.
        if (await role.TryRenewAsync(hardStop) is { } answer && role.FencingBy(answer) is { } fencing)
            throw fencing;
        RedisResult reply = await link.ExecuteAsync("WAIT", [options.WaitReplicas, options.WaitMilliseconds], hardStop);
        long replicas = (long)reply;
        if (replicas >= options.WaitReplicas)
            return true;
        throw new RedisFaultException(
            RedisFaultKind.Passing, DeliveryTrouble.TooFewReplicas, $"{replicas} replicas have all entries, and {options.WaitReplicas} must before a checkpoint", null);
    }
}
