using System.IO.Compression;

namespace RtmPipeline.Sources.News.Fetching;

/// <summary>A body that cannot be taken.</summary>
/// <param name="fault">Why, as the dead letters know it: it begins with <c>too long:</c> or <c>bad compression:</c>.</param>
/// <param name="head">First bytes of it.</param>
internal sealed class UnusableBodyException(string fault, byte[] head) : IOException(fault)
{
    public byte[] Head { get; } = head;
}

/// <summary>
/// Reads the body of an answer under its limits: bytes as they come, bytes unpacked, and how many times one is of the other. gzip can unpack to 1,030 times its size, so the cap
/// alone would let a small answer cost a lot.
/// </summary>
/// <param name="maxBytes">Bytes of the body, as it comes and unpacked.</param>
/// <param name="maxRatio">Times its size to which it may unpack beyond <see cref="RatioFreeBytes"/>.</param>
internal sealed class FeedBody(int maxBytes, int maxRatio)
{
    /// <summary>Bytes up to which the ratio does not matter: small documents of blanks are no attack.</summary>
    public const int RatioFreeBytes = 1 << 20;

    /// <summary>Bytes of a body that cannot be taken which are kept for the dead letters.</summary>
    public const int HeadBytes = 4096;

    /// <summary>How often a body may be packed: some servers pack what is packed already, and say it once.</summary>
    private const int MaxLayers = 2;

    /// <exception cref="UnusableBodyException">It is beyond a limit, or packed in a way that was not asked for.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task<(byte[] Body, long Received)> ReadAsync(HttpContent content, CancellationToken stop)
    {
        foreach (string encoding in content.Headers.ContentEncoding)
        {
            if (encoding.ToLowerInvariant() is not ("gzip" or "x-gzip" or "identity" or ""))
                throw new UnusableBodyException($"bad compression: packed as {encoding[..Math.Min(20, encoding.Length)]}, which was not asked for", []);
        }

        if (content.Headers.ContentLength > maxBytes)
            throw new UnusableBodyException($"too long: a body of {content.Headers.ContentLength} bytes (limit {maxBytes})", []);
        byte[] received = await ReceiveAsync(await content.ReadAsStreamAsync(stop), stop);
        byte[] body = received;
        // Whether it is packed is seen by its first bytes: some say so and do not, some do and do not say.
        for (int layer = 0; layer < MaxLayers && body is [0x1f, 0x8b, ..]; layer++)
            body = Unpack(body, received.Length);
        return (body, received.Length);
    }

    private async Task<byte[]> ReceiveAsync(Stream stream, CancellationToken stop)
    {
        byte[] bytes = new byte[64 << 10];
        int used = 0;
        while (await stream.ReadAsync(bytes.AsMemory(used), stop) is > 0 and var read)
        {
            used += read;
            if (used > maxBytes)
                throw new UnusableBodyException($"too long: a body of more than {maxBytes} bytes (limit {maxBytes})", bytes[..HeadBytes]);
            if (used == bytes.Length)
                Array.Resize(ref bytes, Grown(used));
        }

        Array.Resize(ref bytes, used);
        return bytes;
    }

    private byte[] Unpack(byte[] packed, int received)
    {
        using GZipStream stream = new(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
        byte[] bytes = new byte[Math.Max(64 << 10, Math.Min(maxBytes, packed.Length * 4))];
        int used = 0;
        try
        {
            while (stream.Read(bytes, used, bytes.Length - used) is > 0 and var read)
            {
                used += read;
                if (used > maxBytes)
                    throw new UnusableBodyException($"too long: a body that unpacks to more than {maxBytes} bytes (limit {maxBytes})", bytes[..HeadBytes]);
                if (used > RatioFreeBytes && used > (long)received * maxRatio)
                    throw new UnusableBodyException($"bad compression: a body unpacks to more than {maxRatio} times its size (limit {maxRatio} beyond {RatioFreeBytes} bytes)", bytes[..HeadBytes]);
                if (used == bytes.Length)
                    Array.Resize(ref bytes, Grown(used));
            }
        }
        catch (InvalidDataException broken)
        {
            throw new UnusableBodyException($"bad compression: {broken.Message}", bytes[..Math.Min(used, HeadBytes)]);
        }

        Array.Resize(ref bytes, used);
        return bytes;
    }

    /// <summary>One byte more than the limit is enough to see that it is passed.</summary>
    private int Grown(int used) => (int)Math.Min((long)used * 2, Math.Max(used + 1L, maxBytes + 1L));
}
