using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources.Bluesky;
using RtmPipeline.Tests.Posts.Decoding;
using RtmPipeline.Tests.TestKit;
using static RtmPipeline.Tests.Sources.Bluesky.JetstreamEvents;

namespace RtmPipeline.Tests.Sources.Bluesky;

/// <summary>Both forms of events, from the wire to posts.</summary>
internal sealed class BlueskyFormTests
{
    private const string Subject = """{"subject":{"uri":"at://did:plc:a/app.bsky.feed.post/k1","cid":"bafy"},"createdAt":"2026-08-14T08:59:02Z"}""";

    private static readonly string[] s_messages =
    [
        Commit(1, "create", "post", "k1", """{"text":"soup","createdAt":"2026-08-14T08:59:01Z"}"""),
        Commit(2, "create", "like", "k2", Subject),
        Commit(3, "create", "repost", "k3", Subject),
        Commit(4, "update", "post", "k1", """{"text":"hot soup","createdAt":"2026-08-14T08:59:01Z"}"""),
        Message(5, "identity", "\"handle\":\"mara.example\""),
        Message(6, "sync", "\"rev\":\"r6\""),
        Commit(7, "delete", "like", "k2"),
        Commit(8, "delete", "repost", "k3"),
        Commit(9, "create", "post", "k4", """{"text":"bread","createdAt":"2026-08-14T08:59:09Z"}"""),
        Commit(10, "delete", "post", "k1"),
        Message(11, "account", "\"active\":true"),
        Message(12, "account", "\"active\":false,\"status\":\"deactivated\""),
        Message(13, "account", "\"active\":false,\"status\":\"deleted\""),
    ];

    [Test]
    public async Task MessagesOfV2_OfEveryKind_AreDecodedAsWhatTheyAre()
    {
        await using BlueskyRun run = await ReadAsync();
        DecodedBatch decoded = Decoded.Records([.. run.Records]);
        Assert.That(decoded.Items.Select(item => item.Rejection), Has.All.Null);
        Assert.That(decoded.Items.Select(item => $"{item.Post!.Action} {item.Post.Kind} {item.Post.Id}"), Is.EqualTo(new[]
        {
            "Create Post at://did:plc:a/app.bsky.feed.post/k1",
            "Like Post at://did:plc:a/app.bsky.feed.like/k2",
            "Create Repost at://did:plc:a/app.bsky.feed.repost/k3",
            "Edit Post at://did:plc:a/app.bsky.feed.post/k1",
            "Delete Post at://did:plc:a/app.bsky.feed.like/k2",
            "Delete Post at://did:plc:a/app.bsky.feed.repost/k3",
            "Create Post at://did:plc:a/app.bsky.feed.post/k4",
            "Delete Post at://did:plc:a/app.bsky.feed.post/k1",
            "DeleteAuthor Post at://did:plc:a",
        }));
        Assert.That((decoded.Ignored[(int)IgnoreReason.AccountEvent], decoded.Ignored[(int)IgnoreReason.OtherEvent]), Is.EqualTo((3, 1)), "identity, two accounts that stay, and a sync");
        Assert.That((run.Count("unknown"), run.Count("unreadable"), run.Source.Watch.Newest), Is.EqualTo((0, 0, (Base / 1000) + 13_000)));
    }

    [Test]
    public async Task MessagesOfV2_InTheSequencer_CountLikesTakeBackRepostsAndDeletePosts()
    {
        await using BlueskyRun run = await ReadAsync();
        SequencerCounts counts = run.Sequenced();
        Assert.That((counts.Posts, counts.Likes, counts.Reposts, counts.Edits, counts.Rejected), Is.EqualTo((4L, 1L, 1L, 1L, 0L)));
        Assert.That(counts.Deletes, Is.EqualTo(4));
    }

    [Test]
    public async Task MessagesOfV2_ComingAgainAfterABreak_AreToldAsDuplicates()
    {
        await using BlueskyRun run = await ReadAsync(breaks: true);
        Assert.That((run.Count("duplicate"), run.Count("reconnect")), Is.EqualTo((8, 1)), "changes of records are told; accounts and identities have no number of their own and come again");
        Assert.That(Decoded.Records([.. run.Records]).Items.Count(item => item.Post!.Action == PostAction.Like), Is.EqualTo(1));
    }

    private static async Task<BlueskyRun> ReadAsync(bool breaks = false)
    {
        LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync(async (client, _) =>
        {
            foreach (string message in s_messages)
                await client.SendAsync(message);
        });
        BlueskyRun run = new(host, Of(server) with { Protocol = JetstreamProtocol.V2 });
        await run.HasAsync(s_messages.Length);
        if (breaks)
        {
            server.Client(0).Abort();
            await ReconnectAsync(host, server, 2);
            await run.HasAsync(s_messages.Length + 5);
        }

        await run.StopAsync();
        return run;
    }
}
