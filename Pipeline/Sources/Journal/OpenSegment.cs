using RtmPipeline.State;

namespace RtmPipeline.Sources.Journal;

/// <summary>The segment that is being written. A new one has its head flushed and its name made durable before anything is written into it.</summary>
internal sealed class OpenSegment : IDisposable
{
    private readonly IDurableFolder _folder;
    private readonly CrashPoints _crashPoints;
    private IDurableFile _file;

    private OpenSegment(IDurableFolder folder, CrashPoints crashPoints, SegmentHead head, IDurableFile file)
    {
        _folder = folder;
        _crashPoints = crashPoints;
        Head = head;
        _file = file;
    }

    public SegmentHead Head { get; private set; }

    public long Length => _file.Length;

    /// <summary>Opens the last segment, or begins the first.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static OpenSegment Of(IDurableFolder folder, JournalState state, long now, CrashPoints crashPoints)
    {
        if (state.Open is not { } head)
        {
            SegmentHead first = new(state.Highest + 1, state.Last + 1, now);
            return new OpenSegment(folder, crashPoints, first, Begin(folder, first));
        }

        // A process that was killed left its last bytes to the system, which may not have written them yet.
        IDurableFile file = folder.Append(SegmentFiles.NameOf(head.Number));
        file.Flush();
        folder.Flush();
        return new OpenSegment(folder, crashPoints, head, file);
    }

    public void Write(ReadOnlySpan<byte> bytes) => _file.Write(bytes);

    public void Flush() => _file.Flush();

    /// <summary>Begins the next segment; all of this one must be flushed.</summary>
    /// <returns>The one that is closed.</returns>
    public ClosedSegment Next(long last, long now)
    {
        SegmentHead next = new(checked(Head.Number + 1), last + 1, now);
        IDurableFile file = Begin(_folder, next);
        ClosedSegment closed = new(Head.Number, Head.FirstOrdinal, last, _file.Length, now);
        _file.Dispose();
        (_file, Head) = (file, next);
        _crashPoints.Reach("journal.rolled");
        return closed;
    }

    public void Dispose() => _file.Dispose();

    private static IDurableFile Begin(IDurableFolder folder, in SegmentHead head)
    {
        IDurableFile file = folder.Create(SegmentFiles.NameOf(head.Number));
        file.Write(JournalFormat.SegmentHeadOf(head));
        file.Flush();
        folder.Flush();
        return file;
    }
}
