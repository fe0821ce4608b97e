using System.Buffers;

namespace RtmPipeline.Delivery;

/// <summary>Writes the outputs as lines of JSON (see <see cref="EntryLine"/>) to a file, or to standard output.</summary>
/// <param name="path">File to write, replaced if it exists; "-" is standard output.</param>
internal sealed class FileDelivery(string path) : IDelivery
{
    /// <summary>Bytes collected before they go to the file, within one batch.</summary>
    private const int FlushBytes = 256 * 1024;

    private readonly EntryNumbering _numbering = new();
    private readonly EntryDigest _written = new();
    private readonly ArrayBufferWriter<byte> _lines = new(FlushBytes);
    private Stream? _target;

    public DeliveryCounts Counts => _written.Counts;

    public DeliveryDigests Digests => _written.Digests;

    /// <exception cref="DeliveryRefusedException">The file cannot be created.</exception>
    public Task OpenAsync(CancellationToken hardStop)
    {
        try
        {
            _target ??= path == "-"
                ? Console.OpenStandardOutput()
                : new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1);
        }
        catch (IOException cause)
        {
            throw new DeliveryRefusedException($"cannot write to '{path}': {cause.Message}", cause);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new DeliveryRefusedException($"cannot write to '{path}': {cause.Message}", cause);
        }

        return Task.CompletedTask;
    }

    /// <exception cref="DeliveryBrokenException">The file took no more: the disk is full, or the reader of a pipe left.</exception>
    public async Task WriteAsync(OutputBatch batch, CancellationToken hardStop)
    {
        Stream target = _target ?? throw new InvalidOperationException("the delivery is not open");
        try
        {
            foreach (OutputEntry entry in _numbering.Compose(batch))
            {
                EntryLine.Write(_lines, entry.Stream, null, entry.Stream.Fields(), entry.Values);
                _written.Add(entry);
                if (_lines.WrittenCount >= FlushBytes)
                    await FlushAsync(target, hardStop);
            }

            await FlushAsync(target, hardStop);
        }
        catch (IOException cause)
        {
            throw new DeliveryBrokenException($"writing to '{path}' failed: {cause.Message}", cause);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_target is not null)
            await _target.DisposeAsync();
        _target = null;
        _written.Dispose();
    }

    private async Task FlushAsync(Stream target, CancellationToken hardStop)
    {
        await target.WriteAsync(_lines.WrittenMemory, hardStop);
        await target.FlushAsync(hardStop);
        _lines.ResetWrittenCount();
    }
}
