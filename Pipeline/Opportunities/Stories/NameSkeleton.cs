using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Opportunities.Stories;

/// <summary>
/// The consonants of a name, written one way: what Ukraine, Ucrania and Ucraina, or Zelensky and Zelenski, have in common. Spellings of names differ between languages
/// mostly in vowels, doubled letters and the letters of one sound; in the manner of Soundex (Russell 1918) and Metaphone (Philips 1990), for three languages at once. Names of the same
/// consonants are not told apart (Putin, Patton): an item needs more than one feature in common.
/// </summary>
internal static class NameSkeleton
{
    /// <summary>Consonants a skeleton needs; names with fewer are compared as they are written.</summary>
    private const int MinConsonants = 3;

    /// <summary>Longest name read; what is behind it does not tell names apart.</summary>
    private const int MaxLength = 40;

    /// <summary>Hash of the skeleton of a word.</summary>
    /// <param name="word">As it stands in the text; what is no letter is passed over.</param>
    public static ulong HashOf(ReadOnlySpan<char> word)
    {
        word = word.Length > MaxLength ? word[..MaxLength] : word;
        Span<char> folded = stackalloc char[MaxLength * Folding.MaxExpansion];
        folded = folded[..Folding.Write(word, folded)];
        Span<char> skeleton = stackalloc char[folded.Length];
        int length = Write(folded, skeleton, out int consonants);
        return TermHash.Of(consonants >= MinConsonants ? skeleton[..length] : folded) ^ Mix64.Golden;
    }

    /// <summary>First letter and consonants, neighbours of one sound once.</summary>
    private static int Write(ReadOnlySpan<char> folded, Span<char> skeleton, out int consonants)
    {
        int length = 0;
        consonants = 0;
        char last = '\0';
        for (int i = 0; i < folded.Length; i++)
        {
            char sound = SoundOf(folded, i);
            bool vowel = sound is 'a' or 'e' or 'i' or 'o' or 'u';
            if (sound == '\0' || (vowel && length > 0))
            {
                last = vowel ? '\0' : last;
                continue;
            }

            if (sound == last)
                continue;
            skeleton[length++] = last = sound;
            consonants += vowel ? 0 : 1;
        }

        return length;
    }

    private static char SoundOf(ReadOnlySpan<char> folded, int at)
    {
        char next = at + 1 < folded.Length ? folded[at + 1] : '\0';
        return folded[at] switch
        {
            'p' when next == 'h' => 'f',
            'c' when next is 'e' or 'i' => 's',
            'c' or 'q' => 'k',
            'g' when next is 'e' or 'i' or 'y' => 'j',
            'z' => 's',
            'w' or 'v' => 'v',
            'y' => 'i',
            'j' => 'j',
            'x' => 'k',
            'h' => '\0',
            'ñ' => 'n',
            char letter when char.IsLetterOrDigit(letter) => letter,
            _ => '\0',
        };
    }
}
