using System.Text;
using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;

namespace RtmPipeline.Tests.Sources.Files;

[TestFixture]
internal sealed class FileSourceTests
{
    private const string Mixed = """

        {"id":"1","text":"one"}
        not json at all
        {
          "id": "2",
          "list": [1, {"deep": []}]
        }
        {"id":"3","cut":
        {"id":"4"}

        [{"id":"5"},
         {"id":"6"}]
        {"id":"7"}
        """;

    [Test]
    public async Task EmptyFile_GivesNoRecord() => Assert.That(await Recording.ReadAsync(""), Is.Empty);

    [TestCase("\n\n \r\n\t\n", TestName = "{m}(ends with newline)")]
    [TestCase("\n   ", TestName = "{m}(ends with spaces)")]
    public async Task BlankLines_GiveNoRecord(string blank) => Assert.That(await Recording.ReadAsync(blank), Is.Empty);

    [Test]
    public async Task LinesWithCarriageReturn_LoseIt_AndKeepTheirOffsets()
    {
        List<Framed> records = await Recording.ReadAsync("{\"a\":1}\r\n\r\n{\"b\":2}\r\n");
        Assert.That(records, Is.EqualTo(new[] { Framed.Json("{\"a\":1}", 1, 0), Framed.Json("{\"b\":2}", 3, 11) }));
    }

    [Test]
    public async Task LastLineWithoutNewline_IsARecord()
    {
        List<Framed> records = await Recording.ReadAsync("{\"a\":1}\n{\"b\":2}");
        Assert.That(records[^1], Is.EqualTo(Framed.Json("{\"b\":2}", 2, 8)));
    }

    [Test]
    public async Task ByteOrderMark_IsNoPartOfTheFirstRecord()
    {
        List<Framed> records = await Recording.ReadAsync([0xef, 0xbb, 0xbf, .. Recording.Bytes("{\"a\":1}\n")]);
        Assert.That(records, Is.EqualTo(new[] { Framed.Json("{\"a\":1}", 1, 3) }));
    }

    [TestCase("\n")]
    [TestCase("\r\n")]
    [TestCase("")]
    public async Task LineAtTheLimit_IsARecord(string end)
    {
        string line = new('x', 100);
        List<Framed> records = await Recording.ReadAsync(line + end, new FileLimits { MaxLineBytes = 100 });
        Assert.That(records, Is.EqualTo(new[] { Framed.Json(line, 1, 0) }));
    }

    [TestCase(int.MaxValue)]
    [TestCase(7)]
    public async Task LineOverTheLimit_IsAFaultWithItsHead_AndTheNextLineGoesOn(int chunk)
    {
        FileLimits limits = new() { MaxLineBytes = 100, FaultHeadBytes = 10, ReadBytes = 64 };
        string text = "{\"a\":1}\n" + new string('x', 101) + "\n{\"b\":2}\n";
        List<Framed> records = await Recording.ReadAsync(Recording.Bytes(text), limits, batchSize: 10, chunk);
        Framed fault = new(RecordForm.Fault, "xxxxxxxxxx", 2, 8, null, "too long: line of more than 100 bytes (limit 100)");
        Assert.That(records, Is.EqualTo(new[] { Framed.Json("{\"a\":1}", 1, 0), fault, Framed.Json("{\"b\":2}", 3, 110) }));
    }

    [Test]
    public async Task EndlessLine_IsReadInBoundedMemory()
    {
        const long Length = 200_000_000;
        long before = GC.GetTotalAllocatedBytes();
        List<Framed> records = await Recording.ReadAsync(() => new EndlessLine(Length, "\n{\"b\":2}"), null, batchSize: 10, fillWhole: true);
        long allocated = GC.GetTotalAllocatedBytes() - before;
        Assert.Multiple(() =>
        {
            Assert.That(records.Select(r => r.Form), Is.EqualTo(new[] { RecordForm.Fault, RecordForm.Json }));
            Assert.That(records[0].Text, Has.Length.EqualTo(4096));
            Assert.That(records[1], Is.EqualTo(Framed.Json("{\"b\":2}", 2, Length + 1)));
            Assert.That(allocated, Is.LessThan(32_000_000));
        });
    }

    [Test]
    public async Task BrokenLineInTheMiddle_CostsOnlyItself()
    {
        List<Framed> records = await Recording.ReadAsync("{\"a\":1}\n{\"cut\":[\n{\"b\":2}\n{\"c\":3}\n");
        Assert.That(records.Select(r => r.Text), Is.EqualTo(new[] { "{\"a\":1}", "{\"cut\":[", "{\"b\":2}", "{\"c\":3}" }));
    }

    [Test]
    public async Task DocumentOverManyLines_IsOneRecord_AtItsFirstLine()
    {
        List<Framed> records = await Recording.ReadAsync("{\"a\":1}\n{\n \"b\": [\n 2 ]\n} \r\n{\"c\":3}\n");
        Assert.That(records, Is.EqualTo(new[]
        {
            Framed.Json("{\"a\":1}", 1, 0), Framed.Json("{\n \"b\": [\n 2 ]\n}", 2, 8), Framed.Json("{\"c\":3}", 6, 27),
        }));
    }

    [Test]
    public async Task ArrayOverManyLines_IsOneRecord()
    {
        const string Array = "[\n{\"a\":1}\n,\n{\"b\":2}\n]";
        Assert.That(await Recording.ReadAsync(Array), Is.EqualTo(new[] { Framed.Json(Array, 1, 0) }));
    }

    [Test]
    public async Task DocumentOverTheLimit_FallsBackToItsLines()
    {
        string text = "[\n" + string.Concat(Enumerable.Repeat("1,\n", 50)) + "2]\n{\"a\":1}\n";
        List<Framed> records = await Recording.ReadAsync(text, new FileLimits { MaxDocumentBytes = 100 });
        Assert.Multiple(() =>
        {
            Assert.That(records, Has.Count.EqualTo(53));
            Assert.That(records[^1], Is.EqualTo(Framed.Json("{\"a\":1}", 53, text.Length - 8)));
        });
    }

    [Test]
    public async Task DocumentThatBreaksOff_FallsBackToItsLines()
    {
        List<Framed> records = await Recording.ReadAsync("{\n \"a\": {\n \"b\": 1,\n");
        Assert.That(records.Select(r => r.Text), Is.EqualTo(new[] { "{", " \"a\": {", " \"b\": 1," }));
    }

    [Test]
    public async Task ManyDocumentsThatNeverEnd_AreReadInLinearTime()
    {
        // Each line opens a level and could begin a document of its own; were each tried to the end, this would take hours.
        string text = string.Concat(Enumerable.Repeat("[\n", 50)) + string.Concat(Enumerable.Repeat("1,\n", 400_000)) + "]]";
        List<Framed> records = await Recording.ReadAsync(text, batchSize: 1000);
        Assert.That(records, Has.Count.EqualTo(400_051));
    }

    [Test]
    public async Task AnyBatchSizeAndChunk_GivesTheSameRecords(
        [Values(1, 3, 1000)] int batchSize, [Values(1, 5, 64, int.MaxValue)] int chunk, [Values(16, 1 << 20)] int readBytes)
    {
        byte[] content = Recording.Bytes(Mixed.ReplaceLineEndings("\n"));
        List<Framed> records = await Recording.ReadAsync(content, new FileLimits { ReadBytes = readBytes }, batchSize, chunk);
        Assert.That(records.Select(r => (r.Line, r.Text.Split('\n')[0])), Is.EqualTo(new[]
        {
            (2L, "{\"id\":\"1\",\"text\":\"one\"}"), (3, "not json at all"), (4, "{"), (8, "{\"id\":\"3\",\"cut\":"), (9, "{\"id\":\"4\"}"),
            (11, "[{\"id\":\"5\"},"), (13, "{\"id\":\"7\"}"),
        }));
    }

    [Test]
    public async Task Positions_PointAtTheRecordsBytes()
    {
        string text = Mixed.ReplaceLineEndings("\r\n");
        List<Framed> records = await Recording.ReadAsync(text);
        Assert.That(records, Has.Count.EqualTo(7).And.All.Matches<Framed>(r =>
            string.CompareOrdinal(text, (int)r!.Offset, r.Text, 0, r.Text.Length) == 0
            && text[..(int)r.Offset].Count(c => c == '\n') + 1 == r.Line));
    }

    [Test]
    public async Task ReadBatches_HoldAtMostTheirSize_AndStayValidWhileReadingGoesOn()
    {
        string text = string.Concat(Enumerable.Range(0, 500).Select(i => $"{{\"id\":\"{i}\"}}\n"));
        FileSource source = new("in.test", new FileLimits { ReadBytes = 64 }, () => new MemoryStream(Recording.Bytes(text)), fillWhole: true);
        List<RawBatch> held = [];
        await foreach (RawBatch batch in source.ReadAsync(3, CancellationToken.None))
            held.Add(batch);

        List<Framed> records = [];
        foreach (RawBatch batch in held)
        {
            Assert.That(batch.Records.Length, Is.InRange(1, 3));
            Recording.Collect(batch, records);
            batch.Dispose();
        }

        Assert.That(records.Select(r => r.Text), Is.EqualTo(Enumerable.Range(0, 500).Select(i => $"{{\"id\":\"{i}\"}}")));
    }

    [Test]
    public async Task BinaryGarbage_GivesRecordsOrFaults([Range(1, 40)] int seed)
    {
        Random random = new(seed);
        byte[] garbage = new byte[20_000];
        random.NextBytes(garbage);
        if (seed % 4 == 0)
            Encoding.ASCII.GetBytes("event: x\n:").CopyTo(garbage, 0);
        if (seed % 4 == 1)
            "[{"u8.CopyTo(garbage);
        FileLimits limits = new() { MaxLineBytes = 1000, ReadBytes = 512, MaxDocumentBytes = 5000 };
        List<Framed> records = await Recording.ReadAsync(garbage, limits, batchSize: 7, chunk: 333);
        Assert.That(records, Is.All.Matches<Framed>(r => r!.Form == RecordForm.Fault == r.Fault is not null));
    }

    [Test]
    public async Task Stop_EndsTheSequenceWithoutException()
    {
        using CancellationTokenSource stop = new();
        FileSource source = new("in.test", FileLimits.Default, () => new EndlessLine(long.MaxValue, ""), fillWhole: true);
        int batches = 0;
        await foreach (RawBatch batch in source.ReadAsync(1, stop.Token))
        {
            batch.Dispose();
            batches++;
            await stop.CancelAsync();
        }

        Assert.That(batches, Is.EqualTo(1));
    }

    [Test]
    public async Task StopWhileTheSourceIsSilent_EndsTheSequence()
    {
        using CancellationTokenSource stop = new();
        FileSource source = new("in.test", FileLimits.Default, () => new SilentStream(), fillWhole: false);
        ValueTask<bool> next = source.ReadAsync(1, stop.Token).GetAsyncEnumerator(CancellationToken.None).MoveNextAsync();
        await stop.CancelAsync();
        Assert.That(await next, Is.False);
    }

    [Test]
    public void MissingFile_ThrowsOnTheFirstPull()
    {
        FileSource source = new(Path.Combine(TestContext.CurrentContext.WorkDirectory, "no-such-file.jsonl"), FileLimits.Default);
        Assert.That(
            async () => await source.ReadAsync(1, CancellationToken.None).GetAsyncEnumerator(CancellationToken.None).MoveNextAsync(),
            Throws.TypeOf<FileNotFoundException>().With.Message.Contains("no-such-file.jsonl"));
    }

    [Test]
    public void Directory_ThrowsOnTheFirstPull()
    {
        FileSource source = new(TestContext.CurrentContext.WorkDirectory, FileLimits.Default);
        Assert.That(
            async () => await source.ReadAsync(1, CancellationToken.None).GetAsyncEnumerator(CancellationToken.None).MoveNextAsync(),
            Throws.TypeOf<IOException>().With.Message.Contains("is a directory"));
    }

    [Test]
    public async Task FileOnDisk_IsReadUnderItsName()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{nameof(FileOnDisk_IsReadUnderItsName)}.jsonl.gz");
        await File.WriteAllBytesAsync(path, Recording.Gzip(Recording.Bytes("{\"a\":1}\n")));
        FileSource source = new(path, FileLimits.Default);
        List<string> positions = [];
        await foreach (RawBatch batch in source.ReadAsync(10, CancellationToken.None))
        {
            using (batch)
                positions.Add(batch.Records[0].Position.ToString());
        }

        File.Delete(path);
        Assert.That(positions, Is.EqualTo(new[] { $"{path}:1" }));
    }

    /// <summary>A stream of one letter, then an end; it makes no bytes until they are read.</summary>
    private sealed class EndlessLine(long length, string end) : SilentStream
    {
        private readonly byte[] _end = Recording.Bytes(end);
        private long _given;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = (int)Math.Clamp(length - _given, 0, buffer.Length);
            buffer.Span[..count].Fill((byte)'x');
            if (count == 0)
            {
                count = (int)Math.Min(buffer.Length, _end.Length - (_given - length));
                _end.AsSpan((int)(_given - length), count).CopyTo(buffer.Span);
            }

            _given += count;
            return ValueTask.FromResult(count);
        }
    }

    /// <summary>A source that never gives a byte and does not look at cancellation, as a terminal.</summary>
    private class SilentStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(new TaskCompletionSource<int>().Task);
    }
}
