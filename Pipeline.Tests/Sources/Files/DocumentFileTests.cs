using System.Text;
using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;

namespace RtmPipeline.Tests.Sources.Files;

[TestFixture]
internal sealed class DocumentFileTests
{
    [TestCase("<?xml version=\"1.0\"?>\n<rss/>\n")]
    [TestCase("<rss></rss>")]
    [TestCase("<!DOCTYPE rss>\n<rss/>")]
    public async Task Xml_IsOneRecord(string xml) =>
        Assert.That(await Recording.ReadAsync(xml), Is.EqualTo(new[] { new Framed(RecordForm.Xml, xml, 1, 0) }));

    private static readonly Encoding[] s_wide =
    [
        new UnicodeEncoding(false, true), new UnicodeEncoding(true, true), new UTF32Encoding(false, true), new UTF32Encoding(true, true),
    ];

    [TestCaseSource(nameof(s_wide))]
    public async Task XmlInAWideEncoding_IsOneRecordWithItsMark(Encoding encoding)
    {
        byte[] content = [.. encoding.GetPreamble(), .. encoding.GetBytes("<rss/>")];
        List<Framed> records = await Recording.ReadAsync(content);
        Assert.That(records, Is.EqualTo(new[] { new Framed(RecordForm.Xml, Encoding.UTF8.GetString(content), 1, 0) }));
    }

    [Test]
    public async Task XmlOverTheLimit_IsAFault()
    {
        List<Framed> records = await Recording.ReadAsync("<rss>" + new string('x', 100) + "</rss>", new FileLimits { MaxXmlBytes = 50, ReadBytes = 16 });
        Assert.That(records.Select(r => r.Fault), Is.EqualTo(new[] { "too long: XML document of more than 50 bytes (limit 50)" }));
    }

    [Test]
    public async Task LineThatBeginsWithALessThanSign_DoesNotMakeTheFileXml()
    {
        List<Framed> records = await Recording.ReadAsync("<<< broken\n{\"a\":1}\n");
        Assert.That(records.Select(r => r.Form), Is.EqualTo(new[] { RecordForm.Json, RecordForm.Json }));
    }

    [Test]
    public async Task Events_GiveNameDataAndPosition()
    {
        const string Text = ":thump\n\nevent: update\ndata: {\"id\":\"1\"}\n\nid: 7\nevent: delete\ndata:42\nretry: 10\n\ndata: plain\n\n";
        Assert.That(await Recording.ReadAsync(Text), Is.EqualTo(new[]
        {
            Framed.Event("update", "{\"id\":\"1\"}", 3, 8), Framed.Event("delete", "42", 6, 40), Framed.Event("message", "plain", 11, 79),
        }));
    }

    [Test]
    public async Task EventWithSeveralDataLines_JoinsThemByLineFeed(
        [Values("\n", "\r\n")] string end, [Values(1, 4, int.MaxValue)] int chunk, [Values(1, 100)] int batchSize)
    {
        string text = string.Join(end, "data: one", ": comment inside", "data:", "data:  three", "", "data: four", "", "");
        List<Framed> records = await Recording.ReadAsync(Recording.Bytes(text), new FileLimits { ReadBytes = 16 }, batchSize, chunk);
        Assert.That(records.Select(r => (r.Text, r.Line)), Is.EqualTo(new[] { ("one\n\n three", 1L), ("four", 6L) }));
    }

    [TestCase("event: update\ndata: last")]
    [TestCase("event: update\ndata: last\n")]
    [TestCase("event: update\ndata: last\n\n")]
    public async Task LastEventWithoutBlankLine_IsKept(string text) =>
        Assert.That(await Recording.ReadAsync(text), Is.EqualTo(new[] { Framed.Event("update", "last", 1, 0) }));

    [Test]
    public async Task EventWithoutData_DoesNotExist()
    {
        List<Framed> records = await Recording.ReadAsync("event: ping\n\ndata: x\n\n");
        Assert.That(records, Is.EqualTo(new[] { Framed.Event("message", "x", 3, 13) }));
    }

    [Test]
    public async Task EventOverTheLimit_IsAFault_AndTheNextEventGoesOn([Values(1, 9, int.MaxValue)] int chunk, [Values(1, 2)] int lines)
    {
        string data = string.Concat(Enumerable.Repeat("data: " + new string('x', 120 / lines) + "\n", lines));
        string text = "data: a\n\n" + data + "\ndata: b\n\n";
        FileLimits limits = new() { MaxLineBytes = 100, ReadBytes = 32 };
        List<Framed> records = await Recording.ReadAsync(Recording.Bytes(text), limits, batchSize: 10, chunk);
        Assert.That(records.Select(r => (r.Fault ?? r.Text, r.Line)), Is.EqualTo(new[]
        {
            ("a", 1L), ("too long: event of more than 100 bytes (limit 100)", 3L), ("b", 4L + lines),
        }));
    }
}
