using RtmPipeline.State;

namespace RtmPipeline.Sources.Journal;

/// <summary>
/// Overwrites records of a closed segment with tombstones of the same length. What will be overwritten is written down first, so that a crash in the middle leaves nothing
/// half purged: the next start does it again.
/// </summary>
internal static class SegmentPurge
{
    private const string RedoName = "purge-redo";

    /// <summary>Records overwritten at once; bounds the memory of a pass.</summary>
    private const int Chunk = 10_000;

    /// <summary>Purges one segment.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="number">Number of a segment that is not written to.</param>
    /// <param name="last">Last ordinal before it.</param>
    /// <param name="holds">Says whether a record is to go.</param>
    /// <param name="stop">Stops between records; what was begun is finished.</param>
    /// <returns>Records overwritten.</returns>
    /// <exception cref="IOException">The disk failed, or the segment is gone.</exception>
    public static long Run(IDurableFolder folder, long number, long last, Func<RawRecord, bool> holds, CancellationToken stop)
    {
        EntryText text = new(string.Empty);
        List<PlacedEntry> found = [];
        long purged = 0;
        using SegmentWalk walk = new(folder.OpenRead(SegmentFiles.NameOf(number)), last);
        long at = 0;
        while (!stop.IsCancellationRequested && walk.TryMove(out SegmentStep step, out SegmentPiece piece))
        {
            if (step == SegmentStep.Record && holds(text.RecordOf(piece.Head, walk.BodyOf(piece))))
                found.Add(new PlacedEntry(at, piece.Head.BodyBytes, piece.Head.Ordinal, piece.Head.ReceivedAt));
            at += piece.Length;
            if (found.Count == Chunk)
                purged += Overwrite(folder, number, found);
        }

        return purged + Overwrite(folder, number, found);
    }

    /// <summary>Finishes what a crash interrupted.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static void Recover(IDurableFolder folder)
    {
        if (!folder.List().Contains(RedoName))
            return;
        if (Read(folder) is var (number, entries) && folder.List().Contains(SegmentFiles.NameOf(number)))
            Apply(folder, number, entries);
        folder.Delete(RedoName);
        folder.Flush();
    }

    private static long Overwrite(IDurableFolder folder, long number, List<PlacedEntry> entries)
    {
        if (entries.Count == 0)
            return 0;
        StateWriter redo = new();
        redo.Long(number);
        redo.Values(entries);
        byte[] bytes = redo.ToArray();
        using (IDurableFile file = folder.Create(RedoName))
        {
            file.Write([.. BitConverter.GetBytes(Crc32C.Of(bytes)), .. bytes]);
            file.Flush();
        }

        folder.Flush();
        Apply(folder, number, entries);
        folder.Delete(RedoName);
        folder.Flush();
        long count = entries.Count;
        entries.Clear();
        return count;
    }

    private static void Apply(IDurableFolder folder, long number, IReadOnlyList<PlacedEntry> entries)
    {
        using IDurableFile segment = folder.Append(SegmentFiles.NameOf(number));
        foreach (PlacedEntry entry in entries)
        {
            byte[] tombstone = new byte[JournalFormat.HeadBytes + entry.BodyBytes];
            JournalFormat.WriteHead(tombstone, new EntryHead(EntryKind.Tombstone, RecordForm.Json, entry.Ordinal, entry.ReceivedAt, -1, 0, -1, -1, entry.BodyBytes));
            segment.WriteAt(entry.Offset, tombstone);
        }

        segment.Flush();
    }

    /// <summary>Null when the list was never flushed whole: then nothing was overwritten yet.</summary>
    private static (long Number, PlacedEntry[] Entries)? Read(IDurableFolder folder)
    {
        byte[] bytes = folder.Read(RedoName);
        if (bytes.Length < sizeof(uint) || BitConverter.ToUInt32(bytes) != Crc32C.Of(bytes.AsSpan(sizeof(uint))))
            return null;
        StateReader redo = new(bytes.AsMemory(sizeof(uint)));
        return (redo.Long(), redo.Values<PlacedEntry>());
    }

    /// <summary>A record and where it stands. Its fields leave no padding.</summary>
    private readonly record struct PlacedEntry(long Offset, long BodyLength, long Ordinal, long ReceivedAt)
    {
        public int BodyBytes => (int)BodyLength;
    }
}
