using System.Text;

namespace RtmPipeline.Posts.News;

/// <summary>Collects the visible text of a stream of HTML tags.</summary>
internal sealed class HtmlTextWriter(List<string> links, int htmlLength)
{
    private readonly StringBuilder _text = new(Math.Min(htmlLength, 4096));

    /// <summary>Name of the element whose content is not shown, and how many of that name are open; null while text is shown.</summary>
    private string? _hidden;
    private int _hiddenDepth;

    private string? _target;
    private int _anchorStart;
    private bool _isShortened;

    /// <summary>Spans that are open inside an ellipsis span, itself included.</summary>
    private int _ellipsisDepth;

    public void Text(ReadOnlySpan<char> text)
    {
        if (_hidden is null)
            CleanText.AppendCollapsed(_text, text);
    }

    public void Open(ReadOnlySpan<char> name, ReadOnlySpan<char> classes, bool isSelfClosing, string? target)
    {
        if (_hidden is not null)
        {
            if (name.SequenceEqual(_hidden) && !isSelfClosing)
                _hiddenDepth++;
        }
        else if (name is "br" || IsBlock(name))
        {
            BreakLine();
        }
        else if (name is "a")
        {
            OpenAnchor(HasClass(classes, "mention") || HasClass(classes, "hashtag") ? null : target);
        }
        else if (!isSelfClosing && (IsNeverShown(name) || HasClass(classes, "invisible")))
        {
            _hidden = name.ToString();
            _hiddenDepth = 1;
            _isShortened |= _target is not null && name is "span";
        }
        else if (name is "span" && (_ellipsisDepth > 0 || HasClass(classes, "ellipsis")))
        {
            _ellipsisDepth++;
            _isShortened |= _target is not null;
        }
    }

    public void Close(ReadOnlySpan<char> name)
    {
        if (_hidden is not null)
        {
            if (name.SequenceEqual(_hidden) && --_hiddenDepth == 0)
                _hidden = null;
        }
        else if (name is "a")
        {
            CloseAnchor();
        }
        else if (name is "span" && _ellipsisDepth > 0)
        {
            if (--_ellipsisDepth == 0)
                _text.Append('…');
        }
        else if (name is "br" || IsBlock(name))
        {
            BreakLine();
        }
        else if (name is "td" or "th")
        {
            Text(" ");
        }
    }

    public string Finish()
    {
        CloseAnchor();
        return _text.ToString().TrimEnd(' ', '\n');
    }

    private void OpenAnchor(string? target)
    {
        CloseAnchor();
        if (target is null)
            return;
        _target = target;
        _anchorStart = _text.Length;
        _isShortened = false;
        if (links.Count < HtmlText.MaxLinks)
            links.Add(target);
    }

    /// <summary>
    /// Mastodon shows a long address as invisible, ellipsis and invisible spans. What the author typed was the address, so that
    /// is what the text gets; words out of a torn address would look like topics.
    /// </summary>
    private void CloseAnchor()
    {
        if (_target is not null && _isShortened)
        {
            _text.Length = Math.Min(_text.Length, _anchorStart);
            _text.Append(_target);
        }

        _target = null;
        _isShortened = false;
        _ellipsisDepth = 0;
    }

    private void BreakLine()
    {
        int length = _text.Length;
        while (length > 0 && _text[length - 1] == ' ')
            length--;
        _text.Length = length;
        if (length > 0 && _text[length - 1] != '\n')
            _text.Append('\n');
    }

    private static bool HasClass(ReadOnlySpan<char> classes, string wanted)
    {
        foreach (Range part in classes.Split(' '))
        {
            if (classes[part].SequenceEqual(wanted))
                return true;
        }

        return false;
    }

    private static bool IsNeverShown(ReadOnlySpan<char> name) =>
        name is "script" or "style" or "noscript" or "noframes" or "noembed" or "iframe" or "title" or "template" or "svg" or "math" or "select"
            or "textarea" or "audio" or "video" or "canvas";

    private static bool IsBlock(ReadOnlySpan<char> name) =>
        name is "p" or "div" or "li" or "ul" or "ol" or "dl" or "dt" or "dd" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "hr" or "blockquote" or "pre"
            or "table" or "tr" or "caption" or "section" or "article" or "header" or "footer" or "aside" or "main" or "nav" or "figure" or "figcaption"
            or "address" or "form" or "fieldset" or "details" or "summary" or "body" or "center";
}
