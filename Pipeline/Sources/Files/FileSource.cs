using System.Runtime.CompilerServices;
using RtmPipeline.Sources.Journal;

namespace RtmPipeline.Sources.Files;

/// <summary>
/// Reads a recording from a file or standard input: lines of JSON, a JSON document over many lines, an XML document or server-sent
/// events, or a segment of a journal, told by content, gzip or not. It pulls: nothing is read until a batch is asked for. Records and their positions do not depend on
/// the batch size, nor on how the bytes come in; only how much can be had of compression that is broken does, where it breaks.
/// </summary>
internal sealed class FileSource : IRecordSource
{
    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>GZipStream reads 8 KiB at a time; a buffer below it saves a system call for most of these.</summary>
    private const int FileBufferBytes = 128 * 1024;

    private readonly FileLimits _limits;
    private readonly Func<Stream> _open;
    private readonly bool _fillWhole;
    private RecordedBytes? _bytes;
    private long _length;
    private long _handedOffset;

    /// <param name="path">A file, or <see cref="StandardInput"/>.</param>
    /// <param name="limits">Limits on lines and documents.</param>
    public FileSource(string path, FileLimits limits)
        : this(path, limits, () => Open(path), fillWhole: path != StandardInput)
    {
    }

    /// <param name="name">Name of the source in positions.</param>
    /// <param name="limits">Limits on lines and documents.</param>
    /// <param name="open">Opens the bytes; called once for each reading, which then owns the stream.</param>
    /// <param name="fillWhole">False where what has come must not wait for what has not: then a batch may be smaller.</param>
    internal FileSource(string name, FileLimits limits, Func<Stream> open, bool fillWhole)
    {
        Name = name;
        _limits = limits;
        _open = open;
        _fillWhole = fillWhole;
    }

    public string Name { get; }

    /// <summary>Which share of the bytes of some recordings is done, 0 to 1, for any thread; null where a size is not known, or not yet.</summary>
    /// <param name="sources">The recordings.</param>
    /// <param name="reached">Offset of the last record of each source that was used, where records are read ahead; null where they are not.</param>
    public static double? ShareOf(IEnumerable<IRecordSource> sources, IReadOnlyDictionary<string, long>? reached = null)
    {
        double done = 0;
        long length = 0;
        foreach (IRecordSource source in sources)
        {
            if (source is not FileSource file || Volatile.Read(ref file._bytes) is not { } bytes || file._length == 0)
                return null;
            long handed = Volatile.Read(ref file._handedOffset);
            double used = reached is null || handed == 0 ? 1 : Math.Min(1, (double)reached.GetValueOrDefault(file.Name) / handed);
            done += bytes.CompressedBytes * used;
            length += file._length;
        }

        return length == 0 ? null : done / length;
    }

    /// <inheritdoc />
    /// <exception cref="FileNotFoundException">On the first pull: there is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">On the first pull: it may not be read.</exception>
    /// <exception cref="IOException">It is a directory, or reading failed; a failing disk is an outside fault, not bad input.</exception>
    public IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, CancellationToken stopReading)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        return ReadBatchesAsync(batchSize, stopReading);
    }

    private async IAsyncEnumerable<RawBatch> ReadBatchesAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        await using RecordedBytes? bytes = await OpenAsync(stopReading);
        if (bytes is null)
            yield break;
        using ByteWindow window = new(bytes, _limits, _fillWhole);
        BatchAssembler batch = new(batchSize);
        IFramer? framer = null;
        while (!stopReading.IsCancellationRequested)
        {
            FrameStep step = Next(window, ref framer, out RawRecord record);
            if (step == FrameStep.End && window.Fault is string fault)
                batch.Add(DocumentFaults.Of(window, new RecordPosition(Name, window.Line, window.Offset), fault, _limits));
            else if (step == FrameStep.Record)
                batch.Add(record);

            // A batch lies in one buffer, and reading more may change it.
            if (batch.IsFull || (step != FrameStep.Record && batch.Count > 0))
                yield return Handed(batch.Take(window.Buffer));
            if (step == FrameStep.End || (step == FrameStep.NeedMore && !await TryFillAsync(window, stopReading)))
                yield break;
        }
    }

    private RawBatch Handed(RawBatch batch)
    {
        Volatile.Write(ref _handedOffset, batch.Records[^1].Position.Offset);
        return batch;
    }

    private FrameStep Next(ByteWindow window, ref IFramer? framer, out RawRecord record)
    {
        record = default;
        if (framer is null)
        {
            if (!FormSniffer.TryTell(window, _limits, out RecordForm form))
                return FrameStep.NeedMore;
            framer = SegmentFramer.Begins(window) ? new SegmentFramer(Name) : FramerOf(form);
        }

        return framer.Next(window, out record);
    }

    private IFramer FramerOf(RecordForm form) => form switch
    {
        RecordForm.Xml => new XmlDocumentFramer(Name, _limits),
        RecordForm.ServerSentEvent => new EventFramer(Name, _limits),
        _ => new LineFramer(Name, _limits),
    };

    /// <summary>Null when reading was stopped before it began.</summary>
    private async ValueTask<RecordedBytes?> OpenAsync(CancellationToken stopReading)
    {
        if (stopReading.IsCancellationRequested)
            return null;
        Stream input = _open();
        try
        {
            _length = input is FileStream { CanSeek: true } ? input.Length : 0;
            RecordedBytes bytes = await RecordedBytes.OpenAsync(input, stopReading);
            Volatile.Write(ref _bytes, bytes);
            return bytes;
        }
        catch (OperationCanceledException) when (stopReading.IsCancellationRequested)
        {
            await input.DisposeAsync();
            return null;
        }
    }

    private static async ValueTask<bool> TryFillAsync(ByteWindow window, CancellationToken stopReading)
    {
        try
        {
            await window.FillAsync(stopReading);
            return true;
        }
        catch (OperationCanceledException) when (stopReading.IsCancellationRequested)
        {
            return false;
        }
    }

    private static Stream Open(string path)
    {
        if (path == StandardInput)
            return Console.OpenStandardInput();
        if (Directory.Exists(path))
            throw new IOException($"{path} is a directory, not a file");
        return new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.Read,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = FileBufferBytes,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        });
    }
}
