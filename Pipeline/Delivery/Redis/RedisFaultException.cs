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

    private static readonly string[] s_passing =
        ["LOADING", "OOM", "READONLY", "NOREPLICAS", "BUSY", "MISCONF", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "MOVED", "ASK"];

    private static readonly string[] s_refused = ["WRONGTYPE", "NOPERM", "NOAUTH", "WRONGPASS", "DENIED"];

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
        : base(message, innerException) => Kind = kind;

    public RedisFaultKind Kind { get; } = RedisFaultKind.Unexpected;

    /// <summary>Reads an error answer. Before version 7, Redis puts errors inside a script behind words of its own.</summary>
    public static RedisFaultException OfAnswer(string answer, Exception? cause)
    {
        string message = PlainText.Escape(answer.Length <= MaxMessage ? answer : answer[..MaxMessage]);
        return new RedisFaultException(KindOf(answer), message, cause);
    }

    private static RedisFaultKind KindOf(string answer)
    {
        if (answer.StartsWith("NOSCRIPT", StringComparison.Ordinal))
            return RedisFaultKind.NoScript;
        if (Says(answer, s_passing) || answer.Contains("max number of clients reached", StringComparison.Ordinal))
            return RedisFaultKind.Passing;
        bool refused = Says(answer, s_refused)
            || answer.Contains("invalid password", StringComparison.OrdinalIgnoreCase)
            || answer.Contains("without any password configured", StringComparison.Ordinal);
        return refused ? RedisFaultKind.Refused : RedisFaultKind.Unexpected;
    }

    private static bool Says(string answer, string[] codes)
    {
        int end = answer.IndexOf(' ', StringComparison.Ordinal);
        ReadOnlySpan<char> first = end < 0 ? answer : answer.AsSpan(0, end);
        bool fromScript = first is "ERR" && answer.Contains("script", StringComparison.Ordinal);
        foreach (string code in codes)
        {
            if (first.SequenceEqual(code) || (fromScript && answer.Contains($": {code} ", StringComparison.Ordinal)))
                return true;
        }

        return false;
    }
}
