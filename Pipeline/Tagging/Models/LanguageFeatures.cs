using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tagging.Models;

/// <summary>The features of the language model: words and n-grams of 1 to 4 characters within words, accents kept.</summary>
internal static class LanguageFeatures
{
    private const int MaxGram = 4;
    private const char Edge = '\u0001';
    private const ulong WordSalt = 21;
    private const ulong GramSalt = 22;

    public static void OfWord<TSink>(ReadOnlySpan<char> word, ref TSink sink)
        where TSink : IFeatureSink, allows ref struct
    {
        sink.Add(Mix64.Finish((TermHash.Of(word) * Mix64.Golden) + WordSalt), 1);
        for (int start = -1; start < word.Length; start++)
        {
            ulong state = TermHash.Seed;
            for (int length = 1; length <= MaxGram && start + length <= word.Length + 1; length++)
            {
                int at = start + length - 1;
                state = TermHash.Step(state, at < 0 || at == word.Length ? Edge : word[at]);
                if (start >= 0 || length > 1)
                    sink.Add(Mix64.Finish((state * Mix64.Golden) + GramSalt), 1);
            }
        }
    }
}
