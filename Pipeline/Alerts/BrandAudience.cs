using RtmPipeline.Opportunities;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tagging.Language;

namespace RtmPipeline.Alerts;

/// <summary>Tells whether a tragedy is trending where a brand is active.</summary>
internal static class BrandAudience
{
    /// <summary>Share of the posts from which an audience speaks of it; less is a few travellers. In doubt it is held.</summary>
    private const double MinShare = 0.1;

    private const int MaxLanguages = 50;

    /// <summary>A tragedy concerns a brand whose audience speaks of it; a brand without a list of languages speaks to everyone, and an undetermined language may be anyone's.</summary>
    public static bool Concerns(BrandProfile brand, Opportunity opportunity)
    {
        if (brand.Languages.Length == 0)
            return true;
        double share = opportunity.Summary.Languages.Top(MaxLanguages)
            .Where(l => l.Name == LanguageTagger.Undetermined || brand.Languages.Contains(l.Name)).Sum(l => l.Share);
        return Rounded.Of(share) >= MinShare;
    }
}
