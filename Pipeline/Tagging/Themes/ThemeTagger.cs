using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Themes;

/// <param name="Id">Id of a category.</param>
/// <param name="Probability">In [0, 1].</param>
internal readonly record struct ModelledTheme(string Id, float Probability);

/// <summary>
/// Finds a text's themes, categories of the <see cref="IabTaxonomy"/>, by a lexicon. Each entry found counts once; what lies inside a longer entry
/// or a figure of speech ("the ball is in your court") does not count. Evidence passes on to the categories above, so tier 1 is there whenever anything is.
/// </summary>
/// <remarks>Costs time in proportion to the matches; allocates nothing where no theme is found. From evidence to probability: <see cref="ThemeScale"/>.</remarks>
internal sealed class ThemeTagger
{
    /// <summary>Most themes of one text.</summary>
    public const int MaxThemes = 6;

    /// <summary>Themes less probable than this are not told.</summary>
    public const float Threshold = 0.3f;

    /// <summary>Least probability for which a model is heard on a category of which the lexicon has a word.</summary>
    public const float MinModelled = 0.6f;

    /// <summary>Least probability for which a model is heard where the lexicon knows no theme at all.</summary>
    public const float MinModelledAlone = 0.8f;

    // To the shipped model this stands for all news of the world, wars and accidents too: it needs a word of the lexicon.
    private const string Politics = "386";

    private readonly IabTaxonomy _taxonomy;
    private readonly ThemeVocabulary _vocabulary;

    // By category: its place in the order by tier and id, which decides between equal probabilities.
    private readonly int[] _ranks;

    /// <summary>A tagger with the taxonomy and the words that ship with the program.</summary>
    /// <param name="phrases">Takes the lexicon's entries.</param>
    public ThemeTagger(PhraseTrieBuilder phrases)
        : this(phrases, ThemeResources.Read(ThemeResources.Words), IabTaxonomy.Shipped)
    {
    }

    /// <exception cref="FormatException">The lexicon is not right; the message has the line.</exception>
    internal ThemeTagger(PhraseTrieBuilder phrases, string lexicon, IabTaxonomy taxonomy)
    {
        _taxonomy = taxonomy;
        _vocabulary = new ThemeVocabulary(ThemeLexicon.Read(lexicon, taxonomy), taxonomy, phrases);
        _ranks = new int[taxonomy.Categories.Count];
        int rank = 0;
        foreach (IabCategory category in taxonomy.Categories.OrderBy(static one => one.Tier).ThenBy(static one => one.Id, StringComparer.Ordinal))
            _ranks[category.Index] = rank++;
    }

    private readonly record struct Candidate(int Category, float Probability);

    /// <summary>The themes of a text in which <paramref name="matches"/> were found, most probable first; of equals the higher tier, then the lower id.</summary>
    /// <param name="matches">Entries found in the text.</param>
    /// <param name="language">The text's language where it is known; entries of other languages then do not count.</param>
    /// <param name="modelled">What a model says of the text; joins the lexicon's evidence; see <see cref="MinModelled"/> and <see cref="MinModelledAlone"/>.</param>
    public ThemeTag[] Tag(ReadOnlySpan<PhraseMatch> matches, string? language, ModelledTheme modelled = default)
    {
        int foreseen = modelled.Probability >= MinModelled && _taxonomy.TryGet(modelled.Id, out IabCategory? named) ? named.Index : -1;
        Span<ThemeHit> hits = stackalloc ThemeHit[matches.Length];
        hits = hits[..ThemeHit.Collect(matches, _vocabulary, ThemeVocabulary.TextLanguage(language), hits)];
        if (hits.IsEmpty && foreseen < 0)
            return [];
        Span<int> evidence = stackalloc int[_ranks.Length];
        evidence.Clear();
        int total = Weigh(hits, ThemeVocabulary.TextLanguage(language), evidence);
        Span<Candidate> best = stackalloc Candidate[MaxThemes];
        int count = 0;
        for (int category = 0, step; (step = evidence[category..].IndexOfAnyExcept(0)) >= 0; category++)
        {
            category += step;
            float probability = ThemeScale.Probability(evidence[category], total);
            if (category == foreseen)
            {
                probability = ThemeScale.Join(probability, modelled.Probability);
                foreseen = -1;
            }
            if (probability >= Threshold)
                count = Insert(best, count, new Candidate(category, probability));
        }
        if (foreseen >= 0 && count == 0 && modelled.Probability >= MinModelledAlone && modelled.Id != Politics)
            count = Insert(best, count, new Candidate(foreseen, ThemeScale.Join(0, modelled.Probability)));
        if (count == 0)
            return [];
        ThemeTag[] tags = new ThemeTag[count];
        for (int i = 0; i < count; i++)
        {
            IabCategory category = _taxonomy.Categories[best[i].Category];
            tags[i] = new ThemeTag(category.Id, category.Name, best[i].Probability);
        }
        return tags;
    }

    /// <summary>Adds up the evidence for each category.</summary>
    /// <returns>The sum of what each entry gives the category it says most about: entries of two categories rival nobody.</returns>
    private int Weigh(ReadOnlySpan<ThemeHit> hits, int textLanguage, Span<int> evidence)
    {
        Span<int> seen = stackalloc int[hits.Length];
        int seenCount = 0;
        int total = 0;
        foreach (ref readonly ThemeHit hit in hits)
        {
            if (seen[..seenCount].Contains(hit.Phrase))
                continue;
            seen[seenCount++] = hit.Phrase;
            int most = 0;
            foreach (ref readonly ThemeUse use in _vocabulary.UsesOf(hit.Phrase))
            {
                if (use.Category == ThemeEntry.Figure)
                    continue;
                int weight = use.WeightIn(textLanguage);
                evidence[use.Category] += weight;
                most = Math.Max(most, weight);
            }
            total += most;
        }
        return total;
    }

    private int Insert(Span<Candidate> best, int count, Candidate candidate)
    {
        int at = count;
        while (at > 0 && IsBefore(candidate, best[at - 1]))
            at--;
        if (at == best.Length)
            return count;
        int kept = Math.Min(count, best.Length - 1);
        best[at..kept].CopyTo(best[(at + 1)..]);
        best[at] = candidate;
        return kept + 1;
    }

    private bool IsBefore(Candidate one, Candidate other) =>
        one.Probability > other.Probability || (one.Probability == other.Probability && _ranks[one.Category] < _ranks[other.Category]);
}
