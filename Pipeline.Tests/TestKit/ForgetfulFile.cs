namespace RtmPipeline.Tests.TestKit;

/// <summary>A file of a <see cref="ForgetfulFolder"/>: its bytes as programs see them, those that are durable, and what was written since. The folder guards it.</summary>
internal sealed class ForgetfulFile
{
    /// <summary>Disks write whole sectors, in any order.</summary>
    private const int SectorBytes = 512;

    private readonly List<FileChange> _changes = [];
    private byte[] _durable = [];
    private byte[] _room = [];
    private int _length;

    /// <summary>Whoever has it open to be written; null for nobody.</summary>
    public object? Writer { get; set; }

    /// <summary>How many files the folder had made with this one.</summary>
    public required long Number { get; init; }

    public long Length => _length;

    public byte[] ToArray() => _room[.._length];

    public int Read(long offset, Span<byte> into)
    {
        int count = (int)Math.Clamp(_length - offset, 0, into.Length);
        _room.AsSpan((int)Math.Min(offset, _length), count).CopyTo(into);
        return count;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        _changes.Add(new FileChange(offset, bytes.ToArray()));
        int end = (int)offset + bytes.Length;
        if (end > _room.Length)
            Array.Resize(ref _room, Math.Max(end, _room.Length * 2));
        bytes.CopyTo(_room.AsSpan((int)offset));
        _length = Math.Max(_length, end);
    }

    public void Truncate(long length)
    {
        _changes.Add(new FileChange(length, null));
        _length = (int)Math.Min(_length, length);
    }

    public void Flush()
    {
        _durable = Apply(_changes.Where(change => !change.IsDoomed));
        _changes.RemoveAll(change => !change.IsDoomed);
    }

    /// <summary>The system has given the bytes up, though programs still read them.</summary>
    public void FailFlush() => _changes.ForEach(change => change.IsDoomed = true);

    public void Replace(byte[] bytes)
    {
        _changes.Clear();
        _durable = bytes;
        _room = [.. bytes];
        _length = bytes.Length;
    }

    /// <summary>Leaves what a power failure leaves.</summary>
    public void Forget(Random luck)
    {
        Replace(_changes.Count == 0 ? _durable : Apply(Survivors(luck)));
        Writer = null;
    }

    private IEnumerable<FileChange> Survivors(Random luck)
    {
        List<FileChange> pending = [.. _changes.Where(change => !change.IsDoomed)];
        int whole = luck.Next(pending.Count + 1);
        int fate = luck.Next(4);
        // Nothing; the first ones; the first ones and a torn one; sectors of any of them.
        if (fate == 0)
            return [];
        if (fate < 3)
        {
            IEnumerable<FileChange> first = pending.Take(whole);
            return fate == 1 || whole == pending.Count ? first : first.Append(pending[whole].Torn(luck));
        }

        return pending.SelectMany(change => luck.Next(2) == 0 ? change.Sectors(luck) : []).ToList();
    }

    private byte[] Apply(IEnumerable<FileChange> changes)
    {
        using MemoryStream result = new();
        result.Write(_durable);
        foreach (FileChange change in changes)
        {
            if (change.Bytes is null)
            {
                result.SetLength(Math.Min(result.Length, change.Offset));
                continue;
            }

            // What lies between the old end and a later write was never written: zeros.
            result.Position = change.Offset;
            result.Write(change.Bytes);
        }

        return result.ToArray();
    }

    /// <param name="offset">Where it was written; the new length of a cut.</param>
    /// <param name="bytes">What; null for a cut.</param>
    private sealed class FileChange(long offset, byte[]? bytes)
    {
        public long Offset => offset;

        public byte[]? Bytes => bytes;

        /// <summary>True once a flush of it has failed.</summary>
        public bool IsDoomed { get; set; }

        /// <summary>A first part as it was written, a second of garbage, and the rest not at all.</summary>
        public FileChange Torn(Random luck)
        {
            if (bytes is null)
                return this;
            byte[] torn = bytes[..luck.Next(bytes.Length + 1)];
            luck.NextBytes(torn.AsSpan(luck.Next(torn.Length + 1)));
            return new FileChange(offset, torn);
        }

        /// <summary>Some of its sectors.</summary>
        public IEnumerable<FileChange> Sectors(Random luck)
        {
            if (bytes is null)
                return [this];
            List<FileChange> kept = [];
            for (long at = offset; at < offset + bytes.Length;)
            {
                int length = (int)Math.Min(SectorBytes - (at % SectorBytes), offset + bytes.Length - at);
                if (luck.Next(2) == 0)
                    kept.Add(new FileChange(at, bytes.AsSpan((int)(at - offset), length).ToArray()));
                at += length;
            }

            return kept;
        }
    }
}
