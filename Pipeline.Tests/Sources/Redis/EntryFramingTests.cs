using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Redis;

namespace RtmPipeline.Tests.Sources.Redis;

internal sealed class EntryFramingTests
{
    private const long Now = 1_800_000_000_000;
    private const string Json = """{"id":"1","text":"t"}""";

    [TestCase("", "anything", "text without JSON", ExpectedResult = "text without JSON", TestName = "TheOnlyField_IsTheRecord")]
    [TestCase("", "type", "post", "data", Json, ExpectedResult = Json, TestName = "KnownFieldWithJson_IsTheRecord")]
    [TestCase("", "message", Json, "payload", Json + " ", ExpectedResult = Json + " ", TestName = "OfSeveralKnownFields_TheFirstByCustomIsTheRecord")]
    [TestCase("", "id", "7", "message", "hello", ExpectedResult = """{"id":"7","message":"hello"}""", TestName = "KnownFieldWithoutJson_IsAFieldOfThePost")]
    [TestCase("", "id", "7", "deleted", "true", ExpectedResult = """{"id":"7","deleted":true}""", TestName = "Delete_IsOne")]
    [TestCase("", "id", "7", "deleted", "test", ExpectedResult = """{"id":"7","deleted":"test"}""", TestName = "NoDelete_IsNone")]
    [TestCase("post", "data", Json, "post", "x", ExpectedResult = "x", TestName = "NamedField_IsTheRecord")]
    [TestCase("*", "data", "x", ExpectedResult = """{"data":"x"}""", TestName = "AllFields_AreTheRecordWhenToldSo")]
    public string Fields(string field, params string[] fields) => Encoding.UTF8.GetString(Frame(field, "1700000000000-3", [.. fields.Select(Encoding.UTF8.GetBytes)]).Bytes.Span);

    [Test]
    public void FieldsOfThePlainForm_AreAPost()
    {
        RawRecord record = Frame(string.Empty, "1700000000000-3", [.. new[] { "id", "7", "text", "Großes Tor!", "time", "1700000000000", "author", "a", "likes", "12" }.Select(Encoding.UTF8.GetBytes)]);
        Post post = new PostDecoder().Decode(new RawBatch([record], 1, null)).Items.Single().Post!;
        Assert.That((post.Text, post.Likes, post.PostedAt, post.ReceivedAt), Is.EqualTo(("Großes Tor!", 12L, 1_700_000_000_000, 1_700_000_000_000)));
    }

    [Test]
    public void Xml_IsTold() => Assert.That(Frame(string.Empty, "1-0", "feed"u8.ToArray(), "\uFEFF <rss/>"u8.ToArray()).Form, Is.EqualTo(RecordForm.Xml));

    [TestCase("1700000000000-3", 1_700_000_000_000, (1_700_000_000_000 << 20) + 3)]
    [TestCase("1900000000000-0", Now, 1_900_000_000_000 << 20)]
    [TestCase("5-1", Now, (5 << 20) + 1)]
    [TestCase("5-1048576", Now, null)]
    [TestCase("18446744073709551615-18446744073709551615", Now, null)]
    public void Id_TellsWhenItWasReceivedAndWhereItStands(string id, long receivedAt, long? origin)
    {
        RawRecord record = Frame(string.Empty, id, "data"u8.ToArray(), "{}"u8.ToArray());
        Assert.That((record.ReceivedAt, record.Position.Origin, record.Position.Source), Is.EqualTo((receivedAt, origin, "lane")));
    }

    [TestCase("data", "an entry without the field 'data'")]
    [TestCase("*", "a field (number 2 of 2) that is no UTF-8, in an entry whose fields are the record")]
    public void EntryThatCannotBeFramed_IsAFaultWithItsReason(string field, string fault)
    {
        RawRecord record = Frame(field, "1-0", "a"u8.ToArray(), "b"u8.ToArray(), "c"u8.ToArray(), [0xFF]);
        Assert.That((record.Form, record.Fault), Is.EqualTo((RecordForm.Fault, fault)));
    }

    [Test]
    public void LongEntry_IsAFaultWithItsHead()
    {
        RawRecord record = Frame(string.Empty, "1-0", "a"u8.ToArray(), new byte[600_000], "data"u8.ToArray(), new byte[500_000]);
        Assert.That((record.Fault, record.Bytes.Length), Is.EqualTo(("too long: an entry of 1100000 bytes (limit 1048576)", EntryFraming.HeadBytes)));
    }

    [TestCase("1-2", "1-1", true)]
    [TestCase("2-0", "1-9", true)]
    [TestCase("1-1", "1-1", false)]
    [TestCase("0-9", "1-0", false)]
    public void Ids_HaveAnOrder(string one, string other, bool isAfter)
    {
        Assert.That(StreamId.TryParse(one, out StreamId first) & StreamId.TryParse(other, out StreamId second));
        Assert.That(first.IsAfter(second), Is.EqualTo(isAfter));
        Assert.That(StreamId.OfOrigin(first.Origin!.Value), Is.EqualTo(first));
        Assert.That(first.Next.IsAfter(first));
    }

    [TestCase("")]
    [TestCase(null)]
    [TestCase("1")]
    [TestCase("-1-2")]
    [TestCase("1-")]
    [TestCase("1-+2")]
    [TestCase("18446744073709551616-0")]
    public void WhatIsNoId_IsNotTakenForOne(string? text) => Assert.That(StreamId.TryParse(text, out _), Is.False);

    [Test]
    public void Pages_GrowFromFewEntriesAndShrinkWhereTheyAreLong()
    {
        PageSize size = new(500);
        List<int> sizes = [];
        foreach (int bytes in (int[])[100, 100, 1 << 20, 64 << 20, 100])
        {
            sizes.Add(size.Next);
            size.Note([new StreamEntry(StreamId.Zero, ["data"], [new byte[bytes]])]);
        }

        sizes.Add(size.Next);
        size.Shrink();
        sizes.Add(size.Next);
        size.Shrink();
        Assert.That(sizes, Is.EqualTo(new[] { 64, 500, 500, 8, 1, 8, 1 }));
        Assert.That(size.Next, Is.EqualTo(1));
    }

    private static RawRecord Frame(string field, string id, params byte[][] fields)
    {
        Assert.That(StreamId.TryParse(id, out StreamId parsed));
        StreamEntry entry = new(parsed, [.. fields.Where((_, i) => i % 2 == 0).Select(Encoding.UTF8.GetString)], [.. fields.Where((_, i) => i % 2 == 1)]);
        return new EntryFraming(new RedisStreamOptions { Streams = ["s"], Field = field }).Frame(entry, "lane", Now);
    }
}
