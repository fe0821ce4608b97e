namespace RtmPipeline.Tests.Posts.News.Conformance;

/// <summary>Files that do not come out as that other parser has them, each with the reason.</summary>
internal static class FeedExceptions
{
    /// <summary>Both sides become text; the sanitiser there and browsers, whose rules we keep, read such markup differently: scripts in comments, frames, doctypes and CDATA within a text.</summary>
    public const string Markup = "markup read as browsers read it";

    /// <summary>Entities that a document declares are never expanded, since a few lines of them can fill any memory.</summary>
    public const string OwnEntities = "entities of a document type are never expanded";

    /// <summary>It is compared from fetch to fetch, so what the feed wrote is better than what it resolves to at one address.</summary>
    public const string RelativeIdentity = "a relative identity is kept as it is written";

    /// <summary>Only the content type comes with a record.</summary>
    public const string OtherHeader = "the language that an HTTP header says is not handed on";

    /// <summary>Links for people and the feed's own are used: a licence is none, and an empty address is taken for a missing one.</summary>
    public const string OtherLink = "a link that nothing uses";

    /// <summary>We keep both, take the description first, and call neither content.</summary>
    public const string TwoBodies = "which of two bodies is called content";

    /// <summary>There a feed of nothing comes out.</summary>
    public const string NothingInIt = "ill-formed and without an item: refused, with the place";

    /// <summary>A feed is what the bytes say.</summary>
    public const string MediaType = "called ill-formed there for its media type alone";

    /// <summary>There iso-8859-2 comes after windows-1252 in Python's strict form; here that takes any byte, as in browsers.</summary>
    public const string Noise = "bytes of no encoding";

    public static readonly Dictionary<string, string> Files = Listed(
    [
        (Markup, "wellformed/rss", ["item_description_not_a_doctype"]),
        (Markup, "wellformed/sanitize",
        [
            "entry_content_crazy", "entry_summary_crazy", "entry_title_crazy", "feed_title_crazy", "item_content_encoded_crazy", "item_description_crazy", "item_fullitem_crazy",
            "entry_content_iframe", "entry_summary_iframe", "item_content_encoded_script_nested_cdata", "xml_declaration_unexpected_character", "xml_malicious_comment",
        ]),
        (OwnEntities, "wellformed/rss", ["entity_in_doctype"]),
        (RelativeIdentity, "wellformed/base",
            ["http_entry_id_base_content_location", "http_entry_id_base_docuri", "http_feed_id_base_content_location", "http_feed_id_base_docuri"]),
        (OtherHeader, "wellformed/lang", ["http_content_language", "http_content_language_entry_title_inherit", "http_content_language_entry_title_inherit_2"]),
        (OtherLink, "wellformed/atom10", ["entry_link_rel_license"]),
        (OtherLink, "wellformed/base", ["feed_link_xml_base_iri"]),
        (TwoBodies, "wellformed/rss", ["item_description_and_summary", "item_summary_and_description"]),
        (NothingInIt, "illformed", ["aaa_illformed", "rss_empty_document"]),
        (NothingInIt, "encoding", ["bozo_invalid-bytes-with-bom"]),
        (MediaType, "encoding", ["bozo_http_text_plain", "bozo_http_text_plain_charset"]),
        (Noise, "encoding", ["bozo_linenoise"]),
    ]);

    /// <summary>Files whose expectation needs more Python than we read; what they ask for is no field of ours.</summary>
    public static readonly Dictionary<string, string> NotUnderstood = Listed(
    [
        ("the kind of a fault there", "encoding", ["bozo_http_i18n"]),
        ("places", "wellformed/geo", ["georss_polygon", "gml_polygon"]),
        ("HTTP headers", "wellformed/http", ["headers_foo", "headers_last_modified-blank", "headers_last_modified-not-present", "headers_no_etag"]),
        ("keywords of a podcast", "wellformed/itunes", ["itunes_channel_keywords"]),
        ("chapters of a podcast", "wellformed/psc", ["atomsimplechapter", "rss2.0simplechapter", "rss2.0simplechapter2items"]),
    ]);

    private static Dictionary<string, string> Listed((string Reason, string Folder, string[] Names)[] groups) =>
        groups.SelectMany(group => group.Names.Select(name => KeyValuePair.Create($"{group.Folder}/{name}.xml", group.Reason))).ToDictionary();
}
