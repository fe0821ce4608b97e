using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Themes;

/// <summary>What a phrase is worth to a category: its weight in a text of each language, and in one whose language is not known.</summary>
/// <param name="Category">Place in <see cref="IabTaxonomy.Categories"/>, or <see cref="ThemeEntry.Figure"/>.</param>
/// <param name="Weights">Four bytes by <see cref="ThemeVocabulary.TextLanguage"/>, tenths of a plain word.</param>
internal readonly record struct ThemeUse(int Category, uint Weights)
{
    public int WeightIn(int textLanguage) => (int)(Weights >> (8 * textLanguage)) & 0xFF;
}

/// <summary>
/// The lexicon by the numbers the trie gives its phrases. A phrase counts for its categories and once for each category above them, however many
/// of those below it stands in.
/// </summary>
internal sealed class ThemeVocabulary
{
    /// <summary>Text of an unknown or another language: all entries apply.</summary>
    public const int UnknownLanguage = 3;

    // By phrase: where its uses begin; one more at the end. Phrases of others in the same trie have none.
    private readonly int[] _starts;
    private readonly ThemeUse[] _uses;

    /// <param name="entries">The lexicon.</param>
    /// <param name="taxonomy">Its categories.</param>
    /// <param name="phrases">Takes the entries.</param>
    /// <exception cref="FormatException">Two entries of one language and category are the same words, or one has no words or too many.</exception>
    public ThemeVocabulary(IReadOnlyList<ThemeEntry> entries, IabTaxonomy taxonomy, PhraseTrieBuilder phrases)
    {
        (int Phrase, ThemeEntry Entry)[] numbered = [.. entries.Select(entry => (Number(entry, phrases), entry))];
        // The sort is stable, so uses keep the lexicon's order.
        numbered = [.. numbered.OrderBy(static one => one.Phrase)];
        _starts = new int[numbered.Length == 0 ? 1 : numbered[^1].Phrase + 2];
        List<ThemeUse> uses = [];
        int phrase = 0;
        for (int from = 0, to; from < numbered.Length; from = to)
        {
            for (to = from + 1; to < numbered.Length && numbered[to].Phrase == numbered[from].Phrase;)
                to++;
            while (phrase <= numbered[from].Phrase)
                _starts[phrase++] = uses.Count;
            AddUses(numbered.AsSpan(from, to - from), taxonomy, uses);
        }
        _starts[^1] = uses.Count;
        _uses = [.. uses];
    }

    /// <summary>Index into weights for a language's primary subtag.</summary>
    public static int TextLanguage(string? language) => language switch
    {
        "en" => 0,
        "es" => 1,
        "it" => 2,
        _ => UnknownLanguage,
    };

    /// <summary>Uses of a phrase; none where it is not the lexicon's.</summary>
    public ReadOnlySpan<ThemeUse> UsesOf(int phrase) =>
        (uint)phrase < (uint)(_starts.Length - 1) ? _uses.AsSpan(_starts[phrase], _starts[phrase + 1] - _starts[phrase]) : [];

    private static int Number(in ThemeEntry entry, PhraseTrieBuilder phrases)
    {
        if (PhraseFolding.Words(entry.Words).Count is 0 or > PhraseTrie.MaxWords)
            throw Fault(entry, $"has no words, or more than {PhraseTrie.MaxWords}");
        return phrases.Add(entry.Words);
    }

    private static void AddUses(ReadOnlySpan<(int Phrase, ThemeEntry Entry)> same, IabTaxonomy taxonomy, List<ThemeUse> uses)
    {
        int first = uses.Count;
        for (int i = 0; i < same.Length; i++)
        {
            ThemeEntry entry = same[i].Entry;
            foreach ((int _, ThemeEntry other) in same[..i])
            {
                if (other.Category == entry.Category && (other.Languages & entry.Languages) != ThemeLanguages.None)
                    throw Fault(entry, $"stands in line {other.Line} for the same category");
            }
            Raise(uses, first, entry.Category, entry);
            if (entry.Category == ThemeEntry.Figure)
                continue;
            foreach (IabCategory above in taxonomy.Ancestors(taxonomy.Categories[entry.Category]))
                Raise(uses, first, above.Index, entry);
        }
    }

    /// <summary>Gives the use of a category the entry's weight where it has less.</summary>
    private static void Raise(List<ThemeUse> uses, int first, int category, in ThemeEntry entry)
    {
        int at = first;
        while (at < uses.Count && uses[at].Category != category)
            at++;
        if (at == uses.Count)
            uses.Add(new ThemeUse(category, 0));
        uint weights = 0;
        for (int language = 0; language <= UnknownLanguage; language++)
        {
            bool applies = language == UnknownLanguage || ((int)entry.Languages >> language & 1) != 0;
            int weight = Math.Max(uses[at].WeightIn(language), applies ? entry.Weight : 0);
            weights |= (uint)weight << (8 * language);
        }
        uses[at] = new ThemeUse(category, weights);
    }

    private static FormatException Fault(in ThemeEntry entry, string reason) => new($"Line {entry.Line} of the lexicon: '{entry.Words}' {reason}.");
}
