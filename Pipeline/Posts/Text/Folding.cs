using System.Text;

namespace RtmPipeline.Posts.Text;

/// <summary>
/// Makes spellings of one word equal: case, accents of Latin and Greek letters, full-width and mathematical letters, ligatures, joiners.
/// The Spanish "ñ" stays a letter of its own ("año" is not "ano"), as do the letters of other scripts that merely look like letters with accents
/// (Cyrillic "й"); "ё" is "е", as Russian newspapers print it. Nothing is allocated.
/// </summary>
internal static class Folding
{
    /// <summary>Most characters one UTF-16 unit folds into.</summary>
    public const int MaxExpansion = 3;

    // Letters below this have an entry in the table: Latin, Greek, Cyrillic and their extensions.
    private const int TableLength = 0x2000;
    private const char Dropped = '\0';
    private const char Special = '\uFFFF';

    private static readonly char[] s_table = BuildTable();

    /// <summary>For each ASCII character the folded letter or digit, and 0 for those that stand in no word.</summary>
    public static ReadOnlySpan<byte> Ascii =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 0, 0, 0, 0, 0, 0,
        0, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111,
        112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 0, 0, 0, 0, 0,
        0, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111,
        112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 0, 0, 0, 0, 0,
    ];

    /// <summary>Folds the code point that begins at <paramref name="at"/>.</summary>
    /// <param name="text">Text around it.</param>
    /// <param name="at">Its first UTF-16 unit.</param>
    /// <param name="into">Room for <see cref="MaxExpansion"/> characters.</param>
    /// <param name="read">UTF-16 units it has in the text.</param>
    /// <returns>Characters written; 0 for marks and joiners, which say nothing.</returns>
    public static int At(ReadOnlySpan<char> text, int at, Span<char> into, out int read)
    {
        char c = text[at];
        read = 1;
        if (c < TableLength)
        {
            char folded = s_table[c];
            if (folded == Special)
                return Expand(c, into);
            into[0] = folded;
            return folded == Dropped && c != '\0' ? 0 : 1;
        }
        if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            read = 2;
            return FoldAstral(char.ConvertToUtf32(c, text[at + 1]), into);
        }
        into[0] = FoldOther(c);
        return into[0] == Dropped ? 0 : into[0] == Special ? Expand(c, into) : 1;
    }

    /// <summary>True for marks and joiners, which say nothing: a text with and without them folds alike.</summary>
    public static bool IsDropped(char c) => c < TableLength ? s_table[c] == Dropped && c != '\0' : FoldOther(c) == Dropped;

    /// <summary>The letter that <paramref name="folded"/> and a mark behind it make together where that letter is one of its own; 0 elsewhere.</summary>
    public static char Joined(char folded, char mark) => (folded, mark) switch
    {
        ('n', '\u0303') => 'ñ',
        ('\u0438', '\u0306') => '\u0439',
        ('\u0456', '\u0308') => '\u0457',
        ('\u0443', '\u0306') => '\u045E',
        _ => '\0',
    };

    /// <summary>The folded form of a text.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        int room = text.Length * MaxExpansion;
        Span<char> into = room <= 256 ? stackalloc char[room] : new char[room];
        return into[..Write(text, into)].ToString();
    }

    /// <summary>Writes the folded form of a text.</summary>
    /// <param name="text">Text to fold.</param>
    /// <param name="into">Room for <see cref="MaxExpansion"/> characters for each UTF-16 unit of the text.</param>
    /// <returns>Characters written.</returns>
    public static int Write(ReadOnlySpan<char> text, Span<char> into)
    {
        int length = 0;
        for (int at = 0; at < text.Length;)
        {
            int written = At(text, at, into[length..], out int read);
            char joined = written == 0 && length > 0 ? Joined(into[length - 1], text[at]) : '\0';
            if (joined != '\0')
                into[length - 1] = joined;
            length += written;
            at += read;
        }
        return length;
    }

    /// <summary>Hash of the folded form of a text; equals <see cref="TermHash.Of"/> of <see cref="Fold"/>.</summary>
    public static ulong Hash(ReadOnlySpan<char> text)
    {
        FoldedHash hash = new();
        for (int at = 0; at < text.Length;)
            at += hash.AddAt(text, at);
        return hash.Value;
    }

    private static int Expand(char c, Span<char> into)
    {
        string expansion = Expansion(c);
        expansion.CopyTo(into);
        return expansion.Length;
    }

    private static string Expansion(char c) => c switch
    {
        'ß' or 'ẞ' => "ss",
        'æ' or 'Æ' or 'ǽ' or 'Ǽ' or 'ǣ' or 'Ǣ' => "ae",
        'œ' or 'Œ' => "oe",
        'þ' or 'Þ' => "th",
        'ĳ' or 'Ĳ' => "ij",
        '\uFB00' => "ff",
        '\uFB01' => "fi",
        '\uFB02' => "fl",
        '\uFB03' => "ffi",
        '\uFB04' => "ffl",
        '\uFB05' or '\uFB06' => "st",
        _ => "",
    };

    private static char FoldOther(char c) => c switch
    {
        >= '\u200B' and <= '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2060' and <= '\u206F' or >= '\u20D0' and <= '\u20FF' => Dropped,
        >= '\uFE00' and <= '\uFE0F' or >= '\uFE20' and <= '\uFE2F' or '\uFEFF' => Dropped,
        >= '\uFB00' and <= '\uFB06' => Special,
        >= '\uFF01' and <= '\uFF5E' => s_table[c - 0xFEE0],
        '\u212A' => 'k',
        '\u212B' => 'a',
        _ => char.ToLowerInvariant(c),
    };

    private static int FoldAstral(int point, Span<char> into)
    {
        // Thirteen alphabets of 26 capital and 26 small letters for formulas, which posts use as ornament, and five sets of digits.
        if (point is >= 0x1D400 and <= 0x1D6A3)
        {
            into[0] = (char)('a' + ((point - 0x1D400) % 26));
            return 1;
        }
        if (point is >= 0x1D7CE and <= 0x1D7FF)
        {
            into[0] = (char)('0' + ((point - 0x1D7CE) % 10));
            return 1;
        }
        return Rune.ToLowerInvariant(new Rune(point)).EncodeToUtf16(into);
    }

    private static char[] BuildTable()
    {
        char[] bases = new char[TableLength];
        for (int i = 0; i < TableLength; i++)
            bases[i] = (char)i;
        // A composed letter stands after its base, or its base is composed itself; going through the list until nothing changes finds the bare letter.
        Rune[] runes = [.. CanonicalPairs.Composed.EnumerateRunes()];
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = 0; i < runes.Length; i += 3)
            {
                int composed = runes[i].Value;
                char bare = runes[i + 1].Value < TableLength ? bases[runes[i + 1].Value] : Special;
                if (composed >= TableLength || !LosesItsMark((char)composed, bare) || bases[composed] == bare)
                    continue;
                bases[composed] = bare;
                changed = true;
            }
        }
        char[] table = new char[TableLength];
        for (int i = 0; i < TableLength; i++)
            table[i] = Expansion((char)i).Length > 0 ? Special : IsSilent((char)i) ? Dropped : Plain(char.ToLowerInvariant(bases[i]));
        return table;
    }

    private static bool LosesItsMark(char composed, char bare)
    {
        if (composed is 'ñ' or 'Ñ')
            return false;
        bool latin = char.IsAsciiLetter(bare) || bare is >= '\u00C0' and <= '\u024F';
        bool greek = bare is >= '\u0370' and <= '\u03FF';
        return latin || greek || composed is '\u0401' or '\u0451';
    }

    private static bool IsSilent(char c) => c is '\u00AD' or (>= '\u0300' and <= '\u036F') or '\u061C' or (>= '\u1AB0' and <= '\u1AFF') or (>= '\u1DC0' and <= '\u1DFF');

    // Letters that have no decomposition, and still are spelled without their stroke or dot by people in a hurry.
    private static char Plain(char lower) => lower switch
    {
        'ø' => 'o',
        'đ' or 'ð' => 'd',
        'ł' => 'l',
        'ħ' => 'h',
        'ŧ' => 't',
        'ı' => 'i',
        'ſ' => 's',
        'ª' => 'a',
        'º' => 'o',
        'ς' => 'σ',
        'µ' => 'μ',
        _ => lower,
    };
}
