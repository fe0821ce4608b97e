using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Kafka;
using RtmPipeline.Sources.Kafka.Claims;
using RtmPipeline.Sources.Live;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Kafka;

/// <summary>Processes of a group over one mock cluster with topics of eight partitions: who reads what, through rebalances and crashes.</summary>
[Parallelizable]
internal sealed class KafkaGroupTests
{
    private const int Partitions = 8;

    private readonly Scenarios _scenarios = new();
    private MockKafka _kafka = null!;

    [OneTimeSetUp]
    public void SetUp()
    {
        _kafka = MockKafka.Start();
        _scenarios.Begin(nameof(Topic_ReadFromItsBeginning_IsInTheJournalOnceAndInOrder), ReadAllAsync);
        _scenarios.Begin(nameof(Process_StoppedAndStartedAgain_GoesOnWhereItWas), RestartAsync);
        _scenarios.Begin(nameof(Partitions_MovingWhileRecordsCome_AreReadOnce), RebalanceAsync);
        _scenarios.Begin(nameof(CrashBetweenIntentAndCommit_BeforeARestart_LosesAndDoublesNothing), CrashAtIntentAsync);
        _scenarios.Begin(nameof(CrashBetweenIntentAndCommit_WithAnotherTakingOver_LeavesTheRecordsToTheOther), CrashAtIntentWithAnotherAsync);
        _scenarios.Begin(nameof(CrashBetweenCommitAndJournal_WithAnotherTakingOver_IsFinishedByTheFirst), CrashAfterCommitAsync);
        _scenarios.Begin(nameof(Journal_ThatTakesNothing_HoldsTheSourceBackThroughARebalance), BackPressureAsync);
        _scenarios.Begin(nameof(Group_WithoutAState_IsToldWhatTheGraphHasTaken), WithoutStateAsync);
        _scenarios.Begin(nameof(NewGroup_ThatStartsWithTheLatest_ReadsWhatComes), LatestAsync);
        _scenarios.Begin(nameof(Records_ThatRetentionRemoved_AreCountedAndPassedOver), RetentionAsync);
        _scenarios.Begin(nameof(PartitionsOfABacklog_FarApartInTime_ComeTogether), SkewAsync);
        _scenarios.Begin(nameof(Trial_OfATopic_TellsLagAndNewestRecordAndJoinsNothing), TrialAsync);
        _scenarios.Begin(nameof(Topic_ThatIsMissing_IsWaitedFor), MissingTopicAsync);
    }

    [OneTimeTearDown]
    public async Task TearDown()
    {
        await _scenarios.AllAsync();
        _kafka?.Dispose();
    }

    [Test]
    public Task Topic_ReadFromItsBeginning_IsInTheJournalOnceAndInOrder() => _scenarios.EndAsync();

    [Test]
    public Task Process_StoppedAndStartedAgain_GoesOnWhereItWas() => _scenarios.EndAsync();

    [Test]
    public Task Partitions_MovingWhileRecordsCome_AreReadOnce() => _scenarios.EndAsync();

    [Test]
    public Task CrashBetweenIntentAndCommit_BeforeARestart_LosesAndDoublesNothing() => _scenarios.EndAsync();

    [Test]
    public Task CrashBetweenIntentAndCommit_WithAnotherTakingOver_LeavesTheRecordsToTheOther() => _scenarios.EndAsync();

    [Test]
    public Task CrashBetweenCommitAndJournal_WithAnotherTakingOver_IsFinishedByTheFirst() => _scenarios.EndAsync();

    [Test]
    public Task Journal_ThatTakesNothing_HoldsTheSourceBackThroughARebalance() => _scenarios.EndAsync();

    [Test]
    public Task Group_WithoutAState_IsToldWhatTheGraphHasTaken() => _scenarios.EndAsync();

    [Test]
    public Task NewGroup_ThatStartsWithTheLatest_ReadsWhatComes() => _scenarios.EndAsync();

    [Test]
    public Task Records_ThatRetentionRemoved_AreCountedAndPassedOver() => _scenarios.EndAsync();

    [Test]
    public Task PartitionsOfABacklog_FarApartInTime_ComeTogether() => _scenarios.EndAsync();

    [Test]
    public Task Trial_OfATopic_TellsLagAndNewestRecordAndJoinsNothing() => _scenarios.EndAsync();

    [Test]
    public Task Topic_ThatIsMissing_IsWaitedFor() => _scenarios.EndAsync();

    private KafkaOptions Options(string name)
    {
        _kafka.AddTopic(name, Partitions);
        return KafkaProcess.Options(_kafka, name, name);
    }

    /// <summary>Each record that was sent, in the journals once.</summary>
    private static void AreOnce(int sent, params KafkaProcess[] processes)
    {
        string[] places = [.. processes.SelectMany(process => process.Places)];
        Assert.Multiple(() =>
        {
            Assert.That(places, Is.Unique, "a record is doubled");
            Assert.That(places, Has.Length.EqualTo(sent), "records are lost");
        });
    }

    private async Task ReadAllAsync()
    {
        KafkaOptions options = Options("all");
        _kafka.SendPosts("all", 0, 400, Partitions);
        using KafkaProcess process = new KafkaProcess(options).Begin();
        await process.HasAsync(400);
        await process.IsAsync(SourcePhase.Streaming);
        await process.StopAsync();
        AreOnce(400, process);
        Assert.Multiple(() =>
        {
            foreach (IGrouping<string, RawRecord> partition in process.Journal.GroupBy(record => record.Position.Source))
                Assert.That(partition.Select(record => record.Position.Origin), Is.Ordered, partition.Key);
            Assert.That(process.Journal.Select(record => record.Position.Source).Distinct(), Has.Exactly(Partitions).Items.And.Some.EqualTo("kafka:posts/all/7"));
            Assert.That(process.Watch.Records, Is.EqualTo(400));
            Assert.That(process.Watch.State.Phase, Is.EqualTo(SourcePhase.Ended));
        });
    }

    private async Task RestartAsync()
    {
        KafkaOptions options = Options("restart");
        _kafka.SendPosts("restart", 0, 200, Partitions);
        using KafkaProcess process = new KafkaProcess(options).Begin();
        await process.HasAsync(200);
        await process.StopAsync();
        _kafka.SendPosts("restart", 200, 200, Partitions);
        process.Begin();
        await process.HasAsync(400);
        await process.StopAsync();
        AreOnce(400, process);
    }

    private async Task RebalanceAsync()
    {
        KafkaOptions options = Options("moving");
        _kafka.SendPosts("moving", 0, 200, Partitions);
        using KafkaProcess first = new KafkaProcess(options).Begin();
        await first.HasAsync(100);
        using KafkaProcess second = new KafkaProcess(options).Begin();
        int sent = 200;
        await Eventually.IsTrue(
            () =>
            {
                _kafka.SendPosts("moving", sent, 16, Partitions);
                sent += 16;
                return second.Journal.Count >= 100;
            },
            "the second gets its part");

        await second.StopAsync();
        _kafka.SendPosts("moving", sent, 80, Partitions);
        sent += 80;
        await Eventually.IsTrue(() => first.Watch.Counts["assigned"] > Partitions, "the first takes over");
        // What the second had claimed and not handed on when it stopped is its own, and comes when it is back.
        second.Begin();
        await HaveAsync(sent, first, second);
        await first.StopAsync();
        await second.StopAsync();
        AreOnce(sent, first, second);
        Assert.That(first.Watch.Counts, Does.ContainKey("revoked"));
    }

    private async Task CrashAtIntentAsync()
    {
        KafkaOptions options = Options("intent");
        _kafka.SendPosts("intent", 0, 200, Partitions);
        using KafkaProcess process = new KafkaProcess(options).Begin(crashAt: ClaimedOffsets.IntentPoint);
        await process.CountsAsync("reconnect");
        await process.DieAsync();
        Assert.That(process.Journal, Is.Empty, "nothing was committed, so nothing may be handed on");
        process.Begin();
        await process.HasAsync(200);
        await process.StopAsync();
        AreOnce(200, process);
    }

    private async Task CrashAtIntentWithAnotherAsync()
    {
        KafkaOptions options = Options("intent2");
        _kafka.SendPosts("intent2", 0, 200, Partitions);
        using KafkaProcess first = new KafkaProcess(options).Begin(crashAt: ClaimedOffsets.IntentPoint);
        await first.CountsAsync("reconnect");
        await first.DieAsync();
        using KafkaProcess second = new KafkaProcess(options).Begin();
        await second.HasAsync(200);
        first.Begin();
        _kafka.SendPosts("intent2", 200, 80, Partitions);
        await first.IsAsync(SourcePhase.Streaming);
        await HaveAsync(280, first, second);
        await first.StopAsync();
        await second.StopAsync();
        AreOnce(280, first, second);
    }

    private async Task CrashAfterCommitAsync()
    {
        KafkaOptions options = Options("claimed");
        _kafka.SendPosts("claimed", 0, 200, Partitions);
        using KafkaProcess first = new KafkaProcess(options).Begin(crashAt: ClaimedOffsets.ClaimedPoint);
        await first.CountsAsync("reconnect");
        await first.DieAsync();
        Assert.That(first.Journal, Is.Empty, "it died before it handed anything on");
        _kafka.SendPosts("claimed", 200, 80, Partitions);
        using KafkaProcess second = new KafkaProcess(options).Begin();
        await Eventually.IsTrue(() => second.Journal.Count(record => record.Position.Origin == (280 / Partitions) - 1) == Partitions, "the second has read every partition to its end");
        int seconds = second.Journal.Count;
        Assert.That(seconds, Is.LessThan(280), "something was committed, and is not read by the second");
        first.Begin();
        await first.HasAsync(280 - seconds);
        await first.StopAsync();
        await second.StopAsync();
        AreOnce(280, first, second);
        Assert.That(first.Watch.Counts["read-again"], Is.EqualTo(280 - seconds));
    }

    private async Task BackPressureAsync()
    {
        const int Waiting = 64 * 1024;
        KafkaOptions options = Options("full") with { MaxBufferedBytes = Waiting };
        _kafka.SendPosts("full", 0, 8000, Partitions);
        using KafkaProcess first = new KafkaProcess(options) { TakesRecords = false }.Begin();
        await first.CountsAsync("held-back");
        using KafkaProcess second = new KafkaProcess(options) { TakesRecords = false }.Begin();
        await second.CountsAsync("held-back");
        int bytes = MockKafka.PostOf(1000).Length;
        Assert.That(first.Watch.Records, Is.LessThan(6 * Waiting / bytes), "paused partitions gave through the rebalance");
        first.TakesRecords = true;
        second.TakesRecords = true;
        await first.HasAsync(1);
        await HaveAsync(8000, first, second);
        await first.StopAsync();
        await second.StopAsync();
        AreOnce(8000, first, second);
    }

    /// <summary>Waits until the journals hold so many records together: which process has how many depends on when partitions move.</summary>
    private static Task HaveAsync(int records, params KafkaProcess[] processes) =>
        Eventually.IsTrue(() => processes.Sum(process => process.Taken) >= records, $"{processes.Length} processes have {records} records");

    private async Task WithoutStateAsync()
    {
        KafkaOptions options = Options("stateless");
        _kafka.SendPosts("stateless", 0, 200, Partitions);
        using KafkaProcess process = new KafkaProcess(options) { IsJournalled = false }.Begin();
        await process.HasAsync(200);
        await process.StopAsync();
        _kafka.SendPosts("stateless", 200, 80, Partitions);
        using KafkaProcess next = new KafkaProcess(options) { IsJournalled = false }.Begin();
        await next.HasAsync(80);
        await next.StopAsync();
        AreOnce(280, process, next);
    }

    private async Task LatestAsync()
    {
        KafkaOptions options = Options("latest") with { StartAt = KafkaStart.Latest };
        _kafka.SendPosts("latest", 0, 80, Partitions);
        using KafkaProcess process = new KafkaProcess(options).Begin();
        await process.IsAsync(SourcePhase.Streaming);
        _kafka.SendPosts("latest", 80, 80, Partitions);
        await process.HasAsync(80);
        await process.StopAsync();
        Assert.That(process.Journal.Select(record => record.Position.Origin), Has.All.GreaterThanOrEqualTo(10), "what was there before is not read");

        // What comes while nobody reads belongs to the group all the same.
        _kafka.SendPosts("latest", 160, 80, Partitions);
        process.Begin();
        await process.HasAsync(160);
        await process.StopAsync();
        AreOnce(160, process);
    }

    private async Task RetentionAsync()
    {
        KafkaOptions options = Options("retention");
        _kafka.Send("retention", 0, MockKafka.PostOf(0));
        _kafka.Flush();
        using KafkaProcess process = new KafkaProcess(options).Begin();
        await process.HasAsync(1);
        await process.StopAsync();

        // The mock keeps 5 MB of a partition.
        byte[] large = new byte[900_000];
        Array.Fill(large, (byte)' ');
        for (int i = 0; i < 12; i++)
            _kafka.Send("retention", 0, large);
        _kafka.Send("retention", 0, MockKafka.PostOf(1));
        _kafka.Flush();
        process.Begin();
        await RtmPipeline.Tests.TestKit.Eventually.IsTrue(() => process.Journal.Any(record => record.Position.Origin == 13), "the newest record comes");
        await process.StopAsync();
        Assert.That(process.Watch.Counts["expired"], Is.EqualTo(13 - (process.Journal.Count - 1)), "each record is read or counted as gone");
    }

    private async Task SkewAsync()
    {
        const long Begin = 1_786_698_000_000;
        KafkaOptions options = Options("skew") with { MaxSkew = TimeSpan.FromSeconds(60) };
        // Partition 0 covers an hour in few records, partition 1 the same in many.
        for (int i = 0; i < 60; i++)
            _kafka.Send("skew", 0, MockKafka.PostOf(i), time: Begin + (i * 60_000));
        for (int i = 0; i < 3600; i++)
            _kafka.Send("skew", 1, MockKafka.PostOf(i), time: Begin + (i * 1000));
        _kafka.Flush();
        using KafkaProcess process = new KafkaProcess(options).Begin();
        await process.HasAsync(3660);
        await process.StopAsync();
        AreOnce(3660, process);
    }

    private async Task TrialAsync()
    {
        KafkaOptions options = Options("trial");
        _kafka.SendPosts("trial", 0, 80, Partitions);
        using KafkaProcess process = new(options);
        process.Begin();
        await process.HasAsync(80);
        await process.StopAsync();
        _kafka.SendPosts("trial", 80, 16, Partitions);
        SourceTrial trial = await process.Source.TryAsync(CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(trial.IsUsable);
            Assert.That(trial.Findings, Has.Some.StartsWith("connected: 1 broker ("));
            Assert.That(trial.Findings, Has.Some.EqualTo("trial: 8 partitions"));
            Assert.That(trial.Findings, Has.Some.StartsWith("group trial: 16 records behind in 8 partitions; 0 not begun"));
            Assert.That(trial.Findings, Has.Some.Match("^newest record: [0-9]+ s old"));
        });
    }

    private async Task MissingTopicAsync()
    {
        KafkaOptions options = Options("missing");
        _kafka.RefuseTopic("missing", Confluent.Kafka.ErrorCode.UnknownTopicOrPart);
        using KafkaProcess process = new KafkaProcess(options).Begin();
        await process.IsAsync(SourcePhase.Waiting, "topic missing");
        SourceTrial trial = await process.Source.TryAsync(CancellationToken.None);
        Assert.That(trial.IsUsable, Is.False, string.Join("; ", trial.Findings));
        _kafka.RefuseTopic("missing", Confluent.Kafka.ErrorCode.NoError);
        _kafka.SendPosts("missing", 0, 80, Partitions);
        await process.HasAsync(80);
        await process.IsAsync(SourcePhase.Streaming);
        await process.StopAsync();
    }
}
