using RtmPipeline.State;

namespace RtmPipeline.Sources.Journal;

/// <summary>What a journal's folder holds after its end was repaired.</summary>
/// <param name="Closed">Segments before the last, in order.</param>
/// <param name="Open">The segment to write on; null when a new one must be begun.</param>
/// <param name="OpenLength">Bytes of it.</param>
/// <param name="Last">Last ordinal of all; 0 for none.</param>
/// <param name="Highest">Highest number that any segment has or had.</param>
internal sealed record JournalState(IReadOnlyList<ClosedSegment> Closed, SegmentHead? Open, long OpenLength, long Last, long Highest);

/// <summary>
/// Makes a journal ready to be written on after a crash: the last segment is cut where bytes are bad behind its last mark, as nobody was told that those were flushed. Bad
/// bytes before the mark are damage: they stay, and a reader tells of them.
/// </summary>
internal static class JournalRepair
{
    /// <exception cref="JournalBrokenException">A segment is of another version.</exception>
    /// <exception cref="IOException">The disk failed.</exception>
    public static JournalState Run(IDurableFolder folder, Action<string> warn)
    {
        List<SegmentFile> files = SegmentFiles.In(folder);
        List<SegmentHead?> heads = files.ConvertAll(file => SegmentFiles.HeadOf(folder, file));
        long highest = files.Count > 0 ? files[^1].Number : 0;
        Tail tail = new(null, 0, 0, 0);
        while (files.Count > 0)
        {
            tail = Scan(folder, files[^1]);
            if (tail.Head is not null || tail.Last >= 0)
                break;
            warn($"{files[^1].Name} in {folder.Path} was begun and never written to; it is removed");
            folder.Delete(files[^1].Name);
            folder.Flush();
            files.RemoveAt(files.Count - 1);
            heads.RemoveAt(heads.Count - 1);
        }

        if (files.Count == 0)
            return new JournalState([], null, 0, 0, highest);
        Cut(folder, files[^1], tail, warn);
        SegmentHead open = tail.Head ?? new SegmentHead(files[^1].Number, Math.Max(1, tail.Last), 0);
        List<ClosedSegment> closed = ClosedOf(folder, files, heads, open, warn);
        return new JournalState(closed, open, tail.Good, Math.Max(0, tail.Last), highest);
    }

    private static void Cut(IDurableFolder folder, in SegmentFile file, in Tail tail, Action<string> warn)
    {
        if (tail.Good == tail.Length)
            return;
        warn($"the last {tail.Length - tail.Good} bytes of {file.Name} in {folder.Path} were never flushed whole; it is cut behind record {tail.Last}");
        using IDurableFile torn = folder.Append(file.Name);
        torn.Truncate(tail.Good);
        torn.Flush();
    }

    private static List<ClosedSegment> ClosedOf(
        IDurableFolder folder, List<SegmentFile> files, List<SegmentHead?> heads, SegmentHead open, Action<string> warn)
    {
        List<ClosedSegment> closed = [];
        SegmentHead next = open;
        for (int i = files.Count - 2; i >= 0; i--)
        {
            if (files[i].Number + 1 != files[i + 1].Number)
                warn($"segments are missing in {folder.Path} between {files[i].Name} and {files[i + 1].Name}");
            // Of a damaged head only the number is known: such a segment is as good as one that holds nothing but the record before the next.
            SegmentHead head = heads[i] ?? new SegmentHead(files[i].Number, Math.Max(1, next.FirstOrdinal - 1), next.MadeAt);
            using Stream bytes = folder.OpenRead(files[i].Name);
            closed.Insert(0, new ClosedSegment(files[i].Number, head.FirstOrdinal, next.FirstOrdinal - 1, bytes.Length, next.MadeAt));
            next = head;
        }

        return closed;
    }

    private static Tail Scan(IDurableFolder folder, in SegmentFile file)
    {
        using SegmentWalk walk = new(folder.OpenRead(file.Name), -1);
        long at = 0;
        long? firstBad = null;
        long lastBeforeBad = -1;
        while (walk.TryMove(out SegmentStep step, out SegmentPiece piece))
        {
            bool isBad = walk.Parser.PassedBadBytes;
            if (isBad && firstBad is null)
                (firstBad, lastBeforeBad) = (at, walk.Parser.Last);
            if (!isBad && step == SegmentStep.Skip && piece.Head.Kind == EntryKind.Mark)
                firstBad = null;
            at += piece.Length;
        }

        return new Tail(walk.Parser.Head, firstBad ?? at, at, firstBad is null ? walk.Parser.Last : lastBeforeBad);
    }

    /// <param name="Head">The segment's head; null where it is damaged.</param>
    /// <param name="Good">Bytes up to the cut.</param>
    /// <param name="Length">Bytes of the file.</param>
    /// <param name="Last">Last ordinal before the cut; -1 when there is none and the head is damaged.</param>
    private readonly record struct Tail(SegmentHead? Head, long Good, long Length, long Last);
}
