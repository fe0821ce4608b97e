namespace RtmPipeline.Posts.Decoding;

/// <summary>
/// The members in which log shippers tell when they met a record: <c>date</c> (Fluent Bit), <c>@timestamp</c> (Logstash), <c>timestamp</c> (Vector). As it is a time of the
/// reading and not of the post, it serves only where the post and its id tell none.
/// </summary>
internal static class ShipperTimes
{
    public static bool IsName(ReadOnlySpan<byte> name) => name.Length switch
    {
        4 => name.SequenceEqual("date"u8),
        9 => name.SequenceEqual("timestamp"u8),
        10 => name.SequenceEqual("@timestamp"u8),
        _ => false,
    };

    /// <summary>The later value where it is readable, else what was known: unix milliseconds, 0 for none.</summary>
    public static long Better(long known, ReadOnlySpan<byte> json, RawText next) =>
        next.IsSet && PostTime.TryParse(next.Bytes(json), out long milliseconds) ? milliseconds : known;
}
