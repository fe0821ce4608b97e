namespace RtmPipeline.Sources.Files;

/// <summary>White space as JSON and XML know it: space, tab, line feed, carriage return.</summary>
internal static class Blanks
{
    private static ReadOnlySpan<byte> Bytes => " \t\r\n"u8;

    public static bool IsBlank(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept(Bytes) < 0;

    public static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> bytes) => bytes.TrimStart(Bytes);

    public static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> bytes) => bytes.TrimEnd(Bytes);

    /// <summary>The first sign behind a byte order mark and blanks, which tells JSON from XML; '\0' for none.</summary>
    public static char FirstOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        int first = bytes.IndexOfAnyExcept(Bytes);
        return first < 0 ? '\0' : (char)bytes[first];
    }
}
