using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Safety;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tests.Tagging.Safety;

/// <summary>The verdict of the lexicon by itself, without models.</summary>
internal static class LexiconVerdict
{
    private static readonly SafetyTagger s_tagger;
    private static readonly PhraseTrie s_trie;

    static LexiconVerdict()
    {
        PhraseTrieBuilder phrases = new();
        s_tagger = new SafetyTagger(phrases);
        s_trie = phrases.Build();
    }

    public static SafetyTag Of(string text)
    {
        PhraseMatch[] room = new PhraseMatch[PhraseTrie.MaxMatches];
        return s_tagger.Judge(room.AsSpan(0, s_trie.Find(text, room)));
    }
}
