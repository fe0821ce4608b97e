using RtmPipeline.Posts;
using RtmPipeline.Tagging;

namespace RtmPipeline.Opportunities;

/// <summary>
/// Works out what the live events mean to brands that are new or edited, from the recent posts, which are tagged again for them. A brand that stays
/// keeps what its event's posts said, those that are no longer among the recent ones too.
/// </summary>
/// <remarks>
/// The mean relevance of an event's recent posts stands for all its posts. Where none of them is recent any more, a new brand begins with 0, and an
/// edited one with what it had. Each change costs one walk over the recent posts, in which only the profiles' words are looked for.
/// </remarks>
internal sealed class BrandRecall(BrandChange change)
{
    private readonly Dictionary<TrendEvent, (double Weight, double[] Relevance)> _seen = [];

    /// <summary>Takes a recent post of an event, with its tags by the new profiles.</summary>
    public void Add(TrendEvent trendEvent, Post post, PostTags tags)
    {
        double weight = EventSummary.WeightOf(post);
        (double known, double[] relevance) = _seen.GetValueOrDefault(trendEvent, (0, new double[change.Profiles.Count]));
        for (int brand = 0; brand < relevance.Length; brand++)
            relevance[brand] += weight * tags.Brands[brand].Relevance;
        _seen[trendEvent] = (known + weight, relevance);
    }

    /// <summary>Mean relevance of an event to each brand of now, given those to the brands of before.</summary>
    public double[] Relevance(TrendEvent trendEvent)
    {
        bool isSeen = _seen.TryGetValue(trendEvent, out (double Weight, double[] Relevance) seen);
        double[] means = new double[change.Profiles.Count];
        for (int brand = 0; brand < means.Length; brand++)
        {
            int before = change.PlaceBefore(brand);
            if (isSeen && change.IsFresh(brand))
                means[brand] = seen.Relevance[brand] / seen.Weight;
            else if (before >= 0)
                means[brand] = trendEvent.Summary.Relevance(before);
        }
        return means;
    }
}
