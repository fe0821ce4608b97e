using System.Globalization;
using System.Text;

namespace RtmPipeline.Sources.X;

/// <summary>
/// Writes what a profile looks for as terms of X's rules, by the operators that X documents for the filtered stream and no others: keyword, "exact phrase", #, @, $, from:, lang:.
/// </summary>
internal static class RuleTerms
{
    /// <summary>Longest name of an account on X.</summary>
    private const int MaxHandleLength = 15;

    /// <summary>Latin and Greek letters with an accent, composed, but for "ñ"; the invariant mode of the runtime cannot take characters apart.</summary>
    private const string Accented =
        "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïòóôõöùúûüýÿĀāĂăĄąĆćĈĉĊċČčĎďĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĨĩĪīĬĭĮįİĴĵĶķ" +
        "ĹĺĻļĽľŃńŅņŇňŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžƠơƯưǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǞǟǠǡǢǣǦǧǨǩǪǫǬǭǮǯǰǴǵǸǹ" +
        "ǺǻǼǽǾǿȀȁȂȃȄȅȆȇȈȉȊȋȌȍȎȏȐȑȒȓȔȕȖȗȘșȚțȞȟȦȧȨȩȪȫȬȭȮȯȰȱȲȳʹΆΈΉΊΌΎΏΐΪΫάέήίΰϊϋόύώ";

    /// <summary>For each of <see cref="Accented"/> the letter without it.</summary>
    private const string Unaccented =
        "AAAAAACEEEEIIIIOOOOOUUUUYaaaaaaceeeeiiiiooooouuuuyyAaAaAaCcCcCcCcDdEeEeEeEeEeGgGgGgGgHhIiIiIiIiIJjKk" +
        "LlLlLlNnNnNnOoOoOoRrRrRrSsSsSsSsTtTtUuUuUuUuUuUuWwYyYZzZzZzOoUuAaIiOoUuUuUuUuUuAaAaÆæGgKkOoOoƷʒjGgNn" +
        "AaÆæØøAaAaEeEeIiIiOoOoRrRrUuUuSsTtHhAaEeOoOoOoOoYyʹΑΕΗΙΟΥΩιΙΥαεηιυιυουω";

    /// <summary>Languages that X's guide lists for lang:, under X's own codes.</summary>
    private static readonly string[] s_languages =
    [
        "am", "ar", "hy", "eu", "bn", "bg", "ca", "hr", "cs", "da", "nl", "en", "et", "fi", "fr", "de", "ka", "el", "gu", "iw", "hi", "hu", "in", "it", "ja", "kn", "ko", "lv", "lt",
        "ml", "mr", "no", "fa", "pl", "pt", "ro", "ru", "sr", "zh-CN", "sk", "sl", "es", "sv", "ta", "te", "th", "zh-TW", "tr", "uk", "ur", "vi",
    ];

    /// <summary>A name: a keyword, or a phrase in quotes; with its hash, at or dollar sign, where it has one, the operator for that. Null where nothing in it could be matched.</summary>
    public static string? OfName(string name)
    {
        string text = Cleaned(name);
        if (text.Length > 1 && text[0] == '#')
            return OfHashtag(text[1..]) ?? Quoted(text);
        if (text.Length > 1 && text[0] == '@')
            return OfHandle(text[1..]) ?? Quoted(text);
        if (text.Length is > 1 and <= 7 && text[0] == '$' && text.AsSpan(1).IndexOfAnyExceptInRange('A', 'Z') < 0)
            return text;
        if (!text.EnumerateRunes().Any(IsMatched))
            return null;
        bool isWord = text.EnumerateRunes().All(rune => IsMatched(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format);
        bool isOperator = text.Equals("or", StringComparison.OrdinalIgnoreCase) || text.Equals("and", StringComparison.OrdinalIgnoreCase) || text.Equals("not", StringComparison.OrdinalIgnoreCase);
        return isWord && !isOperator ? text : Quoted(text);
    }

    /// <summary>A name without the accents of its Latin and Greek letters, since a rule with an accent matches only posts with that accent; null where it has none. "ñ" is a letter of its own.</summary>
    public static string? WithoutAccents(string name)
    {
        string plain = string.Create(name.Length, name, static (into, from) =>
        {
            for (int i = 0; i < from.Length; i++)
            {
                int at = Accented.IndexOf(from[i], StringComparison.Ordinal);
                into[i] = at < 0 ? from[i] : Unaccented[at];
            }
        });
        return plain == name ? null : plain;
    }

    /// <summary>Posts that name an account; null where it is no account of X.</summary>
    public static string? OfHandle(string handle) => IsHandle(handle) ? $"@{handle.TrimStart('@')}" : null;

    /// <summary>Posts of an account; null where it is no account of X.</summary>
    public static string? From(string handle) => IsHandle(handle) ? $"from:{handle.TrimStart('@')}" : null;

    /// <summary>A hashtag; null where it has signs that end a hashtag, or no letter.</summary>
    public static string? OfHashtag(string hashtag)
    {
        string tag = hashtag.TrimStart('#');
        bool isTag = tag.EnumerateRunes().Any(Rune.IsLetter)
            && tag.EnumerateRunes().All(rune => Rune.IsLetterOrDigit(rune) || rune.Value == '_' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
        return isTag ? $"#{tag}" : null;
    }

    /// <summary>The operators for a language, by its usual code; empty where X has none.</summary>
    public static IEnumerable<string> OfLanguage(string language)
    {
        string[] codes = language switch
        {
            "zh" => ["zh-CN", "zh-TW"],
            "he" => ["iw"],
            "id" => ["in"],
            "nb" or "nn" => ["no"],
            _ => [language],
        };
        return codes.Where(code => s_languages.Contains(code, StringComparer.OrdinalIgnoreCase)).Select(code => $"lang:{code}");
    }

    private static bool IsHandle(string handle)
    {
        string name = handle.TrimStart('@');
        return name.Length is > 0 and <= MaxHandleLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
    }

    private static bool IsMatched(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol;

    /// <summary>X documents no way to have a quote within quotes, and matches words without their punctuation: the sign goes.</summary>
    private static string Cleaned(string name)
    {
        string spaced = string.Concat(name.Select(c => char.IsControl(c) || c is '"' or '\\' or '\u201C' or '\u201D' or '\u201E' or '\u00AB' or '\u00BB' ? ' ' : c));
        return string.Join(' ', spaced.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Quoted(string text) => $"\"{text}\"";
}
