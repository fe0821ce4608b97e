using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Brands;

/// <summary>
/// Says whether a name that is an ordinary word too stands for the brand, by what stands around it.
/// </summary>
/// <remarks>
/// Evidence adds up:
/// <list type="bullet">
/// <item>+4: something of the brand that is not ambiguous is in the text: a handle, hashtag, name, product or person;</item>
/// <item>+3: one of the name's <c>with</c> words, which may contain the name;</item>
/// <item>+2: a word of the field, a competitor or a theme of the brand;</item>
/// <item>+1: the name has a capital directly behind a word in small letters, so inside a sentence that is neither a headline nor shouted;</item>
/// <item>−1: it has none, though the profile gives it one and the text begins with one: its author uses them;</item>
/// <item>−2: one of its <c>without</c> words.</item>
/// </list>
/// From 2 on the name is the brand's, at 1 it is doubtful, below it is not. So a <c>with</c> word or a word of the field is enough, case alone never is, and
/// evidence on both sides leaves doubt. A name inside a <c>without</c> phrase ("river delta") is never the brand's.
/// The weights are a rule of thumb: only their order and their sums matter.
/// </remarks>
internal sealed class AmbiguousNames
{
    /// <summary>No ambiguous name.</summary>
    public const int None = -1;

    private const int OwnEvidence = 4;
    private const int WithEvidence = 3;
    private const int NearEvidence = 2;
    private const int CapitalEvidence = 1;
    private const int SmallEvidence = -1;
    private const int WithoutEvidence = -2;
    private const int Enough = 2;
    private const int Doubtful = 1;

    private readonly List<(int Brand, string Folded, bool HasCapital)> _names = [];
    private readonly Dictionary<int, List<(int Name, bool IsWith)>> _contexts = [];

    /// <param name="brands">Profiles in their order.</param>
    /// <param name="phrases">Takes the words of the contexts.</param>
    public AmbiguousNames(IReadOnlyList<BrandProfile> brands, PhraseTrieBuilder phrases)
    {
        for (int brand = 0; brand < brands.Count; brand++)
        {
            foreach (AmbiguousName ambiguous in brands[brand].Ambiguous)
            {
                _names.Add((brand, PhraseFolding.Fold(ambiguous.Name), char.IsUpper(ambiguous.Name[0])));
                AddContext(ambiguous.With, isWith: true, phrases);
                AddContext(ambiguous.Without, isWith: false, phrases);
            }
        }
    }

    private enum Verdict : byte
    {
        No,
        Doubtful,
        Named,
    }

    /// <summary>Number of the ambiguous name that a brand's entry is; <see cref="None"/> for others.</summary>
    public int Find(int brand, string entry)
    {
        if (_names.Count == 0)
            return None;
        string folded = PhraseFolding.Fold(entry);
        return _names.FindIndex(name => name.Brand == brand && name.Folded == folded);
    }

    /// <summary>Drops the ambiguous names that are not the brand's, and marks the doubtful ones. The hits that stay move to the front, in their order.</summary>
    /// <param name="hits">Hits of all brands.</param>
    /// <param name="matches">All entries found in the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="themes">Says whether a theme of a brand was found.</param>
    /// <returns>How many hits stay.</returns>
    public int Resolve(Span<BrandHit> hits, ReadOnlySpan<PhraseMatch> matches, string text, in FoundThemes themes)
    {
        if (_names.Count == 0)
            return hits.Length;
        Span<Verdict> verdicts = stackalloc Verdict[hits.Length];
        for (int i = 0; i < hits.Length; i++)
            verdicts[i] = hits[i].IsAmbiguous ? Judge(hits[i], hits, matches, text, themes.IsNear(hits[i].Brand)) : Verdict.Named;
        int kept = 0;
        for (int i = 0; i < hits.Length; i++)
        {
            if (verdicts[i] != Verdict.No)
                hits[kept++] = hits[i] with { IsDoubtful = verdicts[i] == Verdict.Doubtful };
        }
        return kept;
    }

    private Verdict Judge(in BrandHit name, ReadOnlySpan<BrandHit> hits, ReadOnlySpan<PhraseMatch> matches, string text, bool isNear)
    {
        bool isOwn = false;
        foreach (ref readonly BrandHit other in hits)
        {
            if (other.Brand != name.Brand || other.IsAmbiguous || other.Overlaps(name))
                continue;
            isOwn |= other.Role.Names();
            isNear |= other.Role is BrandRole.Field or BrandRole.Competitor;
        }
        bool isWith = false;
        bool isWithout = false;
        foreach (ref readonly PhraseMatch match in matches)
        {
            if (!_contexts.TryGetValue(match.Phrase, out List<(int Name, bool IsWith)>? contexts))
                continue;
            foreach ((int of, bool speaksFor) in contexts)
            {
                if (of != name.Ambiguous)
                    continue;
                if (!speaksFor && match.Start <= name.Start && name.End <= match.End)
                    return Verdict.No;
                isWith |= speaksFor;
                isWithout |= !speaksFor;
            }
        }
        int evidence = (isOwn ? OwnEvidence : 0) + (isWith ? WithEvidence : 0) + (isNear ? NearEvidence : 0) + (isWithout ? WithoutEvidence : 0);
        if (_names[name.Ambiguous].HasCapital)
            evidence += CaseOf(text, name.Start);
        return evidence >= Enough ? Verdict.Named : evidence == Doubtful ? Verdict.Doubtful : Verdict.No;
    }

    private void AddContext(string[] words, bool isWith, PhraseTrieBuilder phrases)
    {
        foreach (string word in words)
        {
            int phrase = phrases.Add(word);
            if (!_contexts.TryGetValue(phrase, out List<(int Name, bool IsWith)>? contexts))
                _contexts.Add(phrase, contexts = []);
            contexts.Add((_names.Count - 1, isWith));
        }
    }

    /// <summary>What the case of a name says; nothing for hashtags.</summary>
    private static int CaseOf(string text, int start)
    {
        if (!char.IsLetter(text[start]))
            return 0;
        if (char.IsLower(text[start]))
            return char.IsUpper(text[0]) ? SmallEvidence : 0;
        int at = start - 1;
        if (at < 1 || text[at] != ' ')
            return 0;
        while (at > 0 && char.IsLetter(text[at - 1]))
            at--;
        return char.IsLower(text[at]) ? CapitalEvidence : 0;
    }
}
