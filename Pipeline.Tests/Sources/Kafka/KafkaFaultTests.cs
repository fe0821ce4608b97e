using Confluent.Kafka;
using NUnit.Framework;
using RtmPipeline.Sources.Kafka;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Tests.Sources.Kafka;

/// <summary>Faults of brokers, each with a mock cluster of its own.</summary>
[Parallelizable]
internal sealed class KafkaFaultTests
{
    private readonly Scenarios _scenarios = new();

    [OneTimeSetUp]
    public void SetUp()
    {
        MockKafka.Start().Dispose();
        _scenarios.Begin(nameof(Broker_ThatGoesAwayAndComesBack_IsWaitedFor), BrokerAwayAsync);
        _scenarios.Begin(nameof(Broker_ThatIsNotThere_IsWaitedForAndAStopDoesNotHang), NoBrokerAsync);
        _scenarios.Begin(nameof(Partitions_ThatAreLost_AreReadOnByWhoeverGetsThem), LostAsync);
        _scenarios.Begin(nameof(Claims_ThatAreRefused_AreClaimedAgain), RefusedAsync);
        _scenarios.Begin(nameof(Claim_RefusedForAnOldGeneration_IsDroppedAndReadAgain), OldGenerationAsync);
    }

    [OneTimeTearDown]
    public Task TearDown() => _scenarios.AllAsync();

    [Test]
    public Task Broker_ThatGoesAwayAndComesBack_IsWaitedFor() => _scenarios.EndAsync();

    [Test]
    public Task Broker_ThatIsNotThere_IsWaitedForAndAStopDoesNotHang() => _scenarios.EndAsync();

    [Test]
    public Task Partitions_ThatAreLost_AreReadOnByWhoeverGetsThem() => _scenarios.EndAsync();

    [Test]
    public Task Claims_ThatAreRefused_AreClaimedAgain() => _scenarios.EndAsync();

    [Test]
    public Task Claim_RefusedForAnOldGeneration_IsDroppedAndReadAgain() => _scenarios.EndAsync();

    private static KafkaOptions Options(MockKafka kafka)
    {
        kafka.AddTopic("posts", 8);
        return KafkaProcess.Options(kafka, "posts", "rtm");
    }

    private static void AreOnce(int sent, params KafkaProcess[] processes) =>
        Assert.That(processes.SelectMany(process => process.Places), Is.Unique.And.Exactly(sent).Items);

    private static async Task BrokerAwayAsync()
    {
        using MockKafka kafka = MockKafka.Start();
        using KafkaProcess process = new KafkaProcess(Options(kafka)).Begin();
        kafka.SendPosts("posts", 0, 200, 8);
        await process.HasAsync(200);
        kafka.GoAway();
        await process.IsAsync(SourcePhase.Waiting, $"no broker of {kafka.Brokers} answers");
        kafka.ComeBack();
        await process.IsAsync(SourcePhase.Streaming);
        kafka.SendPosts("posts", 200, 200, 8);
        await process.HasAsync(400);
        Assert.That(process.Warnings, Has.Count.EqualTo(2), "one line when it went, one when it was back");
        await process.StopAsync();
        AreOnce(400, process);
    }

    private static async Task NoBrokerAsync()
    {
        using KafkaProcess process = new KafkaProcess(new KafkaOptions { Brokers = "127.0.0.1:1", Topics = ["posts"] }).Begin();
        await process.IsAsync(SourcePhase.Waiting, "no broker of 127.0.0.1:1 answers");
        Task stop = process.StopAsync();
        Assert.That(await Task.WhenAny(stop, Task.Delay(KafkaSource.StopPatience * 2)), Is.SameAs(stop));
    }

    private static async Task LostAsync()
    {
        using MockKafka kafka = MockKafka.Start();
        using KafkaProcess process = new KafkaProcess(Options(kafka)).Begin();
        kafka.SendPosts("posts", 0, 200, 8);
        await process.HasAsync(200);
        kafka.Refuse(MockKafka.Heartbeat, ErrorCode.UnknownMemberId);
        await process.CountsAsync("lost");
        kafka.SendPosts("posts", 200, 200, 8);
        await process.HasAsync(400);
        await process.StopAsync();
        AreOnce(400, process);
    }

    private static async Task RefusedAsync()
    {
        using MockKafka kafka = MockKafka.Start();
        using KafkaProcess process = new KafkaProcess(Options(kafka)).Begin();
        kafka.Refuse(MockKafka.OffsetCommit, ErrorCode.NoError, ErrorCode.RebalanceInProgress, ErrorCode.RebalanceInProgress, ErrorCode.RebalanceInProgress);
        kafka.SendPosts("posts", 0, 200, 8);
        await process.HasAsync(200);
        await process.StopAsync();
        AreOnce(200, process);
        Assert.That(process.Watch.Counts, Does.ContainKey("claim-refused"));
    }

    private static async Task OldGenerationAsync()
    {
        using MockKafka kafka = MockKafka.Start();
        using KafkaProcess process = new KafkaProcess(Options(kafka)).Begin();
        kafka.SendPosts("posts", 0, 80, 8);
        await process.HasAsync(80);
        kafka.Refuse(MockKafka.OffsetCommit, ErrorCode.IllegalGeneration);
        kafka.SendPosts("posts", 80, 120, 8);
        await process.HasAsync(200);
        await process.StopAsync();
        AreOnce(200, process);
        Assert.That(process.Watch.Counts.Keys, Is.SupersetOf(new[] { "claim-refused", "lost", "claim-in-doubt" }));
    }
}
