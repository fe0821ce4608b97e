using System.Buffers.Binary;
using System.Text;

namespace RtmPipeline.Sources.Journal;

/// <summary>
/// The bytes of a segment: its head (magic, version, number, first ordinal, time, CRC), then entries, each a head of <see cref="HeadBytes"/> with a CRC of its own and one
/// of the body, then the body: names, and the record as it came. Numbers are little-endian.
/// </summary>
/// <remarks>A head with its own checksum can be believed, so a length is not read out of garbage, and an entry whose body is bad is passed over exactly.</remarks>
internal static class JournalFormat
{
    public const int Version = 2;

    /// <summary>Bytes of a segment's head.</summary>
    public const int SegmentHeadBytes = 40;

    /// <summary>Bytes of an entry's head.</summary>
    public const int HeadBytes = 52;

    /// <summary>Longest body: the longest document that can be configured (1 GiB), and its names.</summary>
    public const int MaxBodyBytes = (1 << 30) + (1 << 20);

    /// <summary>Longest name of a source, an event or a content type, and longest fault, UTF-8 bytes; longer ones are cut.</summary>
    public const int MaxNameBytes = 4096;

    private const int EntryCrcAt = HeadBytes - sizeof(uint);
    private const int BodyCrcAt = EntryCrcAt - sizeof(uint);
    private const int SegmentCrcAt = SegmentHeadBytes - sizeof(uint);

    /// <summary>What a segment begins with.</summary>
    public static ReadOnlySpan<byte> SegmentMagic => "RTMJRNL\n"u8;

    /// <summary>What an entry begins with: its first byte never stands in UTF-8 text.</summary>
    public static ReadOnlySpan<byte> EntryMagic => [0xff, (byte)'R', (byte)'J', 0x01];

    public static byte[] SegmentHeadOf(in SegmentHead head)
    {
        byte[] bytes = new byte[SegmentHeadBytes];
        SegmentMagic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(12), head.Number);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(20), head.FirstOrdinal);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(28), head.MadeAt);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(SegmentCrcAt), Crc32C.Of(bytes.AsSpan(0, SegmentCrcAt)));
        return bytes;
    }

    /// <summary>False when the bytes are no whole, undamaged head.</summary>
    /// <exception cref="JournalBrokenException">It is the head of another version.</exception>
    public static bool TryReadSegmentHead(ReadOnlySpan<byte> bytes, out SegmentHead head)
    {
        head = default;
        if (bytes.Length < SegmentHeadBytes || !bytes.StartsWith(SegmentMagic)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[SegmentCrcAt..]) != Crc32C.Of(bytes[..SegmentCrcAt]))
        {
            return false;
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (version != Version)
            throw new JournalBrokenException($"a segment is of version {version}, and this program reads version {Version}");
        head = new SegmentHead(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[20..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[28..]));
        return head is { Number: > 0, FirstOrdinal: > 0 };
    }

    /// <summary>Writes an entry's head over the first bytes of <paramref name="entry"/>, whose body is in its place behind them.</summary>
    public static void WriteHead(Span<byte> entry, in EntryHead head)
    {
        EntryMagic.CopyTo(entry);
        entry[4] = (byte)head.Kind;
        entry[5] = (byte)head.Form;
        BinaryPrimitives.WriteUInt16LittleEndian(entry[6..], (ushort)head.SourceBytes);
        BinaryPrimitives.WriteInt32LittleEndian(entry[8..], head.BodyBytes);
        BinaryPrimitives.WriteInt32LittleEndian(entry[12..], head.LabelBytes);
        BinaryPrimitives.WriteInt32LittleEndian(entry[16..], head.FaultBytes);
        BinaryPrimitives.WriteInt64LittleEndian(entry[20..], head.Ordinal);
        BinaryPrimitives.WriteInt64LittleEndian(entry[28..], head.ReceivedAt);
        BinaryPrimitives.WriteInt64LittleEndian(entry[36..], head.Origin);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[BodyCrcAt..], Crc32C.Of(entry.Slice(HeadBytes, head.BodyBytes)));
        BinaryPrimitives.WriteUInt32LittleEndian(entry[EntryCrcAt..], Crc32C.Of(entry[..EntryCrcAt]));
    }

    /// <summary>False when no undamaged head begins here; needs <see cref="HeadBytes"/>.</summary>
    public static bool TryReadHead(ReadOnlySpan<byte> bytes, out EntryHead head)
    {
        head = default;
        if (!bytes.StartsWith(EntryMagic) || BinaryPrimitives.ReadUInt32LittleEndian(bytes[EntryCrcAt..]) != Crc32C.Of(bytes[..EntryCrcAt]))
            return false;
        head = new EntryHead(
            (EntryKind)bytes[4],
            (RecordForm)bytes[5],
            BinaryPrimitives.ReadInt64LittleEndian(bytes[20..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[28..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[36..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]));
        return IsSound(head);
    }

    /// <summary>True when the body is the one that was written; needs the whole entry.</summary>
    public static bool HasSoundBody(ReadOnlySpan<byte> entry) =>
        BinaryPrimitives.ReadUInt32LittleEndian(entry[BodyCrcAt..]) == Crc32C.Of(entry[HeadBytes..]);

    /// <summary>UTF-8 of a name, cut at the limit; null for null.</summary>
    public static byte[]? NameOf(string? name)
    {
        if (name is null)
            return null;
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        return bytes.Length <= MaxNameBytes ? bytes : bytes[..MaxNameBytes];
    }

    /// <summary>A checksum that fits does not make a sum of lengths that fits.</summary>
    private static bool IsSound(in EntryHead head) =>
        head.Kind is EntryKind.Record or EntryKind.Tombstone or EntryKind.Mark
        && head.Form is RecordForm.Json or RecordForm.Xml or RecordForm.ServerSentEvent or RecordForm.Fault or RecordForm.Quiet or RecordForm.Decision
        && head.Ordinal >= 0 && head.BodyBytes is >= 0 and <= MaxBodyBytes
        && head.Origin >= -1 && head.LabelBytes >= -1 && head.FaultBytes >= -1
        && (long)head.SourceBytes + Math.Max(0, head.LabelBytes) + Math.Max(0, head.FaultBytes) <= head.BodyBytes;
}
