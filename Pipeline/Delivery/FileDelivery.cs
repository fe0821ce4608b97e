using System.Buffers;
using System.Security.Cryptography;
using RtmPipeline.State;

namespace RtmPipeline.Delivery;

/// <summary>
/// Writes the outputs as lines of JSON (see <see cref="EntryLine"/>) to a file, or to standard output. A file can be taken up at a checkpoint: what
/// lies beyond it is cut off and computed again, so that it ends as the same bytes as without a break.
/// </summary>
/// <param name="path">File to write, replaced if it exists and is not taken up; "-" is standard output.</param>
/// <param name="crashPoints">For tests.</param>
internal sealed class FileDelivery(string path, CrashPoints? crashPoints = null) : IResumableDelivery
{
    /// <summary>Bytes collected before they go to the file, within one batch.</summary>
    private const int FlushBytes = 256 * 1024;

    /// <summary>Last bytes before a checkpoint whose digest it keeps, so that another file is not taken for this one.</summary>
    private const int EndBytes = 4096;

    private const string Section = "delivery.file";

    private readonly CrashPoints _crashPoints = crashPoints ?? CrashPoints.None;
    private readonly EntryNumbering _numbering = new();
    private readonly EntryDigest _written = new();
    private readonly ArrayBufferWriter<byte> _lines = new(FlushBytes);
    private Stream? _target;

    /// <summary>False while what an older run left in the file still stands there.</summary>
    private bool _isOurs;

    /// <summary>True once a checkpoint was to be taken up: an older run's file is then left alone.</summary>
    private bool _wasToResume;
    private bool _isNameDurable;

    public DeliveryCounts Counts => _written.Counts;

    public DeliveryDigests Digests => _written.Digests;

    /// <summary>What lay beyond the checkpoint was cut off, so nothing is compared.</summary>
    public bool IsCaughtUp => true;

    private bool IsFile => _target is FileStream { CanSeek: true };

    /// <exception cref="DeliveryRefusedException">The file cannot be created.</exception>
    public Task OpenAsync(CancellationToken hardStop)
    {
        try
        {
            _target ??= path == "-"
                ? StandardOutput.Open()
                : new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 1);
        }
        catch (IOException cause)
        {
            throw new DeliveryRefusedException($"cannot write to '{path}': {cause.Message}; name a file in a folder that is there and that this user may write to", cause);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new DeliveryRefusedException($"cannot write to '{path}': {cause.Message}; name a file in a folder that is there and that this user may write to", cause);
        }

        return Task.CompletedTask;
    }

    /// <exception cref="DeliveryBrokenException">The file took no more: the disk is full, or the reader of a pipe left.</exception>
    public async Task WriteAsync(OutputBatch batch, CancellationToken hardStop)
    {
        Stream target = Begun();
        try
        {
            foreach (OutputEntry entry in _numbering.Compose(batch))
            {
                EntryLine.Write(_lines, entry.Stream, null, entry.Stream.Fields(), entry.Values);
                _written.Add(entry);
                if (_lines.WrittenCount >= FlushBytes)
                    await FlushAsync(target, hardStop);
            }

            if (_lines.WrittenCount > 0)
                await FlushAsync(target, hardStop);
        }
        catch (IOException cause)
        {
            throw Broken(cause);
        }
    }

    /// <exception cref="DeliveryRefusedException">It is no file of this run, or standard output, which cannot be taken up.</exception>
    public Task<ResumeOutcome> ResumeAsync(StateReader from, CancellationToken hardStop)
    {
        _wasToResume = true;
        from.Section(Section);
        long length = from.Long();
        byte[] end = from.Bytes();
        if (length < 0 || !IsFile)
        {
            throw new DeliveryRefusedException(
                $"output to {(path == "-" ? "standard output" : $"'{path}'")} cannot be resumed, as nobody knows what its reader has; use --output FILE or Redis, or begin without --resume");
        }

        var file = (FileStream)_target!;
        try
        {
            if (file.Length < length)
                return Task.FromResult(new ResumeOutcome(true, 0, $"'{path}' has {file.Length} bytes, and had {length} at the checkpoint"));
            if (!DigestOfEnd(length).AsSpan().SequenceEqual(end))
                throw new DeliveryRefusedException($"'{path}' is not the file that the checkpoint was made with: the bytes before its end are others; name that file, or begin without --resume");
            file.SetLength(length);
            file.Position = length;
        }
        catch (IOException cause)
        {
            throw Broken(cause);
        }

        _numbering.Load(from);
        _written.Load(from);
        _isOurs = true;
        _crashPoints.Reach("resume.compared");
        return Task.FromResult(new ResumeOutcome(false, 0, string.Empty));
    }

    /// <exception cref="DeliveryBrokenException">The disk failed.</exception>
    public Task SaveAsync(StateWriter to, CancellationToken hardStop)
    {
        Stream target = Begun();
        to.Section(Section);
        if (target is FileStream file && IsFile)
        {
            try
            {
                file.Flush(flushToDisk: true);
                FlushName();
                to.Long(file.Position);
                to.Bytes(DigestOfEnd(file.Position));
            }
            catch (IOException cause)
            {
                throw Broken(cause);
            }
        }
        else
        {
            to.Long(-1);
            to.Bytes([]);
        }

        _numbering.Save(to);
        _written.Save(to);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_target is not null)
        {
            if (!_wasToResume)
                Begun();
            await _target.DisposeAsync();
        }

        _target = null;
        _written.Dispose();
    }

    /// <summary>SHA-256 of the last bytes before a place. Read by a handle of its own: a pipe or a device that is written to need not be readable.</summary>
    private byte[] DigestOfEnd(long length)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
        byte[] bytes = new byte[Math.Min(length, EndBytes)];
        file.Position = length - bytes.Length;
        file.ReadExactly(bytes);
        return SHA256.HashData(bytes);
    }

    /// <summary>Makes the file's name durable too, once.</summary>
    private void FlushName()
    {
        if (!_isNameDurable && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            new DiskFolder(folder).Flush();
        _isNameDurable = true;
    }

    /// <summary>The target, without what an older run left in it.</summary>
    private Stream Begun()
    {
        Stream target = _target ?? throw new InvalidOperationException("the delivery is not open");
        if (!_isOurs && IsFile && target.Length > 0)
            target.SetLength(0);
        _isOurs = true;
        return target;
    }

    private DeliveryBrokenException Broken(IOException cause) => new($"writing to '{path}' failed: {cause.Message}", cause);

    private async Task FlushAsync(Stream target, CancellationToken hardStop)
    {
        _crashPoints.Reach("delivery.before-write");
        await target.WriteAsync(_lines.WrittenMemory, hardStop);
        await target.FlushAsync(hardStop);
        _crashPoints.Reach("delivery.after-write");
        _lines.ResetWrittenCount();
    }
}
