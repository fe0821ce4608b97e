using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Safety;

/// <summary>
/// Finds brand-safety risks by a lexicon. A topic is found by one strong entry, by a toll of people with a number near it ("12 wounded"), or by harm
/// together with a scene ("ambulance … victims") or two different tolls. Words within a figure of speech ("killer app") prove nothing.
/// The worst topic found is the verdict.
/// </summary>
/// <remarks>Probabilities are the rules' order of trust, not measured frequencies: 0.95 for two proofs, 0.9 for one, 0.7 for harm with a scene, 0.2 for a scene alone, which is no more than a low risk.</remarks>
internal sealed class SafetyTagger
{
    /// <summary>Most words given as a reason.</summary>
    public const int MaxBecause = 5;

    // Words between a count in words and the toll it counts ("dozens of people were wounded").
    private const int MaxWordsFromCount = PhraseTrie.MaxWordsAfterCount;

    private const float OneProof = 0.9f;
    private const float TwoProofs = 0.95f;
    private const float HarmWithScene = 0.7f;
    private const float SceneAlone = 0.2f;

    private readonly Dictionary<int, SafetyEntry> _entries = [];

    /// <param name="phrases">Takes the lexicon's entries.</param>
    public SafetyTagger(PhraseTrieBuilder phrases)
    {
        foreach (SafetyEntry entry in SafetyLexicon.Entries())
        {
            int phrase = phrases.Add(entry.Words);
            if (!_entries.TryAdd(phrase, entry) && _entries[phrase] with { Words = "" } != entry with { Words = "" })
                throw new FormatException($"The lexicon has '{entry.Words}' twice, with different meanings.");
        }
    }

    private readonly record struct Hit(int Phrase, SafetyRole Role, int Topic, SafetyLevel Level, int Start, int End, int Word, bool HasCount);

    /// <summary>The verdict on a text in which <paramref name="matches"/> were found.</summary>
    public SafetyTag Judge(ReadOnlySpan<PhraseMatch> matches)
    {
        Span<Hit> room = stackalloc Hit[matches.Length];
        Span<Hit> hits = room[..Collect(matches, room)];
        if (hits.IsEmpty)
            return SafetyTag.None;
        hits = hits[..DropCovered(hits)];
        SafetyLevel worst = SafetyLevel.None;
        float probability = 0;
        int worstTopic = -1;
        for (int topic = 0; topic < SafetyLexicon.Topics.Count; topic++)
        {
            (SafetyLevel level, float trust) = Weigh(hits, topic);
            if (level < worst || (level == worst && trust <= probability))
                continue;
            (worst, probability, worstTopic) = (level, trust, topic);
        }
        return worst == SafetyLevel.None
            ? SafetyTag.None
            : new SafetyTag(worst, SafetyLexicon.Topics[worstTopic].Name, probability, Because(hits, worstTopic));
    }

    private int Collect(ReadOnlySpan<PhraseMatch> matches, Span<Hit> into)
    {
        int count = 0;
        foreach (ref readonly PhraseMatch match in matches)
        {
            if (_entries.TryGetValue(match.Phrase, out SafetyEntry? entry))
                into[count++] = new Hit(match.Phrase, entry.Role, entry.Topic, entry.Level, match.Start, match.End, match.Word, match.HasCount);
        }
        return count;
    }

    /// <summary>Drops what a figure of speech or a longer entry contains. What reaches beyond a figure stays: "the bomb threat" is not "the bomb".</summary>
    private static int DropCovered(Span<Hit> hits)
    {
        Span<bool> covered = stackalloc bool[hits.Length];
        for (int i = 0; i < hits.Length; i++)
        {
            foreach (ref readonly Hit other in hits)
            {
                bool contains = other.Start <= hits[i].Start && hits[i].End <= other.End;
                bool isLonger = other.End - other.Start > hits[i].End - hits[i].Start;
                covered[i] |= contains && isLonger;
            }
        }
        int kept = 0;
        for (int i = 0; i < hits.Length; i++)
        {
            if (!covered[i])
                hits[kept++] = hits[i];
        }
        return kept;
    }

    private static (SafetyLevel Level, float Probability) Weigh(ReadOnlySpan<Hit> hits, int topic)
    {
        SafetyLevel proven = SafetyLevel.None;
        SafetyLevel together = SafetyLevel.None;
        int firstProof = -1;
        bool hasTwoProofs = false;
        bool hasHarm = false;
        int firstToll = -1;
        bool hasScene = false;
        foreach (ref readonly Hit hit in hits)
        {
            if (hit.Topic != topic)
                continue;
            hasHarm |= hit.Role is SafetyRole.Toll or SafetyRole.Harm;
            hasScene |= hit.Role == SafetyRole.Scene;
            if (hit.Role == SafetyRole.Toll)
            {
                // Two different tolls ("dead … wounded") are a scene to each other.
                hasScene |= firstToll >= 0 && firstToll != hit.Phrase;
                firstToll = hit.Phrase;
            }
            together = hit.Level > together ? hit.Level : together;
            if (hit.Role != SafetyRole.Strong && !(hit.Role == SafetyRole.Toll && (hit.HasCount || IsCounted(hit, hits))))
                continue;
            proven = hit.Level > proven ? hit.Level : proven;
            hasTwoProofs |= firstProof >= 0 && firstProof != hit.Phrase;
            firstProof = firstProof < 0 ? hit.Phrase : firstProof;
        }
        if (proven != SafetyLevel.None)
            return (proven, hasTwoProofs || (hasHarm && hasScene) ? TwoProofs : OneProof);
        if (hasHarm && hasScene)
            return (together, HarmWithScene);
        // A scene alone proves nothing of one post; that most posts of an event are set in one does.
        return hasScene ? (SafetyLevel.Low, SceneAlone) : (SafetyLevel.None, 0);
    }

    private static bool IsCounted(in Hit toll, ReadOnlySpan<Hit> hits)
    {
        foreach (ref readonly Hit other in hits)
        {
            if (other.Role == SafetyRole.Count && Math.Abs(other.Word - toll.Word) <= MaxWordsFromCount)
                return true;
        }
        return false;
    }

    private string[] Because(ReadOnlySpan<Hit> hits, int topic)
    {
        List<string> words = [];
        foreach (ref readonly Hit hit in hits)
        {
            if (hit.Topic == topic && words.Count < MaxBecause && !words.Contains(_entries[hit.Phrase].Words))
                words.Add(_entries[hit.Phrase].Words);
        }
        return [.. words];
    }
}
