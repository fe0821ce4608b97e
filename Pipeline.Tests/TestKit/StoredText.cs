using RtmPipeline.Delivery.Redis;

namespace RtmPipeline.Tests.TestKit;

/// <summary>Entries of all streams as lines, to be compared byte for byte: stream, entry id, and all values in hexadecimal.</summary>
internal static class StoredText
{
    public static List<string> Of(List<StoredEntry>[] streams) =>
        [.. streams.SelectMany((entries, stream) => entries.Select(entry => $"{stream} {entry.Id} {string.Join(' ', entry.Values.Select(Convert.ToHexString))}"))];
}
