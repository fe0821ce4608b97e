using System.Text;

namespace RtmPipeline.Sources.Journal;

/// <summary>Entries that wait to be flushed, as they will stand in the segment, behind room for a mark. Used again after <see cref="Clear"/>. Guarded by its writer.</summary>
internal sealed class WaitingRecords
{
    /// <summary>Memory beyond this is given back after a group that needed it.</summary>
    private const int KeptBytes = 4 << 20;

    private byte[] _bytes = new byte[64 * 1024];
    private int _used = JournalFormat.HeadBytes;

    /// <summary>Completed when the group is flushed, or cannot be.</summary>
    public TaskCompletionSource Flushed { get; private set; } = Signals.New();

    public bool IsEmpty => _used == JournalFormat.HeadBytes;

    /// <summary>Bytes with the mark.</summary>
    public int Length => _used;

    /// <summary>Last ordinal in it.</summary>
    public long Last { get; private set; }

    /// <summary>Bytes that a record takes.</summary>
    public static long LengthOf(in RawRecord record)
    {
        long names = Math.Min(JournalFormat.MaxNameBytes, Encoding.UTF8.GetByteCount(record.Position.Source));
        names += LabelOf(record) is { } label ? Math.Min(JournalFormat.MaxNameBytes, Encoding.UTF8.GetByteCount(label)) : 0;
        names += record.Fault is null ? 0 : Math.Min(JournalFormat.MaxNameBytes, Encoding.UTF8.GetByteCount(record.Fault));
        return JournalFormat.HeadBytes + names + record.Bytes.Length;
    }

    public void Add(in RawRecord record, long ordinal, long receivedAt)
    {
        byte[] source = JournalFormat.NameOf(record.Position.Source)!;
        byte[]? label = JournalFormat.NameOf(LabelOf(record));
        byte[]? fault = JournalFormat.NameOf(record.Fault);
        int names = source.Length + (label?.Length ?? 0) + (fault?.Length ?? 0);
        EntryHead head = new(
            EntryKind.Record, record.Form, ordinal, receivedAt, record.Position.Origin ?? -1, source.Length, label?.Length ?? -1, fault?.Length ?? -1, names + record.Bytes.Length);
        Span<byte> entry = Room(head.Length);
        Span<byte> body = entry[JournalFormat.HeadBytes..];
        source.CopyTo(body);
        label.AsSpan().CopyTo(body[source.Length..]);
        fault.AsSpan().CopyTo(body[(names - (fault?.Length ?? 0))..]);
        record.Bytes.Span.CopyTo(body[names..]);
        JournalFormat.WriteHead(entry, head);
        Last = ordinal;
    }

    /// <summary>The group with its mark.</summary>
    /// <param name="before">Last ordinal flushed before it.</param>
    /// <param name="now">Unix milliseconds.</param>
    public ReadOnlySpan<byte> Marked(long before, long now)
    {
        JournalFormat.WriteHead(_bytes, new EntryHead(EntryKind.Mark, RecordForm.Json, before, now, -1, 0, -1, -1, 0));
        return _bytes.AsSpan(0, _used);
    }

    public void Clear()
    {
        _used = JournalFormat.HeadBytes;
        Flushed = Signals.New();
        if (_bytes.Length > KeptBytes)
            _bytes = new byte[KeptBytes];
    }

    /// <summary>An event has a name and no content type of its own.</summary>
    private static string? LabelOf(in RawRecord record) => record.Form == RecordForm.ServerSentEvent ? record.EventName : record.ContentType;

    private Span<byte> Room(int length)
    {
        long needed = (long)_used + length;
        if (needed > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(needed, _bytes.Length * 2L)));
        Span<byte> room = _bytes.AsSpan(_used, length);
        _used += length;
        return room;
    }
}
