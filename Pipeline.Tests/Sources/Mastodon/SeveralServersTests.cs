using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Live;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Mastodon;

/// <summary>Records of several servers, through decoding and sequencing.</summary>
public sealed class SeveralServersTests
{
    private PostSequencer _sequencer = null!;
    private PostBatch _batch = null!;

    /// <summary>Two posts start and confirm the clock, so that what a test looks at is not the start of the stream.</summary>
    [SetUp]
    public void SetUp()
    {
        _sequencer = new PostSequencer(new PostOptions { DuplicateIds = 10_000, CopySignatures = 1_024 }, TimeSpan.FromSeconds(1));
        _batch = new PostBatch(0);
        Take("start.example", "update", MastodonServer.Status("1", "https://start.example/1", "first"));
        Take("start.example", "update", MastodonServer.Status("2", "https://start.example/2", "second"));
        _batch = new PostBatch(1);
    }

    [Test]
    public void SamePost_OfTwoServers_IsOnePost()
    {
        Take("a.example", "update", MastodonServer.Status("11", "https://social.example/1"));
        Take("b.example", "update", MastodonServer.Status("99", "https://social.example/1"));
        Assert.That(Ids(), Is.EqualTo(new[] { "Create https://social.example/1" }));
        Assert.That(_sequencer.Counts.Duplicates, Is.EqualTo(1));
    }

    [Test]
    public void Delete_OfAnIdThatTwoServersGave_DeletesThePostOfItsServerAlone()
    {
        Take("a.example", "update", MastodonServer.Status("11", "https://a.example/soup"));
        Take("b.example", "update", MastodonServer.Status("11", "https://b.example/bread", "bread"));
        Take("b.example", "delete", "11");
        Assert.That(Ids(), Is.EqualTo(new[] { "Create https://a.example/soup", "Create https://b.example/bread", "Delete https://b.example/bread" }));
        Assert.That(_batch.Posts[^1].TakenBack.Select(post => post.Id), Is.EqualTo(new[] { "https://b.example/bread" }));
    }

    [Test]
    public void Delete_ByTheServerThatSentThePostSecond_DeletesIt()
    {
        Take("a.example", "update", MastodonServer.Status("11", "https://social.example/1"));
        Take("b.example", "update", MastodonServer.Status("99", "https://social.example/1"));
        Take("b.example", "delete", "99");
        Assert.That(Ids()[^1], Is.EqualTo("Delete https://social.example/1"));
    }

    [Test]
    public void Delete_InARecording_DeletesThePostOfAnotherFileOfIt()
    {
        Take(new RecordPosition("monday.sse", 1, 0), "update", MastodonServer.Status("11", "https://a.example/soup"));
        Take(new RecordPosition("tuesday.sse", 1, 0), "delete", "11");
        Assert.That(Ids()[^1], Is.EqualTo("Delete https://a.example/soup"));
    }

    [Test]
    public void EditedStatus_TakesThePlaceOfTheOneBefore()
    {
        Take("a.example", "update", MastodonServer.Status("11", text: "cold soup"));
        Take("a.example", "status.update", MastodonServer.Status("11", text: "hot soup", more: "\"edited_at\":\"2026-08-14T08:59:30.000Z\","));
        Assert.That(_batch.Posts.Select(post => (post.Action, post.Text)), Is.EqualTo(new[] { (PostAction.Create, "cold soup"), (PostAction.Edit, "hot soup") }));
        Assert.That(_batch.Posts[1].TakenBack.Single().Text, Is.EqualTo("cold soup"));
    }

    [Test]
    public void Boost_IsARepostOfTheOriginal()
    {
        Take("a.example", "update", MastodonServer.Status("11", "https://social.example/1"));
        Take("a.example", "update", MastodonServer.Status("12", "https://a.example/12/activity", more: $"\"reblog\":{MastodonServer.Status("11", "https://social.example/1")},"));
        Assert.That((_batch.Posts[^1].Kind, _batch.Posts[^1].RepostOf, _sequencer.Counts.Reposts), Is.EqualTo((PostKind.Repost, "https://social.example/1", 1L)));
    }

    [Test]
    public async Task TwoServers_AsTwoSources_CountAPostOnceAndDeleteTheirOwn()
    {
        await using MastodonServer a = await MastodonServer.StartAsync();
        await using MastodonServer b = await MastodonServer.StartAsync();
        using LiveHost host = new();
        ILiveSource[] sources = [MastodonRun.Options(a).Create(host.Begin("a")), MastodonRun.Options(b).Create(host.Begin("b"))];
        using CancellationTokenSource stop = new();
        int read = 0;
        Task reading = Task.Run(async () =>
        {
            await foreach (RawBatch batch in new MergedSource("journal", sources, new ArrivalGate(new MergingOptions(), TimeProvider.System)).ReadAsync(100, stop.Token))
            {
                Take(batch);
                Volatile.Write(ref read, read + batch.Records.Length);
            }
        });
        ServerStream ofA = await a.StreamAsync();
        ServerStream ofB = await b.StreamAsync();
        await ofA.EventAsync("update", MastodonServer.Status("11", "https://a.example/soup"));
        await Eventually.IsTrue(() => Volatile.Read(ref read) == 1, "the first came");
        await ofB.EventAsync("update", MastodonServer.Status("57", "https://a.example/soup"));
        await ofB.EventAsync("update", MastodonServer.Status("11", "https://b.example/bread", "bread"));
        await ofB.EventAsync("delete", "11");
        await Eventually.IsTrue(() => Volatile.Read(ref read) == 4, "all came");
        await stop.CancelAsync();
        await reading;
        Assert.That(Ids(), Is.EqualTo(new[] { "Create https://a.example/soup", "Create https://b.example/bread", "Delete https://b.example/bread" }));
    }

    [Test]
    public async Task TokenRefusedByOneServer_LeavesTheOthersGoingOn_AndItComesBackWithANewToken()
    {
        await using MastodonServer a = await MastodonServer.StartAsync();
        await using MastodonServer b = await MastodonServer.StartAsync();
        using ScratchFolder folder = new();
        await File.WriteAllTextAsync(folder.PathOf("token"), "withdrawn");
        using LiveHost host = new();
        ILiveSource refused = (MastodonRun.Options(a) with { AccessToken = "withdrawn", AccessTokenFile = folder.PathOf("token") }).Create(host.Begin("a"));
        ILiveSource[] sources = [refused, MastodonRun.Options(b).Create(host.Begin("b"))];
        using CancellationTokenSource stop = new();
        int read = 0;
        Task reading = Task.Run(async () =>
        {
            await foreach (RawBatch batch in new MergedSource("journal", sources, new ArrivalGate(new MergingOptions(), TimeProvider.System)).ReadAsync(100, stop.Token))
                Interlocked.Add(ref read, batch.Records.Length);
        });
        ServerStream ofB = await b.StreamAsync();
        await Eventually.IsTrue(() => refused.Watch.State.Phase == SourcePhase.Refused, "the one is refused");
        await ofB.EventAsync("update", MastodonServer.Status("11"));
        await Eventually.IsTrue(() => Volatile.Read(ref read) == 1, "the other gives");
        Assert.That((refused.Watch.State.Phase, sources[1].Watch.State.Phase), Is.EqualTo((SourcePhase.Refused, SourcePhase.Streaming)));
        await File.WriteAllTextAsync(folder.PathOf("token"), MastodonServer.Token);
        await Eventually.IsTrue(
            () =>
            {
                if (refused.Watch.State.Phase == SourcePhase.Refused)
                    host.Clock.Advance(TimeSpan.FromSeconds(1));
                return refused.Watch.State.Phase == SourcePhase.Streaming;
            },
            "the one is back");
        ServerStream ofA = await a.StreamAsync();
        await ofA.EventAsync("update", MastodonServer.Status("12"));
        await Eventually.IsTrue(() => Volatile.Read(ref read) == 2, "both give");
        await stop.CancelAsync();
        await reading;
    }

    private string[] Ids() => [.. _batch.Posts.Select(post => $"{post.Action} {post.Id}")];

    private void Take(string server, string name, string data) => Take(new RecordPosition("journal", 1, 1) { From = $"mastodon:{server}" }, name, data);

    private void Take(RecordPosition position, string name, string data)
    {
        RawRecord record = new() { Form = RecordForm.ServerSentEvent, Bytes = Encoding.UTF8.GetBytes(data), EventName = name, Position = position, ReceivedAt = 1_786_698_000_000 };
        Take(new RawBatch([record], 1, buffer: null));
    }

    private void Take(RawBatch batch)
    {
        foreach (DecodedItem item in new PostDecoder().Decode(batch).Items)
            _sequencer.Take(in item, _batch);
    }
}
