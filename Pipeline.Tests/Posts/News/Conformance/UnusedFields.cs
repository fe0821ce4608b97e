using System.Text.RegularExpressions;

namespace RtmPipeline.Tests.Posts.News.Conformance;

/// <summary>Fields that files ask for and no part of the pipeline uses, each with the reason.</summary>
internal static partial class UnusedFields
{
    private static readonly (string Reason, string Parts)[] s_reasons =
    [
        ("people: the publisher stands for the author of news", "author authors author_detail contributors publisher publisher_detail"),
        ("what a feed says of itself beyond its title", "feed.description tagline tagline_detail subtitle subtitle_detail info info_detail copyright copyright_detail rights rights_detail generator "
            + "generator_detail docs ttl cloud textinput image icon logo feed.category feed.tags validity_start validity_start_parsed validity_end validity_end_parsed newlocation"),
        ("labels of an item: its topics are what stands in its text", "tags category"),
        ("attached media and their labels", "enclosures image media_credit media_restriction media_license media_rating media_player media_thumbnail psc_chapters itunes_duration "
            + "itunes_block itunes_explicit"),
        ("the feed that an item was taken from", "source"),
        ("places", "where"),
        ("links other than the article's and the feed's own, and their attributes", "links comments wfw_comment wfw_commentrss license src thr_in-reply-to"),
        ("the base of addresses within a text, and its media type: text has neither", "base type"),
        ("elements of vocabularies nobody else knows", "madeup_element abcdefg"),
        ("when an item stops being news", "expired expired_parsed"),
        ("HTTP headers, which are the poller's", "etag modified modified_parsed"),
        ("the format: elements are told by their meaning, whatever it is", "version"),
    ];

    private static readonly Dictionary<string, string> s_byPart = s_reasons.SelectMany(r => r.Parts.Split(' ').Select(part => KeyValuePair.Create(part, r.Reason)))
        .DistinctBy(pair => pair.Key).ToDictionary();

    /// <summary>Null when it has not been decided that the field is not used.</summary>
    public static string? ReasonOf(string path)
    {
        string[] parts = Number().Replace(path, "").Split('.');
        return parts.Select(part => s_byPart.GetValueOrDefault(part)).FirstOrDefault(reason => reason is not null)
            ?? s_byPart.GetValueOrDefault(string.Join('.', parts.Take(2)));
    }

    [GeneratedRegex(@"\[-?\d+\]", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Number();
}
