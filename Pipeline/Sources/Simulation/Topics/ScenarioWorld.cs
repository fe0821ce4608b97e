using RtmPipeline.Sources.Simulation.Words;

namespace RtmPipeline.Sources.Simulation.Topics;

/// <summary>The brand's own post.</summary>
/// <param name="Topic">Topic of its cascade.</param>
/// <param name="Minute">When.</param>
/// <param name="Text">What it says.</param>
internal sealed record BrandPost(int Topic, double Minute, Template[] Text);

/// <summary>Everything a scenario is made of, at full scale, before chance.</summary>
internal sealed record ScenarioWorld
{
    public required DateTimeOffset DefaultStart { get; init; }

    public required TimeSpan DefaultDuration { get; init; }

    public required Voice[] Voices { get; init; }

    public required TopicDefinition[] Topics { get; init; }

    public required NewsItem[] News { get; init; }

    public BrandPost? BrandPost { get; init; }

    /// <summary>Posts expected in a minute at full scale, news not counted.</summary>
    public double ExpectedPerMinute(int minute)
    {
        Dictionary<Curve, double> levels = [];
        double sum = 0;
        foreach (TopicDefinition topic in Topics)
        {
            if (!levels.TryGetValue(topic.Curve, out double level))
                levels.Add(topic.Curve, level = topic.Curve.Expected(minute));
            sum += level * topic.Weight;
        }
        return sum;
    }
}
