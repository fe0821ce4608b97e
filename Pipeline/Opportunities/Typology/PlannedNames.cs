using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Opportunities.Typology;

/// <summary>Names of what a brand plans. These are its moments, and its own hashtags, which are made for campaigns.</summary>
internal static class PlannedNames
{
    /// <summary>True when an event is one of the profile's moments, or goes by a planned name: its lead, or a topic that belongs to it and is a hashtag.</summary>
    public static bool Contain(BrandProfile brand, Opportunity opportunity)
    {
        IEnumerable<string> planned = Of(brand);
        return opportunity.IsExpected
            || planned.Any(name => IsNamed(opportunity.Lead.Label, name))
            || opportunity.Topics.Any(t => t.Snapshot.Kind == TopicKind.Hashtag && planned.Any(name => IsNamed(t.Snapshot.Label, name)));
    }

    private static string[] Of(BrandProfile brand) => brand.Hashtags;

    /// <summary>Whatever case, accents, '#' and spaces: "#DunkWithCrispo" is "dunk with crispo".</summary>
    private static bool IsNamed(string label, string name) => Folding.Fold(Joined(label)) == Folding.Fold(Joined(name));

    private static string Joined(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
