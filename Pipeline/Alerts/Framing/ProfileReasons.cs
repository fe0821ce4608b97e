using RtmPipeline.Opportunities.Communities;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tagging.Themes;

namespace RtmPipeline.Alerts.Framing;

/// <summary>Tells what the reasons that posts were tagged with are to one brand: its name, a product, a word of its field.</summary>
internal sealed class ProfileReasons
{
    /// <summary>Longest name told; the rest is cut.</summary>
    public const int MaxName = 30;

    /// <summary>Reasons told, and those of the posts that are looked at for them.</summary>
    private const int MaxReasons = 2;
    private const int ReasonsRead = 20;

    /// <summary>Share of posts from which a reason is one of the event, not of somebody in it; naming the brand or what is its own counts earlier.</summary>
    private const double MinShare = 0.1;
    private const double MinOwnShare = 0.05;

    private readonly Dictionary<string, ReasonKind> _kinds = new(StringComparer.Ordinal);

    public ProfileReasons(BrandProfile brand)
    {
        Add(brand.Names.Length == 0 ? [brand.Name] : brand.Names, ReasonKind.Name);
        Add(brand.Handles, ReasonKind.Name);
        Add(brand.Hashtags, ReasonKind.Name);
        Add(brand.Products, ReasonKind.Product);
        Add(brand.People, ReasonKind.Person);
        Add(brand.Competitors, ReasonKind.Competitor);
        Add(brand.Field, ReasonKind.Field);
        // What keeps a brand away is no reason to tell.
        foreach (string outside in brand.OutOfField)
            _kinds.Remove(outside);
    }

    /// <summary>The strongest reasons: what is the brand's own before what is near it, the commoner first.</summary>
    public FramingReason[] Of(BrandReasonCounts counts, int brand) =>
    [
        .. counts.Top(brand, ReasonsRead)
            .Select(r => (Kind: KindOf(r.Reason), r.Reason, r.Share))
            .Where(r => r.Kind is { } kind && r.Share >= (kind <= ReasonKind.Person ? MinOwnShare : MinShare))
            .OrderBy(r => Rank(r.Kind!.Value)).ThenByDescending(r => r.Share).ThenBy(r => r.Reason, StringComparer.Ordinal)
            .DistinctBy(r => SentenceText.Joined(r.Reason))
            .Take(MaxReasons)
            .Select(r => new FramingReason(r.Kind!.Value, Cut(r.Reason))),
    ];

    /// <summary>A product says more than the brand's name, and one word of the field more than a theme.</summary>
    private static int Rank(ReasonKind kind) => kind switch
    {
        ReasonKind.Product or ReasonKind.Person => 0,
        ReasonKind.Name => 1,
        ReasonKind.Competitor => 2,
        ReasonKind.Field => 3,
        _ => 4,
    };

    private ReasonKind? KindOf(string reason)
    {
        if (_kinds.TryGetValue(reason, out ReasonKind kind))
            return kind;
        return IabTaxonomy.Shipped.TryFind(reason, out _) ? ReasonKind.Theme : null;
    }

    private static string Cut(string name)
    {
        string safe = SafeLabel.Of(name);
        return safe.Length <= MaxName ? safe : $"{safe[..(char.IsHighSurrogate(safe[MaxName - 2]) ? MaxName - 2 : MaxName - 1)].TrimEnd()}…";
    }

    private void Add(string[] names, ReasonKind kind)
    {
        foreach (string name in names)
            _kinds.TryAdd(name, kind);
    }
}
