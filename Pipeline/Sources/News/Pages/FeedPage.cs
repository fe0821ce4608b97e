namespace RtmPipeline.Sources.News.Pages;

/// <summary>What a document is.</summary>
internal enum PageKind : byte
{
    /// <summary>An XML feed.</summary>
    Xml,

    /// <summary>A JSON Feed.</summary>
    Json,

    /// <summary>A page for people.</summary>
    Html,

    /// <summary>Something else.</summary>
    Foreign,
}

/// <summary>What a feed asks of those who poll it (RSS 2.0: ttl, skipHours, skipDays).</summary>
/// <param name="TtlMinutes">Minutes for which it holds; 0 for none.</param>
/// <param name="SkipHours">A bit for each hour, GMT, in which nothing comes.</param>
/// <param name="SkipDays">A bit for each day, Sunday first, on which nothing comes.</param>
internal readonly record struct PageWishes(int TtlMinutes, int SkipHours, int SkipDays);

/// <summary>
/// A document as far as polling must understand it: what it is, and where its items begin and end. Decoding is not done here: what is handed on are the publisher's own bytes, and
/// known items are cut out of them, so encoding, namespaces, base addresses and mending stay what they are for the decoder.
/// </summary>
/// <param name="kind">What it is.</param>
/// <param name="what">What it is in words, where it is no feed.</param>
/// <param name="items">Its items in order.</param>
internal abstract class FeedPage(PageKind kind, string what, IReadOnlyList<PageItem> items)
{
    /// <summary>Items that are looked at; the decoder takes no more either. Further ones stay in the document.</summary>
    public const int MaxItems = 5_000;

    public PageKind Kind { get; } = kind;

    public string What { get; } = what;

    public IReadOnlyList<PageItem> Items { get; } = items;

    public bool IsFeed => Kind is PageKind.Xml or PageKind.Json;

    public virtual PageWishes Wishes => default;

    /// <summary>False when the document breaks off: its server or something between ended it early, and nothing said so.</summary>
    public virtual bool IsWhole => true;

    /// <summary>Items from the beginning on that are there to their ends: all, or all but the one within which the document breaks off.</summary>
    public virtual int WholeItems => Items.Count;

    /// <summary>The document with some of its items only; all of it where items cannot be cut out.</summary>
    public abstract byte[] With(IReadOnlySet<int> wanted);

    /// <summary>Looks at a document.</summary>
    public static FeedPage Of(byte[] bytes)
    {
        DocumentText text = DocumentText.Of(bytes);
        ReadOnlySpan<char> head = text.Text.AsSpan().TrimStart();
        return head is ['{' or '[', ..] ? JsonPage.Read(bytes) : XmlPage.Read(bytes, text);
    }
}
