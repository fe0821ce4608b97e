using System.Text;
using RtmPipeline.Sources.Files;

namespace RtmPipeline.Sources.Mastodon;

/// <summary>One server-sent event.</summary>
/// <param name="Name">Its name; <c>message</c> where none was sent.</param>
/// <param name="Bytes">Its data, lines joined by line feeds, a copy of its own; the head of an event that is too long.</param>
/// <param name="Fault">Why it is no event; null where it is one.</param>
internal readonly record struct StreamEvent(string Name, byte[] Bytes, string? Fault);

/// <summary>
/// Takes a connection of server-sent events apart (WHATWG HTML, "Server-sent events", section 9.2.6), in pieces cut anywhere: lines end with a line feed, a carriage return,
/// or both. An event that the connection breaks off is not given. Memory: one event; of a longer one the head is kept, and the rest is passed over.
/// </summary>
/// <param name="maxBytes">Longest event, with the names of its fields. A status with its card and poll is typically below 10 KiB.</param>
/// <param name="headBytes">Bytes kept of a longer one.</param>
internal sealed class EventStreamParser(int maxBytes = EventStreamParser.MaxEventBytes, int headBytes = EventStreamParser.HeadBytes)
{
    /// <summary>Longest event.</summary>
    public const int MaxEventBytes = 1 << 20;

    /// <summary>Bytes kept of a longer one.</summary>
    public const int HeadBytes = 4096;

    private const string DefaultName = "message";
    private const int MaxNameBytes = 256;

    private readonly List<StreamEvent> _events = [];
    private readonly GrowingBytes _line = new();
    private readonly GrowingBytes _data = new();
    private string _name = DefaultName;
    private string _lastName = DefaultName;
    private bool _hasData;
    private bool _isFirstLine = true;
    private bool _isAfterReturn;
    private bool _isSkipping;
    private bool _isInsideSkippedLine;
    private long _eventBytes;

    /// <summary>Comments met so far: signs of life.</summary>
    public long Comments { get; private set; }

    /// <summary>True when an event has begun and not ended.</summary>
    public bool IsInsideEvent => _isSkipping || _hasData || _line.Length > 0 || _name != DefaultName;

    /// <summary>Takes a piece.</summary>
    /// <returns>The events that ended in it; valid until the next call.</returns>
    public IReadOnlyList<StreamEvent> Take(ReadOnlySpan<byte> piece)
    {
        _events.Clear();
        if (_isAfterReturn && !piece.IsEmpty && piece[0] == (byte)'\n')
            piece = piece[1..];
        _isAfterReturn &= piece.IsEmpty;
        while (piece.IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and int end)
        {
            Keep(piece[..end]);
            EndLine();
            bool isReturn = piece[end] == (byte)'\r';
            piece = piece[(end + 1)..];
            if (isReturn && piece.IsEmpty)
                _isAfterReturn = true;
            else if (isReturn && piece[0] == (byte)'\n')
                piece = piece[1..];
        }

        Keep(piece);
        return _events;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_isSkipping)
        {
            _isInsideSkippedLine |= !bytes.IsEmpty;
            return;
        }

        _eventBytes += bytes.Length;
        if (_eventBytes <= maxBytes)
            _line.Add(bytes);
        else
            Skip(bytes);
    }

    /// <summary>Gives the head of an event that is too long; the rest of it, up to the next blank line, is passed over.</summary>
    private void Skip(ReadOnlySpan<byte> bytes)
    {
        byte[] head = [.. _data.Head(headBytes), .. _line.Head(headBytes), .. bytes[..Math.Min(bytes.Length, headBytes)]];
        _events.Add(new StreamEvent(_name, head.Length > headBytes ? head[..headBytes] : head, $"too long: event of more than {maxBytes} bytes (limit {maxBytes})"));
        Forget();
        _isSkipping = true;
        _isInsideSkippedLine = true;
    }

    private void EndLine()
    {
        if (_isSkipping)
        {
            _isSkipping = _isInsideSkippedLine;
            _isInsideSkippedLine = false;
            return;
        }

        ReadOnlySpan<byte> line = _line.Span;
        if (_isFirstLine && line.StartsWith("\uFEFF"u8))
            line = line[3..];
        _isFirstLine = false;
        if (line.IsEmpty)
            Dispatch();
        else
            TakeField(line);
        _line.Clear();
    }

    private void TakeField(ReadOnlySpan<byte> line)
    {
        switch (EventField.Of(line, out int value))
        {
            case EventFieldKind.Comment:
                Comments++;
                // Signs of life stand between events, without a blank line: hours of them are no part of the next event.
                _eventBytes -= line.Length;
                break;
            case EventFieldKind.Data:
                if (_hasData)
                    _data.Add("\n"u8);
                _data.Add(line[value..]);
                _hasData = true;
                break;
            case EventFieldKind.Event:
                _name = NameOf(line[value..]);
                break;
        }
    }

    /// <summary>Without data there is no event.</summary>
    private void Dispatch()
    {
        if (_hasData)
            _events.Add(new StreamEvent(_name, _data.Span.ToArray(), null));
        Forget();
    }

    private void Forget()
    {
        _line.Clear();
        _data.Clear();
        _hasData = false;
        _name = DefaultName;
        _eventBytes = 0;
    }

    /// <summary>A stream repeats a handful of names; one string a run of equal names is enough.</summary>
    private string NameOf(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> kept = name.Length > MaxNameBytes ? name[..MaxNameBytes] : name;
        if (kept.IsEmpty)
            return DefaultName;
        if (!Ascii.Equals(kept, _lastName))
            _lastName = Encoding.UTF8.GetString(kept);
        return _lastName;
    }

    /// <summary>Bytes that grow, and do not stay large after one long event.</summary>
    private sealed class GrowingBytes
    {
        private const int KeptCapacity = 64 * 1024;

        private byte[] _bytes = new byte[4096];

        public int Length { get; private set; }

        public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

        public ReadOnlySpan<byte> Head(int most) => _bytes.AsSpan(0, Math.Min(Length, most));

        public void Add(ReadOnlySpan<byte> bytes)
        {
            if (Length + bytes.Length > _bytes.Length)
                Array.Resize(ref _bytes, Math.Max(Length + bytes.Length, _bytes.Length * 2));
            bytes.CopyTo(_bytes.AsSpan(Length));
            Length += bytes.Length;
        }

        public void Clear()
        {
            Length = 0;
            if (_bytes.Length > KeptCapacity)
                _bytes = new byte[KeptCapacity];
        }
    }
}
