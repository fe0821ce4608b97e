using RtmPipeline.Posts;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Tagging;

/// <summary>What became of each brand from one set of profiles to another. Brands are the same by their ids.</summary>
internal sealed class BrandChange
{
    private readonly BrandSet _to;
    private readonly int[] _placeBefore;
    private readonly int[] _placeAfter;
    private readonly bool[] _isFresh;

    public BrandChange(BrandSet from, BrandSet to)
    {
        _to = to;
        _placeBefore = [.. to.Profiles.Select(profile => PlaceOf(profile.Id, from))];
        _placeAfter = [.. from.Profiles.Select(profile => PlaceOf(profile.Id, to))];
        _isFresh = [.. to.Profiles.Select((profile, place) => _placeBefore[place] < 0 || !profile.IsSameAs(from.Profiles[_placeBefore[place]]))];
        Removed = [.. from.Profiles.Where((_, place) => _placeAfter[place] < 0)];
    }

    /// <summary>The profiles from now on.</summary>
    public IReadOnlyList<BrandProfile> Profiles => _to.Profiles;

    /// <summary>Profiles that are gone.</summary>
    public IReadOnlyList<BrandProfile> Removed { get; }

    /// <summary>Place a brand had; -1 for a new one.</summary>
    public int PlaceBefore(int brand) => _placeBefore[brand];

    /// <summary>Place that a brand of before has now; -1 for a removed one.</summary>
    public int PlaceAfter(int brandBefore) => _placeAfter[brandBefore];

    /// <summary>True for a new brand and one whose profile was edited: what was said to it before says little now.</summary>
    public bool IsFresh(int brand) => _isFresh[brand];

    /// <summary>The tags with the relevance to the brands of now. Fresh brands read the text anew; the others keep what was said.</summary>
    public PostTags Retag(Post post, PostTags tags)
    {
        BrandTag[] anew = _to.Retagger.Tag(post.Text, tags);
        if (!_isFresh.Contains(false))
            return tags.WithBrands(anew);
        BrandTag[] brands = [.. anew];
        for (int brand = 0; brand < brands.Length; brand++)
        {
            if (!_isFresh[brand])
                brands[brand] = tags.Brands[_placeBefore[brand]];
        }
        return tags.WithBrands(brands);
    }

    /// <summary>What happened, for people: "crispo changed, aria new, brumal removed".</summary>
    public string Describe()
    {
        IEnumerable<string> now = Profiles.Where((_, brand) => _isFresh[brand])
            .Select(profile => profile.Id + (_placeBefore[PlaceOf(profile.Id, _to)] < 0 ? " new" : " changed"));
        string[] all = [.. now, .. Removed.Select(static profile => $"{profile.Id} removed")];
        return all.Length == 0 ? "their order changed" : string.Join(", ", all);
    }

    private static int PlaceOf(string id, BrandSet set)
    {
        for (int place = 0; place < set.Profiles.Count; place++)
        {
            if (set.Profiles[place].Id == id)
                return place;
        }
        return -1;
    }
}
