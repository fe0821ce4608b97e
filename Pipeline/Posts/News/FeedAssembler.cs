namespace RtmPipeline.Posts.News;

/// <summary>Attributes of the element that opens.</summary>
internal interface IFeedAttributes
{
    /// <summary>Value by name without prefix, or <c>xml:base</c> and <c>xml:lang</c>; null where there is none.</summary>
    string? Get(string name);
}

/// <summary>
/// Builds a <see cref="FeedDocument"/> from elements that open and close properly nested. It keeps its own stack, bounded by the reader's depth
/// limit, and looks at an element only where a feed has it: a title inside an image or a quoted source is not the item's.
/// </summary>
/// <param name="address">The document's own address, from which its relative links are seen; null where it is unknown.</param>
internal sealed class FeedAssembler(string? address)
{
    private readonly List<Frame> _open = [];
    private readonly FeedCapture _capture = new();
    private FeedItem? _item;

    public FeedDocument Document { get; } = new();

    /// <summary>Name of the root element; null before it opened.</summary>
    public string? RootName { get; private set; }

    public bool RootIsFeed { get; private set; }

    /// <summary>True once there is a channel, a feed or an item, or the root is of RSS: RDF documents about something else have none.</summary>
    public bool HasFeed { get; private set; }

    public int Depth => _open.Count;

    public bool IsCapturing => _capture.IsOpen;

    public void Open(FeedNamespace vocabulary, string name, IFeedAttributes attributes)
    {
        FeedElement element = FeedNames.Of(vocabulary, name);
        Frame parent = _open.Count > 0 ? _open[^1] : new Frame(FeedElement.Other, address, null);
        if (RootName is null)
        {
            RootName = name;
            RootIsFeed = element is FeedElement.Rss or FeedElement.Feed or FeedElement.Channel or FeedElement.Item;
            HasFeed = element == FeedElement.Rss && (vocabulary != FeedNamespace.Rdf || IsOfRss(attributes.Get("xmlns")));
        }

        Frame frame = new(element, WebAddress.Base(attributes.Get("xml:base"), parent.Base), attributes.Get("xml:lang") ?? parent.Language);
        if (_capture.IsOpen)
            _capture.OpenInner(name, attributes);
        else if (element == FeedElement.Item && _item is null && (_open.Count == 0 || IsContainer(parent.Element)))
            OpenItem(frame, attributes);
        else if (element is FeedElement.Channel or FeedElement.Feed && _item is null)
            OpenChannel(frame, attributes);
        else if (element is not (FeedElement.Item or FeedElement.Channel or FeedElement.Feed) && MayHaveFields(parent.Element))
            OpenField(frame, vocabulary, attributes);
        else if (_open.Count > 0)
            frame = frame with { Element = FeedElement.Other };
        _open.Add(frame);
    }

    public void Text(string text)
    {
        if (_capture.IsOpen)
            _capture.Text(text);
    }

    public void Close()
    {
        Frame closed = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        if (_capture.IsOpen && _open.Count > _capture.Depth)
            _capture.CloseInner();
        else if (_capture.IsOpen)
            Store(closed, _capture.Take());
        else if (_item is not null && closed.Element == FeedElement.Item)
            CloseItem();
    }

    private void OpenItem(Frame frame, IFeedAttributes attributes)
    {
        HasFeed = true;
        _item = new FeedItem { Base = frame.Base, Language = frame.Language, About = attributes.Get("about"), Updated = attributes.Get("lastmod") };
        if (attributes.Get("href") is string target)
            _item.Link = WebAddress.Resolve(target, frame.Base) ?? target;
    }

    private void CloseItem()
    {
        if (Document.Items.Count < FeedLimits.MaxItems)
            Document.Items.Add(_item!);
        else
            Document.IsCut = true;
        _item = null;
    }

    private void OpenChannel(Frame frame, IFeedAttributes attributes)
    {
        HasFeed = true;
        Document.Base ??= frame.Base;
        Document.Language ??= frame.Language;
        Document.Id ??= attributes.Get("about");
        Document.Updated ??= attributes.Get("lastmod");
        if (attributes.Get("href") is string target)
            Document.Link ??= WebAddress.Resolve(target, frame.Base) ?? target;
    }

    private void OpenField(in Frame frame, FeedNamespace vocabulary, IFeedAttributes attributes)
    {
        FeedElement element = frame.Element;
        if (element == FeedElement.Link && attributes.Get("href") is string target)
        {
            StoreLink(attributes.Get("rel") ?? "alternate", WebAddress.Resolve(target, frame.Base) ?? target);
            return;
        }

        if (element == FeedElement.Link && attributes.Get("rel") is not (null or "alternate"))
            return;

        if (element == FeedElement.Guid && _item is not null)
            _item.GuidMayBeLink = !string.Equals(attributes.Get("isPermaLink"), "false", StringComparison.OrdinalIgnoreCase);
        if (element is >= FeedElement.Title and <= FeedElement.Language)
            _capture.Begin(_open.Count, FeedCapture.TypeOf(vocabulary, element, attributes), attributes.Get("xml:lang"));
    }

    private void StoreLink(string relation, string target)
    {
        if (relation == "alternate" && _item is not null)
            _item.Link ??= target;
        else if (relation == "alternate")
            Document.Link ??= target;
        else if (relation == "self" && _item is null)
            Document.SelfLink ??= target;
    }

    private void Store(Frame closed, FeedContent? content)
    {
        string? value = content?.Value.Trim();
        if (content is null || string.IsNullOrEmpty(value))
            return;
        if (_item is null)
            StoreOfChannel(closed, content, value);
        else
            StoreOfItem(closed, content, value, _item);
    }

    private void StoreOfChannel(Frame closed, FeedContent content, string value)
    {
        switch (closed.Element)
        {
            case FeedElement.Title or FeedElement.OtherTitle:
                Document.Title ??= content;
                break;
            case FeedElement.Link:
                Document.Link ??= WebAddress.Resolve(value, closed.Base) ?? value;
                break;
            case FeedElement.Guid:
                Document.Id ??= value;
                break;
            case FeedElement.Language:
                Document.Language ??= value;
                break;
            case FeedElement.Published or FeedElement.OtherPublished:
                Document.Published ??= value;
                break;
            case FeedElement.Updated:
                Document.Updated ??= value;
                break;
        }
    }

    /// <summary>Of several texts or links the first counts, of several dates the last.</summary>
    private static void StoreOfItem(Frame closed, FeedContent content, string value, FeedItem item)
    {
        switch (closed.Element)
        {
            case FeedElement.Title:
                item.Title ??= content;
                break;
            case FeedElement.OtherTitle:
                item.OtherTitle ??= content;
                break;
            case FeedElement.Link:
                item.Link ??= WebAddress.Resolve(value, closed.Base) ?? value;
                break;
            case FeedElement.OriginalLink:
                item.OriginalLink ??= value;
                break;
            case FeedElement.Guid:
                item.Guid ??= value;
                break;
            case FeedElement.Published:
                item.Published = value;
                break;
            case FeedElement.OtherPublished:
                item.OtherPublished = value;
                break;
            case FeedElement.Updated:
                item.Updated = value;
                break;
            case FeedElement.Language:
                item.Language = value;
                break;
            default:
                if (BodyOf(closed.Element) is int body and >= 0)
                    item.Bodies[body] ??= content;
                break;
        }
    }

    private static int BodyOf(FeedElement element) => element switch
    {
        FeedElement.Encoded => FeedBody.Encoded,
        FeedElement.Content => FeedBody.Content,
        FeedElement.Description => FeedBody.Description,
        FeedElement.Summary => FeedBody.Summary,
        FeedElement.MediaDescription => FeedBody.Media,
        _ => -1,
    };

    private static bool MayHaveFields(FeedElement element) => IsContainer(element) || element is FeedElement.Item or FeedElement.MediaGroup;

    private static bool IsOfRss(string? defaultNamespace) => defaultNamespace is not null && FeedNames.Vocabulary(defaultNamespace) == FeedNamespace.Core;

    private static bool IsContainer(FeedElement element) => element is FeedElement.Rss or FeedElement.Channel or FeedElement.Feed;

    private readonly record struct Frame(FeedElement Element, string? Base, string? Language);
}
