namespace RtmPipeline.Sources.Mastodon;

/// <summary>Why an answer of the server is of no use.</summary>
internal enum AnswerFault : byte
{
    /// <summary>The token is not accepted, or not for this: 401 and 403.</summary>
    Unauthorised,

    /// <summary>There is no such thing: other answers of 3xx and 4xx. Asking again does not help.</summary>
    Refused,

    /// <summary>Too much was asked: 429.</summary>
    Limited,

    /// <summary>The server is in trouble: 5xx, or an answer that is none.</summary>
    Failed,
}

/// <summary>The server answered, and the answer is of no use. The message is for people and holds nothing that the server wrote besides its status.</summary>
/// <param name="fault">Why.</param>
/// <param name="reason">In words.</param>
/// <param name="until">When it may be asked again; null where it does not tell.</param>
internal sealed class UnusableAnswerException(AnswerFault fault, string reason, DateTimeOffset? until = null) : IOException(reason)
{
    public AnswerFault Fault { get; } = fault;

    public DateTimeOffset? Until { get; } = until;
}
