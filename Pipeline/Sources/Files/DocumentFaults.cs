namespace RtmPipeline.Sources.Files;

/// <summary>Fault records for pieces that cannot be framed: their head, where they began and why.</summary>
internal static class DocumentFaults
{
    public static RawRecord TooLong(ByteWindow window, RecordPosition position, string piece, int limit, FileLimits limits) =>
        Of(window, position, $"too long: {piece} of more than {limit} bytes (limit {limit})", limits);

    public static RawRecord BeyondRatio(ByteWindow window, RecordPosition position, FileLimits limits)
    {
        int ratio = limits.MaxCompressionRatio;
        return Of(window, position, $"bad compression: a document unpacks to more than {ratio} times its size (limit {ratio} beyond {limits.RatioFreeBytes} bytes)", limits);
    }

    public static RawRecord Of(ByteWindow window, RecordPosition position, string fault, FileLimits limits) => new()
    {
        Form = RecordForm.Fault,
        Bytes = window.Slice(0, Math.Min(window.Unread.Length, limits.FaultHeadBytes)),
        Position = position,
        Fault = fault,
    };
}
