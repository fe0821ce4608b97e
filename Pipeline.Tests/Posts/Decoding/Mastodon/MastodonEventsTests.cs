using NUnit.Framework;
using RtmPipeline.Posts;

namespace RtmPipeline.Tests.Posts.Decoding.Mastodon;

internal sealed class MastodonEventsTests
{
    [Test]
    public void Update_WithAStatus_IsANewPost() =>
        Assert.That(Decoded.OnlyPost(Decoded.Event("update", Fixtures.Status)).Action, Is.EqualTo(PostAction.Create));

    [Test]
    public void StatusUpdate_WithAStatus_IsAnEdit() =>
        Assert.That(Decoded.OnlyPost(Decoded.Event("status.update", Fixtures.Status)).Action, Is.EqualTo(PostAction.Edit));

    [TestCase("115000000000000001")]
    [TestCase("\"115000000000000001\"")]
    public void Delete_OfAStatus_NamesTheAlternateIdOfThePost(string data)
    {
        Post post = Decoded.OnlyPost(Decoded.Event("delete", data));
        Assert.That((post.Action, post.Id), Is.EqualTo((PostAction.Delete, Decoded.Post(Fixtures.Status).AlternateId)));
    }

    [Test]
    public void Delete_OfAStatus_HasTheTimeInTheId() =>
        Assert.That(Decoded.OnlyPost(Decoded.Event("delete", $"{1786700400000L << 16}")).PostedAt, Is.EqualTo(1786700400000));

    [Test]
    public void Delete_OfAnIdWithoutTime_HasNone() =>
        Assert.That(Decoded.OnlyPost(Decoded.Event("delete", "AbCdEf")).PostedAt, Is.Zero);

    [TestCase("")]
    [TestCase("{\"id\":1}")]
    public void Delete_WithoutAnId_IsRejected(string data) =>
        Assert.That(Decoded.Event("delete", data).Items.Single().Rejection!.Reason, Is.EqualTo(RejectReason.MissingId));

    [TestCase("filters_changed", "undefined")]
    [TestCase("notification", "{\"id\":\"1\",\"type\":\"mention\"}")]
    [TestCase("announcement.delete", "1")]
    public void OtherEvent_WithAnyData_IsPassedOver(string name, string data) =>
        Assert.That(Decoded.OnlyIgnored(Decoded.Event(name, data)), Is.EqualTo(IgnoreReason.OtherEvent));

    [Test]
    public void Update_WithBrokenData_IsRejected() =>
        Assert.That(Decoded.Event("update", "{\"id\":").Items.Single().Rejection!.Reason, Is.EqualTo(RejectReason.InvalidJson));

    [Test]
    public void WebSocketFrame_WithAStatus_IsANewPost()
    {
        string payload = System.Text.Json.JsonSerializer.Serialize(Fixtures.Status);
        Post post = Decoded.Post($$"""{"stream":["public"],"event":"update","payload":{{payload}}}""");
        Assert.That(Fixtures.Show(new DecodedItem(post, null)), Is.EqualTo(Fixtures.Show(Decoded.Batch(Fixtures.Status).Items[0])));
    }

    [TestCase("""{"stream":["user"],"event":"filters_changed"}""", IgnoreReason.OtherEvent)]
    [TestCase("""{"error":"Unknown stream type","status":400}""", IgnoreReason.ControlMessage)]
    public void WebSocketFrame_WithoutAPost_IsPassedOver(string frame, IgnoreReason reason) =>
        Assert.That(Decoded.Ignored(frame), Is.EqualTo(reason));
}
