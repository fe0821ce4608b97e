using System.Globalization;
using System.Text;

namespace RtmPipeline.Sources.News.Pages;

/// <summary>An XML feed, an HTML page, or anything else that is not JSON.</summary>
internal sealed class XmlPage : FeedPage
{
    /// <summary>Characters at the beginning in which a page for people says that it is one.</summary>
    private const int HeadLength = 1_024;

    private static readonly string[] s_html = ["html", "head", "body", "script", "meta", "title", "div", "p", "center", "br", "b", "h1", "style", "noscript"];

    private readonly byte[] _bytes;
    private readonly DocumentText _text;

    private XmlPage(PageKind kind, string what, XmlItems found, byte[] bytes, DocumentText text)
        : base(kind, what, found.Items)
    {
        _bytes = bytes;
        _text = text;
        Wishes = found.Wishes;
        IsWhole = found.IsWhole;
        WholeItems = found.WholeItems;
    }

    public override PageWishes Wishes { get; }

    public override bool IsWhole { get; }

    public override int WholeItems { get; }

    public static XmlPage Read(byte[] bytes, DocumentText text)
    {
        XmlItems found = XmlItems.Of(text.Text);
        if (found.IsFeed)
            return new XmlPage(PageKind.Xml, string.Empty, found, bytes, text);
        string root = found.Root ?? string.Empty;
        bool isHtml = s_html.Contains(root, StringComparer.OrdinalIgnoreCase)
            || text.Text.AsSpan(0, Math.Min(text.Text.Length, HeadLength)).Contains("<!doctype html", StringComparison.OrdinalIgnoreCase);
        string what = bytes.Length == 0 ? "an empty body" : root.Length == 0 ? "neither XML nor JSON" : $"a document whose root is <{root}>";
        return new XmlPage(isHtml ? PageKind.Html : PageKind.Foreign, isHtml ? "an HTML page" : what, XmlItems.None, bytes, text);
    }

    public override byte[] With(IReadOnlySet<int> wanted)
    {
        if (wanted.Count == Items.Count || !_text.CanBeCut)
            return _bytes;
        StringBuilder kept = new(_text.Text.Length);
        int at = 0;
        for (int i = 0; i < Items.Count; i++)
        {
            if (wanted.Contains(i))
                continue;
            kept.Append(_text.Text, at, Items[i].Start - at);
            at = Items[i].End;
        }

        return _text.BytesOf(kept.Append(_text.Text, at, _text.Text.Length - at).ToString());
    }
}

/// <summary>Finds the items of an XML document, and what polling must know of each, in one pass over its tags.</summary>
internal sealed class XmlItems
{
    /// <summary>Elements open within an item, beyond which no more are looked at.</summary>
    private const int MaxDepth = 128;

    private readonly string _text;
    private readonly MarkupScanner _scanner;
    private readonly List<PageItem> _items = [];
    private readonly List<MarkupTag> _open = [];
    private ItemFields? _fields;
    private MarkupTag _item;
    private MarkupTag _wish;
    private int _ttl;
    private int _hours;
    private int _days;

    private XmlItems(string text)
    {
        _text = text;
        _scanner = new MarkupScanner(text);
    }

    public static XmlItems None { get; } = new(string.Empty);

    /// <summary>Name of the first element, cut; null where there is none.</summary>
    public string? Root { get; private set; }

    /// <summary>True when there is an element that only feeds have, before any item.</summary>
    public bool IsFeed { get; private set; }

    public IReadOnlyList<PageItem> Items => _items;

    /// <summary>True when the first element ends, or more was not looked at.</summary>
    public bool IsWhole { get; private set; }

    /// <inheritdoc cref="FeedPage.WholeItems"/>
    public int WholeItems { get; private set; }

    public PageWishes Wishes => new(_ttl, _hours, _days);

    public static XmlItems Of(string text)
    {
        XmlItems items = new(text);
        while (items._items.Count < FeedPage.MaxItems && items._scanner.Next(out MarkupTag tag))
            items.Take(tag);
        items.IsWhole |= items._items.Count >= FeedPage.MaxItems;
        items.WholeItems = items._items.Count + (items._fields is not null && items.IsWhole ? 1 : 0);
        if (items._fields is not null)
            items.EndItem(text.Length);
        return items;
    }

    private void Take(in MarkupTag tag)
    {
        IsWhole |= tag.IsClose && tag.Name.Equals(Root, StringComparison.OrdinalIgnoreCase);
        if (!tag.IsClose && IsItem(tag))
            BeginItem(tag);
        else if (_fields is null)
            TakeOfHead(tag);
        else if (tag.IsClose && tag.Name == _item.Name)
            EndItem(tag.End);
        else if (tag.IsClose)
            CloseField(tag);
        else
            OpenField(tag);
    }

    /// <summary>An item that begins within another ends it: its end tag is missing. Only elements of the item's own prefix do.</summary>
    private bool IsItem(in MarkupTag tag)
    {
        if (_fields is not null)
            return _open.Count == 0 && tag.Name == _item.Name;
        return IsFeed && (tag.Local.Equals("item", StringComparison.OrdinalIgnoreCase) || tag.Local.Equals("entry", StringComparison.OrdinalIgnoreCase));
    }

    private void BeginItem(in MarkupTag tag)
    {
        if (_fields is not null)
            EndItem(tag.Start);
        _item = tag;
        _fields = new ItemFields { About = _scanner.Attribute(tag, "about") };
        if (tag.IsEmpty)
            EndItem(tag.End);
    }

    private void EndItem(int end)
    {
        _items.Add(_fields!.At(_item.Start, end));
        _fields = null;
        _open.Clear();
    }

    private void OpenField(in MarkupTag tag)
    {
        if (tag.IsEmpty || _open.Count >= MaxDepth)
        {
            if (IsDirect && IsLink(tag))
                _fields!.Link ??= LinkOf(tag);
            return;
        }

        if (IsDirect && IsLink(tag) && LinkOf(tag) is { } address)
            _fields!.Link ??= address;
        _open.Add(tag);
    }

    /// <summary>What is open are groups alone, whose children count as the item's.</summary>
    private bool IsDirect => _open.TrueForAll(static tag => tag.Local.Equals("group", StringComparison.OrdinalIgnoreCase));

    private void CloseField(in MarkupTag tag)
    {
        string name = tag.Name;
        int match = _open.FindLastIndex(open => open.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (match < 0)
            return;
        MarkupTag opened = _open[match];
        _open.RemoveRange(match, _open.Count - match);
        if (IsDirect)
            Store(opened, _text.AsSpan(opened.End, tag.Start - opened.End));
    }

    private void Store(in MarkupTag tag, ReadOnlySpan<char> inner)
    {
        string local = tag.Local.ToLowerInvariant();
        bool isPlain = IsPlain(tag);
        switch (local)
        {
            case "guid" or "id" when isPlain:
                _fields!.Guid ??= Value(inner);
                break;
            case "link" when isPlain:
                _fields!.Link ??= Value(inner);
                break;
            case "title" when isPlain:
                _fields!.Title ??= Value(inner);
                break;
            case "title":
                _fields!.Title ??= tag.Prefix == "dc" ? Value(inner) : null;
                break;
            case "pubdate" or "published" or "issued" or "created" or "date":
                _fields!.Date = Value(inner) ?? _fields.Date;
                break;
            case "updated" or "modified":
                _fields!.Date ??= Value(inner);
                break;
            case "encoded" or "description":
            case "summary" or "content" when isPlain:
                _fields!.AddText(inner);
                break;
        }
    }

    private bool IsPlain(in MarkupTag tag) => tag.Prefix is "" or "atom" or "atom10" or "a10" or "rss" || tag.Prefix == _item.Prefix;

    private bool IsLink(in MarkupTag tag) => tag.Local.Equals("link", StringComparison.OrdinalIgnoreCase) && IsPlain(tag);

    private string? LinkOf(in MarkupTag tag) => _scanner.Attribute(tag, "rel") is null or "alternate" ? _scanner.Attribute(tag, "href") : null;

    /// <summary>What stands between the tags, without the marks of a data section; null for nothing.</summary>
    private static string? Value(ReadOnlySpan<char> inner)
    {
        const string Open = "<![CDATA[";
        ReadOnlySpan<char> value = inner.Trim();
        if (value.StartsWith(Open) && value.EndsWith("]]>"))
            value = value[Open.Length..^3].Trim();
        return value.IsEmpty ? null : value.ToString();
    }

    private void TakeOfHead(in MarkupTag tag)
    {
        string local = tag.Local.ToLowerInvariant();
        if (!tag.IsClose)
        {
            Root ??= tag.Name;
            // A page for people may hold pieces of RDF, in pictures.
            IsFeed |= (local is "rss" or "feed" or "rdf" or "channel") && !Root.Equals("html", StringComparison.OrdinalIgnoreCase);
            _wish = tag;
            return;
        }

        if (_wish.Name != tag.Name)
            return;
        string value = Value(_text.AsSpan(_wish.End, tag.Start - _wish.End)) ?? string.Empty;
        if (local is "ttl" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int minutes))
            _ttl = minutes;
        else if (local is "hour" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int hour) && hour <= 24)
            _hours |= 1 << (hour % 24);
        else if (local is "day" && Enum.TryParse(value, ignoreCase: true, out DayOfWeek day) && Enum.IsDefined(day))
            _days |= 1 << (int)day;
    }
}
