using RtmPipeline.Tagging;

namespace RtmPipeline.Opportunities.Threats;

/// <summary>How many posts of an event name each brand, and how many of these are against it.</summary>
internal sealed class BrandNaming(int brands)
{
    private readonly double[] _named = new double[brands];
    private readonly double[] _negative = new double[brands];
    private double _weight;

    public void Add(PostTags tags, double weight)
    {
        _weight += weight;
        for (int b = 0; b < _named.Length; b++)
        {
            if (!tags.Brands[b].IsNamed)
                continue;
            _named[b] += weight;
            _negative[b] += Complaint.IsNegative(tags) ? weight : 0;
        }
    }

    public double Weight(int brand) => _named[brand];

    /// <summary>Share of posts that name a brand.</summary>
    public double Share(int brand) => _weight > 0 ? _named[brand] / _weight : 0;

    /// <summary>Share of negative posts among those that name a brand.</summary>
    public double NegativeShare(int brand) => _named[brand] > 0 ? _negative[brand] / _named[brand] : 0;
}
