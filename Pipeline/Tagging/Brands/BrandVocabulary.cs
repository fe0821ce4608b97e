using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Brands;

/// <summary>The entries of all profiles and their spelling variants, by the number the trie gives them. Profiles may share entries.</summary>
internal sealed class BrandVocabulary
{
    /// <summary>Most variants of all names of one profile together; the first names come first.</summary>
    public const int MaxVariantsPerProfile = 5_000;

    // A handle also counts without its sign from this length on; shorter ones are ordinary words too often.
    private const int MinHandleAsWord = 6;

    private readonly List<string> _spellings = [];
    private readonly List<List<Use>> _uses = [];

    /// <param name="brands">Profiles in their order.</param>
    /// <param name="ambiguous">Their ambiguous names.</param>
    /// <param name="phrases">Takes the entries.</param>
    public BrandVocabulary(IReadOnlyList<BrandProfile> brands, AmbiguousNames ambiguous, PhraseTrieBuilder phrases)
    {
        for (int i = 0; i < brands.Count; i++)
            Add(i, brands[i], ambiguous, phrases);
        // Variants come last: what any profile spells out is no misspelling of another's name.
        OrdinaryWords ordinary = new(brands);
        HashSet<int> spelledOut = [.. Enumerable.Range(0, _uses.Count).Where(phrase => _uses[phrase].Count > 0)];
        for (int i = 0; i < brands.Count; i++)
            AddVariants(i, brands[i], ambiguous, ordinary, spelledOut, phrases);
    }

    private readonly record struct Use(int Brand, BrandRole Role, int Entry, int Ambiguous);

    /// <summary>The entry as the profile spells it, for its variants too.</summary>
    public string Canonical(in BrandHit hit) => _spellings[hit.Entry];

    /// <summary>Number of hits the matches make, over all brands.</summary>
    public int CountUses(ReadOnlySpan<PhraseMatch> matches)
    {
        int count = 0;
        foreach (ref readonly PhraseMatch match in matches)
            count += match.Phrase < _uses.Count ? _uses[match.Phrase].Count : 0;
        return count;
    }

    /// <summary>Turns matches into hits of brands, in the order of the matches, brands in order within one, as many as there is room for.</summary>
    public void Collect(ReadOnlySpan<PhraseMatch> matches, Span<BrandHit> into)
    {
        int count = 0;
        foreach (ref readonly PhraseMatch match in matches)
        {
            if (match.Phrase >= _uses.Count)
                continue;
            foreach (Use use in _uses[match.Phrase])
            {
                if (count == into.Length)
                    return;
                into[count++] = new BrandHit(use.Brand, use.Role, use.Entry, match.Start, match.End, use.Ambiguous, IsDoubtful: false);
            }
        }
    }

    private void Add(int brand, BrandProfile profile, AmbiguousNames ambiguous, PhraseTrieBuilder phrases)
    {
        void AddAll(BrandRole role, string[] entries)
        {
            foreach (string entry in entries)
                AddUse(phrases.Add(entry), brand, role, AddSpelling(entry), role.IsEntity() ? ambiguous.Find(brand, entry) : AmbiguousNames.None);
        }

        AddAll(BrandRole.Name, profile.Names.Length == 0 && !profile.WatchesEverything ? [profile.Name] : profile.Names);
        foreach (string handle in profile.Handles)
        {
            int entry = AddSpelling(handle);
            AddUse(phrases.AddHandle(handle), brand, BrandRole.Name, entry, AmbiguousNames.None);
            if (handle.Length >= MinHandleAsWord && PhraseFolding.Words(handle).Count is > 0 and <= PhraseTrie.MaxWords)
                AddUse(phrases.Add(handle), brand, BrandRole.Name, entry, ambiguous.Find(brand, handle));
        }
        AddAll(BrandRole.Name, profile.Hashtags);
        AddAll(BrandRole.Product, profile.Products);
        AddAll(BrandRole.Person, profile.People);
        AddAll(BrandRole.Competitor, profile.Competitors);
        AddAll(BrandRole.Field, profile.Field);
        AddAll(BrandRole.OutOfField, profile.OutOfField);
        AddAll(BrandRole.Place, profile.Places);
    }

    private void AddVariants(
        int brand, BrandProfile profile, AmbiguousNames ambiguous, OrdinaryWords ordinary, HashSet<int> spelledOut, PhraseTrieBuilder phrases)
    {
        int left = MaxVariantsPerProfile;
        (BrandRole Role, string[] Entries)[] lists =
        [
            (BrandRole.Name, profile.Names.Length == 0 && !profile.WatchesEverything ? [profile.Name] : profile.Names),
            (BrandRole.Product, profile.Products),
            (BrandRole.Person, profile.People),
            (BrandRole.Competitor, profile.Competitors),
        ];
        foreach ((BrandRole role, string[] entries) in lists)
        {
            foreach (string name in entries.Where(name => ambiguous.Find(brand, name) == AmbiguousNames.None))
            {
                int entry = AddSpelling(name);
                foreach (string variant in NameVariants.Of(name, ordinary.Contains).Take(left))
                {
                    left--;
                    int phrase = phrases.Add(variant);
                    if (!spelledOut.Contains(phrase))
                        AddUse(phrase, brand, role, entry, AmbiguousNames.None);
                }
            }
        }
    }

    private int AddSpelling(string spelling)
    {
        _spellings.Add(spelling);
        return _spellings.Count - 1;
    }

    /// <summary>Within one brand the first role and spelling of an entry stand: naming comes before the field.</summary>
    private void AddUse(int phrase, int brand, BrandRole role, int entry, int ambiguous)
    {
        while (_uses.Count <= phrase)
            _uses.Add([]);
        if (!_uses[phrase].Exists(use => use.Brand == brand))
            _uses[phrase].Add(new Use(brand, role, entry, ambiguous));
    }
}
