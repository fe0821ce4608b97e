using System.Buffers;
using RtmPipeline.State;

namespace RtmPipeline.Sources.Journal;

/// <summary>
/// Walks through the records of a journal's folder in order. Memory: one buffer, which grows to the longest entry that really is there. What is damaged comes as one fault
/// for each run of lost records.
/// </summary>
/// <param name="folder">The journal's folder.</param>
/// <param name="name">Name of the journal in faults.</param>
/// <param name="from">Ordinal to begin at; 1 or less begins at the oldest record there is.</param>
/// <param name="warn">Gets a sentence when something is left out without being lost.</param>
internal sealed class JournalCursor(IDurableFolder folder, string name, long from, Action<string> warn) : IDisposable
{
    private const int ReadBytes = 256 * 1024;

    /// <summary>Segments that may vanish between being listed and being opened; a name that can never be opened must not hold us for ever.</summary>
    private const int MaxVanished = 1000;

    private readonly EntryText _text = new(name);
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
    private int _start;
    private int _end;
    private Stream? _bytes;
    private long _offset;
    private SegmentFile _segment;
    private SegmentParser _parser = new(-1);
    private long _last = -1;
    private bool _isWhole;
    private bool _hasSuccessor;
    private int _vanished;

    /// <summary>Bad bytes passed over so far.</summary>
    public long BadBytes { get; private set; }

    /// <summary>Ordinal of the last record passed.</summary>
    public long Last => Math.Max(0, _last);

    /// <summary>Moves to the next record; its bytes are valid until the next call.</summary>
    /// <param name="end">How far may be read; null for all there is, in a journal that is not ours.</param>
    /// <param name="record">The record, or a fault in place of lost ones.</param>
    /// <returns>False when there is none so far.</returns>
    /// <exception cref="JournalBrokenException">The first records asked for are gone, or a segment is of another version.</exception>
    /// <exception cref="IOException">The disk cannot be read.</exception>
    public bool TryMove(JournalEnd? end, out RawRecord record)
    {
        record = default;
        while (_bytes is not null || TryOpen(end, out record))
        {
            if (record.Fault is not null)
                return true;
            switch (_parser.Next(_buffer.AsSpan(_start, _end - _start), _isWhole, out SegmentPiece piece))
            {
                case SegmentStep.NeedMore:
                    if (!TryFill(end))
                        return false;
                    break;
                case SegmentStep.End when _isWhole:
                    CloseSegment();
                    break;
                case SegmentStep.Lost:
                    if (piece.LostTo < from)
                        break;
                    record = EntryText.LossOf(name, Math.Max(from, piece.LostFrom), piece.LostTo, default);
                    return true;
                case SegmentStep.Record:
                    ReadOnlyMemory<byte> body = _buffer.AsMemory(_start + JournalFormat.HeadBytes, piece.Head.BodyBytes);
                    _start += piece.Length;
                    _last = piece.Head.Ordinal;
                    if (_last < from)
                        break;
                    record = _text.RecordOf(piece.Head, body);
                    return true;
                default:
                    _start += piece.Length;
                    break;
            }
        }

        return record.Fault is not null;
    }

    public void Dispose()
    {
        _bytes?.Dispose();
        _bytes = null;
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    /// <summary>Opens the next segment. One that is missing before it comes as a fault; the process that writes the journal may remove the oldest at any time.</summary>
    private bool TryOpen(JournalEnd? end, out RawRecord loss)
    {
        while (true)
        {
            try
            {
                return TryOpenNext(end, out loss);
            }
            catch (FileNotFoundException) when (++_vanished <= MaxVanished)
            {
                // Removed since it was listed: the next listing is without it.
            }
        }
    }

    private bool TryOpenNext(JournalEnd? end, out RawRecord loss)
    {
        loss = default;
        List<SegmentFile> ahead = [.. SegmentFiles.In(folder).Where(file => file.Number > _segment.Number && (end is null || file.Number <= end.Segment))];
        if (_segment.Number == 0)
            SkipEarlier(ahead);
        if (ahead.Count == 0)
            return false;
        SegmentHead? head = SegmentFiles.HeadOf(folder, ahead[0]);
        if (_last < 0 && from > 1 && head?.FirstOrdinal > from)
            throw new JournalBrokenException($"the journal {folder.Path} begins at record {head.Value.FirstOrdinal}, and records from {from} on are needed; it is not the journal of this state, or was altered");
        _bytes = folder.OpenRead(ahead[0].Name);
        if (_last >= 0 && head is { } known && known.FirstOrdinal > _last + 1 && known.FirstOrdinal > from)
        {
            loss = EntryText.LossOf(name, Math.Max(from, _last + 1), known.FirstOrdinal - 1, default);
            _last = known.FirstOrdinal - 1;
        }

        _segment = ahead[0];
        _offset = 0;
        _isWhole = false;
        _hasSuccessor = ahead.Count > 1;
        _start = _end = 0;
        _parser = new SegmentParser(_last);
        return true;
    }

    /// <summary>Drops segments that hold nothing from the beginning on.</summary>
    private void SkipEarlier(List<SegmentFile> ahead)
    {
        while (ahead.Count > 1 && SegmentFiles.HeadOf(folder, ahead[1]) is { } second && second.FirstOrdinal <= from)
            ahead.RemoveAt(0);
    }

    private void WarnOfTail() =>
        warn($"the last {_end - _start} bytes of {_segment.Name} in {folder.Path} are no whole record (yet) and are left out");

    private void CloseSegment()
    {
        BadBytes += _parser.BadBytes;
        _last = Math.Max(_last, _parser.Last);
        _bytes?.Dispose();
        _bytes = null;
    }

    /// <summary>Reads on. At the end of a segment that another follows, nothing more will come.</summary>
    /// <returns>False when nothing more can be read now.</returns>
    private bool TryFill(JournalEnd? end)
    {
        bool isGrowing = end is not null && end.Segment == _segment.Number;
        int most = isGrowing ? (int)Math.Min(int.MaxValue, end!.Length - _offset) : int.MaxValue;
        if (Read(most) > 0)
            return true;
        if (isGrowing)
            return false;
        if (end is not null || _hasSuccessor)
            return _isWhole = true;
        // The list is older than the bytes: what was written before a successor was begun may have come after the last reading.
        _hasSuccessor = SegmentFiles.In(folder).Exists(file => file.Number > _segment.Number);
        if (!_hasSuccessor && _end > _start)
            WarnOfTail();
        return _hasSuccessor;
    }

    private int Read(int most)
    {
        if (most == 0)
            return 0;
        MakeRoom();
        int read = _bytes!.Read(_buffer, _end, Math.Min(_buffer.Length - _end, most));
        _end += read;
        _offset += read;
        return read;
    }

    private void MakeRoom()
    {
        int unread = _end - _start;
        if (_start > 0)
            _buffer.AsSpan(_start, unread).CopyTo(_buffer);
        (_start, _end) = (0, unread);
        if (unread < _buffer.Length)
            return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, unread).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
