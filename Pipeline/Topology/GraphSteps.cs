using System.Diagnostics;
using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Retractions;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.Tagging;
using RtmPipeline.Telemetry;
using RtmPipeline.Topology.Poison;
using RtmPipeline.Trends;

namespace RtmPipeline.Topology;

/// <summary>A closed batch with the profiles that hold for it, and the checkpoint that is cut behind it.</summary>
internal sealed record Stamped(PostBatch Posts, BrandSet Brands, CheckpointCut? Cut)
{
    /// <summary>Its span; null where nobody wants it.</summary>
    public Activity? Span { get; init; }
}

/// <summary>A batch with its tags.</summary>
internal sealed record Tagged(Stamped Batch, TaggedBatch Tags);

/// <summary>What follows from a batch.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Outputs">What leaves the pipeline.</param>
internal sealed record Decided(Stamped Batch, OutputBatch Outputs);

/// <summary>
/// What is done with a batch at each place of the graph, whatever runs the graph. <see cref="Decode"/> and <see cref="Tag"/> may run for several batches at
/// once; each of the others has one caller at a time, in the order of the batches.
/// </summary>
internal sealed class GraphSteps(Stages stages)
{
    private readonly BrandAdoption _adoption = new(stages);
    private readonly PoisonGuard _guard = stages.Guard;
    private readonly GraphMetrics? _metrics = stages.Metrics;

    /// <summary>Told of each counted batch; null while nobody looks.</summary>
    public GraphWatch? Watch { get; set; }

    public DecodedBatch Decode(RawBatch raw)
    {
        using GraphMetrics.StageTime? time = _metrics?.Time("decode");
        using (raw)
            return _guard.Decode(stages.Decoder, raw);
    }

    public Tagged Tag(Stamped batch)
    {
        using GraphMetrics.StageTime? time = _metrics?.Time("tag", batch.Span);
        var tags = new PostTags[batch.Posts.Posts.Count];
        int i = 0;
        try
        {
            for (; i < tags.Length; i++)
            {
                using (_guard.On(WorkStage.Tag, batch.Posts.Posts[i]))
                    tags[i] = batch.Brands.Tagger.Tag(batch.Posts.Posts[i]);
            }
        }
        catch (Exception cause)
        {
            throw _guard.Failed(WorkStage.Tag, batch.Posts, i, cause);
        }

        return new Tagged(batch, new TaggedBatch(batch.Posts.Number, tags));
    }

    public TrendBatch Follow(Stamped batch)
    {
        using GraphMetrics.StageTime? time = _metrics?.Time("trends", batch.Span);
        TrendBatch trends;
        try
        {
            using (_guard.On(WorkStage.Trends, batch.Posts))
                trends = stages.Trends.Process(batch.Posts);
        }
        catch (Exception cause)
        {
            throw _guard.Failed(WorkStage.Trends, batch.Posts, stages.Trends.WorkingOn, cause);
        }

        Watch?.Counted(batch.Posts);
        if (batch.Cut is { } cut)
            stages.Checkpoints!.Save(cut, CheckpointCut.Trends, stages.Trends.Save);
        return trends;
    }

    public Decided Decide(Tagged tagged, TrendBatch trends)
    {
        using GraphMetrics.StageTime? time = _metrics?.Time("decide", tagged.Batch.Span);
        PostBatch posts = tagged.Batch.Posts;
        var revisions = new List<IncidentRevision>();
        var digests = new List<AlertDigest>();
        var retractions = new List<PostRetraction>();
        _adoption.Meet(tagged.Batch.Brands, posts.StreamTime, revisions);
        try
        {
            using (_guard.On(WorkStage.Decide, posts))
            {
                stages.Opportunities.Process(
                    posts,
                    tagged.Tags,
                    trends,
                    tick =>
                    {
                        stages.Incidents.Digest(tick.Time, digests);
                        stages.Incidents.Update(tick, revisions);
                    },
                    (change, now) => Change(change, now, revisions, retractions));
            }
        }
        catch (Exception cause)
        {
            throw _guard.Failed(WorkStage.Decide, posts, stages.Opportunities.WorkingOn, cause);
        }

        _guard.Done(posts);
        if (tagged.Batch.Cut is { } cut)
            Save(cut);
        OutputBatch outputs = new(revisions, posts.Rejections, posts.StreamTime)
        {
            Digests = digests,
            Retractions = retractions,
            Deletes = Deletion.Of(posts.Posts),
        };
        return new Decided(tagged.Batch, outputs);
    }

    private void Change(Post change, long now, List<IncidentRevision> revisions, List<PostRetraction> retractions)
    {
        if (change.Decision is not { } decision)
            stages.Incidents.Forget(change, now, revisions, retractions);
        else
            Note(decision, stages.Incidents.Decide(decision, now, revisions));
    }

    public async Task DeliverAsync(Decided decided, CancellationToken abort)
    {
        using (_metrics?.Time("deliver", decided.Batch.Span))
        {
            if (!decided.Outputs.IsEmpty || decided.Outputs.Deletes.Count > 0)
                await stages.Delivery.WriteAsync(decided.Outputs, abort);
        }

        Watch?.Passed();
        Count(decided);
        stages.OnDelivered?.Invoke(decided.Outputs);
        if (decided.Batch.Cut is { } cut)
            await stages.Checkpoints!.KeepAsync(cut, abort);
    }

    private void Count(Decided decided)
    {
        if (_metrics is null)
            return;
        decided.Batch.Span?.Dispose();
        List<Post> posts = decided.Batch.Posts.Posts;
        _metrics.Delivered(posts.Count > 0 ? posts[^1].ReceivedAt : 0);
        foreach (IncidentRevision revision in decided.Outputs.Revisions)
            _metrics.Decided(OutputEntries.StreamOf(revision).Name(), revision.Kind.Word(), revision.Phase.Word());
        foreach (AlertDigest _ in decided.Outputs.Digests)
            _metrics.Digested();
        foreach (PostRetraction _ in decided.Outputs.Retractions)
            _metrics.Retracted();
    }

    private void Note(Decision decision, bool isKnown) => _metrics?.Took(isKnown ? decision.Verdict.Word() : "unmatched");

    private void Save(CheckpointCut cut)
    {
        stages.Checkpoints!.Save(cut, CheckpointCut.Opportunities, stages.Opportunities.Save);
        stages.Checkpoints.Save(cut, CheckpointCut.Alerts, stages.Incidents.Save);
        stages.Checkpoints.Save(cut, CheckpointCut.Brands, to => _adoption.Save(to, cut.NextBrands));
    }
}
