using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery.Redis;

/// <summary>Redis goes back in time while the run goes on: a failover to a replica that lags or is empty, a restart with less than it had.</summary>
internal sealed class RedisTailMendingTests
{
    private readonly List<string> _warnings = [];
    private readonly SampleRevisions _samples = new(78);
    private readonly List<IncidentRevision> _written = [];
    private RedisServer _server = null!;

    [SetUp]
    public async Task Start()
    {
        _warnings.Clear();
        _written.Clear();
        _server = await RedisServer.StartAsync();
    }

    [TearDown]
    public async Task End()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    public async Task Restart_WithoutItsData_IsSentAllAgain()
    {
        await using RedisDelivery delivery = await OpenAsync(_server.Options);
        await WriteAsync(delivery, 300);
        await _server.KillAsync();
        await _server.RestartAsync();
        await WriteAsync(delivery, 3);
        await AssertAsUndisturbedAsync(_server);
        Assert.That(_warnings, Has.One.Contains("lost the last 300 entries"));
        Assert.That((delivery.Health!.Resent, delivery.Health.Written, delivery.Health.State), Is.EqualTo((300L, 303L, DeliveryState.Connected)));
    }

    [TestCase(1)]
    [TestCase(150)]
    public async Task Failover_ToAReplicaThatLags_IsSentTheLostTail(int behind)
    {
        await using RedisServer replica = await RedisServer.StartAsync();
        await using CutProxy proxy = new(_server.Port);
        await using RedisDelivery delivery = await OpenAsync(_server.Options with { Endpoint = proxy.Endpoint });
        await WriteAsync(delivery, 200);
        await ReplicateAsync(replica);
        await WriteAsync(delivery, behind);
        proxy.FailOver(replica.Port);
        await WriteAsync(delivery, 5);
        await AssertAsUndisturbedAsync(replica);
        Assert.That(_warnings, Has.One.Contains($"lost the last {behind} entries"));
        Assert.That(proxy.Cuts, Is.Positive);
    }

    [Test]
    public async Task Failover_ToAReplicaOfAnEarlierWriter_TakesTheRoleWithALargerToken()
    {
        await using RedisServer replica = await RedisServer.StartAsync();
        await using (RedisDelivery before = await OpenAsync(_server.Options))
            await WriteAsync(before, 10);
        await ReplicateAsync(replica);
        await using CutProxy proxy = new(_server.Port);
        await using RedisDelivery delivery = await OpenAsync(_server.Options with { Endpoint = proxy.Endpoint });
        await WriteAsync(delivery, 4);
        proxy.FailOver(replica.Port);
        await WriteAsync(delivery, 4);
        await AssertAsUndisturbedAsync(replica);
        Assert.That(await replica.TextAsync("HGET", "{rtm}:writer", "token"), Is.EqualTo("3"), "2 was used on the server that is gone");
    }

    [Test]
    public async Task Checkpoint_AfterTheTailWasLost_SendsItAgainFirst()
    {
        await using RedisDelivery delivery = await OpenAsync(_server.Options);
        await WriteAsync(delivery, 20);
        await _server.RunAsync("FLUSHALL");
        await delivery.SaveAsync(new RtmPipeline.State.StateWriter(), CancellationToken.None);
        await AssertAsUndisturbedAsync(_server);
    }

    [Test]
    public async Task StreamThatLostEntries_WhileTheNumbersDidNot_IsSentThemAgain()
    {
        await using RedisDelivery delivery = await OpenAsync(_server.Options);
        await WriteAsync(delivery, 50);
        await _server.RunAsync("DEL", "{rtm}:alerts");
        await WriteAsync(delivery, 50);
        await AssertAsUndisturbedAsync(_server);
    }

    [Test]
    public async Task MoreLost_ThanIsKept_EndsTheRunAndSaysWhatHelps()
    {
        await using RedisDelivery delivery = await OpenAsync(_server.Options with { ResendEntries = 10 });
        await WriteAsync(delivery, 30);
        await _server.RunAsync("FLUSHALL");
        Assert.That(
            () => WriteAsync(delivery, 1),
            Throws.TypeOf<DeliveryBrokenException>().With.Message.Contains("Redis:ResendEntries").And.Message.Contains("--state DIR --resume"));
    }

    [Test]
    public async Task AnotherHistory_ThanOurs_EndsTheRun()
    {
        await using RedisDelivery delivery = await OpenAsync(_server.Options);
        await WriteAlertsAsync(delivery, 1000, 2000, 3000);
        await _server.RunAsync("FLUSHALL");
        await using (RedisDelivery other = await OpenAsync(_server.Options))
            await WriteAlertsAsync(other, 1000, 2500);
        await _server.RunAsync("DEL", "{rtm}:writer");
        Assert.That(
            () => WriteAlertsAsync(delivery, 4000),
            Throws.TypeOf<DeliveryBrokenException>().With.Message.Contains("2500-0").And.Message.Contains("2000-0"));
    }

    [Test]
    public async Task Replicas_AskedForBeforeACheckpoint_HoldItBackUntilTheyHaveAll()
    {
        await using RedisServer replica = await RedisServer.StartAsync();
        await using RedisDelivery delivery = await OpenAsync(_server.Options with { WaitReplicas = 1, WaitMilliseconds = 20 });
        await WriteAsync(delivery, 5);
        Task saving = delivery.SaveAsync(new RtmPipeline.State.StateWriter(), CancellationToken.None);
        await Eventually.IsTrue(() => _warnings.Count > 0, "a warning about replicas");
        Assert.That((saving.IsCompleted, delivery.Health!.Trouble), Is.EqualTo((false, DeliveryTrouble.TooFewReplicas)));
        await replica.RunAsync("REPLICAOF", "127.0.0.1", _server.Port);
        await saving;
        Assert.That(_warnings[0], Does.Contain("0 replicas have all entries, and 1 must"));
    }

    private async Task ReplicateAsync(RedisServer replica)
    {
        await replica.RunAsync("REPLICAOF", "127.0.0.1", _server.Port);
        await Eventually.IsTrue(
            async () => (await replica.TextAsync("INFO", "replication"))!.Contains("master_link_status:up", StringComparison.Ordinal), "the replica has all");
        long most = await _server.NumberAsync("XLEN", "{rtm}:alerts");
        await Eventually.IsTrue(async () => await replica.NumberAsync("XLEN", "{rtm}:alerts") == most, "the replica has all alerts");
        await replica.RunAsync("REPLICAOF", "NO", "ONE");
    }

    private async Task AssertAsUndisturbedAsync(RedisServer server)
    {
        await using RedisDelivery calm = await OpenAsync(server.Options with { Prefix = "{calm}" });
        await calm.WriteAsync(SampleRevisions.Batch([.. _written]), CancellationToken.None);
        Assert.That(StoredText.Of(await server.AllEntriesAsync()), Is.EqualTo(StoredText.Of(await server.AllEntriesAsync("{calm}"))));
    }

    private async Task<RedisDelivery> OpenAsync(RedisOptions options)
    {
        RedisDelivery delivery = new(options, _warnings.Add, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        return delivery;
    }

    private async Task WriteAsync(RedisDelivery delivery, int count)
    {
        IncidentRevision[] revisions = _samples.Take(count);
        _written.AddRange(revisions);
        await delivery.WriteAsync(SampleRevisions.Batch(revisions), CancellationToken.None);
    }

    private async Task WriteAlertsAsync(RedisDelivery delivery, params long[] times)
    {
        foreach (long time in times)
            await delivery.WriteAsync(SampleRevisions.Batch(_samples.Next(OutputKind.Alert, time: time)), CancellationToken.None);
    }
}
