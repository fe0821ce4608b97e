using System.Globalization;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Topology;
using RtmPipeline.Trends;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Commands.Bench;

/// <summary>Joining tags and trends into opportunities and alerts, on one core, with both made beforehand.</summary>
internal sealed class DecideAlone
{
    private readonly PipelineSettings _settings;
    private readonly List<(Tagged Tagged, TrendBatch Trends)> _batches = [];
    private Stages? _stages;

    public DecideAlone(IReadOnlyList<PostBatch> batches, PipelineSettings settings)
    {
        _settings = settings;
        BrandSet brands = BrandSet.First(settings.Profiles, settings.Models);
        TrendTracker trends = new(settings.Trends, VelocityModel.Shipped());
        foreach (PostBatch batch in batches)
        {
            TaggedBatch tags = new(batch.Number, [.. batch.Posts.Select(brands.Tagger.Tag)]);
            _batches.Add((new Tagged(new Stamped(batch, brands, null), tags), trends.Process(batch)));
        }
    }

    /// <summary>Makes the stages, as a service does once.</summary>
    public void Prepare() => _stages = PipelineRun.StagesOf(_settings, new NowhereDelivery());

    /// <returns>What was decided, in numbers: the same in every run.</returns>
    public string Run()
    {
        GraphSteps steps = new(_stages ?? throw new InvalidOperationException("a run needs new stages"));
        _stages = null;
        long revisions = 0;
        foreach ((Tagged tagged, TrendBatch trends) in _batches)
            revisions += steps.Decide(tagged, trends).Outputs.Revisions.Count;
        return string.Create(CultureInfo.InvariantCulture, $"{_batches.Count} batches, {revisions} revisions");
    }
}
