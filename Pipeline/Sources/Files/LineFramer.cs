namespace RtmPipeline.Sources.Files;

/// <summary>
/// Frames lines of JSON. A line that opens an object or array and does not close it may begin a document over several lines: then
/// <see cref="DocumentJoin"/> looks for its end, and when there is none the line stands alone, so a broken line costs only itself.
/// Well-formed lines pay for this with a look at their first and last byte.
/// </summary>
internal sealed class LineFramer(string source, FileLimits limits) : IFramer
{
    private const byte LineFeed = (byte)'\n';

    private DocumentJoin? _join;
    private int _searched;
    private bool _skipping;
    private bool _done;

    /// <summary>Offset before which no document may begin: up to there a failed one has been read, and reading it again would cost time without end.</summary>
    private long _joinFrom;

    public FrameStep Next(ByteWindow window, out RawRecord record)
    {
        record = default;
        while (!_done)
        {
            if (_join is not null)
            {
                if (ContinueJoin(window, ref record) is FrameStep step)
                    return step;
                continue;
            }

            if (_skipping && !TrySkipLine(window))
                return window.Ended ? FrameStep.End : FrameStep.NeedMore;

            int feed = window.Unread[_searched..].IndexOf(LineFeed);
            if (feed < 0 && !window.Ended)
                return WaitForLine(window, ref record);
            if (feed < 0 && (window.Unread.IsEmpty || window.Fault is not null))
                return FrameStep.End;

            int length = feed < 0 ? window.Unread.Length : _searched + feed;
            _searched = 0;
            if (TakeLine(window, length, isComplete: feed >= 0, ref record))
                return FrameStep.Record;
        }

        return FrameStep.End;
    }

    /// <summary>False when the line is blank, or may begin a document.</summary>
    private bool TakeLine(ByteWindow window, int length, bool isComplete, ref RawRecord record)
    {
        ReadOnlySpan<byte> line = WithoutReturn(window.Unread[..length]);
        int advance = isComplete ? length + 1 : length;
        int lines = isComplete ? 1 : 0;
        if (line.Length > limits.MaxLineBytes)
        {
            record = TooLong(window);
        }
        else if (Blanks.IsBlank(line))
        {
            window.Advance(advance, lines);
            return false;
        }
        else if (isComplete && window.Offset >= _joinFrom && IsOpenEnded(line))
        {
            _join = new DocumentJoin(limits.MaxDocumentBytes);
            return false;
        }
        else
        {
            record = new RawRecord
            {
                Form = RecordForm.Json,
                Bytes = window.Slice(0, line.Length),
                Position = new RecordPosition(source, window.Line, window.Offset),
            };
        }

        window.Advance(advance, lines);
        return true;
    }

    /// <summary>Null when the document came to nothing and its first line must stand alone.</summary>
    private FrameStep? ContinueJoin(ByteWindow window, ref RawRecord record)
    {
        RecordPosition position = new(source, window.Line, window.Offset);
        DocumentJoin join = _join!;
        JoinStep step = join.Continue(window);
        if (step == JoinStep.NeedMore)
        {
            if (!window.BeyondRatio)
                return FrameStep.NeedMore;
            record = DocumentFaults.BeyondRatio(window, position, limits);
            _done = true;
            return FrameStep.Record;
        }

        _join = null;
        if (step == JoinStep.Complete)
        {
            record = new RawRecord { Form = RecordForm.Json, Bytes = window.Slice(0, join.DocumentBytes), Position = position };
            window.Advance(join.Bytes, join.Lines);
            return FrameStep.Record;
        }

        _joinFrom = window.Offset + Math.Max(1, join.Bytes);
        return null;
    }

    private FrameStep WaitForLine(ByteWindow window, ref RawRecord record)
    {
        _searched = window.Unread.Length;
        // One byte more than the limit may be the carriage return of a line that just fits.
        if (_searched <= limits.MaxLineBytes + 1)
            return FrameStep.NeedMore;
        record = TooLong(window);
        _skipping = true;
        _searched = 0;
        return FrameStep.Record;
    }

    private bool TrySkipLine(ByteWindow window)
    {
        int feed = window.Unread.IndexOf(LineFeed);
        _skipping = feed < 0;
        window.Advance(feed < 0 ? window.Unread.Length : feed + 1, feed < 0 ? 0 : 1);
        return !_skipping;
    }

    private RawRecord TooLong(ByteWindow window) =>
        DocumentFaults.TooLong(window, new RecordPosition(source, window.Line, window.Offset), "line", limits.MaxLineBytes, limits);

    private static bool IsOpenEnded(ReadOnlySpan<byte> line)
    {
        byte first = line[0] is (byte)'{' or (byte)'[' ? line[0] : Blanks.TrimStart(line)[0];
        if (first is not ((byte)'{' or (byte)'['))
            return false;
        byte close = first == (byte)'{' ? (byte)'}' : (byte)']';
        return line[^1] != close && Blanks.TrimEnd(line)[^1] != close;
    }

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) =>
        line.Length > 0 && line[^1] == (byte)'\r' ? line[..^1] : line;
}
