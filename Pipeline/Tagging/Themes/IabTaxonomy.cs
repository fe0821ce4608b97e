using System.Diagnostics.CodeAnalysis;

namespace RtmPipeline.Tagging.Themes;

/// <summary>A category of the taxonomy.</summary>
/// <param name="Index">Its place in <see cref="IabTaxonomy.Categories"/>.</param>
/// <param name="Id">The taxonomy's id: digits, or letters and digits for the newer ones. Case counts.</param>
/// <param name="Name">The taxonomy's name.</param>
/// <param name="Parent">Place of the category above; -1 in tier 1.</param>
/// <param name="Tier">1 at the top; at most <see cref="IabTaxonomy.MaxTiers"/>.</param>
/// <param name="Tier1">Place of the category's tier 1 in <see cref="IabTaxonomy.Tier1"/>.</param>
internal sealed record IabCategory(int Index, string Id, string Name, int Parent, int Tier, int Tier1);

/// <summary>
/// The categories that posts are tagged with: the IAB Tech Lab Content Taxonomy 3.1, licensed under CC BY 3.0 (see NOTICE), without its branch
/// "Sensitive Topics", which is brand safety's, and without categories of the third and deeper tiers the lexicon has no words for.
/// </summary>
internal sealed class IabTaxonomy
{
    /// <summary>Tiers of version 3.1.</summary>
    public const int MaxTiers = 4;

    private readonly List<IabCategory> _categories = [];
    private readonly List<IabCategory> _tier1 = [];
    private readonly Dictionary<string, IabCategory> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IabCategory> _byName = new(StringComparer.OrdinalIgnoreCase);

    private IabTaxonomy()
    {
    }

    /// <summary>The taxonomy that ships with the program.</summary>
    public static IabTaxonomy Shipped { get; } = Read(ThemeResources.Read(ThemeResources.Taxonomy));

    /// <summary>All categories, parents before their children.</summary>
    public IReadOnlyList<IabCategory> Categories => _categories;

    /// <summary>The categories of tier 1.</summary>
    public IReadOnlyList<IabCategory> Tier1 => _tier1;

    /// <summary>Reads a taxonomy: a line is <c>ID PARENT NAME</c>, with "-" for no parent; '#' begins a comment.</summary>
    /// <exception cref="FormatException">Names the line and what is wrong with it.</exception>
    public static IabTaxonomy Read(string text)
    {
        IabTaxonomy taxonomy = new();
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            if (line.Length > 0 && line[0] != '#')
                taxonomy.Add(line, number);
        }
        return taxonomy;
    }

    /// <summary>The category with an id, as the taxonomy spells it.</summary>
    public bool TryGet(string id, [NotNullWhen(true)] out IabCategory? category) => _byId.TryGetValue(id, out category);

    /// <summary>The category with an id or, whatever its case, a name, as people write them into brand profiles. Of equal names the first stands.</summary>
    public bool TryFind(string idOrName, [NotNullWhen(true)] out IabCategory? category) =>
        _byId.TryGetValue(idOrName, out category) || _byName.TryGetValue(idOrName, out category);

    /// <summary>The tier-1 category a category belongs to; itself when it is one.</summary>
    /// <exception cref="KeyNotFoundException">There is no such id.</exception>
    public IabCategory Tier1Of(string id) => _tier1[_byId[id].Tier1];

    /// <summary>The categories above, nearest first.</summary>
    public IEnumerable<IabCategory> Ancestors(IabCategory category)
    {
        for (int parent = category.Parent; parent >= 0; parent = _categories[parent].Parent)
            yield return _categories[parent];
    }

    /// <summary>Names from tier 1 down to the category, joined by " > ".</summary>
    public string PathOf(IabCategory category) => string.Join(" > ", Ancestors(category).Reverse().Append(category).Select(static one => one.Name));

    private void Add(string line, int number)
    {
        if (line.Split(' ', 3) is not [{ Length: > 0 } id, var parentId, { Length: > 0 } name] || name.Trim() != name)
            throw Fault(number, "is not of the form 'ID PARENT NAME'");
        IabCategory? parent = null;
        if (parentId != "-" && !_byId.TryGetValue(parentId, out parent))
            throw Fault(number, $"names the parent '{parentId}', which is not above it");
        if (parent?.Tier == MaxTiers)
            throw Fault(number, $"is deeper than {MaxTiers} tiers");
        IabCategory category = new(_categories.Count, id, name, parent?.Index ?? -1, (parent?.Tier ?? 0) + 1, parent?.Tier1 ?? _tier1.Count);
        if (!_byId.TryAdd(id, category))
            throw Fault(number, $"has the id '{id}', which another line has");
        _byName.TryAdd(name, category);
        _categories.Add(category);
        if (parent is null)
            _tier1.Add(category);
    }

    private static FormatException Fault(int line, string reason) => new($"Line {line} of the taxonomy {reason}.");
}
