using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tagging.Brands;

/// <summary>What an entry is to a brand.</summary>
internal enum BrandRole : byte
{
    Name,
    Product,
    Person,
    Competitor,
    Field,
    OutOfField,
}

internal static class BrandRoles
{
    /// <summary>True when the entry names the brand itself.</summary>
    public static bool Names(this BrandRole role) => role <= BrandRole.Person;

    /// <summary>True when what was found is an entity, not only a word.</summary>
    public static bool IsEntity(this BrandRole role) => role <= BrandRole.Competitor;
}

/// <summary>An entry of one brand in a text.</summary>
/// <param name="Brand">Place of the profile.</param>
/// <param name="Role">What the entry is to it.</param>
/// <param name="Entry">Number of the spelling, see <see cref="BrandVocabulary.Canonical"/>.</param>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">One past the last unit.</param>
internal readonly record struct BrandHit(int Brand, BrandRole Role, int Entry, int Start, int End)
{
    public bool IsInside(in BrandHit other) =>
        other.Start <= Start && End <= other.End && other.End - other.Start > End - Start;

    /// <summary>Moves the hits that lie in no longer hit of the same brand to the front, in their order.</summary>
    /// <returns>How many there are.</returns>
    public static int DropContained(Span<BrandHit> hits)
    {
        Span<bool> contained = stackalloc bool[hits.Length];
        for (int i = 0; i < hits.Length; i++)
        {
            foreach (ref readonly BrandHit other in hits)
                contained[i] |= other.Brand == hits[i].Brand && hits[i].IsInside(other);
        }
        int kept = 0;
        for (int i = 0; i < hits.Length; i++)
        {
            if (!contained[i])
                hits[kept++] = hits[i];
        }
        return kept;
    }
}

/// <summary>The entries of all profiles, by the number the trie gives them. Profiles may share entries.</summary>
internal sealed class BrandVocabulary
{
    // A handle also counts without its sign from this length on; shorter ones are ordinary words too often.
    private const int MinHandleAsWord = 6;

    private readonly List<string> _spellings = [];
    private readonly Dictionary<int, List<Use>> _uses = [];

    public BrandVocabulary(IReadOnlyList<BrandProfile> brands, PhraseTrieBuilder phrases)
    {
        for (int i = 0; i < brands.Count; i++)
            Add(i, brands[i], phrases);
    }

    private readonly record struct Use(int Brand, BrandRole Role, int Entry);

    /// <summary>The entry as the profile spells it.</summary>
    public string Canonical(in BrandHit hit) => _spellings[hit.Entry];

    /// <summary>Number of hits the matches make, over all brands.</summary>
    public int CountUses(ReadOnlySpan<PhraseMatch> matches)
    {
        int count = 0;
        foreach (ref readonly PhraseMatch match in matches)
            count += _uses.TryGetValue(match.Phrase, out List<Use>? uses) ? uses.Count : 0;
        return count;
    }

    /// <summary>Turns matches into hits of brands, in the order of the matches, brands in order within one, as many as there is room for.</summary>
    public void Collect(ReadOnlySpan<PhraseMatch> matches, Span<BrandHit> into)
    {
        int count = 0;
        foreach (ref readonly PhraseMatch match in matches)
        {
            if (!_uses.TryGetValue(match.Phrase, out List<Use>? uses))
                continue;
            foreach (Use use in uses)
            {
                if (count == into.Length)
                    return;
                into[count++] = new BrandHit(use.Brand, use.Role, use.Entry, match.Start, match.End);
            }
        }
    }

    private void Add(int brand, BrandProfile profile, PhraseTrieBuilder phrases)
    {
        AddAll(brand, BrandRole.Name, profile.Names.Length == 0 && !profile.WatchesEverything ? [profile.Name] : profile.Names, phrases);
        foreach (string handle in profile.Handles)
        {
            AddUse(phrases.AddHandle(handle), brand, BrandRole.Name, handle);
            if (handle.Length >= MinHandleAsWord && PhraseFolding.Words(handle).Count is > 0 and <= PhraseTrie.MaxWords)
                AddUse(phrases.Add(handle), brand, BrandRole.Name, handle);
        }
        AddAll(brand, BrandRole.Name, profile.Hashtags, phrases);
        AddAll(brand, BrandRole.Product, profile.Products, phrases);
        AddAll(brand, BrandRole.Person, profile.People, phrases);
        AddAll(brand, BrandRole.Competitor, profile.Competitors, phrases);
        AddAll(brand, BrandRole.Field, profile.Field, phrases);
        AddAll(brand, BrandRole.OutOfField, profile.OutOfField, phrases);
    }

    private void AddAll(int brand, BrandRole role, string[] entries, PhraseTrieBuilder phrases)
    {
        foreach (string entry in entries)
            AddUse(phrases.Add(entry), brand, role, entry);
    }

    /// <summary>Within one brand the first role and spelling of an entry stand: naming comes before the field.</summary>
    private void AddUse(int phrase, int brand, BrandRole role, string spelling)
    {
        if (!_uses.TryGetValue(phrase, out List<Use>? uses))
            _uses.Add(phrase, uses = []);
        if (uses.Exists(use => use.Brand == brand))
            return;
        uses.Add(new Use(brand, role, _spellings.Count));
        _spellings.Add(spelling);
    }
}
