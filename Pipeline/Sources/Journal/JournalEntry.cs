namespace RtmPipeline.Sources.Journal;

/// <summary>What an entry of a segment is. The values are part of the format.</summary>
internal enum EntryKind : byte
{
    /// <summary>One record as it came.</summary>
    Record = 1,

    /// <summary>Zeros in place of a record that was purged: same ordinal, same length.</summary>
    Tombstone = 2,

    /// <summary>
    /// Stands before what is flushed next: everything before it was flushed. So bad bytes before the last mark of a segment are damage, and behind it they are what a
    /// power failure left of a flush that nobody was told of.
    /// </summary>
    Mark = 3,
}

/// <summary>The head of an entry.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Form">Form of the record.</param>
/// <param name="Ordinal">Number of the record, from 1 over all segments; for a mark, that of the last record before it.</param>
/// <param name="ReceivedAt">When its source received the record, unix milliseconds; 0 where that is not known.</param>
/// <param name="Origin">The record's place at its source; -1 for none.</param>
/// <param name="SourceBytes">UTF-8 bytes of the source's name, first in the body.</param>
/// <param name="LabelBytes">UTF-8 bytes of the event's name, or of the content type where the record is no event, next; -1 for none.</param>
/// <param name="FaultBytes">UTF-8 bytes of the fault, next; -1 for none.</param>
/// <param name="BodyBytes">Bytes of the whole body; the record's own come last.</param>
internal readonly record struct EntryHead(
    EntryKind Kind, RecordForm Form, long Ordinal, long ReceivedAt, long Origin, int SourceBytes, int LabelBytes, int FaultBytes, int BodyBytes)
{
    /// <summary>Bytes of the entry with its head.</summary>
    public int Length => JournalFormat.HeadBytes + BodyBytes;
}

/// <summary>The head of a segment.</summary>
/// <param name="Number">Counts segments from 1; never used twice.</param>
/// <param name="FirstOrdinal">Ordinal of the first record that was or will be written into it.</param>
/// <param name="MadeAt">When it was begun, unix milliseconds.</param>
internal readonly record struct SegmentHead(long Number, long FirstOrdinal, long MadeAt);

/// <summary>How far the journal is flushed.</summary>
/// <param name="Ordinal">Last record flushed; 0 before the first.</param>
/// <param name="Segment">Segment that is being written.</param>
/// <param name="Length">Bytes of it that are flushed.</param>
internal sealed record JournalEnd(long Ordinal, long Segment, long Length);
