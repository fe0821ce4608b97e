using System.Buffers.Binary;
using System.Text;
using RtmPipeline.State;

namespace RtmPipeline.Sources.Journal;

/// <summary>
/// Ids of deleted posts whose records are still to be purged, each with the last ordinal there was when it was asked for; durable. Up to <see cref="MaxIds"/>: beyond that
/// all segments up to there are removed when they are covered, instead of kept as a recording, so that a flood of deletes costs recordings and neither memory nor promises.
/// </summary>
internal sealed class PurgeList : IDisposable
{
    /// <summary>Most ids.</summary>
    public const int MaxIds = 100_000;

    /// <summary>Longest id, UTF-8 bytes; no network has longer ones, and a longer one counts as a flood.</summary>
    public const int MaxIdBytes = 2048;

    private const string FileName = "purges";

    /// <summary>Length and CRC of what follows, and the ordinal.</summary>
    private const int FixedBytes = sizeof(int) + sizeof(uint) + sizeof(long);

    private readonly IDurableFolder _folder;
    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);
    private IDurableFile _file;

    private PurgeList(IDurableFolder folder, IDurableFile file)
    {
        _folder = folder;
        _file = file;
    }

    public int Count => _ids.Count;

    /// <summary>Ordinal up to which nothing may be kept as a recording.</summary>
    public long NotKept { get; private set; }

    /// <exception cref="IOException">The disk failed.</exception>
    public static PurgeList Open(IDurableFolder folder)
    {
        if (!folder.List().Contains(FileName))
        {
            IDurableFile made = folder.Create(FileName);
            made.Flush();
            folder.Flush();
            return new PurgeList(folder, made);
        }

        byte[] bytes = folder.Read(FileName);
        PurgeList list = new(folder, folder.Append(FileName));
        int good = list.Load(bytes);
        if (good < bytes.Length)
            list._file.Truncate(good);
        list._file.Flush();
        return list;
    }

    /// <summary>A copy of the ids.</summary>
    public HashSet<string> Ids() => new(_ids.Keys, StringComparer.Ordinal);

    /// <summary>Remembers ids; durable when it returns.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Add(IReadOnlyCollection<string> ids, long upTo)
    {
        using MemoryStream entries = new();
        foreach (string id in ids)
        {
            bool isTooMuch = (_ids.Count >= MaxIds && !_ids.ContainsKey(id)) || Encoding.UTF8.GetByteCount(id) > MaxIdBytes || id.Length == 0;
            string kept = isTooMuch ? string.Empty : id;
            Note(kept, upTo);
            entries.Write(EntryOf(kept, upTo));
        }

        _file.Write(entries.ToArray());
        _file.Flush();
    }

    /// <summary>Forgets what was asked for up to an ordinal.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Forget(long upTo)
    {
        List<string> done = [.. _ids.Where(id => id.Value <= upTo).Select(id => id.Key)];
        if (done.Count == 0 && (NotKept == 0 || NotKept > upTo))
            return;
        done.ForEach(id => _ids.Remove(id));
        if (NotKept <= upTo)
            NotKept = 0;
        _file.Dispose();
        using MemoryStream entries = new();
        if (NotKept > 0)
            entries.Write(EntryOf(string.Empty, NotKept));
        foreach ((string id, long ordinal) in _ids)
            entries.Write(EntryOf(id, ordinal));
        _folder.Replace(FileName, entries.ToArray());
        _file = _folder.Append(FileName);
    }

    public void Dispose() => _file.Dispose();

    private static byte[] EntryOf(string id, long upTo)
    {
        byte[] entry = new byte[FixedBytes + Encoding.UTF8.GetByteCount(id)];
        BinaryPrimitives.WriteInt32LittleEndian(entry, entry.Length - FixedBytes);
        BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(8), upTo);
        Encoding.UTF8.GetBytes(id, entry.AsSpan(FixedBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(4), Crc32C.Of(entry.AsSpan(8)));
        return entry;
    }

    private void Note(string id, long upTo)
    {
        if (id.Length == 0)
            NotKept = Math.Max(NotKept, upTo);
        else
            _ids[id] = Math.Max(upTo, _ids.GetValueOrDefault(id));
    }

    /// <returns>Bytes up to the first entry that was never flushed whole.</returns>
    private int Load(ReadOnlySpan<byte> bytes)
    {
        int good = 0;
        while (bytes.Length - good >= FixedBytes)
        {
            ReadOnlySpan<byte> entry = bytes[good..];
            int length = BinaryPrimitives.ReadInt32LittleEndian(entry);
            if (length < 0 || length > entry.Length - FixedBytes)
                break;
            entry = entry[..(FixedBytes + length)];
            if (BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]) != Crc32C.Of(entry[8..]))
                break;
            Note(Encoding.UTF8.GetString(entry[FixedBytes..]), BinaryPrimitives.ReadInt64LittleEndian(entry[8..]));
            good += entry.Length;
        }

        return good;
    }
}
