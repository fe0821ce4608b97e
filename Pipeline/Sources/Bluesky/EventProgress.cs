using System.Buffers.Binary;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Bluesky;

/// <summary>How far a batch reaches: what is remembered once the batch is safe.</summary>
/// <param name="NewestUs">The greatest time up to its end.</param>
/// <param name="Changes">Number behind its last change of a record.</param>
internal readonly record struct ProgressMark(long NewestUs, long Changes);

/// <summary>
/// How far reading is, and how far what was read is safe. A new connection goes on from the former, a new process from the latter: what is written down is never beyond what was
/// accepted. With it go the newest accepted changes, so that those which the rewind brings again after a restart are told.
/// </summary>
/// <remarks>After a crash, changes that were accepted since the last time it was written down (10 s) come again, and are not told: posts and reposts are by their ids, later on.</remarks>
internal sealed class EventProgress
{
    /// <summary>Name of what is written down.</summary>
    public const string Part = "cursor";

    /// <summary>Changes that are written down: about a minute of all posts, likes and reposts, in 256 KiB.</summary>
    public const int SavedChanges = 1 << 15;

    private const int HeadBytes = 13;
    private const byte Version = 1;

    private readonly Lock _gate = new();
    private readonly EventCursor _cursor;
    private readonly SeenEvents _seen = new(SeenEvents.DefaultCapacity);
    private ProgressMark _accepted;
    private ProgressMark _saved;

    private EventProgress(EventCursor cursor) => _cursor = cursor;

    /// <summary>Greatest time of what was accepted, unix microseconds; 0 for none.</summary>
    public long AcceptedUs
    {
        get
        {
            lock (_gate)
                return _accepted.NewestUs;
        }
    }

    /// <summary>Reads what was written down.</summary>
    /// <param name="options">Rewind and look-back.</param>
    /// <param name="clock">Ours.</param>
    /// <param name="memory">Where it was written.</param>
    /// <param name="fault">What is wrong with it, in words, where something is.</param>
    /// <exception cref="IOException">The disk cannot be read.</exception>
    public static EventProgress Load(BlueskyOptions options, TimeProvider clock, SourceMemory memory, out string? fault)
    {
        EventProgress progress = new(new EventCursor(options, clock));
        fault = null;
        if (memory.Read(Part) is not { } bytes)
            return progress;
        if (!progress.TryTake(bytes))
            fault = $"what was kept of its place ({bytes.Length} bytes) is not readable; it begins as for the first time";
        else if (progress._cursor.Newest < progress._accepted.NewestUs)
            fault = "the time that was kept lies in the future; it begins with now";
        progress._accepted = progress._saved = progress.Here;
        return progress;
    }

    /// <inheritdoc cref="EventCursor.Next"/>
    public long? Next()
    {
        lock (_gate)
            return _cursor.Next();
    }

    /// <inheritdoc cref="EventCursor.Opened"/>
    public void Opened(long? asked)
    {
        lock (_gate)
            _cursor.Opened(asked);
    }

    /// <inheritdoc cref="EventCursor.Outdated"/>
    public void Outdated()
    {
        lock (_gate)
            _cursor.Outdated();
    }

    /// <inheritdoc cref="EventCursor.Broke"/>
    public TimeSpan Broke()
    {
        lock (_gate)
            return _cursor.Broke();
    }

    /// <inheritdoc cref="EventCursor.Take"/>
    public EventGap? Take(long timeUs)
    {
        lock (_gate)
            return _cursor.Take(timeUs);
    }

    /// <summary>Takes a change of a record.</summary>
    /// <returns>False when it came before.</returns>
    public bool IsNew(ulong change)
    {
        lock (_gate)
            return _seen.Add(change);
    }

    /// <summary>Where reading is now.</summary>
    public ProgressMark Mark()
    {
        lock (_gate)
            return Here;
    }

    /// <summary>What was read up to a mark is safe.</summary>
    public void Accept(ProgressMark mark)
    {
        lock (_gate)
            _accepted = new ProgressMark(Math.Max(_accepted.NewestUs, mark.NewestUs), Math.Max(_accepted.Changes, mark.Changes));
    }

    /// <summary>A connection was quiet since it was opened, for so long that everything before must have come.</summary>
    public void SeenUpTo(DateTimeOffset openedAt)
    {
        lock (_gate)
        {
            bool isAllSafe = _accepted == Here;
            _cursor.SeenUpTo(openedAt);
            if (isAllSafe)
                _accepted = Here;
        }
    }

    /// <summary>Writes down what is safe, where that is more than what was written last.</summary>
    /// <exception cref="IOException">The disk failed; what was written before still stands.</exception>
    public void Save(SourceMemory memory)
    {
        ProgressMark accepted;
        byte[] bytes;
        lock (_gate)
        {
            if (_accepted == _saved)
                return;
            accepted = _accepted;
            bytes = Pack(accepted);
        }

        memory.Write(Part, bytes);
        lock (_gate)
            _saved = accepted;
    }

    /// <summary>Where an earlier run was, unix microseconds; 0 where none was or it cannot be read.</summary>
    public static long KeptIn(SourceMemory memory) =>
        memory.Read(Part) is { Length: >= HeadBytes } bytes && bytes[0] == Version ? BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(1)) : 0;

    private ProgressMark Here => new(_cursor.Newest, _seen.Added);

    /// <summary>A byte for the version, the time, the number of changes, and the changes.</summary>
    private byte[] Pack(ProgressMark accepted)
    {
        ulong[] changes = _seen.Before(accepted.Changes, SavedChanges);
        byte[] bytes = new byte[HeadBytes + (changes.Length * sizeof(ulong))];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(1), accepted.NewestUs);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(9), changes.Length);
        for (int i = 0; i < changes.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(HeadBytes + (i * sizeof(ulong))), changes[i]);
        return bytes;
    }

    private bool TryTake(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeadBytes || bytes[0] != Version)
            return false;
        long newest = BinaryPrimitives.ReadInt64LittleEndian(bytes[1..]);
        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes[9..]);
        if (newest < 0 || count is < 0 or > SavedChanges || bytes.Length != HeadBytes + (count * sizeof(ulong)))
            return false;
        for (int i = 0; i < count; i++)
            _seen.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes[(HeadBytes + (i * sizeof(ulong)))..]));
        _cursor.GoOnFrom(newest);
        _accepted = new ProgressMark(newest, count);
        return true;
    }
}
