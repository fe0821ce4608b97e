using System.Globalization;
using System.Text;

namespace RtmPipeline.Posts.Text;

/// <summary>What a character is to hashtags and words.</summary>
[Flags]
internal enum CharacterTraits : byte
{
    None = 0,

    /// <summary>Unicode category L.</summary>
    Letter = 1,

    /// <summary>Unicode category M.</summary>
    Mark = 2,

    /// <summary>Unicode category Nd.</summary>
    Digit = 4,

    /// <summary>Neither of these, but part of hashtags: underscore, joiners, the middle dots and tildes of several scripts.</summary>
    TagPart = 8,

    /// <summary>Categories Lu and Lt.</summary>
    Upper = 16,

    /// <summary>A letter of a script that is written without spaces between words.</summary>
    Unspaced = 32,

    /// <summary>Belongs to the word it stands in and changes nothing: joiners, variation selectors, soft hyphen.</summary>
    Silent = 64,

    /// <summary>Ends a sentence or a line.</summary>
    Break = 128,
}

internal static class CharacterTraitsExtensions
{
    /// <summary>True when the character has at least one of the traits asked for.</summary>
    public static bool HasAny(this CharacterTraits traits, CharacterTraits wanted) => (traits & wanted) != CharacterTraits.None;
}

/// <summary>Traits of all characters, from one table of 64 KiB for the basic plane.</summary>
internal static class Characters
{
    private const CharacterTraits InTags = CharacterTraits.Letter | CharacterTraits.Mark | CharacterTraits.Digit | CharacterTraits.TagPart;

    // The signs besides letters, marks and numerals that twitter-text allows in hashtags.
    private const string TagParts = "_\u200C\u200D\uA67E\u05BE\u05F3\u05F4\uFF5E\u301C\u309B\u309C\u30A0\u30FB\u3003\u0F0B\u0F0C\u00B7";
    private const string Silents = "\u00AD\u200B\u200C\u200D\u2060\uFE0E\uFE0F";
    private const string Breaks = ".!?;:|\n\r\u0085\u2026\u2028\u2029\u00A1\u00BF\u2022\u3002\uFF01\uFF1F\uFF1B\uFF1A\uFF0E\u061F\u06D4\u0964\u203C\u2049";

    private static readonly CharacterTraits[] s_basic = BuildBasic();

    public static CharacterTraits Of(char character) => s_basic[character];

    /// <summary>Traits of the code point that begins at <paramref name="at"/>; a lone surrogate has none.</summary>
    public static CharacterTraits At(ReadOnlySpan<char> text, int at, out int length)
    {
        char first = text[at];
        length = 1;
        if (!char.IsHighSurrogate(first) || at + 1 >= text.Length || !char.IsLowSurrogate(text[at + 1]))
            return s_basic[first];
        length = 2;
        return OfAstral(char.ConvertToUtf32(first, text[at + 1]));
    }

    /// <summary>Traits of the code point that ends just before <paramref name="end"/>, which is at least 1.</summary>
    public static CharacterTraits Before(ReadOnlySpan<char> text, int end)
    {
        char last = text[end - 1];
        if (!char.IsLowSurrogate(last) || end < 2 || !char.IsHighSurrogate(text[end - 2]))
            return s_basic[last];
        return OfAstral(char.ConvertToUtf32(text[end - 2], last));
    }

    /// <summary>True for what a hashtag can be made of.</summary>
    public static bool IsInTags(CharacterTraits traits) => (traits & InTags) != CharacterTraits.None;

    /// <summary>The spaces of twitter-text, which are those of Unicode and the Mongolian vowel separator.</summary>
    public static bool IsSpace(char character) => character switch
    {
        ' ' => true,
        < '\u0080' => character is >= '\t' and <= '\r',
        '\u0085' or '\u00A0' or '\u1680' or '\u180E' or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000' => true,
        _ => character is >= '\u2000' and <= '\u200A',
    };

    /// <summary>Marks that turn the direction of writing.</summary>
    public static bool IsDirectional(char character) =>
        character is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>Code points that no text may hold: byte-order marks and the two non-characters.</summary>
    public static bool IsInvalid(char character) => character is '\uFFFE' or '\uFEFF' or '\uFFFF';

    /// <summary>Letters of Latin script with accents, and the accents themselves, as twitter-text counts them.</summary>
    public static bool IsLatinAccent(char character) => character switch
    {
        < '\u00C0' => false,
        <= '\u024F' => character is not ('\u00D7' or '\u00F7'),
        <= '\u02BB' => character is '\u0253' or '\u0254' or '\u0256' or '\u0257' or '\u0259' or '\u025B' or '\u0263' or '\u0268' or '\u026F' or '\u0272' or '\u0289' or '\u028B' or '\u02BB',
        _ => character is (>= '\u0300' and <= '\u036F') or (>= '\u1E00' and <= '\u1EFF'),
    };

    private static CharacterTraits[] BuildBasic()
    {
        CharacterTraits[] traits = new CharacterTraits[char.MaxValue + 1];
        for (int i = 0; i < traits.Length; i++)
            traits[i] = OfCategory(char.GetUnicodeCategory((char)i)) | (IsUnspaced((char)i) ? CharacterTraits.Unspaced : CharacterTraits.None);
        foreach (char c in TagParts)
            traits[c] |= CharacterTraits.TagPart;
        foreach (char c in Silents)
            traits[c] |= CharacterTraits.Silent;
        foreach (char c in Breaks)
            traits[c] |= CharacterTraits.Break;
        return traits;
    }

    private static CharacterTraits OfAstral(int codePoint)
    {
        CharacterTraits traits = OfCategory(Rune.GetUnicodeCategory(new Rune(codePoint)));
        bool ideograph = codePoint is >= 0x20000 and <= 0x3FFFF;
        return ideograph ? traits | CharacterTraits.Unspaced : traits;
    }

    private static CharacterTraits OfCategory(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => CharacterTraits.Letter | CharacterTraits.Upper,
        UnicodeCategory.LowercaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => CharacterTraits.Letter,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => CharacterTraits.Mark,
        UnicodeCategory.DecimalDigitNumber => CharacterTraits.Digit,
        _ => CharacterTraits.None,
    };

    // Thai, Lao, Burmese, Khmer, kana and ideographs; Hangul has spaces.
    private static bool IsUnspaced(char c) => c is (>= '\u0E01' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17D3')
        or (>= '\u3040' and <= '\u30FF' and not '\u30FB') or (>= '\u31F0' and <= '\u31FF') or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF')
        or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF66' and <= '\uFF9F') or '\u3005' or '\u3007';
}
