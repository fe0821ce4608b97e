namespace RtmPipeline.Sources.Bluesky;

/// <summary>Why a connection ended, or was not made.</summary>
internal enum EndKind : byte
{
    /// <summary>We were told to stop.</summary>
    Stopped,

    /// <summary>The network or the server cut it, with or without a word.</summary>
    Cut,

    /// <summary>It gave nothing for too long.</summary>
    Stalled,

    /// <summary>It was quiet, which was no fault, and is opened anew.</summary>
    Renewed,

    /// <summary>We read too slowly.</summary>
    TooSlow,

    /// <summary>What came is no message of the protocol.</summary>
    Broken,

    /// <summary>The server cannot serve now, or not us, and may later.</summary>
    Unavailable,

    /// <summary>The server does not serve what was asked for.</summary>
    Refused,

    /// <summary>The server does not go back that far.</summary>
    CursorTooOld,
}

/// <summary>How a connection ended.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Reason">In words, without texts of posts.</param>
internal sealed record ConnectionEnd(EndKind Kind, string Reason)
{
    /// <summary>How long the server wants to be left alone; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The oldest sequence number that the server has; null where it does not say.</summary>
    public long? Floor { get; init; }
}
