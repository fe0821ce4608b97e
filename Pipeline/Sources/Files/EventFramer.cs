using System.Text;

namespace RtmPipeline.Sources.Files;

/// <summary>
/// Frames a recording of server-sent events (WHATWG HTML, "Server-sent events", section 9.2.6). It differs from the standard in
/// two points: an event that the recording breaks off is kept, and carriage returns alone do not end lines.
/// </summary>
internal sealed class EventFramer(string source, FileLimits limits) : IFramer
{
    private const string DefaultEvent = "message";

    private readonly List<Range> _data = [];
    private string _name = DefaultEvent;
    private string _lastName = DefaultEvent;
    private int _lineStart;
    private int _lines;
    private int _searched;
    private bool _skipping;
    private bool _insideLine;

    public FrameStep Next(ByteWindow window, out RawRecord record)
    {
        record = default;
        while (true)
        {
            int feed = window.Unread[_searched..].IndexOf((byte)'\n');
            if (feed < 0 && !window.Ended)
                return WaitForLine(window, ref record);
            if (feed < 0 && window.Fault is not null)
                return FrameStep.End;
            if (feed < 0 && _lineStart == window.Unread.Length)
                return !_skipping && Dispatch(window, ref record) ? FrameStep.Record : FrameStep.End;

            int lineEnd = feed < 0 ? window.Unread.Length : _searched + feed;
            int next = feed < 0 ? lineEnd : lineEnd + 1;
            if (next > limits.MaxLineBytes && !_skipping)
                return TooLong(window, ref record);
            if (TakeLine(window, _lineStart..lineEnd, next, ref record))
                return FrameStep.Record;
        }
    }

    /// <summary>True when the line ended an event with data.</summary>
    private bool TakeLine(ByteWindow window, Range lineRange, int next, ref RawRecord record)
    {
        ReadOnlySpan<byte> line = window.Unread[lineRange].TrimEnd((byte)'\r');
        bool isBlank = line.IsEmpty && !_insideLine;
        bool isFirst = lineRange.Start.Value == 0;
        _lines += next > lineRange.End.Value ? 1 : 0;
        _lineStart = next;
        _searched = next;
        if (isBlank)
        {
            bool dispatched = !_skipping && Dispatch(window, ref record);
            _skipping = false;
            if (!dispatched)
                Forget(window);
            return dispatched;
        }

        _insideLine = false;
        if (_skipping || (isFirst && line[0] == (byte)':'))
            Forget(window);
        else
            TakeField(line, lineRange.Start.Value);
        return false;
    }

    private void TakeField(ReadOnlySpan<byte> line, int lineStart)
    {
        EventFieldKind kind = EventField.Of(line, out int value);
        if (kind == EventFieldKind.Data)
            _data.Add((lineStart + value)..(lineStart + line.Length));
        else if (kind == EventFieldKind.Event)
            _name = NameOf(line[value..]);
    }

    /// <summary>False when there is no data: such an event does not exist.</summary>
    private bool Dispatch(ByteWindow window, ref RawRecord record)
    {
        if (_data.Count == 0)
            return false;
        (int start, int length) = JoinData(window);
        record = new RawRecord
        {
            Form = RecordForm.ServerSentEvent,
            Bytes = window.Slice(start, length),
            Position = new RecordPosition(source, window.Line, window.Offset),
            EventName = _name,
        };
        Forget(window);
        return true;
    }

    /// <summary>Moves the data lines together in place, with line feeds between; nobody else has seen these bytes yet.</summary>
    private (int Start, int Length) JoinData(ByteWindow window)
    {
        int start = _data[0].Start.Value;
        int end = _data[0].End.Value;
        for (int i = 1; i < _data.Count; i++)
        {
            (int from, int length) = (_data[i].Start.Value, _data[i].End.Value - _data[i].Start.Value);
            window.Editable(end, 1)[0] = (byte)'\n';
            window.Unread.Slice(from, length).CopyTo(window.Editable(end + 1, length));
            end += 1 + length;
        }

        return (start, end - start);
    }

    private FrameStep WaitForLine(ByteWindow window, ref RawRecord record)
    {
        _searched = window.Unread.Length;
        if (_skipping)
        {
            _insideLine |= _searched > _lineStart;
            Forget(window);
            return FrameStep.NeedMore;
        }

        return _searched > limits.MaxLineBytes ? TooLong(window, ref record) : FrameStep.NeedMore;
    }

    /// <summary>The rest, up to the next blank line, is skipped.</summary>
    private FrameStep TooLong(ByteWindow window, ref RawRecord record)
    {
        RecordPosition position = new(source, window.Line, window.Offset);
        record = DocumentFaults.TooLong(window, position, "event", limits.MaxLineBytes, limits);
        _skipping = true;
        _searched = _lineStart;
        return FrameStep.Record;
    }

    /// <summary>Moves the window past the lines seen so far and begins a new event.</summary>
    private void Forget(ByteWindow window)
    {
        int bytes = _skipping && _searched > _lineStart ? _searched : _lineStart;
        window.Advance(bytes, _lines);
        _data.Clear();
        _name = DefaultEvent;
        _lineStart = 0;
        _lines = 0;
        _searched = 0;
    }

    /// <summary>Recordings repeat a handful of names; one string a run of equal names is enough.</summary>
    private string NameOf(ReadOnlySpan<byte> name)
    {
        const int MaxNameBytes = 256;
        ReadOnlySpan<byte> kept = name.Length > MaxNameBytes ? name[..MaxNameBytes] : name;
        if (kept.IsEmpty)
            return DefaultEvent;
        if (!Ascii.Equals(kept, _lastName))
            _lastName = Encoding.UTF8.GetString(kept);
        return _lastName;
    }
}
