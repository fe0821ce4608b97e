using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;
using RtmPipeline.Sources.Journal;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Journal;

internal sealed class JournalDamageTests
{
    private static readonly string s_first = SegmentFiles.NameOf(1);

    [Test]
    public async Task Open_WithATornTailOfAnyLength_KeepsWhatIsWholeAndGoesOn()
    {
        JournalRun whole = new();
        await whole.WriteAsync("one", "two", "three");
        byte[] bytes = whole.Folder.Read(s_first);
        int most = 0;
        for (int length = JournalFormat.SegmentHeadBytes; length <= bytes.Length; length++)
        {
            JournalRun run = new();
            Put(run, 1, bytes[..length]);
            await using JournalWriter journal = run.Open();
            List<Entry> kept = await run.ReadAsync();
            Assert.That(kept, Is.EqualTo(new[] { new Entry(1, "one"), new Entry(2, "two"), new Entry(3, "three") }.Take(kept.Count)), $"cut at {length}");
            Assert.That(kept, Has.Count.GreaterThanOrEqualTo(most));
            most = kept.Count;
            Assert.That(await JournalRun.AppendAsync(journal, "on"), Is.EqualTo(kept.Count + 1));
            Assert.That(await run.ReadAsync(), Is.EqualTo(kept.Append(new Entry(kept.Count + 1, "on"))));
            Assert.That(run.Warnings, Has.Count.LessThanOrEqualTo(1));
        }

        Assert.That(most, Is.EqualTo(3));
    }

    [Test]
    public async Task Open_WithATornTail_SaysHowManyBytesAreCut()
    {
        JournalRun run = new();
        await run.WriteAsync("one");
        run.Folder.Damage(s_first, bytes => [.. bytes, 1, 2, 3]);
        await using JournalWriter journal = run.Open();
        Assert.That(run.Warnings.Single(), Does.StartWith($"the last 3 bytes of {s_first}").And.EndsWith("cut behind record 1"));
    }

    [Test]
    public async Task Open_WithASegmentBegunAndNeverWritten_PassesItsNumberOver()
    {
        JournalRun run = new();
        await run.WriteAsync("one");
        Put(run, 2, [0, 0, 0]);
        await using JournalWriter journal = run.Open();
        await journal.RollAsync();
        Assert.That(run.Segments(), Is.EqualTo(new[] { s_first, SegmentFiles.NameOf(2) }));
        Assert.That(await JournalRun.AppendAsync(journal, "two"), Is.EqualTo(2));
        Assert.That(run.Warnings.Single(), Does.Contain("never written to"));
    }

    [Test]
    public async Task Read_WithAnyBitFlipped_LosesAtMostThatRecordAndTellsOfIt()
    {
        JournalRun whole = new();
        await whole.WriteAsync("one", "two", "three");
        await whole.WriteAsync("four");
        byte[] bytes = whole.Folder.Read(s_first);
        Entry[] expected = [.. await whole.ReadAsync()];
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            if (bit / 8 is >= 8 and < 12)
                continue;
            JournalRun run = new();
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Put(run, 1, flipped);
            List<Entry> read = await run.ReadAsync();
            Entry[] good = [.. read.Where(entry => !entry.IsFault)];
            Assert.That(good.Except(expected), Is.Empty, $"bit {bit}: nothing is invented");
            Assert.That(good, Has.Length.GreaterThanOrEqualTo(3), $"bit {bit}");
            if (good.Length == 3)
            {
                long lost = expected.Except(good).Single().Ordinal;
                Assert.That(read, Does.Contain(new Entry(lost, $"journal damaged: record {lost} is lost", true)), $"bit {bit}");
            }
        }
    }

    [Test]
    public async Task Open_WithDamageInTheMiddle_KeepsWhatIsBehindIt()
    {
        JournalRun run = new();
        await run.WriteAsync("one", "two", "three");
        run.Folder.Damage(s_first, bytes =>
        {
            bytes[bytes.AsSpan().IndexOf("two"u8)] ^= 1;
            return bytes;
        });
        await using JournalWriter journal = run.Open();
        Assert.That(await JournalRun.AppendAsync(journal, "four"), Is.EqualTo(4));
        Assert.That(await run.ReadAsync(), Is.EqualTo(new[]
        {
            new Entry(1, "one"), new Entry(2, "journal damaged: record 2 is lost", true), new Entry(3, "three"), new Entry(4, "four"),
        }));
    }

    [Test]
    public async Task Read_WithASegmentMissingInTheMiddle_TellsWhichRecordsAreLost()
    {
        JournalRun run = new();
        await WriteSegmentsAsync(run, 3);
        run.Folder.Delete(SegmentFiles.NameOf(2));
        Assert.That(await run.ReadAsync(), Is.EqualTo(new[]
        {
            new Entry(1, "a1"), new Entry(2, "b1"), new Entry(3, "journal damaged: records 3 to 4 are lost", true), new Entry(5, "a3"), new Entry(6, "b3"),
        }));
        await using JournalWriter journal = run.Open();
        Assert.That(run.Warnings.Single(), Does.StartWith("segments are missing"));
        Assert.That(journal.End.Ordinal, Is.EqualTo(6));
    }

    [Test]
    public async Task Read_FromARecordThatIsGone_IsRefused()
    {
        JournalRun run = new();
        await WriteSegmentsAsync(run, 3);
        run.Folder.Delete(s_first);
        Assert.That(() => run.ReadAsync(from: 2), Throws.TypeOf<JournalBrokenException>().With.Message.Contains("begins at record 3, and records from 2 on are needed"));
        Assert.That(await run.ReadAsync(from: 3), Has.Count.EqualTo(4));
        Assert.That(await run.ReadAsync(), Has.Count.EqualTo(4), "a recording begins where it begins");
    }

    [Test]
    public async Task Read_WhileTheWriterRemovesSegments_TellsWhatIsMissingAndGoesOn()
    {
        JournalRun run = new();
        await WriteSegmentsAsync(run, 3);
        using JournalCursor cursor = new(run.Folder, "j", 0, _ => { });
        Assert.That(cursor.TryMove(null, out _), Is.True);
        run.Folder.Delete(s_first);
        run.Folder.Delete(SegmentFiles.NameOf(2));
        List<long> read = [];
        while (cursor.TryMove(null, out RawRecord record))
            read.Add(record.Fault is null ? record.Position.Offset : -record.Position.Offset);
        Assert.That(read, Is.EqualTo(new[] { 2L, -3, 5, 6 }));
    }

    [Test]
    public async Task Read_OfASegmentOfAnotherVersion_IsRefused()
    {
        JournalRun run = new();
        await run.WriteAsync("one");
        run.Folder.Damage(s_first, bytes =>
        {
            bytes[8] = 9;
            BitConverter.GetBytes(Crc32C.Of(bytes.AsSpan(0, 36))).CopyTo(bytes, 36);
            return bytes;
        });
        Assert.That(() => run.ReadAsync(), Throws.TypeOf<JournalBrokenException>().With.Message.Contains("version 9"));
        Assert.That(() => run.Open(), Throws.TypeOf<JournalBrokenException>().With.Message.Contains("version 9"));
    }

    /// <summary>Mutated segments: cut, repeated, overwritten, shuffled. Whatever they are, reading ends, gives only records that were written, and the writer opens.</summary>
    [TestCase(400)]
    [TestCase(20_000, Explicit = true, Reason = "takes half a minute")]
    public async Task Read_OfMutatedSegments_EndsAndInventsNothing(int seeds)
    {
        JournalRun whole = new();
        await WriteSegmentsAsync(whole, 3);
        List<Entry> written = await whole.ReadAsync();
        for (int seed = 0; seed < seeds; seed++)
        {
            Random luck = new(seed);
            JournalRun run = new();
            for (int number = 1; number <= 3; number++)
                Put(run, number, Mutated(whole.Folder.Read(SegmentFiles.NameOf(number)), luck));
            try
            {
                List<Entry> read = await run.ReadAsync();
                Assert.That(read.Where(entry => !entry.IsFault).Except(written), Is.Empty, $"seed {seed}");
                Assert.That(read.Select(entry => entry.Ordinal), Is.Ordered.Ascending.And.Unique, $"seed {seed}");
                await using JournalWriter journal = run.Open();
                long on = await JournalRun.AppendAsync(journal, "on");
                Assert.That((await run.ReadAsync())[^1], Is.EqualTo(new Entry(on, "on")), $"seed {seed}");
            }
            catch (JournalBrokenException told)
            {
                Assert.That(told.Message, Does.Contain("version"), $"seed {seed}");
            }
        }
    }

    [Test]
    public async Task Read_OfAHeadThatPromisesMuchMoreThanThereIs_TakesNoMemoryForIt()
    {
        JournalRun run = new();
        await run.WriteAsync("one");
        byte[] head = new byte[JournalFormat.HeadBytes];
        WriteLongHead(head);
        run.Folder.Damage(s_first, bytes => [.. bytes, .. head]);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.That(await run.ReadAsync(), Is.EqualTo(new[] { new Entry(1, "one") }));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(8 << 20));
        Assert.That(run.Warnings.Single(), Does.Contain("no whole record (yet)"));
    }

    [Test]
    public async Task Read_OfASingleSegmentAsAFile_IsToldByItsContent()
    {
        JournalRun run = new();
        await run.WriteAsync("{\"a\":1}", "{\"b\":2}");
        byte[] bytes = run.Folder.Read(s_first);
        FileSource source = new("some name", FileLimits.Default, () => new MemoryStream(bytes), fillWhole: true);
        Assert.That(await JournalRun.ReadAsync(source), Is.EqualTo(new[] { new Entry(1, "{\"a\":1}"), new Entry(2, "{\"b\":2}") }));
    }

    [Test]
    public void Crc32C_OfTheCheckString_IsThatOfTheStandard()
    {
        Assert.That(Crc32C.Of("123456789"u8), Is.EqualTo(0xE3069283));
    }

    private static async Task WriteSegmentsAsync(JournalRun run, int count)
    {
        await using JournalWriter journal = run.Open();
        for (int i = 1; i <= count; i++)
        {
            await JournalRun.AppendAsync(journal, $"a{i}", $"b{i}");
            if (i < count)
                await journal.RollAsync();
        }
    }

    private static void Put(JournalRun run, long number, byte[] bytes)
    {
        using IDurableFile file = run.Folder.Create(SegmentFiles.NameOf(number));
        file.Write(bytes);
        file.Flush();
        run.Folder.Flush();
    }

    /// <summary>A sound head of the longest body, whose body never came.</summary>
    private static void WriteLongHead(byte[] head)
    {
        JournalFormat.WriteHead(head, new EntryHead(EntryKind.Record, RecordForm.Json, 2, 0, -1, 0, -1, -1, 0));
        BitConverter.GetBytes(JournalFormat.MaxBodyBytes).CopyTo(head, 8);
        BitConverter.GetBytes(Crc32C.Of(head.AsSpan(0, 48))).CopyTo(head, 48);
    }

    private static byte[] Mutated(byte[] bytes, Random luck)
    {
        for (int i = luck.Next(4); i > 0; i--)
        {
            int at = luck.Next(bytes.Length + 1);
            int length = luck.Next(Math.Min(80, bytes.Length - at) + 1);
            switch (luck.Next(5))
            {
                case 0:
                    bytes = bytes[..at];
                    break;
                case 1:
                    bytes = [.. bytes[..at], .. bytes[(at + length)..]];
                    break;
                case 2:
                    bytes = [.. bytes[..(at + length)], .. bytes[at..]];
                    break;
                case 3:
                    luck.NextBytes(bytes.AsSpan(at, length));
                    break;
                default:
                    JournalFormat.EntryMagic[..Math.Min(4, length)].CopyTo(bytes.AsSpan(at));
                    break;
            }
        }

        return bytes;
    }
}
