using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using RtmPipeline.Sources.Files;

namespace RtmPipeline.Sources.Http;

/// <summary>
/// Reads a request's body whole, unpacked, within limits on its bytes and on its ratio. gzip is told by its first bytes too, as some forget to say so. Brotli is not read: it
/// packs 1 to 600,000, and each body may ask for 16 MiB of window; zstd the same.
/// </summary>
internal sealed class BodyReader(HttpOptions options, ByteBudget budget)
{
    /// <summary>Most bytes out per byte in, beyond <see cref="RatioFreeBytes"/>; logs pack 1 to 30, and gzip at most 1 to 1,030.</summary>
    public const int MaxRatio = 200;

    /// <summary>Bytes before the ratio is looked at.</summary>
    public const int RatioFreeBytes = 1 << 20;

    /// <summary>Bytes of room for one read.</summary>
    private const int ReadBytes = 16 << 10;

    /// <summary>Reads the body.</summary>
    /// <returns>The body, which the caller disposes, or why there is none.</returns>
    /// <exception cref="BadHttpRequestException">The server refuses to read on.</exception>
    /// <exception cref="IOException">The sender went away.</exception>
    /// <exception cref="OperationCanceledException">The sender went away.</exception>
    public async ValueTask<(IngestBody? Body, IngestRefusal? Why)> ReadAsync(HttpRequest request, CancellationToken hardStop)
    {
        if (request.ContentLength > options.MaxBodyBytes)
            return (null, TooLong());
        byte[] head = new byte[2];
        int headLength = await request.Body.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, hardStop);
        PrefixedStream packed = new(head.AsMemory(0, headLength), request.Body);
        if (Unpacked(packed, request.Headers.ContentEncoding.ToString().Trim(), head) is not { } plain)
            return (null, IngestRefusal.Unsupported("the body's encoding is not read; send it as it is, or with 'Content-Encoding: gzip' or deflate"));
        await using (plain)
            return await ReadAsync(plain, packed, (int)(request.ContentLength ?? 0), hardStop);
    }

    private async ValueTask<(IngestBody? Body, IngestRefusal? Why)> ReadAsync(Stream plain, PrefixedStream packed, int expected, CancellationToken hardStop)
    {
        IngestBody body = new(budget);
        bool isKept = false;
        try
        {
            // One byte more shows the end without growing.
            IngestRefusal? why = body.TryReserve(expected + 1) ? null : NoRoom();
            while (why is null)
            {
                int read = await plain.ReadAsync(body.Free, hardStop);
                if (read == 0)
                {
                    isKept = true;
                    return (body, null);
                }

                body.Advance(read);
                why = WhyTooMuch(body.Length, plain == packed ? null : packed.BytesRead) ?? (body.Free.Length > 0 || body.TryReserve(ReadBytes) ? null : NoRoom());
            }

            return (null, why);
        }
        catch (InvalidDataException broken)
        {
            return (null, IngestRefusal.BadBody($"bad compression: {broken.Message}"));
        }
        finally
        {
            if (!isKept)
                body.Dispose();
        }
    }

    private IngestRefusal? WhyTooMuch(long length, long? packed)
    {
        if (length > options.MaxBodyBytes)
            return TooLong();
        return packed is { } bytes && length > RatioFreeBytes && length / MaxRatio > bytes
            ? IngestRefusal.TooLarge($"the body unpacks to more than {MaxRatio} times its size")
            : null;
    }

    private IngestRefusal TooLong() => IngestRefusal.TooLarge($"the body is longer than {options.MaxBodyBytes} bytes (MaxBodyBytes, after decompression); send smaller batches");

    private IngestRefusal NoRoom() => IngestRefusal.Busy(options.RetryAfter, "too much waits for the journal; nothing of this request was taken, send it again") with { MustClose = true };

    /// <summary>Null for an encoding that is not read.</summary>
    private static Stream? Unpacked(PrefixedStream packed, string encoding, byte[] head) => encoding.ToLowerInvariant() switch
    {
        "" or "identity" => head is [0x1f, 0x8b] ? new GZipStream(packed, CompressionMode.Decompress) : packed,
        "gzip" or "x-gzip" => new GZipStream(packed, CompressionMode.Decompress),
        // RFC 9110, section 8.4.1.2: the zlib form is meant, and some send the bare one.
        "deflate" => (head[0] & 0x0f) == 8 && ((head[0] << 8) | head[1]) % 31 == 0
            ? new ZLibStream(packed, CompressionMode.Decompress)
            : new DeflateStream(packed, CompressionMode.Decompress),
        _ => null,
    };
}
