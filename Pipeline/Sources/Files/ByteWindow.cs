namespace RtmPipeline.Sources.Files;

/// <summary>
/// The part of a recording that is in memory: one contiguous run of unread bytes with its place in the source. Framers look at
/// <see cref="Unread"/> and <see cref="Advance"/> past what they took; slices stay valid as long as their batch holds <see cref="Buffer"/>.
/// </summary>
internal sealed class ByteWindow : IDisposable
{
    private readonly RecordedBytes _source;
    private readonly FileLimits _limits;
    private readonly bool _fillWhole;
    private int _start;
    private int _end;
    private bool _readPending;

    /// <param name="source">Where bytes come from.</param>
    /// <param name="limits">Sizes.</param>
    /// <param name="fillWhole">True for files: read until a buffer is full. False for pipes, where what has come must not wait for what has not.</param>
    public ByteWindow(RecordedBytes source, FileLimits limits, bool fillWhole)
    {
        _source = source;
        _limits = limits;
        _fillWhole = fillWhole;
        Buffer = new SharedBuffer(limits.ReadBytes);
    }

    public SharedBuffer Buffer { get; private set; }

    public ReadOnlySpan<byte> Unread => Buffer.Array.AsSpan(_start, _end - _start);

    /// <summary>Line of the first unread byte, 1-based.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Offset of the first unread byte in the decompressed source.</summary>
    public long Offset { get; private set; }

    /// <summary>True when no more bytes will come.</summary>
    public bool Ended { get; private set; }

    /// <summary>Why the source ended early; null while all is well.</summary>
    public string? Fault => _source.Fault;

    /// <summary>True when what is unread unpacked beyond the ratio allowed for documents that are held whole.</summary>
    public bool BeyondRatio =>
        _source.IsCompressed && Unread.Length > _limits.RatioFreeBytes
        && Offset + Unread.Length > (double)_limits.MaxCompressionRatio * _source.CompressedBytes;

    public ReadOnlyMemory<byte> Slice(int start, int length) => Buffer.Array.AsMemory(_start + start, length);

    /// <summary>The unread bytes, for a framer that closes gaps inside a record nobody else has seen yet.</summary>
    public Span<byte> Editable(int start, int length) => Buffer.Array.AsSpan(_start + start, length);

    /// <summary>Moves past bytes that hold <paramref name="lines"/> line ends.</summary>
    public void Advance(int bytes, int lines)
    {
        _start += bytes;
        Offset += bytes;
        Line += lines;
    }

    /// <summary>Reads more behind what is unread; sets <see cref="Ended"/> when there is no more. Slices handed out before stay valid.</summary>
    public async ValueTask FillAsync(CancellationToken stopReading)
    {
        if (Ended)
            return;
        MakeRoom();
        int goal = _fillWhole ? Buffer.Array.Length : _end + 1;
        while (_end < goal)
        {
            _readPending = true;
            int read = await ReadAsync(Buffer.Array.AsMemory(_end), stopReading);
            _readPending = false;
            if (read == 0)
            {
                Ended = true;
                return;
            }

            _end += read;
        }
    }

    /// <summary>Lets go of the buffer. One that a cancelled read may still write into is left to the garbage collector instead of the pool.</summary>
    public void Dispose()
    {
        if (!_readPending)
            Buffer.Release();
    }

    private async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken stopReading)
    {
        ValueTask<int> read = _source.ReadAsync(into, stopReading);
        // A blocked standard input does not look at the token, so the wait for it must.
        return read.IsCompleted ? await read : await read.AsTask().WaitAsync(stopReading);
    }

    private void MakeRoom()
    {
        int unread = _end - _start;
        // Refilling a nearly full buffer would mean many tiny reads.
        if (Buffer.Array.Length - _end >= _limits.ReadBytes / 8)
            return;
        if (Buffer.IsExclusive && unread <= Buffer.Array.Length / 2)
        {
            Buffer.Array.AsSpan(_start, unread).CopyTo(Buffer.Array);
        }
        else
        {
            SharedBuffer larger = new(Math.Max(_limits.ReadBytes, unread * 2));
            Buffer.Array.AsSpan(_start, unread).CopyTo(larger.Array);
            Buffer.Release();
            Buffer = larger;
        }

        _start = 0;
        _end = unread;
    }
}
