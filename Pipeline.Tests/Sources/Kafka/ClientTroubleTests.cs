using Confluent.Kafka;
using NUnit.Framework;
using RtmPipeline.Sources.Kafka;
using RtmPipeline.Sources.Live;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Kafka;

/// <summary>Errors as librdkafka words them, and what a person is told.</summary>
internal sealed class ClientTroubleTests
{
    private static readonly KafkaOptions s_options = new()
    {
        Brokers = "broker:9092",
        Topics = ["posts"],
        Secrets = new Dictionary<string, string> { ["sasl.password"] = "hunter2" },
    };

    private LiveHost _host = null!;
    private SourceWatch _watch = null!;

    [SetUp]
    public void SetUp()
    {
        _host = new LiveHost();
        _watch = _host.Begin().Watch;
    }

    [TearDown]
    public void TearDown() => _host.Dispose();

    [TestCase(ErrorCode.Local_Authentication, SourcePhase.Refused, "authentication refused: why", TestName = "Authentication_ThatIsRefused_IsToldWithTheReason")]
    [TestCase(ErrorCode.SaslAuthenticationFailed, SourcePhase.Refused, "authentication refused: why", TestName = "Credentials_ThatAreWrong_AreToldWithTheReason")]
    [TestCase(ErrorCode.GroupAuthorizationFailed, SourcePhase.Refused, "not allowed: why", TestName = "Group_ThatIsNotAllowed_IsToldWithTheReason")]
    [TestCase(ErrorCode.TopicAuthorizationFailed, SourcePhase.Refused, "not allowed: why", TestName = "Topic_ThatIsNotAllowed_IsToldWithTheReason")]
    [TestCase(ErrorCode.Local_Ssl, SourcePhase.Refused, "TLS failed: why", TestName = "Tls_ThatFails_IsToldWithTheReason")]
    [TestCase(ErrorCode.UnknownTopicOrPart, SourcePhase.Waiting, "topic missing: why", TestName = "Topic_ThatIsMissing_IsToldWithTheReason")]
    [TestCase(ErrorCode.Local_AllBrokersDown, SourcePhase.Waiting, "no broker of broker:9092 answers", TestName = "Brokers_ThatAreAway_AreNamed")]
    public void Error_OfTheClient_IsAState(ErrorCode code, SourcePhase phase, string reason)
    {
        new ClientTrouble(s_options, _watch).Note(new Error(code, "why"), partitions: 0);
        Assert.That((_watch.State.Phase, _watch.State.Reason), Is.EqualTo((phase, reason)));
    }

    [Test]
    public void BrokersThatAreAway_AfterAConnectionThatFailed_TellItsReasonWithoutTimes()
    {
        ClientTrouble trouble = new(s_options, _watch);
        trouble.Note(new Error(ErrorCode.Local_Transport, "broker:9092/1: Connect to ipv4#10.0.0.1:9092 failed: Connection refused (after 3ms in state CONNECT)"), partitions: 0);
        trouble.Note(new Error(ErrorCode.Local_AllBrokersDown, "1/1 brokers are down"), partitions: 0);
        Assert.That(_watch.State.Reason, Is.EqualTo("no broker of broker:9092 answers: broker:9092/1: Connect to ipv4#10.0.0.1:9092 failed: Connection refused"));
    }

    [Test]
    public void Refusal_FollowedByBrokersThatAreAway_StaysTheReason()
    {
        ClientTrouble trouble = new(s_options, _watch);
        trouble.Note(new Error(ErrorCode.Local_Authentication, "wrong password"), partitions: 0);
        trouble.Note(new Error(ErrorCode.Local_AllBrokersDown, "down"), partitions: 0);
        Assert.That(_watch.State.Reason, Is.EqualTo("authentication refused: wrong password"));
    }

    [Test]
    public void Secret_InAnError_IsNotShown()
    {
        new ClientTrouble(s_options, _watch).Note(new Error(ErrorCode.Local_Authentication, "hunter2 is wrong"), partitions: 0);
        Assert.That(_watch.State.Reason, Is.EqualTo("authentication refused: *** is wrong"));
    }

    [Test]
    public void OneTopic_ThatIsMissingWhileOthersGive_LeavesTheSourceStreaming()
    {
        new ClientTrouble(s_options, _watch).Note(new Error(ErrorCode.UnknownTopicOrPart, "no such topic"), partitions: 8);
        Assert.That(_watch.State.Phase, Is.EqualTo(SourcePhase.Streaming));
    }

    [Test]
    public void MissingTopic_WhileTheGroupIsWell_IsWaitedForUntilItGives()
    {
        ClientTrouble trouble = new(s_options, _watch);
        trouble.Note(new Error(ErrorCode.UnknownTopicOrPart, "no such topic"), partitions: 0);
        trouble.Over(byRecord: false);
        Assert.That(_watch.State.Phase, Is.EqualTo(SourcePhase.Waiting));
        trouble.Over(byRecord: true);
        Assert.That(_watch.State.Phase, Is.EqualTo(SourcePhase.Streaming));
    }

    [Test]
    public async Task Library_ThatIsMissing_RefusesTheSourceAndSaysWhatToInstall()
    {
        string? missing = KafkaLibrary.FirstOf(["librdkafka.so.1", "librdkafka.1.dylib"], static _ => false) is null ? KafkaLibrary.Missing : null;
        KafkaSource source = new(s_options, _host.Begin(), () => missing);
        using CancellationTokenSource stop = new();
        Task life = Task.Run(async () =>
        {
            await foreach (RtmPipeline.Sources.RawBatch batch in source.ReadAsync(1, stop.Token))
                batch.Dispose();
        });
        await Eventually.IsTrue(() => source.Watch.State.Phase == SourcePhase.Refused, "it is refused");
        Assert.That(source.Watch.State.Reason, Is.EqualTo("librdkafka is missing: install librdkafka1 (Debian) or librdkafka (Alpine, Homebrew)"));
        Assert.That((await source.TryAsync(CancellationToken.None)).IsUsable, Is.False);
        await stop.CancelAsync();
        await life;
    }

    [TestCase("""{"name":"rdkafka#consumer-1","brokers":{"a":{"state":"UP"}},"cgrp":{"state":"up","stateage":5,"join_state":"steady"}}""", ExpectedResult = true)]
    [TestCase("""{"cgrp":{"state":"up","join_state":"wait-join"}}""", ExpectedResult = false)]
    [TestCase("""{"cgrp":{"state":"query-coord","join_state":"steady"}}""", ExpectedResult = false)]
    [TestCase("""{"brokers":{}}""", ExpectedResult = false)]
    [TestCase("""[1]""", ExpectedResult = false)]
    [TestCase("""{"cgrp":""", ExpectedResult = false)]
    public bool Statistics_OfTheClient_TellWhetherTheGroupIsWell(string statistics) => GroupStatistics.IsGroupWell(statistics);
}
