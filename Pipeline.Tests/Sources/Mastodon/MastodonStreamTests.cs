using NUnit.Framework;
using RtmPipeline.Sources.Mastodon;

namespace RtmPipeline.Tests.Sources.Mastodon;

public sealed class MastodonStreamTests
{
    [TestCase("public", "/api/v1/streaming/public", "/api/v1/timelines/public?min_id=7&limit=40")]
    [TestCase("public/local", "/api/v1/streaming/public/local", "/api/v1/timelines/public?local=true&min_id=7&limit=40")]
    [TestCase("public/remote", "/api/v1/streaming/public/remote", "/api/v1/timelines/public?remote=true&min_id=7&limit=40")]
    [TestCase("hashtag:heat", "/api/v1/streaming/hashtag?tag=heat", "/api/v1/timelines/tag/heat?min_id=7&limit=40")]
    [TestCase("hashtag/local:#heat", "/api/v1/streaming/hashtag/local?tag=heat", "/api/v1/timelines/tag/heat?local=true&min_id=7&limit=40")]
    [TestCase("hashtag:wärme", "/api/v1/streaming/hashtag?tag=w%C3%A4rme", "/api/v1/timelines/tag/w%C3%A4rme?min_id=7&limit=40")]
    [TestCase("list:12", "/api/v1/streaming/list?list=12", "/api/v1/timelines/list/12?min_id=7&limit=40")]
    [TestCase("user", "/api/v1/streaming/user", "/api/v1/timelines/home?min_id=7&limit=40")]
    public void Stream_OfAName_HasItsAddresses(string name, string events, string timeline)
    {
        MastodonStream stream = MastodonStream.Parse(name, onlyMedia: false)!;
        Assert.That((stream.EventsPath, stream.TimelineAfter("7")), Is.EqualTo((events, timeline)));
    }

    [TestCase("public", "/api/v1/streaming/public?only_media=true", "/api/v1/timelines/public?only_media=true&limit=1")]
    [TestCase("hashtag:heat", "/api/v1/streaming/hashtag?tag=heat", "/api/v1/timelines/tag/heat?limit=1")]
    public void OnlyMedia_IsAskedOfPublicStreams(string name, string events, string timeline)
    {
        MastodonStream stream = MastodonStream.Parse(name, onlyMedia: true)!;
        Assert.That((stream.EventsPath, stream.NewestOfTimeline), Is.EqualTo((events, timeline)));
    }

    [TestCase("")]
    [TestCase("Public")]
    [TestCase("public:x")]
    [TestCase("hashtag")]
    [TestCase("hashtag:")]
    [TestCase("hashtag:a b")]
    [TestCase("hashtag:a/../../b")]
    [TestCase("list:1?x=2")]
    [TestCase("user:1")]
    [TestCase("direct")]
    public void Name_OfNoStream_IsNone(string name) => Assert.That(MastodonStream.Parse(name, onlyMedia: false), Is.Null);

    [TestCase("social.example", "https://social.example/")]
    [TestCase("https://social.example/", "https://social.example/")]
    [TestCase("wss://streaming.social.example", "https://streaming.social.example/")]
    [TestCase("http://127.0.0.1:3000", "http://127.0.0.1:3000/")]
    [TestCase("ws://localhost:4000", "http://localhost:4000/")]
    [TestCase("http://social.example", null)]
    [TestCase("ws://social.example", null)]
    [TestCase("https://user:secret@social.example", null)]
    [TestCase("https://social.example/path", null)]
    [TestCase("https://social.example?access_token=x", null)]
    [TestCase("ftp://social.example", null)]
    [TestCase("", null)]
    public void Address_OfAServer_IsOneToWhichATokenMayBeSent(string text, string? address) => Assert.That(SiteAddress.Parse(text)?.ToString(), Is.EqualTo(address));

    [TestCase("https://social.example", "https://social.example:4000", true)]
    [TestCase("https://social.example", "https://streaming.social.example", true)]
    [TestCase("https://social.example", "https://evilsocial.example", false)]
    [TestCase("https://social.example", "https://other.example", false)]
    [TestCase("https://social.co.uk", "https://other.co.uk", false)]
    [TestCase("https://mastodon.social.example", "https://social.example", false)]
    public void StreamingHost_OfTheSameSite_IsTheServersOwnOrBelowIt(string instance, string streaming, bool isSame) =>
        Assert.That(SiteAddress.IsSameSite(new Uri(instance), new Uri(streaming)), Is.EqualTo(isSame));
}
