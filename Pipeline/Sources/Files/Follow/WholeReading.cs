using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Files.Follow;

/// <summary>Reads one file that does not grow any more from its beginning, as a recording is read, and passes over the records that were given before.</summary>
internal sealed class WholeReading : IAsyncDisposable
{
    private readonly FollowedFile _file;
    private readonly FileRegistry _registry;
    private readonly SourceHost _host;
    private readonly IFollowedDisk _disk;
    private readonly FileLook _look;
    private readonly IAsyncEnumerator<RawBatch> _batches;
    private long _offset;

    public WholeReading(FollowedFile file, FileRegistry registry, IFollowedDisk disk, FileLimits limits, SourceHost host, int batchSize, CancellationToken stop)
    {
        const int bufferBytes = 128 * 1024;
        _file = file;
        _registry = registry;
        _host = host;
        _disk = disk;
        _look = file.Look;
        _offset = file.Mark.Offset;
        FileSource recording = new(file.Entry.Path, limits, () => new FileStream(disk.Open(file.Entry.Path), FileAccess.Read, bufferBytes), fillWhole: true);
        _batches = recording.ReadAsync(batchSize, stop).GetAsyncEnumerator(CancellationToken.None);
    }

    public bool IsDone { get; private set; }

    /// <summary>The next records; null where there are none now. The last batch has no records, and says that all of the file was taken.</summary>
    public async ValueTask<RawBatch?> NextAsync()
    {
        try
        {
            while (await _batches.MoveNextAsync())
            {
                if (Take(_batches.Current) is { } batch)
                    return batch;
            }

            IsDone = true;
            return Finish();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            IsDone = true;
            _file.Trouble = FileTrouble.ReasonOf(fault);
            _file.VerifiedAt = null;
            _host.Watch.Count("unreadable");
            return null;
        }
    }

    public ValueTask DisposeAsync() => _batches.DisposeAsync();

    private RawBatch? Take(RawBatch read)
    {
        List<RawRecord> records = [];
        long bytes = 0;
        foreach (ref readonly RawRecord record in read.Records)
        {
            long origin = record.Position.Offset;
            if (origin < _file.Mark.Offset)
                continue;
            records.Add(record with { Position = new RecordPosition(_file.Entry.Source, 0, 0) { Origin = origin }, ReceivedAt = ReceivedAt });
            bytes += record.Bytes.Length;
            // Compression that breaks off may be completed; the record in which it does is then given again, whole.
            bool isBroken = record.Form == RecordForm.Fault && record.Fault?.StartsWith("bad compression: a document", StringComparison.Ordinal) == false
                && record.Fault.StartsWith("bad compression:", StringComparison.Ordinal);
            _offset = isBroken ? origin : origin + 1;
        }

        if (records.Count == 0)
        {
            read.Dispose();
            return null;
        }

        _host.Watch.Received(records.Count, bytes, ReceivedAt);
        ReadMark mark = _file.Mark with { Offset = _offset };
        return new RawBatch([.. records], records.Count, read) { Accepted = () => _registry.Accept(_file, mark) };
    }

    /// <summary>Null when the file was changed meanwhile: then it is read again when it is quiet, and what was given is passed over.</summary>
    private RawBatch? Finish()
    {
        ReadMark mark = _file.Mark with { Offset = _offset };
        using Microsoft.Win32.SafeHandles.SafeFileHandle handle = _disk.Open(_file.Entry.Path);
        FileLook now = _disk.Look(handle);
        bool isUnchanged = now == _look;
        if (isUnchanged)
            mark = mark with { TakenSize = _look.Size, TakenAt = _look.WrittenAt, Proof = FileProof.Of(handle, _look.Size) };
        _file.Mark = mark;
        return isUnchanged ? new RawBatch([], 0, null) { Accepted = () => _registry.Accept(_file, mark) } : null;
    }

    private long ReceivedAt => _file.BacklogEnd > 0 ? 0 : Math.Clamp(_look.WrittenMs, 1, _host.Now);
}
