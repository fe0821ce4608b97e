namespace RtmPipeline.Delivery.Redis;

/// <summary>What to do about a fault of Redis.</summary>
internal enum RedisFaultKind : byte
{
    /// <summary>It passes: no connection, no answer in time, loading, out of memory, failing over. Try again.</summary>
    Passing,

    /// <summary>Somebody must change rights, passwords or keys first.</summary>
    Refused,

    /// <summary>The server does not have the script; load it and try again.</summary>
    NoScript,

    /// <summary>An answer nobody planned for.</summary>
    Unexpected,
}

/// <summary>A fault of Redis, told by the first word of its answer. It stays inside this folder.</summary>
internal sealed class RedisFaultException : Exception
{
    /// <summary>Longest part of Redis' own message that is passed on; it may quote values.</summary>
    private const int MaxMessage = 200;

    private static readonly (string Code, DeliveryTrouble Trouble)[] s_passing =
    [
        ("LOADING", DeliveryTrouble.Loading), ("OOM", DeliveryTrouble.OutOfMemory), ("READONLY", DeliveryTrouble.ReadOnly),
        ("NOREPLICAS", DeliveryTrouble.TooFewReplicas), ("BUSY", DeliveryTrouble.Busy), ("MISCONF", DeliveryTrouble.DiskFault),
        ("MASTERDOWN", DeliveryTrouble.Cluster), ("CLUSTERDOWN", DeliveryTrouble.Cluster), ("TRYAGAIN", DeliveryTrouble.Cluster),
        ("MOVED", DeliveryTrouble.Cluster), ("ASK", DeliveryTrouble.Cluster),
    ];

    private static readonly (string Code, DeliveryTrouble Trouble)[] s_refused =
    [
        ("WRONGTYPE", DeliveryTrouble.Other), ("NOPERM", DeliveryTrouble.Credentials), ("NOAUTH", DeliveryTrouble.Credentials),
        ("WRONGPASS", DeliveryTrouble.Credentials), ("DENIED", DeliveryTrouble.Other),
    ];

    public RedisFaultException()
    {
    }

    public RedisFaultException(string message)
        : base(message)
    {
    }

    public RedisFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public RedisFaultException(RedisFaultKind kind, string message, Exception? innerException)
        : this(kind, DeliveryTrouble.Other, message, innerException)
    {
    }

    public RedisFaultException(RedisFaultKind kind, DeliveryTrouble trouble, string message, Exception? innerException)
        : base(message, innerException)
    {
        Kind = kind;
        Trouble = trouble;
    }

    public RedisFaultKind Kind { get; } = RedisFaultKind.Unexpected;

    public DeliveryTrouble Trouble { get; } = DeliveryTrouble.Other;

    /// <summary>True when a connection made anew may fare better: with a password that was changed, or to the server that took over.</summary>
    public bool WantsNewConnection => Trouble is DeliveryTrouble.ReadOnly or DeliveryTrouble.Credentials;

    /// <summary>Reads an error answer. Before version 7, Redis puts errors inside a script behind words of its own.</summary>
    public static RedisFaultException OfAnswer(string answer, Exception? cause)
    {
        string message = PlainText.Escape(answer.Length <= MaxMessage ? answer : answer[..MaxMessage]);
        (RedisFaultKind kind, DeliveryTrouble trouble) = Read(answer);
        return new RedisFaultException(kind, trouble, message, cause);
    }

    private static (RedisFaultKind Kind, DeliveryTrouble Trouble) Read(string answer)
    {
        if (answer.StartsWith("NOSCRIPT", StringComparison.Ordinal))
            return (RedisFaultKind.NoScript, DeliveryTrouble.Other);
        if (Find(answer, s_passing) is { } passing)
            return (RedisFaultKind.Passing, passing);
        if (answer.Contains("max number of clients reached", StringComparison.Ordinal))
            return (RedisFaultKind.Passing, DeliveryTrouble.NoConnection);
        if (Find(answer, s_refused) is { } refused)
            return (RedisFaultKind.Refused, refused);
        bool unauthenticated = answer.Contains("invalid password", StringComparison.OrdinalIgnoreCase)
            || answer.Contains("without any password configured", StringComparison.Ordinal);
        return unauthenticated ? (RedisFaultKind.Refused, DeliveryTrouble.Credentials) : (RedisFaultKind.Unexpected, DeliveryTrouble.Other);
    }

    private static DeliveryTrouble? Find(string answer, (string Code, DeliveryTrouble Trouble)[] codes)
    {
        int end = answer.IndexOf(' ', StringComparison.Ordinal);
        ReadOnlySpan<char> first = end < 0 ? answer : answer.AsSpan(0, end);
        bool fromScript = first is "ERR" && answer.Contains("script", StringComparison.Ordinal);
        foreach ((string code, DeliveryTrouble trouble) in codes)
        {
            if (first.SequenceEqual(code) || (fromScript && answer.Contains($": {code} ", StringComparison.Ordinal)))
                return trouble;
        }

        return null;
    }
}
