using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Topology.Poison;

namespace RtmPipeline.Tests.Topology.Poison;

/// <summary>Whoever kills the process at random must not get a record set aside.</summary>
internal sealed class InnocentRecordsTests
{
    /// <summary>Records of the stretch that is worked on again after each kill, as a checkpoint never comes: the worst that can happen to them.</summary>
    private const int Records = 60;

    /// <summary>
    /// Moments of a run before and behind the stretch, in units of one stage's work on one record: starting, loading a state, going on. Two seconds at 30 µs are 60,000 such units; here are
    /// far fewer, so that the test is harder than life.
    /// </summary>
    private const int MomentsBefore = 1_000;
    private const int MomentsBehind = 6_000;

    private static readonly WorkStage[] s_stages = [WorkStage.Sequence, WorkStage.Tag, WorkStage.Trends, WorkStage.Decide];

    [Test]
    public void Process_KilledAtRandomMoments_NeverSetsARecordAside([Values(1, 2, 3)] int seed)
    {
        const int kills = 1_000;
        ForgetfulFolder disk = new();
        Random random = new(seed);
        int accusations = 0;
        for (int i = 0; i < kills; i++)
        {
            DyingFolder seen = new(disk);
            Run(seen, random.Next(MomentsBefore + (Records * s_stages.Length * 2) + MomentsBehind));
            accusations += RunningFile.Find(disk, _ => { })?.At is null ? 0 : 1;
        }

        Assert.That(SuspectList.Open(disk, _ => { }).All.Where(suspect => suspect.IsParked), Is.Empty);
        Assert.That(accusations, Is.GreaterThan(5), "kills did fall into work");
    }

    [Test]
    public void Process_KilledInTheSameRecordEverySecondTime_SetsNothingAside()
    {
        ForgetfulFolder disk = new();
        for (int i = 0; i < 40; i++)
        {
            // A run in between gets by it, and whatever passes is acquitted.
            Run(new DyingFolder(disk), i % 2 == 0 ? MomentsBefore + 2 : MomentsBefore + MomentsBehind);
        }

        Assert.That(SuspectList.Open(disk, _ => { }).All.Where(suspect => suspect.IsParked), Is.Empty);
    }

    /// <summary>A run over the stretch that dies at a moment: before the work, within it, or between two pieces of it.</summary>
    private static void Run(DyingFolder folder, int moment)
    {
        using PoisonGuard guard = PoisonGuard.Open(folder, ["in"], _ => { });
        RawBatch raw = new([.. Enumerable.Range(1, Records).Select(RecordOf)], Records, null);
        guard.Read(raw);
        if (moment < MomentsBefore)
        {
            folder.Die();
            return;
        }

        moment -= MomentsBefore;
        List<Post> posts = [.. guard.Decode(new PostDecoder(), raw).Items.Select(item => item.Post!)];
        for (int i = 0; i < posts.Count; i++)
        {
            foreach (WorkStage stage in s_stages)
            {
                using (guard.On(stage, posts[i]))
                {
                    if (moment-- == 0)
                        folder.Die();
                }

                if (moment-- == 0)
                    folder.Die();
            }

            // Behind a post that comes from nowhere the guard cannot tell how far the source is: the next run finds the whole stretch again.
            PostBatch batch = new(i);
            batch.Posts.AddRange([posts[i], new PostBuilder { Id = "plain:nowhere", Text = "x" }.Build()]);
            guard.Done(batch);
        }
    }

    private static RawRecord RecordOf(int line) => new()
    {
        Form = RecordForm.Json,
        Position = new RecordPosition("in", line, line),
        Bytes = System.Text.Encoding.UTF8.GetBytes($$"""{"id":"{{line}}","timestamp_ms":{{PostBuilder.Evening + line}},"text":"x y z {{line}}"}"""),
    };
}
