using System.IO.Compression;
using System.Text;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;

namespace RtmPipeline.Tests.Sources.Files;

/// <summary>What a test looks at in a raw record, copied out of the pooled buffer.</summary>
internal sealed record Framed(RecordForm Form, string Text, long Line, long Offset, string? EventName = null, string? Fault = null)
{
    public static Framed Json(string text, long line, long offset) => new(RecordForm.Json, text, line, offset);

    public static Framed Event(string name, string text, long line, long offset) => new(RecordForm.ServerSentEvent, text, line, offset, name);
}

/// <summary>Recordings made in memory and read through <see cref="FileSource"/>.</summary>
internal static class Recording
{
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Gzip(byte[] content)
    {
        using MemoryStream into = new();
        using (GZipStream gzip = new(into, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(content);
        return into.ToArray();
    }

    public static Task<List<Framed>> ReadAsync(string text, FileLimits? limits = null, int batchSize = 10) =>
        ReadAsync(Bytes(text), limits, batchSize);

    public static Task<List<Framed>> ReadAsync(byte[] content, FileLimits? limits = null, int batchSize = 10, int chunk = int.MaxValue) =>
        ReadAsync(() => new ChunkedStream(content, chunk), limits, batchSize, fillWhole: chunk == int.MaxValue);

    public static async Task<List<Framed>> ReadAsync(Func<Stream> open, FileLimits? limits, int batchSize, bool fillWhole)
    {
        FileSource source = new("in.test", limits ?? FileLimits.Default, open, fillWhole);
        List<Framed> framed = [];
        await foreach (RawBatch batch in source.ReadAsync(batchSize, CancellationToken.None))
        {
            using (batch)
                Collect(batch, framed);
        }

        return framed;
    }

    public static void Collect(RawBatch batch, List<Framed> into)
    {
        foreach (RawRecord record in batch.Records)
        {
            string text = Encoding.UTF8.GetString(record.Bytes.Span);
            into.Add(new Framed(record.Form, text, record.Position.Line, record.Position.Offset, record.EventName, record.Fault));
        }
    }

    /// <summary>Gives at most <paramref name="chunk"/> bytes a read, as a pipe may.</summary>
    internal sealed class ChunkedStream(byte[] content, int chunk) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, chunk));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, chunk)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, chunk)], cancellationToken);
    }
}
