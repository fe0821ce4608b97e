using System.Text;

namespace RtmPipeline.Tests.Kills.Audit;

/// <summary>One answer of Redis: a text, a number, a list, an error, or nothing.</summary>
internal sealed record RespValue
{
    public byte[]? Bytes { get; init; }

    public long Number { get; init; }

    public IReadOnlyList<RespValue> Items { get; init; } = [];

    public string? Error { get; init; }

    /// <summary>The text, where there is one; a number as its digits.</summary>
    public string Text => Bytes is null ? $"{Number}" : Encoding.UTF8.GetString(Bytes);
}
