using System.Globalization;

namespace RtmPipeline.Delivery.Redis;

/// <summary>Names of the keys below one prefix. All share the prefix's braces, so they live in one slot of a cluster.</summary>
internal sealed class RedisKeys(string prefix)
{
    public string Prefix { get; } = prefix;

    /// <summary>Hash: fencing token, who may write, since when, and when it last said that it lives.</summary>
    public string Writer { get; } = $"{prefix}:writer";

    /// <summary>Hash: number and id of the last entry of each stream.</summary>
    public string Seq { get; } = $"{prefix}:seq";

    /// <summary>Sorted set: live opportunities by score.</summary>
    public string Board { get; } = $"{prefix}:board";

    /// <summary>Hash: the checkpoints that are kept here, by number.</summary>
    public string Checkpoints { get; } = $"{prefix}:checkpoints";

    /// <summary>Stream: what teams decide on incidents. They write it, and the pipeline reads it.</summary>
    public string Decisions { get; } = $"{prefix}:decisions";

    /// <summary>The streams, by <see cref="OutputStream"/>.</summary>
    public IReadOnlyList<string> Streams { get; } = [.. OutputStreams.Names.Select(name => $"{prefix}:{name}")];

    public string Stream(OutputStream stream) => Streams[(int)stream];

    /// <summary>Hash: latest state of an opportunity; expires.</summary>
    public string Opportunity(string incident) => $"{Prefix}:opportunity:{incident}";

    /// <summary>Text: a part of a checkpoint.</summary>
    public string CheckpointPart(long number, string token, int part) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}:checkpoint:{number}:{token}:{part}");
}
