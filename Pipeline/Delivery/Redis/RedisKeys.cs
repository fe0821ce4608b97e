namespace RtmPipeline.Delivery.Redis;

/// <summary>Names of the keys below one prefix. All share the prefix's braces, so they live in one slot of a cluster.</summary>
internal sealed class RedisKeys(string prefix)
{
    public string Prefix { get; } = prefix;

    /// <summary>Hash: fencing token and name of the process that may write.</summary>
    public string Writer { get; } = $"{prefix}:writer";

    /// <summary>Hash: number of the last entry of each stream.</summary>
    public string Seq { get; } = $"{prefix}:seq";

    /// <summary>Sorted set: live opportunities by score.</summary>
    public string Board { get; } = $"{prefix}:board";

    /// <summary>The streams, by <see cref="OutputStream"/>.</summary>
    public IReadOnlyList<string> Streams { get; } = [.. OutputStreams.Names.Select(name => $"{prefix}:{name}")];

    public string Stream(OutputStream stream) => Streams[(int)stream];

    /// <summary>Hash: latest state of an opportunity; expires.</summary>
    public string Opportunity(string incident) => $"{Prefix}:opportunity:{incident}";
}
