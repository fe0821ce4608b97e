namespace RtmPipeline.Sources.Mastodon;

/// <summary>
/// Notices a stream that lives and gives nothing but deletes, as that of the largest server did in 2026: it looks healthy, and no post comes. A quiet stream is none: some
/// deletes must have come, for some time.
/// </summary>
/// <param name="clock">Tells for how long.</param>
internal sealed class DeletesOnly(TimeProvider clock)
{
    /// <summary>How long nothing else must have come.</summary>
    public static readonly TimeSpan After = TimeSpan.FromMinutes(10);

    /// <summary>How many deletes must have come in that time: a hashtag nobody uses has some, too.</summary>
    public const int LeastDeletes = 20;

    private long _since = clock.GetTimestamp();
    private int _deletes;

    /// <summary>True while only deletes come.</summary>
    public bool IsSo => _deletes >= LeastDeletes && clock.GetElapsedTime(_since) >= After;

    /// <summary>Notes an event.</summary>
    public void Saw(in StreamEvent one)
    {
        if (one.Name == "update")
            Begin();
        else if (one.Name == "delete")
            _deletes = Math.Min(_deletes + 1, LeastDeletes);
    }

    /// <summary>Begins to look.</summary>
    public void Begin()
    {
        _since = clock.GetTimestamp();
        _deletes = 0;
    }
}
