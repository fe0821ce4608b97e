using System.Globalization;

namespace RtmPipeline.Tagging.Text;

/// <summary>What a character means for matching words: lower case, without Latin accents, full-width forms as ASCII.</summary>
internal static class CharFolding
{
    private const char FirstLatin = '\u00C0';
    private const char FirstLatinAdditional = '\u1E00';

    /// <summary>By ASCII character: the lower-case letter or digit, 0 for all others.</summary>
    public static ReadOnlySpan<byte> AsciiWord =>
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

    // Base letters of U+00C0 to U+024F, from the canonical decompositions of Unicode; letters with a stroke or hook, which have none, are given theirs.
    private const string Latin =
        "aaaaaaæceeeeiiiidnooooo×ouuuuyþßaaaaaaæceeeeiiiidn"
        + "ooooo÷ouuuuyþyaaaaaaccccccccddddeeeeeeeeeegggggggg"
        + "hhhhiiiiiiiiiiĳĳjjkkkllllllllllnnnnnnnnnooooooœœrr"
        + "rrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzsbɓbbƅƅɔc"
        + "cɖɗddƍǝəɛffɠɣƕɩikklƛɯɲnɵooƣƣppʀƨƨʃƪtttʈuuʊʋyyzzʒƹƹ"
        + "ƺƻƽƽƾƿǀǁǂǃǆǆǆǉǉǉǌǌǌaaiioouuuuuuuuuuǝaaaaææǥǥggkkoo"
        + "ooʒʒjǳǳǳggƕƿnnaaææooaaaaeeeeiiiioooorrrruuuussttȝȝ"
        + "hhnȡȣȣzzaaeeooooooooyyȴȵȶȷȸȹⱥcclⱦszɂɂbʉʌeejjɋɋrryy";

    // The same for U+1E00 to U+1EFF.
    private const string LatinAdditional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
        + "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
        + "wwwwwwwwwwxxxxyyzzzzzzhtwyẚsẜẝßẟaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
        + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyỻỻỽỽỿỿ";

    /// <summary>The folded form of one UTF-16 unit. Three letters stand for two: 'ß', 'æ' and 'œ' come back as they are, see <see cref="Second"/>.</summary>
    public static char Fold(char c)
    {
        if (c < FirstLatin)
            return char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
        if (c - FirstLatin < Latin.Length)
            return Latin[c - FirstLatin];
        if ((uint)(c - FirstLatinAdditional) < LatinAdditional.Length)
            return LatinAdditional[c - FirstLatinAdditional];
        if (c is >= '\uFF01' and <= '\uFF5E')
            return Fold((char)(c - 0xFEE0));
        return char.ToLowerInvariant(c);
    }

    /// <summary>For a folded letter that stands for two, its second one, and the first in <paramref name="folded"/>; '\0' for others.</summary>
    public static char Second(ref char folded)
    {
        switch (folded)
        {
            case 'ß':
                folded = 's';
                return 's';
            case 'æ':
                folded = 'a';
                return 'e';
            case 'œ':
                folded = 'o';
                return 'e';
            default:
                return '\0';
        }
    }

    /// <summary>Letters, digits and marks of any script, but for what <see cref="IsIgnorable"/> passes over.</summary>
    public static bool IsWord(char c)
    {
        if (c < 128)
            return char.IsAsciiLetterOrDigit(c);
        return CharUnicodeInfo.GetUnicodeCategory(c) <= UnicodeCategory.OtherNumber && !IsIgnorable(c);
    }

    /// <summary>Characters inside a word that change nothing: combining accents, variation selectors, and what is not seen at all.</summary>
    public static bool IsIgnorable(char c) =>
        c >= '\u00AD'
        && (c is '\u00AD' or (>= '\u0300' and <= '\u036F') or (>= '\u200B' and <= '\u200D') or '\u2060' or (>= '\uFE00' and <= '\uFE0F') or '\uFEFF');

    /// <summary>Characters that may stand between two words of a phrase. All others end it.</summary>
    public static bool Joins(char c) => c switch
    {
        ' ' or '\t' or '-' or '_' or '\'' or '"' or '&' or '/' or '#' or '*' or '~' => true,
        < '\u00A0' => false,
        '\u2010' or '\u2011' or '\u2013' or '\u2018' or '\u2019' or '\u201C' or '\u201D' or '\uFF03' => true,
        _ => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator || IsIgnorable(c),
    };
}
