using System.Text;
using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.Tests.TestKit;
using StackExchange.Redis;

namespace RtmPipeline.Tests.Delivery.Redis;

/// <summary>What stands in Redis after writing, on a server that does as it is told.</summary>
internal sealed class RedisDeliveryTests : RedisServerTests
{
    [Test]
    public async Task Entries_OfAnyBatch_AreThoseOfThePipelineInOrder()
    {
        SampleRevisions samples = new(1);
        OutputBatch batch = new(samples.Take(700), [.. Enumerable.Range(0, 30).Select(_ => samples.NextRejection())], SampleRevisions.Noon);
        await WriteAsync(Server.Options, batch);
        OutputEntry[] expected = [.. new EntryNumbering().Compose(batch)];
        foreach (OutputStream stream in Enum.GetValues<OutputStream>())
        {
            List<StoredEntry> stored = await Server.EntriesAsync(stream.Name());
            OutputEntry[] ours = [.. expected.Where(entry => entry.Stream == stream)];
            Assert.That(stored, Has.Count.EqualTo(ours.Length));
            for (int i = 0; i < ours.Length; i++)
            {
                Assert.That(stored[i].Names, Is.EqualTo(stream.Fields()));
                Assert.That(stored[i].Values.Select(Convert.ToHexString), Is.EqualTo(ours[i].Values.Select(Convert.ToHexString)));
            }
        }
    }

    [Test]
    public async Task Ids_TimesThatGoBack_FollowEventTimeAndNeverDecrease()
    {
        SampleRevisions samples = new(1);
        long[] times = [1000, 1000, 3000, 2000, 4000];
        await WriteAsync(Server.Options, SampleRevisions.Batch([.. times.Select(time => samples.Next(OutputKind.Alert, time: time))]));
        Assert.That((await Server.EntriesAsync("alerts")).Select(entry => entry.Id), Is.EqualTo(["1000-0", "1000-1", "3000-0", "3000-1", "4000-0"]));
    }

    [Test]
    public async Task Digests_IntoRedis_AreThoseOfARunNowhere()
    {
        OutputBatch batch = SampleRevisions.Batch(new SampleRevisions(3).Take(100));
        await using NowhereDelivery nowhere = new();
        await nowhere.WriteAsync(batch, CancellationToken.None);
        await using RedisDelivery delivery = await OpenAsync(Server.Options);
        await delivery.WriteAsync(batch, CancellationToken.None);
        Assert.That((delivery.Digests, delivery.Counts), Is.EqualTo((nowhere.Digests, nowhere.Counts)));
    }

    [Test]
    public async Task Board_LiveOpportunities_StandByScore()
    {
        SampleRevisions samples = new(1);
        await WriteAsync(Server.Options, SampleRevisions.Batch(
            samples.Next(OutputKind.Opportunity, incident: "low", score: 10.5),
            samples.Next(OutputKind.Opportunity, incident: "high", score: 20),
            samples.Next(OutputKind.Opportunity, incident: "high", score: 90.25),
            samples.Next(OutputKind.Alert, incident: "alert-only")));
        Assert.That(
            RedisReply.Texts(await Server.RunAsync("ZREVRANGE", "{rtm}:board", 0, -1, "WITHSCORES")), Is.EqualTo(["high", "90.25", "low", "10.5"]));
    }

    [TestCase(IncidentPhase.Expired)]
    [TestCase(IncidentPhase.Retracted)]
    public async Task Board_OpportunityThatEnds_LeavesIt(IncidentPhase end)
    {
        SampleRevisions samples = new(1);
        await using RedisDelivery delivery = await OpenAsync(Server.Options);
        await delivery.WriteAsync(SampleRevisions.Batch(samples.Next(OutputKind.Opportunity, incident: "a")), CancellationToken.None);
        Assert.That(await Server.NumberAsync("ZCARD", "{rtm}:board"), Is.EqualTo(1));
        await delivery.WriteAsync(SampleRevisions.Batch(samples.Next(OutputKind.Opportunity, end, "a")), CancellationToken.None);
        Assert.That(await Server.NumberAsync("ZCARD", "{rtm}:board"), Is.Zero);
    }

    [Test]
    public async Task Board_BeyondItsLength_LosesTheLowestScores()
    {
        SampleRevisions samples = new(1);
        IncidentRevision[] many = [.. Enumerable.Range(1, 50).Select(score => samples.Next(OutputKind.Opportunity, incident: $"i{score}", score: score))];
        await WriteAsync(Server.Options with { BoardLength = 10 }, SampleRevisions.Batch(many));
        Assert.That(RedisReply.Texts(await Server.RunAsync("ZRANGE", "{rtm}:board", 0, 0)), Is.EqualTo(["i41"]));
        Assert.That(await Server.NumberAsync("ZCARD", "{rtm}:board"), Is.EqualTo(10));
    }

    [Test]
    public async Task Hash_OfAnOpportunity_HasItsLatestFieldsAndExpires()
    {
        SampleRevisions samples = new(1);
        await WriteAsync(Server.Options with { OpportunityTtl = TimeSpan.FromHours(2) }, SampleRevisions.Batch(
            samples.Next(OutputKind.Opportunity, incident: "a", score: 1), samples.Next(OutputKind.Opportunity, incident: "a", score: 2)));
        StoredEntry latest = (await Server.EntriesAsync("opportunities"))[^1];
        string[] hash = RedisReply.Texts(await Server.RunAsync("HGETALL", "{rtm}:opportunity:a"));
        Dictionary<string, string> fields = hash.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        Assert.That(fields, Is.EquivalentTo(latest.Names.Zip(latest.Values, (name, value) => KeyValuePair.Create(name, Encoding.UTF8.GetString(value)))));
        Assert.That(await Server.NumberAsync("TTL", "{rtm}:opportunity:a"), Is.InRange(7100, 7200));
    }

    [Test]
    public async Task Hash_OfAnEndedOpportunityThatNamedADeletedPost_IsGone()
    {
        SampleRevisions samples = new(1);
        IncidentRevision[] revisions = [samples.Next(OutputKind.Opportunity, incident: "acme-7"), samples.Next(OutputKind.Opportunity, incident: "b")];
        await WriteAsync(Server.Options, new OutputBatch(revisions, [], SampleRevisions.Noon)
        {
            Retractions = [RetractionEntriesTests.Sample(OutputKind.Opportunity) with { HasEnded = true, Place = 2, Time = revisions[1].Time }],
        });

        Assert.That(await Server.NumberAsync("EXISTS", "{rtm}:opportunity:acme-7"), Is.Zero);
        Assert.That(await Server.NumberAsync("EXISTS", "{rtm}:opportunity:b"), Is.EqualTo(1));
        Assert.That(RedisReply.Texts(await Server.RunAsync("ZRANGE", "{rtm}:board", 0, -1)), Is.EqualTo(["b"]));
        Assert.That((await Server.EntriesAsync("opportunities"))[^1].Values.Select(Encoding.UTF8.GetString), Does.Contain("rtm.retraction.v1"));
    }

    [Test]
    public async Task Streams_BeyondTheirLength_AreTrimmedToNearlyIt()
    {
        SampleRevisions samples = new(1);
        IncidentRevision[] alerts = [.. Enumerable.Range(0, 5000).Select(_ => samples.Next(OutputKind.Alert))];
        await WriteAsync(Server.Options with { MaxLength = 1000 }, SampleRevisions.Batch(alerts));
        Assert.That(await Server.NumberAsync("XLEN", "{rtm}:alerts"), Is.InRange(1000, 1100), "one node of 100 entries may stay");
        Assert.That(await Server.TextAsync("HGET", "{rtm}:seq", "alerts"), Is.EqualTo("5000"));
    }

    [Test]
    public async Task DeadLetter_OfBytes_ComesBackAsItWas()
    {
        byte[] payload = [0, 255, 13, 10, 128, 7];
        Rejection rejection = new(new RecordPosition("in.gz", 0, 77), RejectReason.BadCompression, "broken at byte 77", payload);
        await WriteAsync(Server.Options, new OutputBatch([], [rejection], SampleRevisions.Noon));
        StoredEntry stored = (await Server.EntriesAsync("deadletter"))[0];
        Assert.That(Convert.FromBase64String(Encoding.UTF8.GetString(stored.Values[9])), Is.EqualTo(payload));
    }

    [Test]
    public async Task DeadLetters_OfTheLargestSize_AreWrittenInSeveralSteps()
    {
        byte[] payload = new byte[Rejection.MaxPayloadBytes];
        payload.AsSpan().Fill(0xFF);
        Rejection[] rejections =
            [.. Enumerable.Range(0, 60).Select(i => new Rejection(new RecordPosition("in", 0, i), RejectReason.InvalidJson, "no JSON", payload))];
        await Server.RunAsync("CONFIG", "RESETSTAT");
        await WriteAsync(Server.Options, new OutputBatch([], rejections, SampleRevisions.Noon));
        Assert.That(await Server.NumberAsync("XLEN", "{rtm}:deadletter"), Is.EqualTo(60));
        Assert.That(await Server.TextAsync("INFO", "commandstats"), Does.Match("cmdstat_evalsha:calls=([6-9]|1[0-9]),"), "60 × 88 KiB in steps of 1 MiB");
    }

    [Test]
    public async Task EmptyBatch_IntoEmptyRedis_LeavesNoKeys()
    {
        await WriteAsync(Server.Options, SampleRevisions.Batch());
        Assert.That(await Server.NumberAsync("DBSIZE"), Is.Zero);
    }

    [Test]
    public async Task Replay_IntoStreamsWithTheSameOutputs_IsRefusedAndChangesNothing()
    {
        OutputBatch batch = SampleRevisions.Batch(new SampleRevisions(9).Take(20));
        await WriteAsync(Server.Options, batch);
        string? writer = await Server.TextAsync("HGET", "{rtm}:writer", "token");
        Assert.That(
            () => WriteAsync(Server.Options, batch),
            Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("--append").And.Message.Contains("--prefix")
                .And.Message.Contains("2024-05-10T12:00:20.000Z"));
        Assert.That(await Server.NumberAsync("XLEN", "{rtm}:alerts") + await Server.NumberAsync("XLEN", "{rtm}:opportunities"), Is.EqualTo(20));
        Assert.That(await Server.TextAsync("HGET", "{rtm}:writer", "token"), Is.EqualTo(writer), "a refused run must not throw out the one at work");
    }

    [Test]
    public async Task Run_ThatIsNewerThanTheStreams_GoesOnAfterThem()
    {
        SampleRevisions samples = new(9);
        await WriteAsync(Server.Options, SampleRevisions.Batch(samples.Next(OutputKind.Alert)));
        await WriteAsync(Server.Options, SampleRevisions.Batch(samples.Next(OutputKind.Alert)));
        Assert.That(await Server.SeqsAsync("alerts"), Is.EqualTo(["1", "2"]));
    }

    [Test]
    public async Task Append_OfTheSameReplay_GoesOnAfterIt()
    {
        OutputBatch batch = SampleRevisions.Batch([.. new SampleRevisions(9).Take(20).Select(revision => revision with { Output = OutputKind.Alert })]);
        await WriteAsync(Server.Options, batch);
        await WriteAsync(Server.Options with { Append = true }, batch);
        List<StoredEntry> stored = await Server.EntriesAsync("alerts");
        Assert.That(stored.Select(RedisServer.SeqOf), Is.EqualTo(Enumerable.Range(1, 40).Select(seq => $"{seq}")));
    }

    [Test]
    public async Task Append_AfterSeqWasLost_ReadsItFromTheLastEntry()
    {
        SampleRevisions samples = new(9);
        await WriteAsync(Server.Options, SampleRevisions.Batch(samples.Next(OutputKind.Alert), samples.Next(OutputKind.Alert)));
        await Server.RunAsync("DEL", "{rtm}:seq");
        await WriteAsync(Server.Options with { Append = true }, SampleRevisions.Batch(samples.Next(OutputKind.Alert)));
        Assert.That(await Server.SeqsAsync("alerts"), Is.EqualTo(["1", "2", "3"]));
    }

    [Test]
    public async Task Append_ToAStreamWithEntriesOfOthers_FollowsTheirIds()
    {
        await Server.RunAsync("XADD", "{rtm}:alerts", "9999999999999-7", "note", "by hand");
        await WriteAsync(Server.Options with { Append = true }, SampleRevisions.Batch(new SampleRevisions(9).Next(OutputKind.Alert)));
        Assert.That((await Server.EntriesAsync("alerts"))[^1].Id, Is.EqualTo("9999999999999-8"));
    }

    [Test]
    public async Task Prefix_Another_KeepsAllKeysApart()
    {
        await WriteAsync(Server.Options with { Prefix = "{rtm:1}" }, SampleRevisions.Batch(new SampleRevisions(9).Take(30)));
        Assert.That(RedisReply.Texts(await Server.RunAsync("KEYS", "*")), Is.All.StartsWith("{rtm:1}:"));
    }

    [Test]
    public void Open_WrongOptions_TellsAllFaults()
    {
        RedisOptions options = Server.Options with { Prefix = "rtm", MaxLength = 1 };
        Assert.That(() => OpenAsync(options), Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("Prefix").And.Message.Contains("MaxLength"));
    }

    [Test]
    public async Task Open_ServerThatDropsKeys_Warns()
    {
        await Server.RunAsync("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
        await using RedisDelivery delivery = await OpenAsync(Server.Options);
        await Server.RunAsync("CONFIG", "SET", "maxmemory-policy", "noeviction");
        Assert.That(Warnings, Has.Count.EqualTo(1));
        Assert.That(Warnings[0], Does.Contain("allkeys-lru"));
    }

    [TestCase("{rtm}:alerts", "stream")]
    [TestCase("{rtm}:seq", "hash")]
    [TestCase("{rtm}:board", "zset")]
    [TestCase("{rtm}:opportunity:a", "hash")]
    public async Task WrongType_OfAnyKey_IsRefusedByNameBeforeAnythingIsWritten(string key, string wanted)
    {
        await Server.RunAsync("SET", key, "mine");
        SampleRevisions samples = new(1);
        OutputBatch batch = SampleRevisions.Batch(samples.Next(OutputKind.Opportunity, incident: "a"), samples.Next(OutputKind.Alert));
        Assert.That(
            () => WriteAsync(Server.Options, batch),
            Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains($"{key} holds a string and not a {wanted}"));
        Assert.That(await Server.NumberAsync("EXISTS", "{rtm}:opportunities"), Is.Zero);
    }

    [Test]
    public async Task Writer_WithTheseRightsOnly_CanDoAllItMust()
    {
        await Server.RunAsync(
            "ACL", "SETUSER", "default", "resetkeys", "~{rtm}:*", "-@all", "+evalsha", "+script|load", "+type", "+exists", "+time", "+hmget", "+hget",
            "+hset", "+hdel", "+expire", "+xinfo|stream", "+xadd", "+xtrim", "+xrange", "+zadd", "+zrem", "+zremrangebyrank",
            "+info", "+ping", "+echo", "+select", "+client|setname", "+acl");
        try
        {
            await WriteAsync(Server.Options, SampleRevisions.Batch(new SampleRevisions(1).Take(50)));
        }
        finally
        {
            await Server.RunAsync("ACL", "SETUSER", "default", "+@all", "allkeys");
        }

        Assert.That(await Server.NumberAsync("XLEN", "{rtm}:alerts"), Is.Positive);
    }

    private async Task<RedisDelivery> OpenAsync(RedisOptions options)
    {
        RedisDelivery delivery = new(options, Warnings.Add, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        return delivery;
    }

    private async Task WriteAsync(RedisOptions options, params OutputBatch[] batches)
    {
        await using RedisDelivery delivery = await OpenAsync(options);
        foreach (OutputBatch batch in batches)
            await delivery.WriteAsync(batch, CancellationToken.None);
    }
}
