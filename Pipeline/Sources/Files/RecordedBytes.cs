using System.IO.Compression;

namespace RtmPipeline.Sources.Files;

/// <summary>The bytes of a recording, decompressed when they are gzip. Broken compression ends them and is told by <see cref="Fault"/>.</summary>
internal sealed class RecordedBytes : IAsyncDisposable
{
    private static readonly byte[] s_gzipMagic = [0x1f, 0x8b];

    private readonly PrefixedStream _compressed;
    private readonly Stream _plain;

    private RecordedBytes(PrefixedStream compressed, Stream plain)
    {
        _compressed = compressed;
        _plain = plain;
    }

    /// <summary>Why the bytes ended before their time; null while all is well.</summary>
    public string? Fault { get; private set; }

    public bool IsCompressed => _plain != _compressed;

    /// <summary>Bytes taken from the file itself.</summary>
    public long CompressedBytes => _compressed.BytesRead;

    /// <summary>Looks at the first bytes of <paramref name="input"/>, and owns it from then on.</summary>
    public static async ValueTask<RecordedBytes> OpenAsync(Stream input, CancellationToken stopReading)
    {
        byte[] head = new byte[s_gzipMagic.Length];
        int length = await input.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, stopReading).AsTask().WaitAsync(stopReading);
        PrefixedStream compressed = new(head.AsMemory(0, length), input);
        bool isGzip = head.AsSpan(0, length).SequenceEqual(s_gzipMagic);
        return new RecordedBytes(compressed, isGzip ? new GZipStream(compressed, CompressionMode.Decompress) : compressed);
    }

    /// <summary>Reads what is there, at least one byte; 0 at the end, and when the compression is broken.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken stopReading)
    {
        if (Fault is not null)
            return 0;
        try
        {
            return await _plain.ReadAsync(into, stopReading);
        }
        catch (InvalidDataException broken)
        {
            Fault = $"bad compression: {broken.Message} (after {CompressedBytes} compressed bytes)";
            return 0;
        }
    }

    public ValueTask DisposeAsync() => _plain.DisposeAsync();
}
