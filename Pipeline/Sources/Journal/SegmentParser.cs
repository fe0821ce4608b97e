namespace RtmPipeline.Sources.Journal;

/// <summary>What begins at a place of a segment.</summary>
internal enum SegmentStep : byte
{
    /// <summary>A good record.</summary>
    Record,

    /// <summary>Something to pass over: a mark, a tombstone, the segment's head, bad bytes.</summary>
    Skip,

    /// <summary>Records are missing before what stands here; nothing is taken.</summary>
    Lost,

    /// <summary>The bytes do not tell yet; never said of the whole rest of a segment.</summary>
    NeedMore,

    /// <summary>Nothing is left.</summary>
    End,
}

/// <param name="Length">Bytes taken.</param>
/// <param name="Head">Head of the entry; for bad bytes, of no meaning.</param>
/// <param name="LostFrom">First ordinal lost.</param>
/// <param name="LostTo">Last ordinal lost.</param>
internal readonly record struct SegmentPiece(int Length, EntryHead Head, long LostFrom, long LostTo);

/// <summary>
/// Tells the entries in the bytes of a segment apart, and finds the next good one behind bad bytes. It keeps no bytes, and each step takes at least one byte, tells of lost
/// records once, asks for more, or ends: so it ends on any input, in time linear in its length.
/// </summary>
/// <param name="last">Ordinal of the last record before the segment; -1 when that is not known.</param>
internal sealed class SegmentParser(long last)
{
    private bool _atHead = true;

    /// <summary>Ordinal of the last record taken or told to be lost; -1 when that is not known.</summary>
    public long Last { get; private set; } = last;

    /// <summary>The segment's head; null where it is damaged or not read yet.</summary>
    public SegmentHead? Head { get; private set; }

    /// <summary>Bad bytes passed over.</summary>
    public long BadBytes { get; private set; }

    /// <summary>Tombstones passed over.</summary>
    public long Purged { get; private set; }

    /// <summary>True when the last step passed over bad bytes.</summary>
    public bool PassedBadBytes { get; private set; }

    /// <summary>Looks at what begins at the first of the unread bytes.</summary>
    /// <param name="unread">From the place reached.</param>
    /// <param name="isWhole">True when no more bytes will come.</param>
    /// <param name="piece">What was found.</param>
    /// <exception cref="JournalBrokenException">The segment is of another version.</exception>
    public SegmentStep Next(ReadOnlySpan<byte> unread, bool isWhole, out SegmentPiece piece)
    {
        piece = default;
        PassedBadBytes = false;
        int needed = _atHead ? JournalFormat.SegmentHeadBytes : JournalFormat.HeadBytes;
        if (unread.Length < needed && !isWhole)
            return SegmentStep.NeedMore;
        if (unread.IsEmpty)
            return SegmentStep.End;
        if (_atHead)
            return TakeSegmentHead(unread, ref piece);
        if (unread.Length < needed || !JournalFormat.TryReadHead(unread, out EntryHead head) || IsStale(head))
            return PassOver(unread, 1, isWhole, ref piece);
        if (unread.Length < head.Length)
            return isWhole ? PassOver(unread, 1, isWhole, ref piece) : SegmentStep.NeedMore;
        // The head is believed, so exactly this entry is bad.
        return JournalFormat.HasSoundBody(unread[..head.Length]) ? Take(head, ref piece) : PassOver(head.Length, ref piece);
    }

    private SegmentStep TakeSegmentHead(ReadOnlySpan<byte> unread, ref SegmentPiece piece)
    {
        _atHead = false;
        if (!JournalFormat.TryReadSegmentHead(unread, out SegmentHead head))
            return PassOver(Math.Min(unread.Length, JournalFormat.SegmentHeadBytes), ref piece);
        Head = head;
        if (Last < 0)
            Last = head.FirstOrdinal - 1;
        piece = new SegmentPiece(JournalFormat.SegmentHeadBytes, default, 0, 0);
        return SegmentStep.Skip;
    }

    private SegmentStep Take(in EntryHead head, ref SegmentPiece piece)
    {
        long before = head.Kind == EntryKind.Mark ? head.Ordinal : head.Ordinal - 1;
        if (Last >= 0 && before > Last)
        {
            piece = new SegmentPiece(0, head, Last + 1, before);
            Last = before;
            return SegmentStep.Lost;
        }

        Last = head.Ordinal;
        piece = new SegmentPiece(head.Length, head, 0, 0);
        if (head.Kind == EntryKind.Record)
            return SegmentStep.Record;
        if (head.Kind == EntryKind.Tombstone)
            Purged++;
        return SegmentStep.Skip;
    }

    /// <summary>Ordinals only rise; an entry that goes back is none of this place.</summary>
    private bool IsStale(in EntryHead head) => head.Kind == EntryKind.Mark ? head.Ordinal < Last : head.Ordinal <= Last;

    /// <summary>Passes over bad bytes up to where the next entry may begin.</summary>
    private SegmentStep PassOver(ReadOnlySpan<byte> unread, int least, bool isWhole, ref SegmentPiece piece)
    {
        int next = unread[least..].IndexOf(JournalFormat.EntryMagic);
        // A magic may be cut in two by the end of what has come.
        int length = next >= 0 ? least + next : isWhole ? unread.Length : unread.Length - (JournalFormat.EntryMagic.Length - 1);
        return PassOver(length, ref piece);
    }

    private SegmentStep PassOver(int length, ref SegmentPiece piece)
    {
        BadBytes += length;
        PassedBadBytes = true;
        piece = new SegmentPiece(length, default, 0, 0);
        return SegmentStep.Skip;
    }
}
