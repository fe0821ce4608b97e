namespace RtmPipeline.Posts.Decoding;

/// <summary>Decides which addresses of a record are kept. They end in outputs and on a dashboard, so other schemes are not let in.</summary>
internal static class WebAddress
{
    /// <summary>Longest address kept; browsers and servers agree on about this much.</summary>
    public const int MaxLength = 2048;

    public static bool IsUsable(string? address) =>
        address is { Length: > 8 and <= MaxLength } &&
        (address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase));

    /// <summary>The captured address when it is usable, otherwise null.</summary>
    public static string? Read(ReadOnlySpan<byte> json, RawText raw)
    {
        if (raw.Length is 0 or > MaxLength * 2)
            return null;
        string address = PostText.Read(json, raw);
        return IsUsable(address) ? address : null;
    }
}
