using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Safety;

/// <summary>An entry of the lexicon at its place in a text.</summary>
internal readonly record struct SafetyHit(SafetyRole Role, int Topic, SafetyLevel Level, PhraseMatch Match);

/// <summary>What the lexicon proves of one topic.</summary>
/// <param name="Level">Risk.</param>
/// <param name="Probability">See <see cref="SafetyTagger"/>.</param>
/// <param name="HasWords">Some entry of the topic stands in the text, enough or not.</param>
/// <param name="NamesVictims">Harm to people is said or counted, not only an event.</param>
internal readonly record struct SafetyFinding(SafetyLevel Level, float Probability, bool HasWords, bool NamesVictims)
{
    // Words between a count in words and the toll it counts ("dozens of people were wounded").
    private const int MaxWordsFromCount = PhraseTrie.MaxWordsAfterCount;

    private const float OneProof = 0.9f;
    private const float TwoProofs = 0.95f;
    private const float HarmWithScene = 0.7f;
    private const float SceneAlone = 0.2f;

    public static SafetyFinding Of(ReadOnlySpan<SafetyHit> hits, int topic)
    {
        SafetyLevel proven = SafetyLevel.None;
        SafetyLevel together = SafetyLevel.None;
        int firstProof = -1;
        int firstToll = -1;
        bool hasTwoProofs = false;
        bool hasHarm = false;
        bool hasScene = false;
        bool namesVictims = false;
        foreach (ref readonly SafetyHit hit in hits)
        {
            if (hit.Topic != topic)
                continue;
            hasHarm |= hit.Role is SafetyRole.Toll or SafetyRole.Harm;
            hasScene |= hit.Role is SafetyRole.Scene or SafetyRole.News;
            if (hit.Role == SafetyRole.Toll)
            {
                // Two different tolls ("dead … wounded") are a scene to each other.
                hasScene |= firstToll >= 0 && firstToll != hit.Match.Phrase;
                firstToll = hit.Match.Phrase;
            }
            together = hit.Level > together ? hit.Level : together;
            bool isCountedToll = IsCountedToll(hit, hits);
            namesVictims |= isCountedToll || hit.Role == SafetyRole.Strong;
            if (!isCountedToll && hit.Role is not (SafetyRole.Strong or SafetyRole.Event))
                continue;
            proven = hit.Level > proven ? hit.Level : proven;
            hasTwoProofs |= firstProof >= 0 && firstProof != hit.Match.Phrase;
            firstProof = firstProof < 0 ? hit.Match.Phrase : firstProof;
        }
        bool isTogether = hasHarm && hasScene;
        if (proven != SafetyLevel.None)
            return new SafetyFinding(proven, hasTwoProofs || isTogether ? TwoProofs : OneProof, true, namesVictims);
        if (isTogether)
            return new SafetyFinding(together, HarmWithScene, true, firstToll >= 0);
        // A scene alone proves nothing of one post; that most posts of an event are set in one does. The scenes of other topics ("video") say nothing.
        return hasScene && topic is SafetyLexicon.Death or SafetyLexicon.Crime && hasScene
            ? new SafetyFinding(SafetyLevel.Low, SceneAlone, true, false)
            : new SafetyFinding(SafetyLevel.None, 0, hasHarm || hasScene, false);
    }

    /// <summary>True for a toll with a number, or a number in words, near it.</summary>
    public static bool IsCountedToll(in SafetyHit hit, ReadOnlySpan<SafetyHit> hits)
    {
        if (hit.Role != SafetyRole.Toll)
            return false;
        if (hit.Match.HasCount)
            return true;
        foreach (ref readonly SafetyHit other in hits)
        {
            if (other.Role == SafetyRole.Count && Math.Abs(other.Match.Word - hit.Match.Word) <= MaxWordsFromCount)
                return true;
        }
        return false;
    }
}
