namespace RtmPipeline.Posts.Text;

/// <summary>Reads hashtags, cashtags and mentions from their sign on. Each returns one past the last character, or -1.</summary>
internal static class TagScanner
{
    /// <summary>Characters of a user name; longer names are cut here, as the platform does.</summary>
    public const int MaxNameLength = 20;

    /// <summary>Characters of a list's name behind the slash.</summary>
    public const int MaxListLength = 25;

    private const int MaxSymbolLength = 6;
    private const int MaxSymbolSuffix = 2;

    /// <summary>A hashtag needs a letter, and neither a word nor "&amp;" before its sign.</summary>
    public static int HashtagEnd(ReadOnlySpan<char> text, int sign)
    {
        if (sign > 0 && text[sign - 1] is not ('\uFE0E' or '\uFE0F') && (text[sign - 1] == '&' || Characters.IsInTags(Characters.Before(text, sign))))
            return -1;
        int end = sign + 1;
        // A number sign with a variation selector or a keycap is an emoji.
        if (end < text.Length && text[end] is '\uFE0F' or '\u20E3')
            return -1;
        CharacterTraits seen = CharacterTraits.None;
        while (end < text.Length)
        {
            CharacterTraits traits = Characters.At(text, end, out int length);
            if (!Characters.IsInTags(traits))
                break;
            seen |= traits;
            end += length;
        }
        if (!seen.HasAny(CharacterTraits.Letter | CharacterTraits.Mark))
            return -1;
        return end < text.Length && (text[end] is '#' or '\uFF03' || StartsProtocol(text, end)) ? -1 : end;
    }

    /// <summary>A stock symbol: one to six letters, perhaps with a class of one or two behind a dot or underscore, between spaces or punctuation.</summary>
    public static int CashtagEnd(ReadOnlySpan<char> text, int sign)
    {
        if (sign > 0 && !Characters.IsSpace(text[sign - 1]) && !Characters.IsDirectional(text[sign - 1]))
            return -1;
        int end = SkipLetters(text, sign + 1, MaxSymbolLength);
        if (end == sign + 1)
            return -1;
        if (end < text.Length && text[end] is '.' or '_')
        {
            int suffix = SkipLetters(text, end + 1, MaxSymbolSuffix);
            if (suffix > end + 1 && EndsSymbol(text, suffix))
                return suffix;
        }
        return EndsSymbol(text, end) ? end : -1;
    }

    /// <summary>A mention or a list.</summary>
    /// <param name="text">Text around it.</param>
    /// <param name="sign">Place of the at sign.</param>
    /// <param name="nameEnd">One past the last character of the user name; before the result where a list follows.</param>
    public static int MentionEnd(ReadOnlySpan<char> text, int sign, out int nameEnd)
    {
        nameEnd = sign + 1;
        if (!IsValidBeforeMention(text, sign))
            return -1;
        while (nameEnd < text.Length && nameEnd - sign <= MaxNameLength && IsName(text[nameEnd]))
            nameEnd++;
        if (nameEnd == sign + 1)
            return -1;
        int end = ListEnd(text, nameEnd);
        bool goesOn = end < text.Length && (IsAt(text[end]) || Characters.IsLatinAccent(text[end]) || StartsProtocol(text, end));
        return goesOn ? -1 : end;
    }

    public static bool IsAt(char c) => c is '@' or '\uFF20';

    /// <summary>True where an at sign may begin a mention.</summary>
    public static bool IsValidBeforeMention(ReadOnlySpan<char> text, int sign)
    {
        if (sign == 0)
            return true;
        char before = text[sign - 1];
        bool joined = IsName(before) || before is '!' or '#' or '$' or '%' or '&' or '*' || IsAt(before);
        if (!joined)
            return true;
        // "RT@name" is the one word a mention may follow without a space.
        if (sign < 2 || !text.Slice(sign - 2, 2).Equals("RT", StringComparison.OrdinalIgnoreCase))
            return false;
        return sign == 2 || !(IsName(text[sign - 3]) || text[sign - 3] is '+' or '~' or '.' or '-');
    }

    private static int ListEnd(ReadOnlySpan<char> text, int slash)
    {
        if (slash + 1 >= text.Length || text[slash] != '/' || !char.IsAsciiLetter(text[slash + 1]))
            return slash;
        int end = slash + 2;
        while (end < text.Length && end - slash <= MaxListLength && (IsName(text[end]) || text[end] == '-'))
            end++;
        return end;
    }

    private static int SkipLetters(ReadOnlySpan<char> text, int at, int most)
    {
        int end = at;
        while (end < text.Length && end - at < most && char.IsAsciiLetter(text[end]))
            end++;
        return end;
    }

    private static bool EndsSymbol(ReadOnlySpan<char> text, int end) =>
        end >= text.Length || Characters.IsSpace(text[end]) || (text[end] is > ' ' and < '\u007F' && !char.IsAsciiLetterOrDigit(text[end]));

    private static bool IsName(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static bool StartsProtocol(ReadOnlySpan<char> text, int at) => text[at] == ':' && text[at..].StartsWith("://", StringComparison.Ordinal);
}
