using RtmPipeline.Posts;

namespace RtmPipeline.Topology.Poison;

/// <summary>
/// Cuts a batch so that each part holds one post, or only ticks: work on a part is work on one record, or on none. The cut into batches carries no meaning, so the
/// outputs stay what they were.
/// </summary>
internal static class BatchSplit
{
    /// <returns>The parts in order, numbered on from the batch; the first has the rejections, which are in no order with posts.</returns>
    public static List<PostBatch> Of(PostBatch batch)
    {
        List<PostBatch> parts = [new PostBatch(batch.Number) { StreamTime = batch.StreamTime }];
        parts[0].Rejections.AddRange(batch.Rejections);
        int run = 0;
        for (int i = 0; i <= batch.Posts.Count; i++)
        {
            for (; run < batch.Ticks.Count && batch.Ticks[run].BeforePost == i; run++)
                Next(parts, batch, isForTicks: true).Ticks.Add(batch.Ticks[run] with { BeforePost = 0 });
            if (i < batch.Posts.Count)
                Next(parts, batch, isForTicks: false).Posts.Add(batch.Posts[i]);
        }

        return parts;
    }

    private static PostBatch Next(List<PostBatch> parts, PostBatch batch, bool isForTicks)
    {
        PostBatch last = parts[^1];
        if (last.Posts.Count == 0 && (isForTicks || last.Ticks.Count == 0))
            return last;
        PostBatch next = new(last.Number + 1) { StreamTime = batch.StreamTime };
        parts.Add(next);
        return next;
    }
}
