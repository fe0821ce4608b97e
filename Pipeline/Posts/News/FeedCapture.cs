using System.Net;
using System.Text;

namespace RtmPipeline.Posts.News;

/// <summary>How an element's text is to be read.</summary>
internal enum FeedTextType : byte
{
    /// <summary>No markup: Atom's plain texts.</summary>
    Plain,

    /// <summary>Escaped markup, or none: everything in RSS.</summary>
    Html,

    /// <summary>Nothing for people: an image, a sound, base64.</summary>
    Unreadable,
}

/// <summary>Collects the content of one element. Elements inside it, as in Atom's XHTML, are written out as markup again.</summary>
internal sealed class FeedCapture
{
    private readonly StringBuilder _content = new();
    private readonly List<string> _inner = [];
    private FeedTextType _type;
    private bool _isMarkup;

    public bool IsOpen { get; private set; }

    /// <summary>Elements that were open when the captured one began.</summary>
    public int Depth { get; private set; }

    public void Begin(int depth, FeedTextType type)
    {
        IsOpen = true;
        Depth = depth;
        _type = type;
    }

    public void Text(string text) => _content.Append(_isMarkup ? WebUtility.HtmlEncode(text) : text);

    public void OpenInner(string name, IFeedAttributes attributes)
    {
        if (!_isMarkup)
        {
            // What came before the first tag was text, also where it looks like a tag.
            string before = _content.ToString();
            _content.Clear().Append(_type == FeedTextType.Html ? before : WebUtility.HtmlEncode(before));
            _isMarkup = true;
        }

        _inner.Add(name);
        _content.Append('<').Append(name);
        Append("href", attributes.Get("href"));
        Append("class", attributes.Get("class"));
        _content.Append('>');
    }

    public void CloseInner()
    {
        _content.Append("</").Append(_inner[^1]).Append('>');
        _inner.RemoveAt(_inner.Count - 1);
    }

    /// <summary>Null when there is nothing to read.</summary>
    public FeedContent? Take()
    {
        FeedContent? content = _content.Length == 0 || _type == FeedTextType.Unreadable
            ? null
            : new FeedContent(_content.ToString(), _isMarkup || _type == FeedTextType.Html);
        _content.Clear();
        _inner.Clear();
        _isMarkup = false;
        IsOpen = false;
        return content;
    }

    /// <summary>RFC 4287, section 3.1.1 and 4.1.3; Atom 0.3 has media types and a mode instead.</summary>
    public static FeedTextType TypeOf(FeedNamespace vocabulary, FeedElement element, IFeedAttributes attributes)
    {
        bool isAtom = vocabulary == FeedNamespace.Atom || element is FeedElement.Content or FeedElement.MediaDescription;
        if (!isAtom || element is not (FeedElement.Title or FeedElement.Content or FeedElement.Summary or FeedElement.MediaDescription))
            return FeedTextType.Html;
        string type = attributes.Get("type")?.Trim().ToLowerInvariant() ?? "";
        string mode = attributes.Get("mode")?.Trim().ToLowerInvariant() ?? "";
        if (mode == "base64")
            return FeedTextType.Unreadable;
        if (type.Contains("html", StringComparison.Ordinal) || mode == "escaped")
            return FeedTextType.Html;
        bool isText = type is "" or "text" or "plain" || type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("xml", StringComparison.Ordinal);
        return isText ? FeedTextType.Plain : FeedTextType.Unreadable;
    }

    private void Append(string name, string? value)
    {
        if (value is not null)
            _content.Append(' ').Append(name).Append("=\"").Append(WebUtility.HtmlEncode(value)).Append('"');
    }
}
