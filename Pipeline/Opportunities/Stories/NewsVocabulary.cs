using System.Collections.Frozen;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Opportunities.Stories;

/// <summary>
/// Words that news is made of in English, Spanish and Italian, each line one meaning: with names and numbers they are what two reports of one event in different languages
/// have in common. A meaning is as rare as the stream says, so that "dead" weighs little on a day of many deaths.
/// </summary>
internal static class NewsVocabulary
{
    /// <summary>Letters of a word that are compared: endings differ with number, gender and tense.</summary>
    private const int StemLength = 6;

    private static readonly FrozenDictionary<ulong, ulong> s_meanings = Read();

    /// <summary>Key of the meaning of a word; false for a word that is not in the vocabulary.</summary>
    /// <param name="folded">Word in its folded form.</param>
    public static bool TryMeaning(ReadOnlySpan<char> folded, out ulong meaning) => s_meanings.TryGetValue(TermHash.Of(folded), out meaning);

    /// <summary>Hash of a word without its ending.</summary>
    public static ulong StemOf(ReadOnlySpan<char> folded) => TermHash.Of(folded[..Math.Min(folded.Length, StemLength)]);

    private static FrozenDictionary<ulong, ulong> Read()
    {
        Dictionary<ulong, ulong> meanings = [];
        foreach (string line in NewsVocabularyWords.All.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            ulong meaning = StableHash.Of(words[0]);
            foreach (string word in words)
                meanings.TryAdd(TermHash.Of(word), meaning);
        }

        return meanings.ToFrozenDictionary();
    }
}
