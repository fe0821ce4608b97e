using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.X;
using RtmPipeline.Tests.Posts.Decoding;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Topology;

namespace RtmPipeline.Tests.Sources.X;

/// <summary>From the wire to posts.</summary>
internal sealed class XGraphTests
{
    private const string Edit = """{"data":{"id":"1900000000000000124","text":"Tea and cake","author_id":"77001","edit_history_tweet_ids":["1900000000000000123","1900000000000000124"]}}""";
    private const string Compliance = """{"data":{"tweet_edit":{"tweet":{"id":"1900000000000000124"},"event_at":"2026-08-14T09:22:00.000Z","initial_tweet_id":"1900000000000000123","edit_tweet_ids":["1900000000000000123","1900000000000000124"]}}}""";
    private const string UserDelete = """{"data":{"user_delete":{"user":{"id":"77001"},"event_at":"2026-08-15T00:00:00.000Z"}}}""";
    private const string Neighbour = """{"data":{"id":"1900000000000000200","text":"Bread and butter","author_id":"88","edit_history_tweet_ids":["1900000000000000200"]}}""";
    private const string Withheld = """{"data":{"withheld":{"tweet":{"id":"1900000000000000200","author_id":"88"},"withheld_in_countries":["XX"],"event_at":"2026-08-15T00:00:00.000Z"}}}""";
    private const string Bad = """{"data":{"id":"not an id","text":"a","author_id":"1"}}""";

    [Test]
    public async Task Lines_OfEveryKind_AreDecodedAsWhatTheyAre()
    {
        string renamed = Fixtures.XStream.Replace("edit_history_tweet_ids", "edit_history_post_ids", StringComparison.Ordinal).Replace("retweet_count", "repost_count", StringComparison.Ordinal);
        string[] lines =
        [
            Fixtures.XStream, renamed, Fixtures.XRepost, Edit, Fixtures.XDelete, UserDelete, Compliance,
            """{"data":{"id":"1900000000000000777","text":"reply to something gone","referenced_tweets":[{"type":"replied_to","id":"1"}]},"errors":[{"value":"1","title":"Not Found Error"}],"matching_rules":[{"id":"1","tag":"t","embedding_similarity":0.61,"embedding_threshold":0.4}]}""",
        ];
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnect(Lines(lines));
        run.Read();
        await run.HasRecords(lines.Length);
        RawRecord[] records = [.. run.Records];
        using RawBatch batch = new(records, records.Length, null);
        DecodedBatch decoded = new PostDecoder().Decode(batch);
        Assert.That(decoded.Items.Select(item => item.Rejection), Has.All.Null);
        Assert.That(decoded.Items.Select(item => (item.Post!.Id, item.Post.Action, item.Post.Kind, item.Post.ReceivedAt > 0)), Is.EqualTo(new[]
        {
            ("x:1900000000000000123", PostAction.Create, PostKind.Post, true),
            ("x:1900000000000000123", PostAction.Create, PostKind.Post, true),
            ("x:1900000000000000555", PostAction.Create, PostKind.Repost, true),
            ("x:1900000000000000123", PostAction.Edit, PostKind.Post, true),
            ("x:1900000000000000123", PostAction.Delete, PostKind.Post, true),
            ("x:user:77001", PostAction.DeleteAuthor, PostKind.Post, true),
            ("x:1900000000000000777", PostAction.Create, PostKind.Reply, true),
        }));
        Assert.That(decoded.Ignored[(int)IgnoreReason.OtherEvent], Is.EqualTo(1), "an edit notice brings no text; the edited post comes by itself");
        Assert.That(decoded.Items[1].Post!.Reposts, Is.EqualTo(decoded.Items[0].Post!.Reposts).And.EqualTo(3));
    }

    [Test]
    public async Task Posts_SentAgainAfterALostConnection_AreCountedOnceByTheGraph()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { BackfillMinutes = 2 });
        run.Server.OnConnect(async connection =>
        {
            await connection.LinesAsync(Fixtures.XStream, Fixtures.XRepost);
            await connection.UntilAsync(Seen(run, 2));
            connection.Reset();
        });
        run.Server.OnConnect(Lines(Fixtures.XStream, Fixtures.XRepost, XRun.Post(1_900_000_000_000_000_999), Bad));
        TaskCompletionSource rejected = new();
        Stages stages = TestRun.Stages(new NowhereDelivery(), batch =>
        {
            if (batch.Rejections.Count > 0)
                rejected.TrySetResult();
        });
        using CancellationTokenSource stop = new();
        await stages.Delivery.OpenAsync(CancellationToken.None);
        Task<RunSummary> graph = new DataflowGraph(new TopologyOptions()).RunAsync([new MergedSource("journal", [run.Source], new ArrivalGate(new MergingOptions(), TimeProvider.System))], stages, stop.Token, CancellationToken.None);
        await run.LetWaitAsync();
        await rejected.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await stop.CancelAsync();
        RunSummary summary = await graph;
        Assert.That((summary.Records, summary.Posts.Duplicates, summary.Posts.Reposts, summary.Posts.Rejected), Is.EqualTo((6L, 2L, 1L, 1L)));
        Assert.That(run.Server.Connects[1].Query, Does.Contain("backfill_minutes=1"));
        Assert.That(run.State.Phase, Is.EqualTo(SourcePhase.Ended));
    }

    [Test]
    public async Task Edits_AndDeletesOfTheComplianceStream_ReachThePostsOfTheOtherStream()
    {
        await using XRun posts = await XRun.CreateAsync();
        await using XRun compliance = await XRun.CreateAsync(options => options with { Stream = XStreamKind.Compliance, Partition = 1 });
        int rejections = 0;
        Stages stages = TestRun.Stages(new NowhereDelivery(), batch => Interlocked.Add(ref rejections, batch.Rejections.Count));
        posts.Server.OnConnect(async connection =>
        {
            await connection.LinesAsync(Fixtures.XStream, Edit, Neighbour, Bad);
            await Eventually.IsTrue(() => Volatile.Read(ref rejections) == 2, "the notices came through");
            await connection.LinesAsync(XRun.Post(1_900_000_000_000_000_777), Edit, Bad);
            await connection.HoldAsync();
        });
        compliance.Server.OnConnect(async connection =>
        {
            await Eventually.IsTrue(() => Volatile.Read(ref rejections) == 1, "the posts came through");
            await connection.LinesAsync(DeleteOf("1900000000000000124"), DeleteOf("1900000000000000777"), UserDelete.Replace("77001", "88", StringComparison.Ordinal), Compliance, Withheld, Bad);
            await connection.HoldAsync();
        });
        using CancellationTokenSource stop = new();
        await stages.Delivery.OpenAsync(CancellationToken.None);
        Task<RunSummary> graph = new DataflowGraph(new TopologyOptions()).RunAsync([new MergedSource("journal", [posts.Source, compliance.Source], new ArrivalGate(new MergingOptions(), TimeProvider.System))], stages, stop.Token, CancellationToken.None);
        await Eventually.IsTrue(() => Volatile.Read(ref rejections) == 3, "all came through");
        await stop.CancelAsync();
        SequencerCounts counts = (await graph).Posts;
        Assert.That((counts.Posts, counts.Edits, counts.Deletes, counts.Rejected), Is.EqualTo((5L, 1L, 3L, 3L)));
        Assert.That(counts.TakenBack, Is.EqualTo(2), "the edited post by the id of its newest version, and the other by its author");
        Assert.That(counts.Deleted, Is.EqualTo(2), "a post whose delete came first, and one that is sent again after it");
    }

    private static string DeleteOf(string id) => Fixtures.XDelete.Replace("1900000000000000123", id, StringComparison.Ordinal);

    /// <summary>The source has received so many records.</summary>
    private static Task Seen(XRun run, int records) => Eventually.IsTrue(() => run.Source.Watch.Records >= records, $"{records} records received");

    private static Func<XConnection, Task> Lines(params string[] lines) => async connection =>
    {
        await connection.LinesAsync(lines);
        await connection.HoldAsync();
    };
}
