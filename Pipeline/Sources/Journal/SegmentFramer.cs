using RtmPipeline.Sources.Files;

namespace RtmPipeline.Sources.Journal;

/// <summary>Frames the bytes of one segment of a journal, as any other recording. A torn end is passed over; records lost before its end become dead letters.</summary>
internal sealed class SegmentFramer(string source) : IFramer
{
    private readonly SegmentParser _parser = new(-1);
    private readonly EntryText _text = new(source);

    /// <summary>True when a recording is a segment; needs its first bytes.</summary>
    public static bool Begins(ByteWindow window) => window.Offset == 0 && window.Unread.StartsWith(JournalFormat.SegmentMagic);

    public FrameStep Next(ByteWindow window, out RawRecord record)
    {
        record = default;
        while (true)
        {
            SegmentStep step = _parser.Next(window.Unread, window.Ended, out SegmentPiece piece);
            switch (step)
            {
                case SegmentStep.NeedMore:
                    return FrameStep.NeedMore;
                case SegmentStep.End:
                    return FrameStep.End;
                case SegmentStep.Lost:
                    record = EntryText.LossOf(source, piece.LostFrom, piece.LostTo, default);
                    return FrameStep.Record;
                case SegmentStep.Record:
                    record = _text.RecordOf(piece.Head, window.Slice(JournalFormat.HeadBytes, piece.Head.BodyBytes));
                    window.Advance(piece.Length, 0);
                    return FrameStep.Record;
                default:
                    window.Advance(piece.Length, 0);
                    break;
            }
        }
    }
}
