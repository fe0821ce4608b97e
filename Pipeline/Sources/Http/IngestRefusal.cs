namespace RtmPipeline.Sources.Http;

/// <summary>Why a request was not taken.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Word">What is counted: a word of the closed set of <see cref="IngestWords"/>.</param>
/// <param name="Message">A sentence for the sender, without bytes of the body.</param>
internal sealed record IngestRefusal(int Status, string Word, string Message)
{
    /// <summary>Where in the decompressed body it went wrong, bytes; null where that says nothing.</summary>
    public long? Offset { get; init; }

    /// <summary>When to come back; null when that does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A header that says what would be right, by name and value.</summary>
    public (string Name, string Value)? Header { get; init; }

    /// <summary>True to close the connection: what is still to come of the body is of no use.</summary>
    public bool MustClose { get; init; }

    public static IngestRefusal BadBody(string message, long? offset = null) => new(400, IngestWords.BadBody, message) { Offset = offset };

    public static IngestRefusal TooLarge(string message) => new(413, IngestWords.TooLarge, message) { MustClose = true };

    public static IngestRefusal Unsupported(string message) => new(415, IngestWords.Unsupported, message) { Header = ("Accept-Encoding", "gzip, deflate") };

    public static IngestRefusal Busy(TimeSpan retryAfter, string message) => new(503, IngestWords.Busy, message) { RetryAfter = retryAfter };
}

/// <summary>What is counted of requests and their records.</summary>
internal static class IngestWords
{
    /// <summary>Records that are in the journal.</summary>
    public const string Accepted = "accepted";

    /// <summary>Records among them that hold no post, and become dead letters.</summary>
    public const string Rejected = "rejected";

    /// <summary>Requests without a key that is known.</summary>
    public const string Unauthorised = "unauthorised";

    /// <summary>Requests of web pages, which may not send.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>Requests to another path, or by another method.</summary>
    public const string Misdirected = "misdirected";

    /// <summary>Requests beyond a key's quota.</summary>
    public const string Quota = "quota";

    /// <summary>Bodies that are too large, unpack to something too large, or hold too many records.</summary>
    public const string TooLarge = "too-large";

    /// <summary>Bodies in an encoding or a form that is not read.</summary>
    public const string Unsupported = "unsupported";

    /// <summary>Bodies that are not what they should be.</summary>
    public const string BadBody = "bad-body";

    /// <summary>Requests that were told to come back.</summary>
    public const string Busy = "busy";

    /// <summary>Records that were journalled after their sender was told to come back.</summary>
    public const string Late = "late";

    /// <summary>Requests whose sender went away or was too slow before the body had come.</summary>
    public const string Aborted = "aborted";
}
