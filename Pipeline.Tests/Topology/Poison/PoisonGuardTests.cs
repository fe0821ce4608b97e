using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Topology.Poison;

namespace RtmPipeline.Tests.Topology.Poison;

/// <summary>A record on which a stage fails or the process dies is set aside, and only that record.</summary>
internal sealed class PoisonGuardTests
{
    private const int Line = 201;

    [Test]
    public async Task StageThatThrows_SetsItsRecordAsideAtTheThirdStart([Values(WorkStage.Decode, WorkStage.Sequence, WorkStage.Tag)] WorkStage stage)
    {
        ForgetfulFolder folder = new();
        PoisonRun run = new();
        for (int start = 1; start <= 2; start++)
        {
            await run.StartAsync(folder, PoisonRun.Throws(stage, Line));
            Assert.That(run.Failure?.Message, Does.Contain($"the stage {stage.Word()} failed on in:{Line}").And.Contain("InvalidOperationException"));
        }

        await run.StartAsync(folder, PoisonRun.Throws(stage, Line));

        Rejection letter = run.Letters.Single(rejection => rejection.Reason == RejectReason.Poison);
        Assert.That(run.Failure, Is.Null);
        Assert.That((letter.Position.Line, letter.Stage, letter.Attempts), Is.EqualTo((Line, stage, 2)));
        Assert.That(letter.Payload, Is.EqualTo(System.Text.Encoding.UTF8.GetBytes(PoisonRun.Input()[Line - 1])));
        Assert.That(letter.Detail, Does.Contain(stage.Word()).And.Contain("InvalidOperationException").And.Not.Contain("cannot do that"));
        Assert.That(run.Letters, Has.Count.EqualTo((PoisonRun.Lines / 37) + 1), "nothing else is set aside");
        Assert.That(run.Warnings, Has.Some.Contains($"in:{Line} is set aside"));
    }

    [Test]
    public async Task StageThatThrowsWithinABatch_KnowsThePost()
    {
        ForgetfulFolder folder = new();
        PoisonRun run = new();
        await run.StartAsync(folder, SpoilForTrends);
        await run.StartAsync(folder, SpoilForTrends);
        Assert.That(run.Failure?.Message, Does.Contain($"the stage trends failed on in:{Line}"));

        await run.StartAsync(folder, SpoilForTrends);

        Assert.That(run.Failure, Is.Null);
        Assert.That(run.Letters.Where(rejection => rejection.Reason == RejectReason.Poison).Select(one => (one.Position.Line, one.Stage)), Is.EqualTo([((long)Line, WorkStage.Trends)]));

        static void SpoilForTrends(WorkStage stage, RecordPlace place, Post? post)
        {
            if (stage == WorkStage.Sequence && place.Record.Line == Line)
                post!.TakenBack = null!;
        }
    }

    [Test]
    public async Task SetAside_AtLaterStarts_GivesTheSameOutputs()
    {
        ForgetfulFolder folder = new();
        PoisonRun run = new();
        for (int start = 1; start <= 3; start++)
            await run.StartAsync(folder, PoisonRun.Throws(WorkStage.Tag, Line));
        DeliveryDigests? first = run.Digests;

        await run.StartAsync(folder, PoisonRun.Throws(WorkStage.Tag, Line));

        Assert.That(run.Digests, Is.EqualTo(first));
    }

    [TestCase(WorkStage.Decode)]
    [TestCase(WorkStage.Sequence)]
    [TestCase(WorkStage.Tag)]
    [TestCase(WorkStage.Trends)]
    [TestCase(WorkStage.Decide)]
    public async Task RecordThatKillsSilently_IsSetAsideAfterThreeDeaths(WorkStage stage)
    {
        ForgetfulFolder disk = new();
        PoisonRun run = new();
        for (int death = 1; death <= 3; death++)
        {
            DyingFolder seen = new(disk);
            // Within a batch a test cannot tell the post, so the first death of the later stages is at another one.
            await run.StartAsync(seen, PoisonRun.Dies(seen, death == 1 && stage > WorkStage.Tag ? WorkStage.Tag : stage, Line));
            Assert.That((run.Failure is not null, run.WasCareful), Is.EqualTo((true, death > 1)), $"death {death}");
        }

        DyingFolder last = new(disk);
        await run.StartAsync(last, PoisonRun.Dies(last, stage, Line));

        Rejection letter = run.Letters.Single(rejection => rejection.Reason == RejectReason.Poison);
        Assert.That(run.Failure, Is.Null);
        Assert.That((letter.Position.Line, letter.Stage, letter.Detail), Is.EqualTo((Line, stage, $"it ended the process in the stage {stage.Word()} 2 times, without an error: the process died")));
        Assert.That(disk.List(), Has.No.Member(RunningFile.FileName), "the run ended in order");
    }

    [Test]
    public async Task RunAfterADeath_IsCarefulAndGivesTheSameOutputs()
    {
        PoisonRun untroubled = await new PoisonRun().StartAsync(new ForgetfulFolder());
        ForgetfulFolder disk = new();
        DyingFolder seen = new(disk);
        PoisonRun run = await new PoisonRun().StartAsync(seen, PoisonRun.Dies(seen, WorkStage.Tag, 390));

        await run.StartAsync(disk);

        Assert.That((run.WasCareful, run.Failure), Is.EqualTo((true, (Exception?)null)));
        Assert.That(run.Digests, Is.EqualTo(untroubled.Digests));
    }

    [Test]
    public async Task RecordAccusedOnce_ThatPassesUnharmed_IsAcquitted()
    {
        ForgetfulFolder disk = new();
        PoisonRun run = new();
        for (int round = 0; round < 3; round++)
        {
            for (int death = 1; death <= 2; death++)
            {
                DyingFolder seen = new(disk);
                await run.StartAsync(seen, PoisonRun.Dies(seen, WorkStage.Tag, Line));
            }

            Assert.That(SuspectList.Open(disk, run.Warnings.Add).All, Is.Empty.Or.Count.EqualTo(1));
            await run.StartAsync(disk);
            Assert.That((run.Failure, SuspectList.Open(disk, run.Warnings.Add).All.Count), Is.EqualTo(((Exception?)null, 0)));
        }

        Assert.That(run.Letters.Select(letter => letter.Reason), Has.None.EqualTo(RejectReason.Poison));
    }

    [Test]
    public async Task RecordThatAnEarlierLifeLeftUnharmed_IsSetAsideAfterFourDeathsWithItsMark()
    {
        const int early = 40;
        ForgetfulFolder disk = new();
        PoisonRun run = new();
        DyingFolder seen = new(disk);
        int decided = 0;
        await run.StartAsync(seen, (stage, _, _) =>
        {
            if (stage == WorkStage.Decide && ++decided == 4)
                PoisonRun.Die(seen);
        });
        Assert.That(RunningFile.Find(disk, run.Warnings.Add)!.Unharmed["in"].Line, Is.GreaterThan(early), "three batches were done");
        // A life that gets nowhere, as by a kill right after its start: the next one is careful from the beginning on.
        seen = new DyingFolder(disk);
        await run.StartAsync(seen, PoisonRun.Dies(seen, WorkStage.Decode, 1));

        for (int death = 1; death <= Suspect.MaxCrashesOnceUnharmed; death++)
        {
            seen = new DyingFolder(disk);
            await run.StartAsync(seen, PoisonRun.Dies(seen, WorkStage.Trends, early));
            Assert.That((run.Failure is not null, run.WasCareful), Is.EqualTo((true, true)), $"death {death}");
            Assert.That(run.Letters.Select(letter => letter.Reason), Has.None.EqualTo(RejectReason.Poison), $"death {death}");
        }

        await run.StartAsync(disk);
        Assert.That(run.Letters.Single(rejection => rejection.Reason == RejectReason.Poison).Attempts, Is.EqualTo(Suspect.MaxCrashesOnceUnharmed));
    }

    [Test]
    public async Task RunThatEndedInOrder_IsFollowedByAnOrdinaryOne()
    {
        ForgetfulFolder folder = new();
        PoisonRun run = await new PoisonRun().StartAsync(folder);
        await run.StartAsync(folder);
        Assert.That((run.WasCareful, run.Warnings.Count), Is.EqualTo((false, 0)));
    }

    [Test]
    public void Failure_WithoutAStateFolder_StillNamesTheRecord()
    {
        RecordPlace place = new(new RtmPipeline.Sources.RecordPosition("in", 4, 0), 0);
        Exception failure = PoisonGuard.Off.Failed(WorkStage.Tag, place, new InvalidOperationException("no"));
        Assert.That(failure.Message, Is.EqualTo("the stage tag failed on in:4: InvalidOperationException: no"));
    }

    [Test]
    public void Failure_InATick_AccusesNobody()
    {
        ForgetfulFolder folder = new();
        using PoisonGuard guard = PoisonGuard.Open(folder, ["in"], _ => { });
        Exception failure = guard.Failed(WorkStage.Decide, new PostBatch(0), -1, new InvalidOperationException("no"));
        Assert.That(failure.Message, Does.Contain("on no record in particular"));
        Assert.That(SuspectList.Open(folder, _ => { }).All, Is.Empty);
    }

    [Test]
    public void MemoryThatRunsOut_InAnOrdinaryBatch_AccusesNobody()
    {
        ForgetfulFolder folder = new();
        using PoisonGuard guard = PoisonGuard.Open(folder, ["in"], _ => { });
        RecordPlace place = new(new RtmPipeline.Sources.RecordPosition("in", 4, 0), 0);
        Exception failure = guard.Failed(WorkStage.Tag, place, new InsufficientMemoryException());
        Assert.That(failure, Is.TypeOf<RecordFailedException>());
        Assert.That(SuspectList.Open(folder, _ => { }).All, Is.Empty);
    }
}
