using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;

namespace RtmPipeline.Tests.Posts.Decoding;

internal sealed class PostDecoderTests
{
    private const string Good = """{"id":"a1","time":"2026-08-14T09:00:00Z","text":"a fine day"}""";

    [Test]
    public void Posts_OfARecord_KnowTheirPlaceAndItsReceipt()
    {
        RawRecord record = new()
        {
            Form = RecordForm.Json,
            Bytes = """[{"id":"1","time":1424129760,"text":"a"},{"id":"2","text":"no time"},{"id":"3","time":1424129760,"text":"b"}]"""u8.ToArray(),
            Position = new RecordPosition("in", 7, 70),
            ReceivedAt = 1_424_129_761_000,
        };
        DecodedBatch batch = new PostDecoder().Decode(new RawBatch([record], 1, null));
        Assert.That(
            batch.Items.Where(item => item.Post is not null).Select(item => (item.Post!.Place, item.Post.ReceivedAt)),
            Is.EqualTo([(new RecordPlace(record.Position, 0), 1_424_129_761_000L), (new RecordPlace(record.Position, 2), 1_424_129_761_000L)]));
    }

    [TestCase("too long: more than 1048576 bytes", RejectReason.TooLong)]
    [TestCase("bad compression: crc", RejectReason.BadCompression)]
    [TestCase("unfinished value at the end", RejectReason.InvalidJson)]
    public void FramingFault_OfAnyKind_IsRejectedWithItsReason(string fault, RejectReason reason)
    {
        DecodedBatch batch = Decoded.Records(Decoded.Record("{\"head"u8.ToArray(), RecordForm.Fault, fault: fault));
        Rejection rejection = batch.Items.Single().Rejection!;
        Assert.That((rejection.Reason, rejection.Detail), Is.EqualTo((reason, fault)));
    }

    [TestCase("")]
    [TestCase(" \r\n")]
    [TestCase("\uFEFF")]
    public void BlankRecord_InAStream_IsAKeepAlive(string record) =>
        Assert.That(Decoded.Ignored(record), Is.EqualTo(IgnoreReason.KeepAlive));

    [TestCase("12")]
    [TestCase("null")]
    [TestCase("\"text\"")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("[1,null]")]
    public void Value_ThatCannotHoldAPost_IsPassedOver(string record) =>
        Assert.That(Decoded.Ignored(record), Is.EqualTo(IgnoreReason.EmptyValue));

    [TestCase("{\"a\":1}")]
    [TestCase("[[{\"a\":1}]]")]
    [TestCase("{\"stream\":\"user\",\"type\":\"subscribe\"}")]
    public void Object_OfNoKnownFormat_IsRejected(string record) =>
        Assert.That(Decoded.Rejection(record).Reason, Is.EqualTo(RejectReason.UnknownFormat));

    [TestCase("{\"id\":\"a1\",\"text\":\"cut of")]
    [TestCase("{\"id\":1} trailing")]
    [TestCase("{\"id\":1}{\"id\":2}")]
    [TestCase("{\"id_str\":\"1\",}")]
    [TestCase("{\"username\":\"x\"")]
    [TestCase("{\"disconnect_type\":1")]
    [TestCase("{\"visibility\":\"direct\"")]
    [TestCase("{\"version\":\"https://jsonfeed.org/version/1.1\",")]
    [TestCase("{\"data\":{\"id\":\"1\"}")]
    [TestCase("{\"message\":\"{broken\"}")]
    [TestCase("[1,]")]
    [TestCase("nul")]
    public void BrokenJson_OfAnyShape_IsRejectedAsInvalid(string record) =>
        Assert.That(Decoded.Rejection(record).Reason, Is.EqualTo(RejectReason.InvalidJson));

    [Test]
    public void BrokenJson_InTheThirdLine_TellsThePlace() =>
        Assert.That(Decoded.Rejection("{\n\"id\":\"1\",\n  oops}").Detail, Does.StartWith("line 3 of the record, byte 2: "));

    [TestCase(64, RejectReason.UnknownFormat)]
    [TestCase(65, RejectReason.InvalidJson)]
    public void Nesting_BeyondTheLimit_IsRejectedAsInvalid(int depth, RejectReason reason)
    {
        string record = "{\"a\":" + new string('[', depth - 1) + new string(']', depth - 1) + "}";
        Assert.That(Decoded.Rejection(record).Reason, Is.EqualTo(reason));
    }

    [Test]
    public void BrokenRecord_BetweenGoodOnes_DoesNotSpoilThem()
    {
        DecodedBatch batch = Decoded.Batch(Good, "{oops", Good.Replace("a1", "a2"));
        Assert.That(batch.Items.Select(item => item.Post?.Id ?? item.Rejection!.Reason.ToString()), Is.EqualTo(new[] { "plain:a1", "InvalidJson", "plain:a2" }));
    }

    [Test]
    public void Array_OfPosts_GivesEachElementOnItsOwn()
    {
        DecodedBatch batch = Decoded.Batch($"[{Good},{{\"a\":1}},{Good.Replace("a1", "a2")}]");
        Assert.That(batch.Items.Select(item => item.Post?.Id ?? item.Rejection!.Detail), Is.EqualTo(new[]
        {
            "plain:a1", "element 1: an object of none of the known formats", "plain:a2",
        }));
    }

    [Test]
    public void BadElement_OfAnArray_IsKeptAloneWithItsOffset()
    {
        Rejection rejection = Decoded.Rejection("[ {\"a\":1}]");
        Assert.That((Encoding.UTF8.GetString(rejection.Payload), rejection.Position.Offset), Is.EqualTo(("{\"a\":1}", 2L)));
    }

    [Test]
    public void Array_BrokenAfterAGoodElement_IsRejectedAsAWhole()
    {
        DecodedBatch batch = Decoded.Batch($"[{Good},null,{{\"id\":");
        Assert.That((batch.Items.Single().Rejection?.Reason, batch.Ignored.Sum()), Is.EqualTo(((RejectReason?)RejectReason.InvalidJson, 0L)));
    }

    [Test]
    public void Batch_OfRecords_IsCounted()
    {
        DecodedBatch batch = Decoded.Batch(Good, "");
        Assert.That((batch.Records, batch.Bytes), Is.EqualTo((2L, (long)Good.Length)));
    }

    [Test]
    public void ByteOrderMark_BeforeAPost_IsPassedOver() =>
        Assert.That(Decoded.Post("\uFEFF" + Good).Id, Is.EqualTo("plain:a1"));

    [Test]
    public void EscapedMemberNames_InAPost_AreTheSameNames() =>
        Assert.That(Decoded.Post("""{"\u0069d":"a1","time":"2026-08-14T09:00:00Z","te\u0078t":"hi"}""").Text, Is.EqualTo("hi"));

    [Test]
    public void DuplicateMembers_InAPost_LastOneCounts() =>
        Assert.That(Decoded.Post("""{"id":"a1","time":"2026-08-14T09:00:00Z","text":"one","text":"two"}""").Text, Is.EqualTo("two"));

    [Test]
    public void ServerSentEvent_WithoutAName_IsToldByContent()
    {
        DecodedBatch batch = Decoded.Records(Decoded.Record(Encoding.UTF8.GetBytes(Good), RecordForm.ServerSentEvent));
        Assert.That(Decoded.OnlyPost(batch).Id, Is.EqualTo("plain:a1"));
    }

    [Test]
    public void SameRecords_DecodedTwiceAndInOtherBatches_GiveTheSamePosts()
    {
        string[] records = [.. Fixtures.All];
        string together = Show(Decoded.Batch(records));
        string again = Show(Decoded.Batch(records));
        Assert.That(again, Is.EqualTo(together));
    }

    [Test]
    public void Record_AfterAnyOther_GivesWhatItGivesAlone()
    {
        string[] records = [.. Fixtures.All];
        foreach (string before in records)
        {
            foreach (string record in records)
            {
                DecodedBatch alone = Decoded.Batch(record);
                DecodedBatch both = Decoded.Records(Decoded.Record(Encoding.UTF8.GetBytes(before)), Decoded.Record(Encoding.UTF8.GetBytes(record)));
                both.Items.RemoveRange(0, both.Items.Count - alone.Items.Count);
                Assert.That(Show(both), Is.EqualTo(Show(alone)));
            }
        }
    }

    private static string Show(DecodedBatch batch) => string.Join('\n', batch.Items.Select(Fixtures.Show));
}
