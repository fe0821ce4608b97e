namespace RtmPipeline.Sources.Live;

/// <summary>A line of a connection.</summary>
/// <param name="Bytes">Its bytes without the end of the line, a copy of its own; the head of a line that is too long.</param>
/// <param name="Length">Bytes of the whole line.</param>
/// <param name="IsTooLong">True when it is longer than the limit, and only its head is kept.</param>
internal readonly record struct ReceivedLine(ReadOnlyMemory<byte> Bytes, long Length, bool IsTooLong);

/// <summary>
/// Splits what comes from a connection, in pieces cut anywhere, into lines that end with a line feed, a carriage return before it taken off. Memory: one line; of a longer
/// one the head is kept, and the rest is passed over.
/// </summary>
/// <param name="maxBytes">Longest line.</param>
/// <param name="headBytes">Bytes kept of a longer one.</param>
internal sealed class LineBuffer(int maxBytes, int headBytes = LineBuffer.DefaultHeadBytes)
{
    /// <summary>Bytes kept of a line that is too long.</summary>
    public const int DefaultHeadBytes = 4096;

    private readonly List<ReceivedLine> _lines = [];
    private byte[] _partial = new byte[1024];
    private int _used;
    private long _length;
    private bool _endsWithReturn;

    /// <summary>Bytes of the line that has begun and not ended.</summary>
    public long Unfinished => _length;

    /// <summary>Takes a piece.</summary>
    /// <returns>The lines that ended in it, empty ones too; valid until the next call.</returns>
    public IReadOnlyList<ReceivedLine> Take(ReadOnlySpan<byte> piece)
    {
        _lines.Clear();
        while (piece.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Keep(piece[..end]);
            _lines.Add(Finish());
            piece = piece[(end + 1)..];
        }

        Keep(piece);
        return _lines;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        if (bytes.Length > 0)
            _endsWithReturn = bytes[^1] == '\r';
        // One more than the limit, as the carriage return does not count.
        int room = maxBytes + 1 - _used;
        ReadOnlySpan<byte> kept = bytes[..Math.Min(bytes.Length, room)];
        if (_used + kept.Length > _partial.Length)
            Array.Resize(ref _partial, Math.Min(maxBytes + 1, Math.Max(_used + kept.Length, _partial.Length * 2)));
        kept.CopyTo(_partial.AsSpan(_used));
        _used += kept.Length;
    }

    private ReceivedLine Finish()
    {
        long whole = _endsWithReturn ? _length - 1 : _length;
        bool isTooLong = whole > maxBytes;
        ReceivedLine line = new(_partial.AsSpan(0, isTooLong ? Math.Min(_used, headBytes) : (int)whole).ToArray(), whole, isTooLong);
        _used = 0;
        _length = 0;
        _endsWithReturn = false;
        return line;
    }
}
