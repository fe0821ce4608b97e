using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Brands;

/// <summary>
/// Spellings of a name that people use for it: with "and", "y", "e" or "n" for '&amp;', without its apostrophe, its parts apart ("DoubleCream"), in the plural,
/// drawn out ("Crispoooo"), and with one typing error. They are made when a profile is loaded and cost nothing per post.
/// What the trie does anyway is not repeated here: case and accents, hyphens, written as one word, the possessive ’s.
/// </summary>
internal static class NameVariants
{
    /// <summary>Most variants of one name; the likeliest come first.</summary>
    public const int MaxVariants = 256;

    /// <summary>Letters from which on a word of a name is looked for with a typing error; shorter ones are one letter from too many words.</summary>
    public const int MinLettersForTypos = 7;

    /// <summary>Letters of the shortest word that gets a plural or is drawn out.</summary>
    public const int MinLetters = 4;

    /// <summary>Letters of the shortest word that gets an Italian plural: it replaces the vowel.</summary>
    public const int MinLettersForVowelChange = 6;

    // "Crispooo" to "Crispoooooooo".
    private const int MinRepeats = 3;
    private const int MaxRepeats = 8;

    // Longer words are no names that people misspell by one letter only.
    private const int MaxWordLength = 24;

    /// <summary>Letters typed for each letter: neighbours on the keyboard, other vowels, letters that sound alike.</summary>
    private static readonly string[] s_mistaken =
    [
        "eoiqsz", "vnp", "kszxv", "sfet", "airw", "dgv", "fhj", "gjn", "eyouj", "hgki", "cjql", "kor", "nk", "mb", "aiupl", "olb", "kwa", "tel", "zacdx", "ryd", "oiyv", "bcfu",
        "qev", "zcs", "iutl", "sxac",
    ];

    /// <param name="name">A name as a profile spells it.</param>
    /// <param name="isOrdinary">Says whether a folded word is an ordinary one: it is neither varied nor made.</param>
    /// <returns>Folded words with one space between, without repeats, none equal to the name itself; at most <see cref="MaxVariants"/>.</returns>
    public static IReadOnlyList<string> Of(string name, Predicate<string> isOrdinary)
    {
        string[] words = [.. PhraseFolding.Words(name)];
        List<string> variants = [];
        HashSet<string> seen = new(StringComparer.Ordinal) { string.Join(' ', words) };
        foreach (string variant in WholeNames(name).Concat(OneWordChanged(words, isOrdinary)))
        {
            if (variants.Count == MaxVariants)
                break;
            int count = PhraseFolding.Words(variant).Count;
            bool isOneOrdinaryWord = count == 1 && isOrdinary(variant);
            if (count is > 0 and <= PhraseTrie.MaxWords && !isOneOrdinaryWord && seen.Add(variant))
                variants.Add(variant);
        }
        return variants;
    }

    /// <summary>Other ways to write the signs between its words.</summary>
    private static IEnumerable<string> WholeNames(string name)
    {
        string[] connectives = ["&", "and", "y", "e", "n"];
        string[] parts = name.Replace("&", " & ").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 1; i < parts.Length - 1; i++)
        {
            if (!connectives.Contains(parts[i].ToLowerInvariant()))
                continue;
            foreach (string connective in connectives)
                yield return PhraseFolding.Fold(string.Join(' ', [.. parts[..i], connective, .. parts[(i + 1)..]]));
        }
        if (name.AsSpan().IndexOfAny('\'', '\u2019') >= 0)
            yield return PhraseFolding.Fold(name.Replace("'", "").Replace("\u2019", ""));
        if (parts.Any(static part => HashtagParts.IsSplit(part)))
            yield return PhraseFolding.Fold(string.Join(' ', parts.SelectMany(Humps)));
    }

    private static IEnumerable<string> Humps(string part)
    {
        for (int start = 0; start < part.Length;)
        {
            int end = HashtagParts.PartEnd(part, start);
            yield return part[start..end];
            start = end;
        }
    }

    private static IEnumerable<string> OneWordChanged(string[] words, Predicate<string> isOrdinary)
    {
        int last = words.Length - 1;
        for (int i = last; i >= 0; i--)
        {
            string word = words[i];
            if (word.Length is < MinLetters or > MaxWordLength || !word.All(char.IsAsciiLetterLower) || isOrdinary(word))
                continue;
            // Only the last word of a name goes into the plural; any of them is drawn out or mistyped.
            IEnumerable<string> changed = (i == last ? Plurals(word) : []).Concat(DrawnOut(word)).Concat(Mistyped(word));
            foreach (string variant in changed)
            {
                if (!isOrdinary(variant))
                    yield return string.Join(' ', [.. words[..i], variant, .. words[(i + 1)..]]);
            }
        }
    }

    private static IEnumerable<string> Plurals(string word)
    {
        char end = word[^1];
        if (end == 's')
        {
            yield return word + "es";
            yield break;
        }
        yield return word + "s";
        if (!IsVowel(end))
            yield return word + "es";
        if (word.Length >= MinLettersForVowelChange && end is 'a' or 'e' or 'o')
            yield return word[..^1] + (end == 'a' ? 'e' : 'i');
    }

    /// <summary>The last letter and each vowel, repeated.</summary>
    private static IEnumerable<string> DrawnOut(string word)
    {
        for (int i = word.Length - 1; i >= 0; i--)
        {
            if (!IsVowel(word[i]) && i != word.Length - 1)
                continue;
            for (int repeats = MinRepeats; repeats <= MaxRepeats; repeats++)
                yield return string.Concat(word.AsSpan(0, i), new string(word[i], repeats), word.AsSpan(i + 1));
        }
    }

    /// <summary>One error behind the first letter, which is rarely wrong: two letters changed over, one left out, one doubled, one mistaken for another.</summary>
    private static IEnumerable<string> Mistyped(string word)
    {
        if (word.Length < MinLettersForTypos)
            yield break;
        for (int i = 1; i < word.Length; i++)
        {
            if (i + 1 < word.Length)
                yield return $"{word[..i]}{word[i + 1]}{word[i]}{word[(i + 2)..]}";
            yield return word[..i] + word[(i + 1)..];
            yield return $"{word[..i]}{word[i]}{word[i..]}";
        }
        for (int i = 1; i < word.Length; i++)
        {
            foreach (char mistaken in s_mistaken[word[i] - 'a'])
                yield return $"{word[..i]}{mistaken}{word[(i + 1)..]}";
        }
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';
}
