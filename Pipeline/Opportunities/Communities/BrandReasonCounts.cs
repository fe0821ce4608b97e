using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Tagging;

namespace RtmPipeline.Opportunities.Communities;

/// <summary>Why an event's posts concern each brand: the names, words and themes of its profile that stand in them.</summary>
internal sealed class BrandReasonCounts(int brands)
{
    /// <summary>Distinct reasons kept for a brand; later ones are left out.</summary>
    private const int MaxReasons = 50;

    private NameCounts[] _reasons = [.. Enumerable.Range(0, brands).Select(_ => new NameCounts(MaxReasons))];
    private double[] _named = new double[brands];
    private double _weight;

    public void Add(PostTags tags, double weight)
    {
        _weight += weight;
        for (int b = 0; b < _reasons.Length; b++)
        {
            ref readonly BrandTag tag = ref tags.Brands[b];
            foreach (string reason in tag.Because)
                _reasons[b].Add(reason, weight);
            if (tag.IsNamed)
                _named[b] += weight;
        }
    }

    /// <summary>Takes back what was added, as far as it is still counted: the reasons of an edited brand began anew.</summary>
    public void TakeBack(PostTags tags, double weight)
    {
        _weight = Math.Max(0, _weight - weight);
        for (int b = 0; b < _reasons.Length; b++)
        {
            ref readonly BrandTag tag = ref tags.Brands[b];
            foreach (string reason in tag.Because)
                _reasons[b].TakeBack(reason, weight);
            if (tag.IsNamed)
                _named[b] = Math.Max(0, _named[b] - weight);
        }
    }

    /// <summary>Goes over to other brands. The reasons of an edited one begin anew, as its words are others; it was named by whom it was.</summary>
    public void Adopt(BrandChange change)
    {
        NameCounts[] reasons = _reasons;
        double[] named = _named;
        IEnumerable<int> all = Enumerable.Range(0, change.Profiles.Count);
        _reasons = [.. all.Select(brand => change.IsFresh(brand) ? new NameCounts(MaxReasons) : reasons[change.PlaceBefore(brand)])];
        _named = [.. all.Select(brand => change.PlaceBefore(brand) is >= 0 and var place ? named[place] : 0)];
    }

    /// <summary>The commonest reasons, as the profile spells them, with the share of posts they stand in.</summary>
    public (string Reason, double Share)[] Top(int brand, int count) =>
        [.. _reasons[brand].Top(count).Select(r => (r.Name, _weight > 0 ? r.Weight / _weight : 0))];

    /// <summary>Share of posts that name the brand.</summary>
    public double NamedShare(int brand) => _weight > 0 ? _named[brand] / _weight : 0;

    public void Save(SharedWriter shared)
    {
        shared.To.Double(_weight);
        shared.To.Values(_named);
        foreach (NameCounts reasons in _reasons)
            reasons.Save(shared);
    }

    public void Load(SharedReader shared)
    {
        _weight = shared.From.Double();
        shared.From.ValuesInto(_named.AsSpan());
        foreach (NameCounts reasons in _reasons)
            reasons.Load(shared);
    }
}
