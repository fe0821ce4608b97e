namespace RtmPipeline.Sources.News.Pages;

/// <summary>One tag of a text.</summary>
/// <param name="Start">Where its less-than sign stands.</param>
/// <param name="End">Behind its greater-than sign, or where the next tag begins when it has none.</param>
/// <param name="Name">Its name with its prefix, without the slash.</param>
/// <param name="IsClose">True for an end tag.</param>
/// <param name="IsEmpty">True for an element without content.</param>
internal readonly record struct MarkupTag(int Start, int End, string Name, bool IsClose, bool IsEmpty)
{
    /// <summary>Name without prefix.</summary>
    public string Local => Name[(Name.IndexOf(':', StringComparison.Ordinal) + 1)..];

    public string Prefix => Name[..Math.Max(0, Name.IndexOf(':', StringComparison.Ordinal))];
}

/// <summary>
/// Finds the tags of a text, well-formed or not, passing over comments, data sections, instructions and document types. Entities are never looked at, so nothing is expanded.
/// Time is linear in the text: a piece whose end is missing is looked for once.
/// </summary>
internal sealed class MarkupScanner(string text)
{
    private const int MaxNameLength = 100;

    private int _at;
    private bool _noCommentEnd;
    private bool _noInstructionEnd;
    private bool _noTypeEnd;

    /// <summary>The next tag; false at the end.</summary>
    public bool Next(out MarkupTag tag)
    {
        while (_at < text.Length && text.IndexOf('<', _at) is >= 0 and var less)
        {
            ReadOnlySpan<char> rest = text.AsSpan(less);
            if (rest.StartsWith("<!--"))
                _at = Behind("-->", less + 4, ref _noCommentEnd);
            else if (rest.StartsWith("<![CDATA["))
                _at = text.IndexOf("]]>", less, StringComparison.Ordinal) is >= 0 and var end ? end + 3 : text.Length;
            else if (rest.StartsWith("<?"))
                _at = Behind("?>", less + 2, ref _noInstructionEnd);
            else if (rest.StartsWith("<!"))
                _at = BehindType(less);
            else if (rest.Length > 1 && (char.IsLetter(rest[1]) || rest[1] is '_' or '/'))
                return Tag(less, out tag);
            else
                _at = less + 1;
        }

        tag = default;
        return false;
    }

    /// <summary>Value of an attribute; null where the tag has none of that name, whatever its prefix.</summary>
    public string? Attribute(in MarkupTag tag, string name)
    {
        ReadOnlySpan<char> inside = text.AsSpan(tag.Start, tag.End - tag.Start);
        for (int from = 1; from < inside.Length && inside[from..].IndexOf(name, StringComparison.OrdinalIgnoreCase) is >= 0 and var found; from += found + name.Length)
        {
            int start = from + found;
            ReadOnlySpan<char> behind = inside[(start + name.Length)..].TrimStart();
            if (!(char.IsWhiteSpace(inside[start - 1]) || inside[start - 1] == ':') || behind is not ['=', ..])
                continue;
            behind = behind[1..].TrimStart();
            if (behind is ['"' or '\'', ..] && behind[1..].IndexOf(behind[0]) is >= 0 and var close)
                return behind.Slice(1, close).ToString();
        }

        return null;
    }

    private bool Tag(int less, out MarkupTag tag)
    {
        bool isClose = text[less + 1] == '/';
        int nameStart = isClose ? less + 2 : less + 1;
        int nameEnd = nameStart;
        while (nameEnd < text.Length && nameEnd - nameStart < MaxNameLength && !char.IsWhiteSpace(text[nameEnd]) && text[nameEnd] is not ('/' or '>' or '<'))
            nameEnd++;
        int end = EndOf(nameEnd, out bool isEmpty);
        tag = new MarkupTag(less, end, text[nameStart..nameEnd], isClose, isEmpty && !isClose);
        _at = end;
        return true;
    }

    /// <summary>A greater-than sign within quotes does not end a tag; a less-than sign always does, as it never stands in a value.</summary>
    private int EndOf(int at, out bool isEmpty)
    {
        isEmpty = false;
        while (at < text.Length)
        {
            char c = text[at];
            if (c == '<')
                return at;
            if (c == '>')
                return at + 1;
            isEmpty = c == '/';
            int close = c is '"' or '\'' ? text.AsSpan(at + 1).IndexOfAny(c, '<') : -1;
            at += close >= 0 && text[at + 1 + close] == c ? close + 2 : 1;
        }

        return at;
    }

    private int Behind(string end, int from, ref bool isMissing)
    {
        int found = isMissing ? -1 : text.IndexOf(end, from, StringComparison.Ordinal);
        isMissing = found < 0;
        return found < 0 ? from : found + end.Length;
    }

    /// <summary>Behind a document type with whatever it declares.</summary>
    private int BehindType(int less)
    {
        int brackets = 0;
        char quote = '\0';
        for (int i = less + 2; i < text.Length && !_noTypeEnd; i++)
        {
            char c = text[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'' && brackets > 0)
                quote = c;
            else if (c is '[' or ']')
                brackets += c == '[' ? 1 : -1;
            else if (c == '>' && brackets <= 0)
                return i + 1;
        }

        _noTypeEnd = true;
        return less + 2;
    }
}
