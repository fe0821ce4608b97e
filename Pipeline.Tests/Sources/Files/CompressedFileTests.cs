using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;

namespace RtmPipeline.Tests.Sources.Files;

[TestFixture]
internal sealed class CompressedFileTests
{
    private static readonly string s_lines = string.Concat(Enumerable.Range(0, 5000).Select(i => $"{{\"id\":\"{i}\",\"mix\":\"{i * 7919 % 10007}\"}}\n"));

    [Test]
    public async Task Gzip_GivesTheSameRecordsAsThePlainFile() =>
        Assert.That(await Recording.ReadAsync(Recording.Gzip(Recording.Bytes(s_lines))), Is.EqualTo(await Recording.ReadAsync(s_lines)));

    [Test]
    public async Task GzipMembersInARow_AreOneSource()
    {
        byte[] one = Recording.Gzip(Recording.Bytes("{\"a\":1}\n{\"b\""));
        byte[] two = Recording.Gzip(Recording.Bytes(":2}\n{\"c\":3}\n"));
        List<Framed> records = await Recording.ReadAsync([.. one, .. two]);
        Assert.That(records, Is.EqualTo(new[] { Framed.Json("{\"a\":1}", 1, 0), Framed.Json("{\"b\":2}", 2, 8), Framed.Json("{\"c\":3}", 3, 16) }));
    }

    [Test]
    public async Task GzipThatBreaksOff_GivesWhatCameBefore_ThenAFault()
    {
        byte[] whole = Recording.Gzip(Recording.Bytes(s_lines));
        List<Framed> records = await Recording.ReadAsync(whole[..(whole.Length / 2)]);
        List<Framed> all = await Recording.ReadAsync(s_lines);
        Assert.Multiple(() =>
        {
            Assert.That(records, Has.Count.GreaterThan(100).And.Count.LessThan(4900));
            Assert.That(records[..^1], Is.EqualTo(all[..(records.Count - 1)]));
            Assert.That(records[^1].Fault, Does.StartWith("bad compression: "));
            Assert.That(records[^1].Offset, Is.EqualTo(all[records.Count - 1].Offset));
            Assert.That(all[records.Count - 1].Text, Does.StartWith(records[^1].Text));
        });
    }

    [TestCase(5, TestName = "{m}(in the header)")]
    [TestCase(-3, TestName = "{m}(in the trailer)")]
    public async Task GzipCutShort_EndsWithAFault(int cut)
    {
        byte[] whole = Recording.Gzip(Recording.Bytes("{\"a\":1}\n"));
        List<Framed> records = await Recording.ReadAsync(cut > 0 ? whole[..cut] : whole[..^-cut]);
        Assert.That(records[^1].Fault, Does.StartWith("bad compression: "));
    }

    [Test]
    public async Task GzipWithADamagedByte_EndsWithAFault()
    {
        byte[] damaged = Recording.Gzip(Recording.Bytes(s_lines));
        damaged[damaged.Length / 2] ^= 0x55;
        List<Framed> records = await Recording.ReadAsync(damaged);
        Assert.That(records.Count(r => r.Fault is not null && r.Fault.StartsWith("bad compression: ", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task XmlThatUnpacksBeyondTheRatio_IsAFaultAndEndsTheSource()
    {
        byte[] bomb = Recording.Gzip(Recording.Bytes("<rss>" + new string(' ', 4_000_000) + "</rss>"));
        List<Framed> records = await Recording.ReadAsync(bomb);
        Assert.That(records.Select(r => (r.Form, r.Fault?[..15])), Is.EqualTo(new[] { (RecordForm.Fault, "bad compression") }));
    }

    [Test]
    public async Task JsonDocumentThatUnpacksBeyondTheRatio_IsAFaultAndEndsTheSource()
    {
        byte[] bomb = Recording.Gzip(Recording.Bytes("[\n" + string.Concat(Enumerable.Repeat("1,\n", 2_000_000)) + "1]\n{\"a\":1}\n"));
        List<Framed> records = await Recording.ReadAsync(bomb);
        Assert.That(records.Select(r => (r.Form, r.Fault?[..15])), Is.EqualTo(new[] { (RecordForm.Fault, "bad compression") }));
    }

    [Test]
    public async Task LinesThatUnpackBeyondTheRatio_AreRead()
    {
        byte[] dense = Recording.Gzip(Recording.Bytes(string.Concat(Enumerable.Repeat("{\"a\":1}\n", 500_000))));
        List<Framed> records = await Recording.ReadAsync(dense, batchSize: 1000);
        Assert.That(records, Has.Count.EqualTo(500_000).And.None.Matches<Framed>(r => r!.Fault is not null));
    }

    [Test]
    public async Task XmlWithinTheRatio_IsOneRecord()
    {
        string xml = "<rss><channel><title>Tide tables</title></channel></rss>";
        List<Framed> records = await Recording.ReadAsync(Recording.Gzip(Recording.Bytes("\n " + xml)), new FileLimits());
        Assert.That(records, Is.EqualTo(new[] { new Framed(RecordForm.Xml, xml, 2, 2) }));
    }
}
