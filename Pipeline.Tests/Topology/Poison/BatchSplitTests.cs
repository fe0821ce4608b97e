using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Tests.Posts;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Topology.Poison;

namespace RtmPipeline.Tests.Topology.Poison;

internal sealed class BatchSplitTests
{
    [Test]
    public void Parts_HoldOnePostOrOnlyTicksInTheSameOrder()
    {
        PostBatch batch = new(7) { StreamTime = 99 };
        for (int i = 0; i < 3; i++)
            batch.Posts.Add(new PostBuilder { Id = $"plain:{i}", Text = "x" }.Build());
        batch.Ticks.AddRange([new TickRun(0, 1, 2), new TickRun(2, 3, 3), new TickRun(3, 4, 9)]);
        batch.Rejections.Add(SequencerRun.SampleRejection(4));

        List<PostBatch> parts = BatchSplit.Of(batch);

        Assert.That(parts.Select(Describe), Is.EqualTo(["7 ticks 1-2", "8 plain:0", "9 plain:1", "10 ticks 3-3", "11 plain:2", "12 ticks 4-9"]));
        Assert.That(parts.Select(part => part.Rejections.Count), Is.EqualTo([1, 0, 0, 0, 0, 0]));
        Assert.That(parts.Select(part => part.StreamTime), Has.All.EqualTo(99));
    }

    [Test]
    public void Batch_WithoutPosts_StaysOne()
    {
        PostBatch batch = new(3);
        batch.Rejections.Add(SequencerRun.SampleRejection(1));
        Assert.That(BatchSplit.Of(batch).Select(part => (part.Number, part.Rejections.Count)), Is.EqualTo([(3L, 1)]));
    }

    private static string Describe(PostBatch part) =>
        part.Posts.Count > 0 && part.Ticks.Count > 0 ? "both"
        : part.Posts.Count > 0 ? $"{part.Number} {string.Join(' ', part.Posts.Select(post => post.Id))}"
        : $"{part.Number} ticks {string.Join(' ', part.Ticks.Select(run => $"{run.From}-{run.To}"))}";
}
