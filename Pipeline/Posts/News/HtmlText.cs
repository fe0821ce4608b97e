using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace RtmPipeline.Posts.News;

/// <summary>
/// Turns markup in content into text for people. It reads AngleSharp's HTML token stream, so tags and entities are understood as a browser
/// does, without building a tree: time and memory are linear, and nesting costs a counter.
/// </summary>
internal static class HtmlText
{
    /// <summary>Characters of markup that are read; the rest is cut.</summary>
    public const int MaxHtmlLength = 256 * 1024;

    /// <summary>Link targets that are collected.</summary>
    public const int MaxLinks = PostLimits.MaxLinks;

    /// <summary>Converts: block ends and line breaks become newlines, invisible parts go, entities are decoded once, link targets are added to <paramref name="links"/>.</summary>
    /// <param name="html">A fragment, or plain text; the first <see cref="MaxHtmlLength"/> characters count.</param>
    /// <param name="links">
    /// Takes absolute http and https targets in order, at most <see cref="MaxLinks"/>; links to hashtags and mentions are part of the text, so they are left out.
    /// </param>
    /// <returns>Text without NULs, other control characters and lone surrogates; white space is collapsed, lines are trimmed and none is empty.</returns>
    public static string Convert(string html, List<string> links)
    {
        string read = html.Length <= MaxHtmlLength ? html : html[..MaxHtmlLength];
        if (read.AsSpan().IndexOfAny('<', '&') < 0)
            return CleanText.Collapse(read);

        HtmlTokenizer tokens = new(new TextSource(new ReadOnlyMemoryTextSource(read)), HtmlEntityProvider.Resolver) { SkipComments = true };
        HtmlTextWriter writer = new(links, read.Length);
        while (true)
        {
            ref StructHtmlToken token = ref tokens.GetStructToken();
            switch (token.Type)
            {
                case HtmlTokenType.EndOfFile:
                    return writer.Finish();
                case HtmlTokenType.Character:
                    writer.Text(token.Data.Memory.Span);
                    break;
                case HtmlTokenType.StartTag:
                    Open(ref token, tokens, writer);
                    break;
                case HtmlTokenType.EndTag:
                    writer.Close(token.Name.Memory.Span);
                    break;
            }
        }
    }

    /// <summary>Decodes entities and drops no tags: for text that was escaped once too often.</summary>
    public static string DecodeEntities(string text) => text.Contains('&') ? System.Net.WebUtility.HtmlDecode(text) : text;

    private static void Open(ref StructHtmlToken token, HtmlTokenizer tokens, HtmlTextWriter writer)
    {
        ReadOnlySpan<char> name = token.Name.Memory.Span;
        // What a browser's tree builder tells its tokenizer: the content of these is no markup. A browser would not see the slash
        // of a closed one and swallow the rest of the article; feeds write it, being XML, and mean it.
        bool isOpen = !token.IsSelfClosing;
        if (isOpen && name is "script")
            tokens.State = HtmlParseMode.Script;
        else if (isOpen && name is "style" or "noscript" or "noframes" or "iframe" or "noembed" or "xmp")
            tokens.State = HtmlParseMode.Rawtext;
        else if (isOpen && name is "title" or "textarea")
            tokens.State = HtmlParseMode.RCData;
        writer.Open(name, ClassesOf(ref token), token.IsSelfClosing, TargetOf(ref token, name));
    }

    private static ReadOnlySpan<char> ClassesOf(ref StructHtmlToken token) =>
        token.Attributes.Count == 0 ? default : token.GetAttribute("class").Memory.Span;

    private static string? TargetOf(ref StructHtmlToken token, ReadOnlySpan<char> name)
    {
        if (name is not "a")
            return null;
        ReadOnlySpan<char> target = token.GetAttribute("href").Memory.Span.Trim();
        return WebAddress.IsAbsolute(target) ? target.ToString() : null;
    }
}
