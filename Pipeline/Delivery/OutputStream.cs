namespace RtmPipeline.Delivery;

/// <summary>The streams the pipeline writes. Each counts its entries by itself.</summary>
internal enum OutputStream : byte
{
    Opportunities,
    Alerts,
    DeadLetters,
}

/// <summary>Names of the streams and of their fields: what consumers rely on, so they never change within a version.</summary>
internal static class OutputStreams
{
    public const int Count = 3;

    /// <summary>Position of <c>seq</c> among the fields of opportunities and alerts.</summary>
    public const int SeqField = 2;

    /// <summary>Position of <c>score</c> among the fields of opportunities and alerts.</summary>
    public const int ScoreField = 7;

    /// <summary>Position of <c>seq</c> among the fields of a dead letter.</summary>
    public const int DeadLetterSeqField = 1;

    /// <summary>By <see cref="OutputStream"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["opportunities", "alerts", "deadletter"];

    /// <summary>Fields of an opportunity or alert, always all and in this order.</summary>
    public static IReadOnlyList<string> OutputFields { get; } = ["id", "type", "seq", "t", "brand", "topic", "severity", "score", "data"];

    /// <summary>Fields of a dead letter, always all and in this order.</summary>
    public static IReadOnlyList<string> DeadLetterFields { get; } =
        ["id", "seq", "t", "source", "position", "reason", "error", "stage", "attempts", "payload", "encoding", "size", "sha256", "version"];

    public static string Name(this OutputStream stream) => Names[(int)stream];

    public static IReadOnlyList<string> Fields(this OutputStream stream) =>
        stream == OutputStream.DeadLetters ? DeadLetterFields : OutputFields;

    public static int SeqIndex(this OutputStream stream) => stream == OutputStream.DeadLetters ? DeadLetterSeqField : SeqField;
}
