using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Retractions;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.Tagging;
using RtmPipeline.Trends;

namespace RtmPipeline.Topology;

/// <summary>A closed batch with the profiles that hold for it, and the checkpoint that is cut behind it.</summary>
internal sealed record Stamped(PostBatch Posts, BrandSet Brands, CheckpointCut? Cut);

/// <summary>A batch with its tags.</summary>
internal sealed record Tagged(Stamped Batch, TaggedBatch Tags);

/// <summary>What follows from a batch, and the checkpoint that is cut behind it.</summary>
internal sealed record Decided(OutputBatch Outputs, CheckpointCut? Cut);

/// <summary>
/// What is done with a batch at each place of the graph, whatever runs the graph. <see cref="Decode"/> and <see cref="Tag"/> may run for several batches at
/// once; each of the others has one caller at a time, in the order of the batches.
/// </summary>
internal sealed class GraphSteps(Stages stages)
{
    private readonly BrandAdoption _adoption = new(stages);

    public DecodedBatch Decode(RawBatch raw)
    {
        using (raw)
            return stages.Decoder.Decode(raw);
    }

    public Tagged Tag(Stamped batch)
    {
        var tags = new PostTags[batch.Posts.Posts.Count];
        for (int i = 0; i < tags.Length; i++)
            tags[i] = batch.Brands.Tagger.Tag(batch.Posts.Posts[i]);
        return new Tagged(batch, new TaggedBatch(batch.Posts.Number, tags));
    }

    public TrendBatch Follow(Stamped batch)
    {
        TrendBatch trends = stages.Trends.Process(batch.Posts);
        if (batch.Cut is { } cut)
            stages.Checkpoints!.Save(cut, CheckpointCut.Trends, stages.Trends.Save);
        return trends;
    }

    public Decided Decide(Tagged tagged, TrendBatch trends)
    {
        PostBatch posts = tagged.Batch.Posts;
        var revisions = new List<IncidentRevision>();
        var digests = new List<AlertDigest>();
        var retractions = new List<PostRetraction>();
        _adoption.Meet(tagged.Batch.Brands, posts.StreamTime, revisions);
        stages.Opportunities.Process(
            posts,
            tagged.Tags,
            trends,
            tick =>
            {
                stages.Incidents.Digest(tick.Time, digests);
                stages.Incidents.Update(tick, revisions);
            },
            (change, now) => stages.Incidents.Forget(change, now, revisions, retractions));
        if (tagged.Batch.Cut is { } cut)
            Save(cut);
        OutputBatch outputs = new(revisions, posts.Rejections, posts.StreamTime)
        {
            Digests = digests,
            Retractions = retractions,
            Deletes = Deletion.Of(posts.Posts),
        };
        return new Decided(outputs, tagged.Batch.Cut);
    }

    public async Task DeliverAsync(Decided decided, CancellationToken abort)
    {
        if (!decided.Outputs.IsEmpty)
            await stages.Delivery.WriteAsync(decided.Outputs, abort);
        stages.OnDelivered?.Invoke(decided.Outputs);
        if (decided.Cut is { } cut)
            await stages.Checkpoints!.KeepAsync(cut, abort);
    }

    private void Save(CheckpointCut cut)
    {
        stages.Checkpoints!.Save(cut, CheckpointCut.Opportunities, stages.Opportunities.Save);
        stages.Checkpoints.Save(cut, CheckpointCut.Alerts, stages.Incidents.Save);
        stages.Checkpoints.Save(cut, CheckpointCut.Brands, to => _adoption.Save(to, cut.NextBrands));
    }
}
