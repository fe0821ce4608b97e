namespace RtmPipeline.Sources.Live;

/// <summary>What a live source is doing.</summary>
internal enum SourcePhase : byte
{
    /// <summary>It has not begun.</summary>
    Idle,

    /// <summary>It makes a connection, or waits for the first answer.</summary>
    Connecting,

    /// <summary>Records come, or would.</summary>
    Streaming,

    /// <summary>It tries again at <see cref="SourceState.Until"/>, or when what it waits for comes.</summary>
    Waiting,

    /// <summary>It was refused for a reason that trying again does not change: somebody must do something.</summary>
    Refused,

    /// <summary>It has nothing more to give, or was stopped.</summary>
    Ended,
}

/// <summary>What a live source is doing, since when, and why.</summary>
/// <param name="Phase">What it does.</param>
/// <param name="Reason">Why, in words, without secrets and texts of posts; empty where there is nothing to say.</param>
/// <param name="Since">When that began.</param>
/// <param name="Until">When it tries again; null where no time is known.</param>
internal sealed record SourceState(SourcePhase Phase, string Reason, DateTimeOffset Since, DateTimeOffset? Until)
{
    /// <summary>As a person reads it: "waiting until 12:00:05 UTC: HTTP 429".</summary>
    public override string ToString()
    {
        string until = Until is { } time ? $" until {time:yyyy-MM-dd HH:mm:ss} UTC" : string.Empty;
        return $"{Phase.ToString().ToLowerInvariant()}{until}{(Reason.Length > 0 ? $": {Reason}" : string.Empty)}";
    }
}
