using System.IO.Compression;
using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;
using RtmPipeline.Tests.Posts.Decoding;
using RtmPipeline.Tests.Sources.Files;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>Files made to exhaust whoever reads them, each with the limit it meets: <see cref="FileLimits"/> and <see cref="JsonFields.MaxDepth"/>.</summary>
internal sealed class HardFileTests
{
    private const long LongLine = 200L << 20;
    private const int Levels = 100_000;

    /// <summary>What reading may allocate beside the buffers that are used again, for files of any length.</summary>
    private const long Flat = 8 << 20;

    private static readonly byte[] s_good = Encoding.UTF8.GetBytes(Fixtures.Plain);

    [Test]
    public void LineOf200Megabytes_IsOneFault_AndMemoryStaysFlat()
    {
        List<string> read = Read(() => new LongLineStream(LongLine), Flat);
        Assert.That(read, Is.EqualTo(new[] { "1 TooLong 4096", "2 forum:p-7" }));
    }

    [Test]
    public void GzipBombOfOneLine_IsOneFault_AndMemoryStaysFlat()
    {
        using MemoryStream bomb = new();
        using (GZipStream gzip = new(bomb, CompressionLevel.Fastest, leaveOpen: true))
            new LongLineStream(LongLine).CopyTo(gzip, 1 << 20);
        Assert.That(bomb.Length, Is.LessThan(4 << 20), "it should be a bomb");
        byte[] packed = bomb.ToArray();
        Assert.That(Read(() => new MemoryStream(packed), Flat), Is.EqualTo(new[] { "1 TooLong 4096", "2 forum:p-7" }));
    }

    [Test]
    public void GzipInGzip_IsOpenedOnce_AndRejected()
    {
        byte[] twice = Recording.Gzip(Recording.Gzip([.. s_good, (byte)'\n']));
        List<string> read = Read(() => new MemoryStream(twice), Flat);
        Assert.That(read, Is.Not.Empty.And.All.Contains(nameof(RejectReason.InvalidJson)));
    }

    [TestCase("[", "")]
    [TestCase("{\"a\":", "1")]
    [TestCase("{\"data\":[", "")]
    public void LineNested100000Levels_CostsOnlyItself(string open, string inside)
    {
        string nested = string.Concat(Enumerable.Repeat(open, Levels)) + inside;
        byte[] file = [.. s_good, .. Encoding.UTF8.GetBytes($"\n{nested}\n"), .. s_good];
        Assert.That(Read(() => new MemoryStream(file), Flat).Select(line => line.Split(' ')[1]), Is.EqualTo(new[] { "forum:p-7", nameof(RejectReason.InvalidJson), "forum:p-7" }));
        Assert.That(Decoded.Rejection(nested).Detail, Does.Contain("64"), "the limit should be told");
    }

    [Test]
    public void DocumentNestedOverLines_IsRejectedLineByLine()
    {
        // Decoded one by one, each line costs a batch, an exception and its dead letter.
        const int lines = 20_000;
        const long bytesEach = 6_000;
        byte[] file = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("[\n", lines)));
        List<string> read = Read(() => new MemoryStream(file), (bytesEach * lines) + Flat);
        Assert.That(read, Has.Count.EqualTo(lines).And.All.Contains(nameof(RejectReason.InvalidJson)));
    }

    [Test]
    public void MixedEncodings_CostNoNeighbour()
    {
        byte[] latin = [.. Encoding.Latin1.GetBytes("{\"id\":\"é\",\"time\":1786700010,\"text\":\"café\"}"), (byte)'\n'];
        byte[] file = [.. s_good, (byte)'\n', .. latin, .. Encoding.Unicode.GetBytes("{\"id\":\"2\"}"), (byte)'\n', .. s_good];
        Assert.That(Read(() => new MemoryStream(file), Flat), Is.EqualTo(new[] { "1 forum:p-7", "2 plain:\uFFFD", "3 InvalidJson 20", "4 forum:p-7" }));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void ByteOrderMarks_AtTheStartOfLines_AreSkipped(int marks)
    {
        byte[] file = [.. Encoding.UTF8.GetBytes(new string('\uFEFF', marks)), .. s_good, (byte)'\n', 0xEF, 0xBB, 0xBF, .. s_good];
        Assert.That(Read(() => new MemoryStream(file), Flat), Is.EqualTo(new[] { "1 forum:p-7", "2 forum:p-7" }));
    }

    /// <summary>Reads and decodes a file: the line and id of each post; the line, reason and payload's length of each rejection.</summary>
    private static List<string> Read(Func<Stream> open, long mostAllocated)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        List<string> read = ReadAsync(open).GetAwaiter().GetResult();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(mostAllocated));
        return read;
    }

    private static async Task<List<string>> ReadAsync(Func<Stream> open)
    {
        List<string> read = [];
        FileSource source = new("hard", FileLimits.Default, open, fillWhole: true);
        await foreach (RawBatch batch in source.ReadAsync(100, CancellationToken.None))
        {
            using (batch)
            {
                // Record by record, as a post does not tell its line.
                for (int i = 0; i < batch.Records.Length; i++)
                {
                    RawRecord record = batch.Records[i];
                    DecodedBatch one = Decoded.Records(record);
                    read.AddRange(one.Items.Select(item => item.Post is { } post ? $"{record.Position.Line} {post.Id}" : $"{record.Position.Line} {item.Rejection!.Reason} {item.Rejection.Payload.Length}"));
                }
            }
        }

        return read;
    }

    /// <summary>One long line of an opened JSON string, then a sound record; made as it is read.</summary>
    private sealed class LongLineStream(long length) : Stream
    {
        private static readonly byte[] s_end = [(byte)'\n', .. s_good, (byte)'\n'];

        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length + s_end.Length;

        public override long Position
        {
            get => _at;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            int count = (int)Math.Min(buffer.Length, Length - _at);
            int line = (int)Math.Clamp(length - _at, 0, count);
            buffer[..line].Fill((byte)'x');
            s_end.AsSpan((int)(_at + line - length) is var from and >= 0 ? from : 0, count - line).CopyTo(buffer[line..]);
            _at += count;
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
