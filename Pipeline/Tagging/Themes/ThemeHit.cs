using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Themes;

/// <summary>An entry of the lexicon in a text.</summary>
/// <param name="Phrase">Its number.</param>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">One past the last unit.</param>
/// <param name="Word">Ordinal of its last word.</param>
internal readonly record struct ThemeHit(int Phrase, int Start, int End, int Word)
{
    /// <summary>Picks the lexicon's entries for a language from all matches, without those that a longer one covers.</summary>
    /// <returns>How many there are; they keep their order.</returns>
    public static int Collect(ReadOnlySpan<PhraseMatch> matches, ThemeVocabulary vocabulary, int textLanguage, Span<ThemeHit> into)
    {
        int count = 0;
        foreach (ref readonly PhraseMatch match in matches)
        {
            foreach (ref readonly ThemeUse use in vocabulary.UsesOf(match.Phrase))
            {
                if (use.WeightIn(textLanguage) == 0)
                    continue;
                into[count++] = new ThemeHit(match.Phrase, match.Start, match.End, match.Word);
                break;
            }
        }
        return count < 2 ? count : DropCovered(into[..count]);
    }

    private static int DropCovered(Span<ThemeHit> hits)
    {
        Span<bool> covered = stackalloc bool[hits.Length];
        for (int i = 0; i < hits.Length; i++)
            covered[i] = IsCovered(hits, i);
        int kept = 0;
        for (int i = 0; i < hits.Length; i++)
        {
            if (!covered[i])
                hits[kept++] = hits[i];
        }
        return kept;
    }

    /// <summary>Looks at the neighbours only: matches come in the order of their ends, and none is longer than <see cref="PhraseTrie.MaxWords"/>.</summary>
    private static bool IsCovered(ReadOnlySpan<ThemeHit> hits, int at)
    {
        ThemeHit hit = hits[at];
        for (int i = at - 1; i >= 0 && hit.Word - hits[i].Word <= PhraseTrie.MaxWords; i--)
        {
            if (hits[i].Covers(hit))
                return true;
        }
        for (int i = at + 1; i < hits.Length && hits[i].Word - hit.Word <= PhraseTrie.MaxWords; i++)
        {
            if (hits[i].Covers(hit))
                return true;
        }
        return false;
    }

    private bool Covers(in ThemeHit other) => Start <= other.Start && other.End <= End && other.End - other.Start < End - Start;
}
