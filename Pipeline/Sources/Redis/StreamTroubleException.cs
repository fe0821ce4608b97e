namespace RtmPipeline.Sources.Redis;

/// <summary>What trouble with Redis means for the source.</summary>
internal enum StreamTroubleKind : byte
{
    /// <summary>It passes: no connection, no answer, loading, failing over. Try again.</summary>
    Passing,

    /// <summary>Somebody must change a password, a setting or the server first.</summary>
    Refused,

    /// <summary>Somebody must change a key or the rights to it first; other streams are not concerned.</summary>
    StreamRefused,

    /// <summary>The stream or its group is not there, or not any more.</summary>
    Gone,
}

/// <summary>Redis did not do what it was asked for. The message says why, without secrets.</summary>
internal sealed class StreamTroubleException : Exception
{
    public StreamTroubleException()
    {
    }

    public StreamTroubleException(string message)
        : base(message)
    {
    }

    public StreamTroubleException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public StreamTroubleException(StreamTroubleKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    public StreamTroubleKind Kind { get; }
}
