namespace RtmPipeline.Posts.News;

/// <summary>What an element means to us, whatever its format calls it.</summary>
internal enum FeedElement : byte
{
    /// <summary>Anything else: it and what is in it is passed over.</summary>
    Other,

    /// <summary>The root of RSS 2.0 and of RSS 1.0.</summary>
    Rss,
    Channel,

    /// <summary>The root of Atom, which is its channel too.</summary>
    Feed,
    Item,

    /// <summary>A wrapper whose children count as the item's.</summary>
    MediaGroup,
    Title,
    OtherTitle,
    Link,
    OriginalLink,
    Guid,
    Encoded,
    Content,
    Description,
    Summary,
    MediaDescription,
    Published,
    OtherPublished,
    Updated,
    Language,
}

/// <summary>Vocabularies that feeds mix.</summary>
internal enum FeedNamespace : byte
{
    /// <summary>No namespace, or one of the many that RSS elements were put in.</summary>
    Core,
    Atom,
    Rdf,
    Dublin,
    DublinTerms,
    Encoded,
    Media,
    FeedBurner,
    Itunes,
    Xhtml,
    Foreign,
}

/// <summary>Tells elements by namespace and name. Names are compared without case, as feeds do not keep to it.</summary>
internal static class FeedNames
{
    private const StringComparison IgnoreCase = StringComparison.OrdinalIgnoreCase;

    /// <summary>Namespaces of known prefixes: for documents that do not declare them, and for tag soup.</summary>
    public static string? NamespaceOf(string prefix) => prefix.ToLowerInvariant() switch
    {
        "atom" or "atom10" or "a10" => "http://www.w3.org/2005/Atom",
        "rdf" => "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "dc" => "http://purl.org/dc/elements/1.1/",
        "dcterms" => "http://purl.org/dc/terms/",
        "content" => "http://purl.org/rss/1.0/modules/content/",
        "media" => "http://search.yahoo.com/mrss/",
        "itunes" => "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "feedburner" => "http://rssnamespace.org/feedburner/ext/1.0",
        "xhtml" => "http://www.w3.org/1999/xhtml",
        _ => null,
    };

    /// <summary>True for the name of a root that only feeds have.</summary>
    public static bool IsRoot(string name) => name.Equals("rss", IgnoreCase) || name.Equals("feed", IgnoreCase);

    public static FeedNamespace Vocabulary(string uri)
    {
        if (uri.Length == 0 || uri.StartsWith("http://purl.org/rss/1.0/", IgnoreCase) && !uri.Contains("modules", IgnoreCase))
            return FeedNamespace.Core;
        if (uri.Contains("w3.org/2005/atom", IgnoreCase) || uri.StartsWith("http://purl.org/atom/ns", IgnoreCase))
            return FeedNamespace.Atom;
        if (uri.Contains("22-rdf-syntax-ns", IgnoreCase))
            return FeedNamespace.Rdf;
        if (uri.StartsWith("http://purl.org/dc/elements", IgnoreCase))
            return FeedNamespace.Dublin;
        if (uri.StartsWith("http://purl.org/dc/terms", IgnoreCase))
            return FeedNamespace.DublinTerms;
        if (uri.StartsWith("http://purl.org/rss/1.0/modules/content", IgnoreCase))
            return FeedNamespace.Encoded;
        if (uri.StartsWith("http://search.yahoo.com/mrss", IgnoreCase))
            return FeedNamespace.Media;
        if (uri.StartsWith("http://rssnamespace.org/feedburner", IgnoreCase))
            return FeedNamespace.FeedBurner;
        if (uri.Contains("itunes.com/dtds/podcast", IgnoreCase))
            return FeedNamespace.Itunes;
        if (uri.StartsWith("http://www.w3.org/1999/xhtml", IgnoreCase))
            return FeedNamespace.Xhtml;
        bool isRss = uri.Contains("rss2", IgnoreCase) || uri.Contains("netscape.com/rdf", IgnoreCase) || uri.Contains("rssnamespace", IgnoreCase)
            || uri.StartsWith("http://backend.userland.com/", IgnoreCase) || uri.StartsWith("http://blogs.law.harvard.edu/tech/rss", IgnoreCase);
        return isRss ? FeedNamespace.Core : FeedNamespace.Foreign;
    }

    public static FeedElement Of(FeedNamespace vocabulary, string name) => vocabulary switch
    {
        FeedNamespace.Core or FeedNamespace.Atom => Core(name.ToLowerInvariant()),
        FeedNamespace.Rdf => name.Equals("RDF", IgnoreCase) ? FeedElement.Rss : FeedElement.Other,
        FeedNamespace.Encoded => name.Equals("encoded", IgnoreCase) ? FeedElement.Encoded : FeedElement.Other,
        FeedNamespace.Xhtml => name.Equals("body", IgnoreCase) ? FeedElement.Encoded : FeedElement.Other,
        FeedNamespace.Itunes => Itunes(name.ToLowerInvariant()),
        FeedNamespace.FeedBurner => name.Equals("origLink", IgnoreCase) ? FeedElement.OriginalLink : FeedElement.Other,
        FeedNamespace.Dublin or FeedNamespace.DublinTerms => Dublin(name.ToLowerInvariant()),
        FeedNamespace.Media => Media(name.ToLowerInvariant()),
        _ => FeedElement.Other,
    };

    private static FeedElement Core(string name) => name switch
    {
        "rss" => FeedElement.Rss,
        "channel" => FeedElement.Channel,
        "feed" => FeedElement.Feed,
        "item" or "entry" => FeedElement.Item,
        "title" => FeedElement.Title,
        "link" => FeedElement.Link,
        "guid" or "id" => FeedElement.Guid,
        "content" => FeedElement.Content,
        "fullitem" or "body" => FeedElement.Encoded,
        "description" => FeedElement.Description,
        "summary" or "abstract" => FeedElement.Summary,
        "pubdate" or "published" or "issued" => FeedElement.Published,
        "created" => FeedElement.OtherPublished,
        "updated" or "modified" or "lastbuilddate" => FeedElement.Updated,
        "language" => FeedElement.Language,
        _ => FeedElement.Other,
    };

    private static FeedElement Dublin(string name) => name switch
    {
        "title" => FeedElement.OtherTitle,
        "date" or "created" or "issued" => FeedElement.OtherPublished,
        "modified" => FeedElement.Updated,
        "language" => FeedElement.Language,
        "description" => FeedElement.Summary,
        _ => FeedElement.Other,
    };

    private static FeedElement Itunes(string name) => name switch
    {
        "title" => FeedElement.OtherTitle,
        "summary" => FeedElement.Summary,
        _ => FeedElement.Other,
    };

    private static FeedElement Media(string name) => name switch
    {
        "group" => FeedElement.MediaGroup,
        "title" => FeedElement.OtherTitle,
        "description" => FeedElement.MediaDescription,
        _ => FeedElement.Other,
    };
}
