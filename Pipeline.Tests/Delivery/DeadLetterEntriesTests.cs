using System.Security.Cryptography;
using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery;

internal sealed class DeadLetterEntriesTests
{
    [Test]
    public void DeadLetter_OfText_HasAllFieldsInOrder()
    {
        OutputEntry entry = DeadLetterEntries.Of(Of("{\"id\":"u8.ToArray(), detail: "cut\nat byte 6") with { StreamTime = 1_715_342_400_000 }, 5);
        Assert.That(entry.Stream.Fields(), Is.EqualTo(["id", "seq", "t", "source", "position", "reason", "error", "stage", "attempts", "payload", "encoding", "size", "sha256", "version"]));
        Assert.That(
            entry.Stream.Fields().Skip(1).Take(11).Select(entry.Text),
            Is.EqualTo(["5", "1715342400000", "night.ndjson", "12@3456", "invalid_json", "cut\\u000Aat byte 6", "decode", "1", "{\"id\":", "utf-8", "6"]));
    }

    [Test]
    public void DeadLetter_OfBytesThatAreNoText_IsBase64()
    {
        byte[] payload = [0xFF, 0xFE, 0x00, 0x80];
        OutputEntry entry = DeadLetterEntries.Of(Of(payload), 1);
        Assert.That((entry.Text("encoding"), entry.Text("payload")), Is.EqualTo(("base64", Convert.ToBase64String(payload))));
        Assert.That(entry.Text("sha256"), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(payload))));
    }

    [Test]
    public void DeadLetter_HeadCutInsideACharacter_StaysText()
    {
        byte[] payload = new byte[Rejection.MaxPayloadBytes];
        payload.AsSpan().Fill((byte)'a');
        "é"u8[..1].CopyTo(payload.AsSpan(payload.Length - 1));
        OutputEntry entry = DeadLetterEntries.Of(Of(payload), 1);
        Assert.That((entry.Text("encoding"), entry.Text("payload").Length), Is.EqualTo(("utf-8", payload.Length - 1)));
    }

    [Test]
    public void DeadLetter_OfALongRecord_SaysHowLongItIsAndTheDigestOfAll()
    {
        byte[] record = new byte[Rejection.MaxPayloadBytes + 5];
        record.AsSpan().Fill((byte)'a');
        RawRecord raw = new() { Form = RecordForm.Json, Bytes = record, Position = new RecordPosition("night.ndjson", 1, 0) };

        OutputEntry entry = DeadLetterEntries.Of(Rejection.Of(in raw, RejectReason.InvalidJson, "no"), 1);

        Assert.That((entry.Text("payload").Length, entry.Text("size")), Is.EqualTo((Rejection.MaxPayloadBytes, $"{record.Length}")));
        Assert.That(entry.Text("sha256"), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(record))));
        Assert.That(OutputChecks.Faults(entry), Is.Empty);
    }

    [Test]
    public void DeadLetter_EveryStage_FollowsTheSchema([Values] WorkStage stage) =>
        Assert.That(OutputChecks.Faults(DeadLetterEntries.Of(Of("x"u8.ToArray(), RejectReason.Poison) with { Stage = stage, Attempts = 2 }, 1)), Is.Empty);

    [Test]
    public void DeadLetter_SameRecordAgain_HasTheSameId() =>
        Assert.That(DeadLetterEntries.Of(Of("x"u8.ToArray()) with { StreamTime = 9 }, 8).Text("id"), Is.EqualTo(DeadLetterEntries.Of(Of("x"u8.ToArray()), 1).Text("id")));

    [Test]
    public void DeadLetter_TwoFaultsAtOnePosition_HaveTwoIds() =>
        Assert.That(
            DeadLetterEntries.Of(Of([], detail: "item 1 has no id"), 1).Text("id"),
            Is.Not.EqualTo(DeadLetterEntries.Of(Of([], detail: "item 2 has no id"), 1).Text("id")));

    [Test]
    public void DeadLetter_BeforeTheFirstPost_HasTimeZero() =>
        Assert.That(DeadLetterEntries.Of(Of([]) with { StreamTime = long.MinValue }, 1).Text("t"), Is.EqualTo("0"));

    [Test]
    public void DeadLetter_EveryReason_FollowsTheSchema([Values] RejectReason reason) =>
        Assert.That(OutputChecks.Faults(DeadLetterEntries.Of(Of("x"u8.ToArray(), reason), 1)), Is.Empty);

    [Test]
    public void DeadLetter_ManyPayloads_FollowTheSchema()
    {
        SampleRevisions samples = new(3);
        for (int seq = 1; seq <= 500; seq++)
            Assert.That(OutputChecks.Faults(DeadLetterEntries.Of(samples.NextRejection(), seq)), Is.Empty);
    }

    [Test]
    public void DeadLetter_LongErrorOfControls_StaysWithinTheSchema() =>
        Assert.That(OutputChecks.Faults(DeadLetterEntries.Of(Of([], detail: new string('\u0001', 500)), 1)), Is.Empty);

    private static Rejection Of(byte[] payload, RejectReason reason = RejectReason.InvalidJson, string detail = "no JSON at byte 6") =>
        new(new RecordPosition("night.ndjson", 12, 3456), reason, detail, payload);
}
