using System.Net;
using System.Text;

namespace RtmPipeline.Posts.News;

/// <summary>How an element's text is to be read.</summary>
internal enum FeedTextType : byte
{
    /// <summary>No markup: Atom's plain texts.</summary>
    Plain,

    /// <summary>Escaped markup, markup as it is, or none: everything in RSS.</summary>
    Html,

    /// <summary>Escaped markup for certain: Atom's HTML. Elements beside or around it, which should not be there, change nothing.</summary>
    EscapedHtml,

    /// <summary>Text or markup in base64, which Atom allows.</summary>
    Base64,

    /// <summary>Nothing for people: an image, a sound.</summary>
    Unreadable,
}

/// <summary>Collects the content of one element. Elements inside it, as in Atom's XHTML, are written out as markup again.</summary>
internal sealed class FeedCapture
{
    private readonly StringBuilder _content = new();
    private readonly List<string> _inner = [];
    private FeedTextType _type;
    private string? _language;
    private bool _isMarkup;

    public bool IsOpen { get; private set; }

    /// <summary>Elements that were open when the captured one began.</summary>
    public int Depth { get; private set; }

    public void Begin(int depth, FeedTextType type, string? language)
    {
        IsOpen = true;
        Depth = depth;
        _type = type;
        _language = language;
    }

    public void Text(string text) => _content.Append(_isMarkup && _type != FeedTextType.EscapedHtml ? WebUtility.HtmlEncode(text) : text);

    public void OpenInner(string name, IFeedAttributes attributes)
    {
        if (!_isMarkup)
        {
            // What came before the first tag was text, also where it looks like a tag.
            string before = _content.ToString();
            _content.Clear().Append(_type is FeedTextType.Html or FeedTextType.EscapedHtml ? before : WebUtility.HtmlEncode(before));
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
        string? value = _content.Length == 0 ? null : _type switch
        {
            FeedTextType.Unreadable => null,
            FeedTextType.Base64 => FromBase64(_content.ToString()),
            _ => _content.ToString(),
        };
        FeedContent? content = value is null ? null : new FeedContent(value, _isMarkup || _type != FeedTextType.Plain, _language);
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
            return type is "" || type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("xml", StringComparison.Ordinal) ? FeedTextType.Base64 : FeedTextType.Unreadable;
        if (type == "application/octet-stream")
            return FeedTextType.Base64;
        if (type.Contains("xhtml", StringComparison.Ordinal) && mode != "escaped")
            return FeedTextType.Html;
        if (type.Contains("html", StringComparison.Ordinal) || mode == "escaped")
            return FeedTextType.EscapedHtml;
        bool isText = type is "" or "text" or "plain" || type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("xml", StringComparison.Ordinal);
        return isText ? FeedTextType.Plain : FeedTextType.Unreadable;
    }

    /// <summary>Null when it is no base64, or what is in it is no UTF-8.</summary>
    private static string? FromBase64(string text)
    {
        byte[] bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out int length) || !System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, length)))
            return null;
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private void Append(string name, string? value)
    {
        if (value is not null)
            _content.Append(' ').Append(name).Append("=\"").Append(WebUtility.HtmlEncode(value)).Append('"');
    }
}
