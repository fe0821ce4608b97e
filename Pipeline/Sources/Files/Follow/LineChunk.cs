using Microsoft.Win32.SafeHandles;

namespace RtmPipeline.Sources.Files.Follow;

/// <summary>A place in a file of lines.</summary>
/// <param name="Offset">Byte.</param>
/// <param name="IsSkipping">True when the line there is the rest of one that was given up.</param>
internal readonly record struct LinePlace(long Offset, bool IsSkipping);

/// <summary>Lines that were read at once, over one buffer.</summary>
/// <param name="batches">Records, with the place behind each group.</param>
/// <param name="buffer">Their bytes; the caller is a holder.</param>
/// <param name="after">Place behind all of it, blank lines and what was skipped included.</param>
/// <param name="cut">The last line, where it was taken without its end.</param>
internal sealed class LineChunk(IReadOnlyList<(RawRecord[] Records, LinePlace After)> batches, SharedBuffer buffer, LinePlace after, LineCut? cut) : IDisposable
{
    public IReadOnlyList<(RawRecord[] Records, LinePlace After)> Batches { get; } = batches;

    public LinePlace After { get; } = after;

    public LineCut? Cut { get; } = cut;

    /// <summary>A group as a batch that keeps the bytes.</summary>
    public RawBatch BatchOf(RawRecord[] records, Action accepted)
    {
        buffer.Hold();
        return new RawBatch(records, records.Length, new Hold(buffer)) { Accepted = accepted };
    }

    public void Dispose() => buffer.Release();

    private sealed class Hold(SharedBuffer buffer) : IDisposable
    {
        public void Dispose() => buffer.Release();
    }
}

/// <summary>
/// Cuts a file into lines from a place on. Nothing is kept between readings: a line that has not ended is read again from its beginning, so the memory of a file that waits is
/// nothing, and a character cut by the end of a reading is whole in the next one.
/// </summary>
/// <param name="maxLineBytes">Longest line; of a longer one the head becomes a fault, and the rest is passed over.</param>
/// <param name="headBytes">Bytes of that head.</param>
internal sealed class LineReader(int maxLineBytes, int headBytes)
{
    /// <summary>Bytes read at once; more only where a line is longer.</summary>
    public const int ChunkBytes = 256 * 1024;

    /// <summary>Reads what one reading gives.</summary>
    /// <param name="file">The file.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="end">Where to end.</param>
    /// <param name="batchSize">Most records in a group.</param>
    /// <param name="takesUnfinished">True to take what stands at the end without a line's end.</param>
    /// <param name="describe">Makes a record of what is between two places.</param>
    /// <exception cref="IOException">The disk fails.</exception>
    public LineChunk Read(SafeFileHandle file, LinePlace from, long end, int batchSize, bool takesUnfinished, Func<long, RawRecord> describe)
    {
        // A line that just fits, with a carriage return and a line feed.
        int longest = maxLineBytes + 2;
        int want = (int)Math.Min(end - from.Offset, ChunkBytes);
        while (true)
        {
            SharedBuffer buffer = new(Math.Max(want, 1));
            int read = FileProof.ReadAt(file, buffer.Array.AsSpan(0, want), from.Offset);
            bool isEnd = from.Offset + read >= end || read < want;
            LineChunk chunk = new Pass(this, buffer, from, batchSize, describe).Run(read, takesUnfinished && isEnd);
            if (isEnd || chunk.After != from || want >= longest)
                return chunk;
            chunk.Dispose();
            want = (int)Math.Min(Math.Min(end - from.Offset, longest), want * 4L);
        }
    }

    private sealed class Pass(LineReader reader, SharedBuffer buffer, LinePlace from, int batchSize, Func<long, RawRecord> describe)
    {
        private readonly List<(RawRecord[] Records, LinePlace After)> _batches = [];
        private readonly List<RawRecord> _records = [];
        private bool _isSkipping = from.IsSkipping;
        private int _at;
        private LineCut? _cut;

        public LineChunk Run(int length, bool takesUnfinished)
        {
            while (buffer.Array.AsSpan(_at, length - _at).IndexOf((byte)'\n') is >= 0 and var feed)
            {
                if (_isSkipping)
                    _isSkipping = false;
                else
                    Take(feed);
                _at += feed + 1;
                if (_records.Count == batchSize)
                    Close();
            }

            TakeRest(length - _at, takesUnfinished);
            Close();
            return new LineChunk(_batches, buffer, Place, _cut);
        }

        private LinePlace Place => new(from.Offset + _at, _isSkipping);

        private void TakeRest(int rest, bool takesUnfinished)
        {
            if (rest == 0)
                return;
            if (_isSkipping)
            {
                _at += rest;
            }
            else if (rest > reader.MaxLineBytes + 1)
            {
                Take(rest);
                _isSkipping = true;
                _at += rest;
            }
            else if (takesUnfinished)
            {
                _cut = new LineCut(from.Offset + _at, from.Offset + _at + rest);
                Take(rest);
                _at += rest;
            }
        }

        private void Take(int length)
        {
            ReadOnlySpan<byte> line = buffer.Array.AsSpan(_at, length);
            if (length > 0 && line[^1] == (byte)'\r')
                line = line[..^1];
            if (Blanks.IsBlank(line))
                return;
            RawRecord record = describe(from.Offset + _at);
            bool isTooLong = line.Length > reader.MaxLineBytes;
            _records.Add(record with
            {
                Form = isTooLong ? RecordForm.Fault : RecordForm.Json,
                Bytes = buffer.Array.AsMemory(_at, isTooLong ? Math.Min(line.Length, reader.HeadBytes) : line.Length),
                Fault = isTooLong ? $"too long: line of more than {reader.MaxLineBytes} bytes (limit {reader.MaxLineBytes})" : null,
            });
        }

        private void Close()
        {
            if (_records.Count == 0)
                return;
            _batches.Add(([.. _records], Place));
            _records.Clear();
        }
    }

    private int MaxLineBytes => maxLineBytes;

    private int HeadBytes => headBytes;
}
