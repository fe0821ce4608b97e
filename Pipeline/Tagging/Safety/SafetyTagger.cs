using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Safety;

/// <summary>
/// Finds brand-safety risks by a lexicon and by models. In the lexicon a topic is found by one strong entry or event, by a toll of people with a number near
/// it ("12 wounded"), or by harm together with a scene ("ambulance … victims") or two different tolls. Words within a figure of speech ("killer app") prove
/// nothing. <see cref="SafetyRules"/> joins the models to it, <see cref="SafetyContext"/> lowers what is invented, long past or averted.
/// The worst topic found is the verdict.
/// </summary>
/// <remarks>
/// Probabilities of the lexicon are the rules' order of trust, not measured frequencies: 0.95 for two proofs, 0.9 for one, 0.7 for harm with a scene, 0.2 for
/// a scene alone, which is no more than a low risk. Where a model agrees, the two are joined as independent witnesses: 1 − (1 − lexicon)(1 − model).
/// </remarks>
internal sealed class SafetyTagger
{
    /// <summary>Most words given as a reason.</summary>
    public const int MaxBecause = 5;

    // By phrase; null for phrases of others.
    private readonly SafetyEntry?[] _entries;

    /// <param name="phrases">Takes the lexicon's entries.</param>
    public SafetyTagger(PhraseTrieBuilder phrases)
    {
        Dictionary<int, SafetyEntry> entries = [];
        foreach (SafetyEntry entry in SafetyLexicon.Entries())
        {
            int phrase = phrases.Add(entry.Words);
            if (!entries.TryAdd(phrase, entry) && entries[phrase] with { Words = "" } != entry with { Words = "" })
                throw new FormatException($"The lexicon has '{entry.Words}' twice, with different meanings.");
        }
        _entries = new SafetyEntry?[entries.Keys.Max() + 1];
        foreach ((int phrase, SafetyEntry entry) in entries)
            _entries[phrase] = entry;
    }

    /// <summary>The lexicon's verdict on a text in which <paramref name="matches"/> were found.</summary>
    public SafetyTag Judge(ReadOnlySpan<PhraseMatch> matches) => Judge(matches, default, default(NoModelWords));

    /// <summary>The verdict of lexicon and models; a verdict of a model alone has no words as its reason.</summary>
    public SafetyTag Judge(ReadOnlySpan<PhraseMatch> matches, in SafetyScores scores) => Judge(matches, scores, default(NoModelWords));

    /// <summary>The verdict of lexicon and models. A text without a risk costs no memory.</summary>
    /// <param name="matches">Entries found in the text.</param>
    /// <param name="scores">What the models say of it.</param>
    /// <param name="words">Asked for the reason where a model alone made the verdict.</param>
    public SafetyTag Judge<TWords>(ReadOnlySpan<PhraseMatch> matches, in SafetyScores scores, TWords words)
        where TWords : struct, IModelWords, allows ref struct
    {
        Span<SafetyHit> room = stackalloc SafetyHit[matches.Length];
        Span<SafetyHit> hits = room[..Collect(matches, room)];
        if (hits.IsEmpty && !SafetyRules.MayRaise(scores))
            return SafetyTag.None;
        hits = hits[..DropCovered(hits)];
        SafetyContext context = SafetyContext.Of(hits);
        SafetyScores heard = context.IsFigurative && scores.Tragedy >= SafetyRules.TragedyWithWordsThreshold
            ? scores with { Tragedy = words.TragedyBesideFigures(hits, scores.Tragedy) }
            : scores;
        SafetyLevel worst = SafetyLevel.None;
        float probability = 0;
        int worstTopic = -1;
        for (int topic = 0; topic < SafetyLexicon.Topics.Count; topic++)
        {
            SafetyFinding finding = SafetyRules.Join(topic, SafetyFinding.Of(hits, topic), heard, context);
            SafetyLevel level = context.Lower(finding.Level, topic, finding.NamesVictims);
            if (level < worst || (level == worst && finding.Probability <= probability))
                continue;
            (worst, probability, worstTopic) = (level, finding.Probability, topic);
        }
        return worst == SafetyLevel.None
            ? SafetyTag.None
            : new SafetyTag(worst, SafetyLexicon.Topics[worstTopic].Name, probability, Because(hits, worstTopic, words));
    }

    private int Collect(ReadOnlySpan<PhraseMatch> matches, Span<SafetyHit> into)
    {
        int count = 0;
        foreach (ref readonly PhraseMatch match in matches)
        {
            if (match.Phrase < _entries.Length && _entries[match.Phrase] is { } entry)
                into[count++] = new SafetyHit(entry.Role, entry.Topic, entry.Level, match);
        }
        return count;
    }

    /// <summary>Drops what a figure of speech or a longer entry contains. What reaches beyond a figure stays: "the bomb threat" is not "the bomb".</summary>
    private static int DropCovered(Span<SafetyHit> hits)
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
    private static bool IsCovered(ReadOnlySpan<SafetyHit> hits, int at)
    {
        PhraseMatch inner = hits[at].Match;
        for (int i = at - 1; i >= 0 && inner.Word - hits[i].Match.Word <= PhraseTrie.MaxWords; i--)
        {
            if (hits[i].Match.Covers(inner))
                return true;
        }
        for (int i = at + 1; i < hits.Length && hits[i].Match.Word - inner.Word <= PhraseTrie.MaxWords; i++)
        {
            if (hits[i].Match.Covers(inner))
                return true;
        }
        return false;
    }

    private string[] Because<TWords>(ReadOnlySpan<SafetyHit> hits, int topic, TWords modelWords)
        where TWords : struct, IModelWords, allows ref struct
    {
        List<string> words = [];
        foreach (ref readonly SafetyHit hit in hits)
        {
            if (hit.Topic == topic && words.Count < MaxBecause && _entries[hit.Match.Phrase] is { } entry && !words.Contains(entry.Words))
                words.Add(entry.Words);
        }
        return words.Count > 0 ? [.. words] : modelWords.Of(SafetyRules.ModelOf(topic));
    }
}
