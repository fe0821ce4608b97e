using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;

namespace RtmPipeline.Tests.Posts.Decoding;

/// <summary>What teams decide, as it stands in the stream of decisions.</summary>
internal sealed class DecisionDecoderTests
{
    private const long Received = 1_785_000_000_000;
    private const long At = 1_784_999_940_000;

    private static DecodedItem Decode(string json, RecordForm form = RecordForm.Decision)
    {
        RawRecord record = new() { Form = form, Bytes = Encoding.UTF8.GetBytes(json), Position = new RecordPosition("live", 7, 7), ReceivedAt = Received };
        using RawBatch batch = new([record], 1, null);
        return new PostDecoder().Decode(batch).Items.Single();
    }

    private static string Time(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("O");

    [Test]
    public void Bare_WithAll_IsRead()
    {
        Post post = Decode($$"""{"id":"d1","incident":"acme-1","verdict":"snooze","at":"{{Time(At)}}","until":"{{Time(At + 60_000)}}","reason":"later","by":"ann","seen":{"rev":3} }""").Post!;
        Assert.That((post.Id, post.Action, post.Source, post.PostedAt), Is.EqualTo(("decision:d1", PostAction.Decision, "decisions", At)));
        Assert.That(post.Decision, Is.EqualTo(new Decision("acme-1", DecisionVerdict.Snooze, At, At + 60_000, "later", "ann")));
        Assert.That((post.ReceivedAt, post.Terms.Length, post.Text), Is.EqualTo((Received, 0, string.Empty)));
    }

    [Test]
    public void CloudEvent_GivesItsIdAndData()
    {
        Post post = Decode("""{"specversion":"1.0","id":"e9","source":"/team","type":"rtm.decision.v1","data":{"incident":"acme-1","verdict":"accept"}}""").Post!;
        Assert.That((post.Id, post.Decision), Is.EqualTo(("decision:e9", new Decision("acme-1", DecisionVerdict.Accept, Received, 0, null, null))), "without a time of its own it is from when it was received");
    }

    [Test]
    public void WithoutId_IsKnownByItsPlace() =>
        Assert.That(Decode("""{"incident":"acme-1","verdict":"reject"}""").Post!.Id, Is.EqualTo("decision:live:7"));

    [Test]
    public void SameObject_FromASourceOfPosts_IsNoDecision() =>
        Assert.That(Decode("""{"id":"d1","incident":"acme-1","verdict":"reject"}""", RecordForm.Json).Rejection!.Reason, Is.EqualTo(RejectReason.UnknownFormat));

    private static readonly TestCaseData[] s_faults =
    [
        new("{", RejectReason.InvalidJson, "no JSON, line 1"),
        new("""{"verdict":"reject","verdict":"accept"}""", RejectReason.InvalidJson, "Duplicate property"),
        new("[1]", RejectReason.UnknownFormat, "an object"),
        new("""{"verdict":"reject"}""", RejectReason.MissingId, "incident"),
        new($$"""{"incident":"{{new string('x', 65)}}","verdict":"reject"}""", RejectReason.MissingId, "64"),
        new("""{"incident":"a","verdict":"maybe"}""", RejectReason.UnknownFormat, "verdict"),
        new("""{"incident":"a","verdict":"reject","at":"yesterday"}""", RejectReason.BadTime, "RFC 3339"),
        new("""{"incident":"a","verdict":"snooze"}""", RejectReason.MissingTime, "until"),
        new($$"""{"incident":"a","verdict":"reject","reason":"{{new string('x', 501)}}"}""", RejectReason.TooLong, "500"),
        new($$"""{"incident":"a","verdict":"reject","by":"{{new string('x', 101)}}"}""", RejectReason.TooLong, "100"),
    ];

    [TestCaseSource(nameof(s_faults))]
    public void Fault_IsARejectionWithItsReason(string json, RejectReason reason, string detail)
    {
        DecodedItem item = Decode(json);
        Assert.That((item.Post, item.Rejection?.Reason), Is.EqualTo(((Post?)null, (RejectReason?)reason)));
        Assert.That(item.Rejection!.Detail, Does.Contain(detail));
    }
}
