using RtmPipeline.State;
using RtmPipeline.Tagging;

namespace RtmPipeline.Opportunities.Threats;

/// <summary>How many posts of an event name each brand, and how many of these are against it.</summary>
internal sealed class BrandNaming(int brands)
{
    private double[] _named = new double[brands];
    private double[] _negative = new double[brands];
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

    /// <summary>Goes over to other brands: one that stays keeps its counts.</summary>
    public void Adopt(BrandChange change)
    {
        double[] Moved(double[] before) =>
            [.. Enumerable.Range(0, change.Profiles.Count).Select(brand => change.PlaceBefore(brand) is >= 0 and var place ? before[place] : 0)];
        (_named, _negative) = (Moved(_named), Moved(_negative));
    }

    public double Weight(int brand) => _named[brand];

    /// <summary>Share of posts that name a brand.</summary>
    public double Share(int brand) => _weight > 0 ? _named[brand] / _weight : 0;

    /// <summary>Share of negative posts among those that name a brand.</summary>
    public double NegativeShare(int brand) => _named[brand] > 0 ? _negative[brand] / _named[brand] : 0;

    public void Save(StateWriter to)
    {
        to.Values(_named);
        to.Values(_negative);
        to.Double(_weight);
    }

    public void Load(StateReader from)
    {
        from.ValuesInto(_named.AsSpan());
        from.ValuesInto(_negative.AsSpan());
        _weight = from.Double();
    }
}
