using System.Text;
using Confluent.Kafka;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Kafka;
using RtmPipeline.Tests.Posts.Decoding;

namespace RtmPipeline.Tests.Sources.Kafka;

internal sealed class RecordFramingTests
{
    private const long Now = 1_786_698_000_000;
    private const string Post = """{"id":"7","time":1786697999,"text":"Bread"}""";

    private static readonly KafkaOptions s_options = new() { Brokers = "broker:9092", Topics = ["posts"], MaxValueBytes = 2000 };

    [Test]
    public void Value_OfJson_IsAPost()
    {
        RawRecord record = Framed(Encoding.UTF8.GetBytes(Post), time: Now - 500);
        Post post = Decoded.OnlyPost(Decoded.Records(record));
        Assert.That((post.Id, post.ReceivedAt, record.Position.ToString()), Is.EqualTo(("plain:7", Now - 500, "kafka:k/posts/3@12")));
    }

    [Test]
    public void Time_OfTheBroker_IsNeverAfterNow() => Assert.That(Framed(Encoding.UTF8.GetBytes(Post), time: Now + 5000).ReceivedAt, Is.EqualTo(Now));

    [Test]
    public void Record_WithoutATimeOfTheBroker_IsReceivedNow() => Assert.That(Framed(Encoding.UTF8.GetBytes(Post)).ReceivedAt, Is.EqualTo(Now));

    [Test]
    public void Value_OfAnArray_IsManyPosts()
    {
        DecodedBatch batch = Decoded.Records(Framed(Encoding.UTF8.GetBytes("""[{"id":"7","time":1786697999,"text":"a"},{"id":"8","time":1786697999,"text":"b"}]""")));
        Assert.That(batch.Items.Select(item => item.Post?.Id), Is.EqualTo(new[] { "plain:7", "plain:8" }));
    }

    [Test]
    public void Value_OfXml_IsADocumentWithItsContentType()
    {
        RawRecord record = Framed("\n <rss/>"u8.ToArray(), headers: new Headers { { "content-type", "text/xml; charset=latin1"u8.ToArray() } });
        Assert.That((record.Form, record.ContentType), Is.EqualTo((RecordForm.Xml, "text/xml; charset=latin1")));
    }

    [TestCase("7", "plain:7")]
    [TestCase("\"7\"", "plain:7")]
    [TestCase("x:1000000000000000000", "x:1000000000000000000")]
    [TestCase("crm:7", "crm:7")]
    [TestCase("at://did:plc:a/app.bsky.feed.post/k", "at://did:plc:a/app.bsky.feed.post/k")]
    [TestCase("https://m.example/users/a/statuses/1", "https://m.example/users/a/statuses/1")]
    public void Tombstone_WithAKey_DeletesThePostOfTheKey(string key, string id)
    {
        Post post = Decoded.OnlyPost(Decoded.Records(Framed(null, Encoding.UTF8.GetBytes(key))));
        Assert.That((post.Action, post.Id, post.ReceivedAt), Is.EqualTo((PostAction.Delete, id, Now)));
    }

    [Test]
    public void Tombstone_WhereTheKeysAreOfX_DeletesThePostOfX()
    {
        RawRecord record = Framed(null, "1000000000000000000"u8.ToArray(), options: s_options with { KeySource = "x" });
        Assert.That(Decoded.OnlyPost(Decoded.Records(record)).Id, Is.EqualTo("x:1000000000000000000"));
    }

    [TestCase(null)]
    [TestCase("")]
    public void Tombstone_WithoutAKey_IsADeadLetterWithItsPlace(string? key)
    {
        Rejection rejection = OnlyRejection(Framed(null, key is null ? null : Encoding.UTF8.GetBytes(key)));
        Assert.That((rejection.Position.ToString(), rejection.Detail), Is.EqualTo(("kafka:k/posts/3@12", "a record without a value whose key is no id: it must be 1 to 1024 bytes of UTF-8")));
    }

    [Test]
    public void Value_InARegistrysFrame_IsReadWhereJsonIsInIt()
    {
        byte[] framed = [0, 0, 0, 1, 44, .. Encoding.UTF8.GetBytes(Post)];
        Assert.That(Decoded.OnlyPost(Decoded.Records(Framed(framed))).Id, Is.EqualTo("plain:7"));
    }

    [Test]
    public void Value_OfAvro_IsADeadLetterThatNamesTheSchema()
    {
        Rejection rejection = OnlyRejection(Framed([0, 0, 0, 1, 44, 14, 66, 114, 101, 97, 100]));
        Assert.That((rejection.Stage, rejection.Detail), Is.EqualTo((WorkStage.Frame, "a value in the frame of a schema registry (schema 300) that is no JSON: Avro and Protobuf are not read")));
    }

    [Test]
    public void Value_ThatIsTooLong_IsADeadLetterWithItsHead()
    {
        Rejection rejection = OnlyRejection(Framed(new byte[9000]));
        Assert.That((rejection.Reason, rejection.Detail, rejection.Payload.Length), Is.EqualTo((RejectReason.TooLong, "too long: a value of 9000 bytes (limit 2000)", RecordFraming.HeadBytes)));
    }

    [Test]
    public void Value_ThatIsNoJson_IsADeadLetterWithItsPlace()
    {
        Rejection rejection = OnlyRejection(Framed("not json"u8.ToArray()));
        Assert.That((rejection.Reason, rejection.Position.Origin), Is.EqualTo((RejectReason.InvalidJson, 12)));
    }

    [Test]
    public void Value_ThatIsEmpty_IsNothing() => Assert.That(Decoded.OnlyIgnored(Decoded.Records(Framed([]))), Is.EqualTo(IgnoreReason.KeepAlive));

    [Test]
    public void CloudEvent_InStructuredMode_IsItsData()
    {
        RawRecord record = Framed(Encoding.UTF8.GetBytes($$"""{"specversion":"1.0","id":"e1","source":"/crm","type":"post","data":{{Post}}}"""));
        Assert.That(Decoded.OnlyPost(Decoded.Records(record)).Id, Is.EqualTo("plain:7"));
    }

    [Test]
    public void CloudEvent_InBinaryMode_GivesItsIdAndTimeToDataWithoutThem()
    {
        Headers headers = new()
        {
            { "ce_specversion", "1.0"u8.ToArray() }, { "ce_id", "e1"u8.ToArray() }, { "ce_source", "/crm"u8.ToArray() }, { "ce_type", "post"u8.ToArray() }, { "ce_time", "2026-08-14T09:00:00Z"u8.ToArray() },
        };
        Post post = Decoded.OnlyPost(Decoded.Records(Framed("""{"text":"Bread"}"""u8.ToArray(), headers: headers)));
        Assert.That((post.Id, post.PostedAt, post.Text), Is.EqualTo(("plain:/crm#e1", 1_786_698_000_000, "Bread")));
    }

    [Test]
    public void CloudEvent_InBinaryMode_DoesNotTakeTheDatasOwnId()
    {
        Headers headers = new() { { "ce_specversion", "1.0"u8.ToArray() }, { "ce_id", "e1"u8.ToArray() }, { "ce_source", "/crm"u8.ToArray() }, { "ce_type", "post"u8.ToArray() } };
        Assert.That(Decoded.OnlyPost(Decoded.Records(Framed(Encoding.UTF8.GetBytes(Post), headers: headers))).Id, Is.EqualTo("plain:7"));
    }

    [Test]
    public void CloudEvent_InBinaryModeWithoutItsType_IsRejectedWithTheReason()
    {
        Headers headers = new() { { "ce_specversion", "1.0"u8.ToArray() }, { "ce_id", "e1"u8.ToArray() }, { "ce_source", "/crm"u8.ToArray() } };
        Assert.That(OnlyRejection(Framed(Encoding.UTF8.GetBytes(Post), headers: headers)).Detail, Does.Contain("without 'type'"));
    }

    private static RawRecord Framed(byte[]? value, byte[]? key = null, Headers? headers = null, long time = 0, KafkaOptions? options = null)
    {
        Message<byte[]?, byte[]?> message = new() { Value = value, Key = key, Headers = headers, Timestamp = time == 0 ? default : new Timestamp(time, TimestampType.CreateTime) };
        return new RecordFraming(options ?? s_options).Frame(message, new RecordPosition("kafka:k/posts/3", 0, 0) { Origin = 12 }, Now);
    }

    private static Rejection OnlyRejection(RawRecord record) => Decoded.Records(record).Items.Single().Rejection!;
}
