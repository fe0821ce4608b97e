namespace RtmPipeline.Posts.News;

/// <summary>Text for people out of what a feed gives, however often it was escaped.</summary>
internal static class FeedText
{
    public static string Headline(FeedContent? content)
    {
        if (content is null)
            return "";
        string value = MisreadText.Mended(content.Value);
        string text = content.IsHtml ? FromHtml(value) : value;
        return CleanText.Cut(CleanText.Collapse(text), FeedLimits.MaxTitleLength);
    }

    /// <summary>The first body that has text to show; an image alone does not make one.</summary>
    /// <param name="item">An item.</param>
    /// <param name="language">What that body's own element says of its language; null where it says nothing.</param>
    public static string Body(FeedItem item, out string? language)
    {
        foreach (FeedContent? content in item.Bodies)
        {
            string text = content is null ? "" : Body(content);
            language = content?.Language;
            if (text.Length > 0)
                return text;
        }

        language = null;
        return "";
    }

    public static string Body(FeedContent content)
    {
        string value = MisreadText.Mended(content.Value);
        return CleanText.Cut(content.IsHtml ? FromHtml(value) : CleanText.CollapseLines(value), FeedLimits.MaxBodyLength);
    }

    /// <summary>
    /// Descriptions are often escaped twice: then no tag is left after decoding once, and entities are. Decoding goes on once more only in that case,
    /// and only when it brings tags to light, so that a text about tags keeps them.
    /// </summary>
    private static string FromHtml(string html)
    {
        List<string> links = [];
        if (html.Contains('&') && !HasTag(html))
        {
            string again = HtmlText.DecodeEntities(html.Length <= HtmlText.MaxHtmlLength ? html : html[..HtmlText.MaxHtmlLength]);
            if (HasTag(again))
                return HtmlText.Convert(again, links);
        }

        return HtmlText.Convert(html, links);
    }

    /// <summary>True for the opening or closing of an element that stands in articles; "a &lt; b" and "&lt;sigh&gt;" are none.</summary>
    private static bool HasTag(ReadOnlySpan<char> html)
    {
        for (int less = html.IndexOf('<'); less >= 0; less = html.IndexOf('<'))
        {
            html = html[(less + 1)..];
            ReadOnlySpan<char> name = html.Length > 0 && html[0] == '/' ? html[1..] : html;
            int length = name.IndexOfAnyExcept(s_nameCharacters);
            if (length > 0 && name[length] is '>' or ' ' or '/' or '\n' && IsArticleTag(name[..length]))
                return true;
        }

        return false;
    }

    private static readonly System.Buffers.SearchValues<char> s_nameCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ123456");

    private static bool IsArticleTag(ReadOnlySpan<char> name)
    {
        Span<char> lower = stackalloc char[10];
        if (name.ToLowerInvariant(lower) <= 0)
            return false;
        return lower[..name.Length] is "p" or "br" or "a" or "b" or "i" or "u" or "em" or "strong" or "div" or "span" or "img" or "ul" or "ol" or "li" or "h1" or "h2"
            or "h3" or "h4" or "h5" or "h6" or "blockquote" or "table" or "tr" or "td" or "font" or "figure" or "figcaption" or "iframe" or "script" or "small"
            or "sup" or "sub" or "hr" or "center" or "section" or "article" or "pre" or "code" or "cite";
    }
}
