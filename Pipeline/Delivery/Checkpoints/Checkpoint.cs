namespace RtmPipeline.Delivery.Checkpoints;

/// <summary>
/// The whole state of a run at one cut through the stream: everything before the cut is in it and delivered, nothing behind it is. The parts are bytes that
/// only their stages understand.
/// </summary>
internal sealed record Checkpoint
{
    /// <summary>Counts the checkpoints of a state from 1, over all runs.</summary>
    public required long Number { get; init; }

    /// <summary>Stream time at the cut, unix milliseconds; 0 before the first post.</summary>
    public required long StreamTime { get; init; }

    /// <summary>When it was made by the clock, unix milliseconds; for people only.</summary>
    public required long MadeAt { get; init; }

    /// <summary>Version of the program that made it; for messages.</summary>
    public required string Program { get; init; }

    /// <summary>Digest of the settings and models that outputs depend on, without the profiles; another one means that outputs may differ.</summary>
    public required string Settings { get; init; }

    /// <summary>Where each source is read on.</summary>
    public required IReadOnlyList<SourceMark> Sources { get; init; }

    /// <summary>States by the name of their stage, in a fixed order.</summary>
    public required IReadOnlyList<StatePart> Parts { get; init; }

    /// <summary>Bytes of all parts.</summary>
    public long Length => Parts.Sum(part => part.Length);

    /// <summary>The state of a stage as one run of bytes.</summary>
    public ReadOnlyMemory<byte>? Part(string name) => Parts.FirstOrDefault(part => part.Name == name)?.Whole();
}

/// <summary>The state of one stage: its bytes in pieces, in order.</summary>
internal sealed record StatePart(string Name, IReadOnlyList<ReadOnlyMemory<byte>> Pieces)
{
    public long Length => Pieces.Sum(piece => (long)piece.Length);

    public ReadOnlyMemory<byte> Whole()
    {
        if (Pieces.Count == 1)
            return Pieces[0];
        byte[] whole = new byte[Length];
        int at = 0;
        foreach (ReadOnlyMemory<byte> piece in Pieces)
        {
            piece.CopyTo(whole.AsMemory(at));
            at += piece.Length;
        }

        return whole;
    }
}

/// <summary>Up to where a source was read: the last record that was taken from it, and how much of it.</summary>
/// <param name="Name">Name of the source.</param>
/// <param name="Line">Line of that record; 0 where lines mean nothing.</param>
/// <param name="Offset">Offset of that record's first byte; -1 when nothing was read yet.</param>
/// <param name="Items">Posts and rejections of that record that were taken; a search page holds many.</param>
/// <param name="HasEnded">True when the source had nothing more.</param>
internal sealed record SourceMark(string Name, long Line, long Offset, int Items, bool HasEnded)
{
    /// <summary>What tells the source from another one of the same name, as a digest of a file's beginning; empty where nothing does.</summary>
    public string Identity { get; init; } = string.Empty;

    /// <summary>Latest time it has shown, by which it is merged with others; unix milliseconds, <see cref="long.MinValue"/> before its first post.</summary>
    public long Time { get; init; } = long.MinValue;
}
