using System.Buffers;

namespace RtmPipeline.Sources.Journal;

/// <summary>Walks through a whole segment that does not grow, entry by entry, bad bytes included. Owns the bytes it is given.</summary>
internal sealed class SegmentWalk(Stream bytes, long last) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
    private int _start;
    private int _end;
    private int _taken;
    private bool _isWhole;

    public SegmentParser Parser { get; } = new(last);

    /// <summary>Moves to the next piece; false at the end.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public bool TryMove(out SegmentStep step, out SegmentPiece piece)
    {
        _start += _taken;
        _taken = 0;
        while ((step = Parser.Next(_buffer.AsSpan(_start, _end - _start), _isWhole, out piece)) == SegmentStep.NeedMore
            || (step == SegmentStep.End && !_isWhole))
        {
            Fill();
        }

        _taken = piece.Length;
        return step != SegmentStep.End;
    }

    /// <summary>The body of the record moved to; valid until the next move.</summary>
    public ReadOnlyMemory<byte> BodyOf(in SegmentPiece piece) => _buffer.AsMemory(_start + JournalFormat.HeadBytes, piece.Head.BodyBytes);

    public void Dispose()
    {
        bytes.Dispose();
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Fill()
    {
        int unread = _end - _start;
        byte[] room = unread < _buffer.Length ? _buffer : ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(_start, unread).CopyTo(room);
        if (room != _buffer)
            ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _start, _end) = (room, 0, unread);
        int read = bytes.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isWhole = read == 0;
    }
}
