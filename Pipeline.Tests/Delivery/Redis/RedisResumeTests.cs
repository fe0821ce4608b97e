using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery.Redis;

/// <summary>Going on from a checkpoint, when Redis holds as much, more, less or something else.</summary>
internal sealed class RedisResumeTests : RedisServerTests
{
    private const string Calm = "{calm}";

    private RedisOptions Options => Server.Options with { Holder = "the-state" };

    [Test]
    public async Task Resume_NothingBeyond_GoesOnWhereItWas()
    {
        OutputBatch[] batches = Batches(1, 10);
        byte[] mark = await RunAsync(Options, batches[..6], saveAfter: 6);
        await using RedisDelivery again = await OpenAsync(Options);
        Assert.That(await again.ResumeAsync(new StateReader(mark), CancellationToken.None), Is.EqualTo(new ResumeOutcome(false, 0, string.Empty)));
        Assert.That(again.IsCaughtUp, Is.True);
        await WriteAsync(again, batches[6..]);
        await AssertAsUndisturbedAsync(batches, again);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(7)]
    [TestCase(19)]
    public async Task Resume_EntriesBeyond_AreComparedAndNotWrittenTwice(int savedAfter)
    {
        OutputBatch[] batches = Batches(2, 20);
        byte[] mark = await RunAsync(Options, batches, savedAfter);
        await using RedisDelivery again = await OpenAsync(Options);
        ResumeOutcome outcome = await again.ResumeAsync(new StateReader(mark), CancellationToken.None);
        Assert.That((outcome.IsBehind, outcome.Ahead, again.IsCaughtUp), Is.EqualTo((false, batches[savedAfter..].Sum(batch => batch.Revisions.Count + batch.Rejections.Count), false)));
        await WriteAsync(again, batches[savedAfter..]);
        Assert.That((again.IsCaughtUp, again.Health!.Compared, again.Health.Written), Is.EqualTo((true, outcome.Ahead, 0L)));
        await WriteAsync(again, Batches(3, 2, after: 20));
        await AssertAsUndisturbedAsync([.. batches, .. Batches(3, 2, after: 20)], again);
        Assert.That(Warnings, Is.Empty);
    }

    [Test]
    public async Task Resume_InOtherBatchesThanBefore_IsTheSame()
    {
        IncidentRevision[] revisions = new SampleRevisions(5).Take(700);
        byte[] mark = await RunAsync(Options, [SampleRevisions.Batch(revisions[..100]), SampleRevisions.Batch(revisions[100..640])], saveAfter: 1);
        await using RedisDelivery again = await OpenAsync(Options);
        await again.ResumeAsync(new StateReader(mark), CancellationToken.None);
        await WriteAsync(again, [.. revisions[100..].Chunk(37).Select(part => SampleRevisions.Batch(part))]);
        await AssertAsUndisturbedAsync([SampleRevisions.Batch(revisions)], again);
    }

    [Test]
    public async Task Resume_AnotherText_IsToldByPlaceAndWritesNothing()
    {
        SampleRevisions samples = new(1);
        IncidentRevision[] revisions = [.. Enumerable.Range(0, 5).Select(_ => samples.Next(OutputKind.Alert, incident: "inc"))];
        byte[] mark = await RunAsync(Options, [SampleRevisions.Batch(revisions[..2]), SampleRevisions.Batch(revisions[2..])], saveAfter: 1);
        revisions[3] = revisions[3] with { Summary = "secret words" };
        await using RedisDelivery again = await OpenAsync(Options);
        await again.ResumeAsync(new StateReader(mark), CancellationToken.None);
        Assert.That(
            () => WriteAsync(again, [SampleRevisions.Batch([.. revisions[2..], samples.Next(OutputKind.Alert)])]),
            Throws.TypeOf<DeliveryBrokenException>().With.Message.Contains("{rtm}:alerts").And.Message.Contains("seq 4").And.Message.Contains("inc.4 is there")
                .And.Message.Contains("'data' differs from byte").And.Message.Contains("profiles").And.Message.Not.Contains("secret"));
        Assert.That(await Server.NumberAsync("XLEN", "{rtm}:alerts"), Is.EqualTo(5));
        Assert.That((again.Health!.State, again.Health.Detail.Contains("seq 4", StringComparison.Ordinal)), Is.EqualTo((DeliveryState.Refused, true)));
    }

    [Test]
    public async Task Resume_AnotherTime_IsToldByEntryIds()
    {
        SampleRevisions samples = new(1);
        byte[] mark = await RunAsync(Options, [SampleRevisions.Batch(samples.Next(OutputKind.Alert, time: 1000)), SampleRevisions.Batch(samples.Next(OutputKind.Alert, time: 2000))], saveAfter: 1);
        await using RedisDelivery again = await OpenAsync(Options);
        await again.ResumeAsync(new StateReader(mark), CancellationToken.None);
        Assert.That(
            () => WriteAsync(again, [SampleRevisions.Batch(samples.Next(OutputKind.Alert, time: 2001))]),
            Throws.TypeOf<DeliveryBrokenException>().With.Message.Contains("2000-0").And.Message.Contains("2001-0"));
    }

    [Test]
    public async Task Resume_EntriesTrimmedMeanwhile_AreCountedAndTold()
    {
        OutputBatch[] batches = [.. Batches(4, 20).Select(batch => batch with { Rejections = [] })];
        byte[] mark = await RunAsync(Options, batches, saveAfter: 2);
        await Server.RunAsync("XTRIM", "{rtm}:alerts", "MAXLEN", "=", 3);
        await Server.RunAsync("XTRIM", "{rtm}:opportunities", "MAXLEN", "=", 4);
        await using RedisDelivery again = await OpenAsync(Options);
        ResumeOutcome outcome = await again.ResumeAsync(new StateReader(mark), CancellationToken.None);
        await WriteAsync(again, batches[2..]);
        Assert.That((again.IsCaughtUp, again.Health!.Compared), Is.EqualTo((true, 7L)));
        Assert.That(Warnings, Has.Count.EqualTo(1));
        Assert.That(Warnings[0], Does.Contain($"7 entries came again as they were, and {outcome.Ahead - 7} could not be compared"));
        await WriteAsync(again, Batches(3, 1, after: 20));
    }

    [Test]
    public async Task Resume_RedisEmptied_IsBehindAndSaysSo()
    {
        byte[] mark = await RunAsync(Options, Batches(1, 5), saveAfter: 3);
        await Server.RunAsync("FLUSHALL");
        await using RedisDelivery again = await OpenAsync(Options);
        ResumeOutcome outcome = await again.ResumeAsync(new StateReader(mark), CancellationToken.None);
        Assert.That(outcome.IsBehind, Is.True);
        Assert.That(outcome.Detail, Does.Contain("holds nothing below {rtm}"));
    }

    [Test]
    public async Task Resume_TailLost_TakesAnOlderCheckpointAndSendsItAgain()
    {
        OutputBatch[] batches = Batches(6, 12);
        byte[] older = await RunAsync(Options, batches[..7], saveAfter: 4);
        Dictionary<string, byte[]> asOfThen = await DumpAsync();
        await using (RedisDelivery on = await OpenAsync(Options))
        {
            await on.ResumeAsync(new StateReader(older), CancellationToken.None);
            await WriteAsync(on, batches[4..]);
            StateWriter newer = new();
            await on.SaveAsync(newer, CancellationToken.None);
            await on.DisposeAsync();
            await RestoreAsync(asOfThen);

            await using RedisDelivery again = await OpenAsync(Options);
            ResumeOutcome outcome = await again.ResumeAsync(new StateReader(newer.ToArray()), CancellationToken.None);
            Assert.That(outcome.IsBehind, Is.True);
            Assert.That(outcome.Detail, Does.Contain("{rtm}:alerts ends at seq").And.Contains("lost entries since the checkpoint"));
            outcome = await again.ResumeAsync(new StateReader(older), CancellationToken.None);
            Assert.That((outcome.IsBehind, outcome.Ahead), Is.EqualTo((false, batches[4..7].Sum(batch => batch.Revisions.Count + batch.Rejections.Count))));
            await WriteAsync(again, batches[4..]);
            await AssertAsUndisturbedAsync(batches, again);
        }
    }

    [Test]
    public async Task Resume_StreamLostEntriesAndTheNumbersDidNot_IsBehind()
    {
        byte[] mark = await RunAsync(Options, Batches(1, 5), saveAfter: 5);
        await Server.RunAsync("DEL", "{rtm}:alerts");
        await using RedisDelivery again = await OpenAsync(Options);
        ResumeOutcome outcome = await again.ResumeAsync(new StateReader(mark), CancellationToken.None);
        Assert.That(outcome.IsBehind, Is.True);
        Assert.That(outcome.Detail, Does.Contain("{rtm}:alerts ends at seq 0"));
    }

    [Test]
    public async Task Resume_LastEntryDeletedByHand_IsNotBehind()
    {
        byte[] mark = await RunAsync(Options, [SampleRevisions.Batch(new SampleRevisions(1).Next(OutputKind.Alert, time: 5000))], saveAfter: 1);
        await Server.RunAsync("XDEL", "{rtm}:alerts", "5000-0");
        await using RedisDelivery again = await OpenAsync(Options);
        Assert.That((await again.ResumeAsync(new StateReader(mark), CancellationToken.None)).IsBehind, Is.False, "a post that had to go is no loss of a tail");
    }

    [Test]
    public async Task Resume_EntryOfOthersAtTheEnd_IsRefused()
    {
        byte[] mark = await RunAsync(Options, Batches(1, 3), saveAfter: 3);
        await Server.RunAsync("XADD", "{rtm}:alerts", "*", "note", "by hand");
        await using RedisDelivery again = await OpenAsync(Options);
        Assert.That(() => again.ResumeAsync(new StateReader(mark), CancellationToken.None), Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("somebody else wrote there"));
    }

    [Test]
    public async Task Resume_OtherPrefix_IsRefused()
    {
        byte[] mark = await RunAsync(Options, Batches(1, 3), saveAfter: 3);
        await using RedisDelivery other = await OpenAsync(Options with { Prefix = "{other}" });
        Assert.That(() => other.ResumeAsync(new StateReader(mark), CancellationToken.None), Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("{rtm} and not {other}"));
    }

    [Test]
    public async Task Save_BeforeTheFirstEntry_StillRefusesStreamsThatAreNewer()
    {
        OutputBatch[] batches = Batches(1, 3);
        await RunAsync(Server.Options, batches, saveAfter: 0);
        await using RedisDelivery second = await OpenAsync(Server.Options);
        await second.SaveAsync(new StateWriter(), CancellationToken.None);
        Assert.That(() => WriteAsync(second, batches), Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("--append"));
    }

    /// <summary>Crashes at every place of writing, of many runs, with checkpoints here and there: the streams end as without them.</summary>
    [Test]
    public async Task Crashes_AtEveryWrite_EndAsARunWithoutThem()
    {
        const string stopped = "crashed here";
        for (int seed = 1; seed <= 12; seed++)
        {
            await Server.RunAsync("FLUSHALL");
            Random random = new(seed);
            OutputBatch[] batches = Batches(seed, 30);
            (byte[]? Mark, int At) saved = (null, 0);
            int crashes = 0;
            for (bool isDone = false; !isDone;)
            {
                string[] places = ["delivery.before-write", "delivery.after-write", "resume.compared"];
                CrashPoints points = crashes < 8
                    ? CrashPoints.At($"{places[random.Next(saved.Mark is null ? 2 : 3)]}:{random.Next(1, 6)}", _ => throw new InvalidOperationException(stopped))
                    : CrashPoints.None;
                RedisDelivery delivery = new(Options with { BatchEntries = random.Next(1, 9) }, Warnings.Add, TimeProvider.System, points);
                try
                {
                    await delivery.OpenAsync(CancellationToken.None);
                    if (saved.Mark is not null)
                        Assert.That((await delivery.ResumeAsync(new StateReader(saved.Mark), CancellationToken.None)).IsBehind, Is.False);
                    for (int i = saved.At; i < batches.Length; i++)
                    {
                        if (i % 5 == 0)
                        {
                            StateWriter mark = new();
                            await delivery.SaveAsync(mark, CancellationToken.None);
                            saved = (mark.ToArray(), i);
                        }

                        await delivery.WriteAsync(batches[i], CancellationToken.None);
                    }

                    await AssertAsUndisturbedAsync(batches, delivery, $"seed {seed}");
                    isDone = true;
                }
                catch (InvalidOperationException crash) when (crash.Message == stopped)
                {
                    crashes++;
                }

                await delivery.DisposeAsync();
            }

            Assert.That(crashes, Is.Positive, $"seed {seed} crashed nowhere");
        }
    }

    private async Task AssertAsUndisturbedAsync(OutputBatch[] batches, RedisDelivery delivery, string? message = null)
    {
        await using RedisDelivery calm = await OpenAsync(Server.Options with { Prefix = Calm });
        await WriteAsync(calm, batches);
        Assert.That(StoredText.Of(await Server.AllEntriesAsync()), Is.EqualTo(StoredText.Of(await Server.AllEntriesAsync(Calm))), message);
        Assert.That((delivery.Digests, delivery.Counts), Is.EqualTo((calm.Digests, calm.Counts)), message);
        foreach (string key in RedisReply.Texts(await Server.RunAsync("KEYS", "{calm}*")))
            await Server.RunAsync("DEL", key);
    }

    private static OutputBatch[] Batches(int seed, int count, int after = 0)
    {
        SampleRevisions samples = new(seed);
        _ = samples.Take(after * 10);
        Random random = new(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(_ => new OutputBatch(
                samples.Take(random.Next(1, 6)), [.. Enumerable.Range(0, random.Next(2)).Select(_ => samples.NextRejection())], SampleRevisions.Noon)),
        ];
    }

    /// <summary>Writes batches, and answers what was saved after so many of them.</summary>
    private async Task<byte[]> RunAsync(RedisOptions options, OutputBatch[] batches, int saveAfter)
    {
        await using RedisDelivery delivery = await OpenAsync(options);
        StateWriter mark = new();
        await WriteAsync(delivery, batches[..saveAfter]);
        await delivery.SaveAsync(mark, CancellationToken.None);
        await WriteAsync(delivery, batches[saveAfter..]);
        return mark.ToArray();
    }

    private async Task<RedisDelivery> OpenAsync(RedisOptions options)
    {
        RedisDelivery delivery = new(options, Warnings.Add, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        return delivery;
    }

    private static async Task WriteAsync(RedisDelivery delivery, OutputBatch[] batches)
    {
        foreach (OutputBatch batch in batches)
            await delivery.WriteAsync(batch, CancellationToken.None);
    }

    private async Task<Dictionary<string, byte[]>> DumpAsync()
    {
        Dictionary<string, byte[]> dump = new(StringComparer.Ordinal);
        foreach (string key in RedisReply.Texts(await Server.RunAsync("KEYS", "*")))
            dump[key] = (byte[])(await Server.RunAsync("DUMP", key))!;
        return dump;
    }

    private async Task RestoreAsync(Dictionary<string, byte[]> dump)
    {
        await Server.RunAsync("FLUSHALL");
        foreach ((string key, byte[] bytes) in dump)
            await Server.RunAsync("RESTORE", key, 0, bytes);
    }
}
