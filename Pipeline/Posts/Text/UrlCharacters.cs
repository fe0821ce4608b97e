namespace RtmPipeline.Posts.Text;

/// <summary>Characters of the parts of an address in running text, as twitter-text allows them.</summary>
internal static class UrlCharacters
{
    private const byte Path = 1;
    private const byte PathEnd = 2;
    private const byte Query = 4;
    private const byte QueryEnd = 8;

    private static readonly byte[] s_ascii = BuildAscii();

    /// <summary>May stand anywhere in a path outside parentheses.</summary>
    public static bool IsPath(char c) => c < 128 ? (s_ascii[c] & Path) != 0 : c == '\u2013' || IsPathLetter(c);

    /// <summary>May be the last character of a path; punctuation rather belongs to the sentence.</summary>
    public static bool IsPathEnd(char c) => c < 128 ? (s_ascii[c] & PathEnd) != 0 : IsPathLetter(c);

    public static bool IsQuery(char c) => c < 128 && (s_ascii[c] & Query) != 0;

    public static bool IsQueryEnd(char c) => c < 128 && (s_ascii[c] & QueryEnd) != 0;

    /// <summary>May stand in a host name behind a protocol: anything but punctuation, spaces and marks of direction.</summary>
    public static bool IsNativeHost(char c)
    {
        if (c < 128)
            return char.IsAsciiLetterOrDigit(c);
        return !(Characters.IsSpace(c) || Characters.IsDirectional(c) || Characters.IsInvalid(c) || c is >= '\u2000' and <= '\u206F' || c < '\u00A0');
    }

    private static bool IsPathLetter(char c) => Characters.IsLatinAccent(c) || c is >= '\u0400' and <= '\u04FF';

    private static byte[] BuildAscii()
    {
        byte[] table = new byte[128];
        for (char c = '0'; c <= 'z'; c++)
        {
            if (char.IsAsciiLetterOrDigit(c))
                table[c] = Path | PathEnd | Query | QueryEnd;
        }
        Mark(table, "!*';:=+,.$/%#[]-_~|&@", Path);
        Mark(table, "=_#/-+", PathEnd);
        Mark(table, "!?*'();:&=+$/%#[]-_.,~|@", Query);
        Mark(table, "-_&=#/", QueryEnd);
        return table;
    }

    private static void Mark(byte[] table, string characters, byte flag)
    {
        foreach (char c in characters)
            table[c] |= flag;
    }
}
