using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tagging.Text;
using RtmPipeline.Tagging.Themes;

namespace RtmPipeline.Commands.Configuration;

/// <summary>Turns one profile file into a <see cref="BrandProfile"/>. Keys are snake_case; unknown ones are refused.</summary>
internal sealed class BrandProfileReader
{
    /// <summary>Most entries in one list.</summary>
    public const int MaxEntries = 500;

    /// <summary>Most ambiguous names of a profile.</summary>
    public const int MaxAmbiguous = 50;

    /// <summary>Most characters of an id: it is part of output keys.</summary>
    public const int MaxIdLength = 40;

    private static readonly string[] s_keys =
    [
        "id", "name", "names", "products", "handles", "hashtags", "people", "competitors", "ambiguous", "field", "moments", "out_of_field", "themes", "themes_out",
        "languages",
    ];

    private static readonly string[] s_ambiguousKeys = ["name", "with", "without"];

    private readonly string _file;
    private readonly SettingsNode _root;
    private readonly List<ConfigurationFault> _faults;

    private BrandProfileReader(string file, SettingsNode root, List<ConfigurationFault> faults)
    {
        _file = file;
        _root = root;
        _faults = faults;
    }

    private delegate string? EntryCheck(ref string entry);

    /// <param name="file">Name of the file, for faults.</param>
    /// <param name="root">What it holds.</param>
    /// <param name="faults">Takes everything that is wrong.</param>
    /// <returns>The profile; null after a fault.</returns>
    public static BrandProfile? Read(string file, SettingsNode root, List<ConfigurationFault> faults)
    {
        int before = faults.Count;
        BrandProfile? profile = new BrandProfileReader(file, root, faults).Profile();
        return faults.Count == before ? profile : null;
    }

    private BrandProfile? Profile()
    {
        RefuseUnknown(_root, s_keys, "");
        string? id = Required(_root, "id", "id");
        if (id is not null && !IsId(id))
            Fault(LineOf("id"), "id", $"is {ConfigurationFault.Show(id)}; it must be 1 to {MaxIdLength} lower-case letters, digits and '-'");
        string? name = Required(_root, "name", "name");
        if (name is not null && BrandEntryChecks.Words(ref name) is { } why)
            Fault(LineOf("name"), "name", $"is {ConfigurationFault.Show(name)}; {why}");
        string[] names = Entries("names", BrandEntryChecks.Words);
        string[] field = Entries("field", BrandEntryChecks.Words);
        string[] outOfField = Entries("out_of_field", BrandEntryChecks.Words);
        RefuseBoth(_root, "field", field, "out_of_field", outOfField);
        string[] themes = Entries("themes", CheckTheme);
        string[] themesOut = Entries("themes_out", CheckTheme);
        RefuseBoth(_root, "themes", themes, "themes_out", themesOut);
        BrandProfile profile = new()
        {
            Id = id ?? "",
            Name = name ?? "",
            Names = names.Length == 0 && name is not null ? [name] : names,
            Products = Entries("products", BrandEntryChecks.Words),
            Handles = Entries("handles", BrandEntryChecks.Handle),
            Hashtags = Entries("hashtags", BrandEntryChecks.Hashtag),
            People = Entries("people", BrandEntryChecks.Words),
            Competitors = Entries("competitors", BrandEntryChecks.Words),
            Field = field,
            Moments = Entries("moments", BrandEntryChecks.Words),
            OutOfField = outOfField,
            Themes = themes,
            ThemesOut = themesOut,
            Languages = Entries("languages", BrandEntryChecks.Language),
        };
        return profile with { Ambiguous = Ambiguous([.. profile.Names, .. profile.Products, .. profile.People, .. profile.Competitors]) };
    }

    private AmbiguousName[] Ambiguous(string[] names)
    {
        SettingsNode? node = Find(_root, "ambiguous");
        if (node is null or { Kind: SettingsNodeKind.Null })
            return [];
        if (node.Kind != SettingsNodeKind.List || node.Items.Count > MaxAmbiguous)
        {
            Fault(node.Line, "ambiguous", node.Kind == SettingsNodeKind.List
                ? $"has {node.Items.Count} entries; at most {MaxAmbiguous} are allowed"
                : $"is {node.Describe()}; it must be a list of sections with name, with and without");
            return [];
        }
        HashSet<string> known = [.. names.Select(PhraseFolding.Fold)];
        HashSet<string> seen = [];
        List<AmbiguousName> ambiguous = [];
        for (int i = 0; i < node.Items.Count; i++)
        {
            if (OneAmbiguous(node.Items[i], $"ambiguous[{i}]", known, seen) is { } name)
                ambiguous.Add(name);
        }
        return [.. ambiguous];
    }

    private AmbiguousName? OneAmbiguous(SettingsNode node, string path, HashSet<string> known, HashSet<string> seen)
    {
        if (node.Kind != SettingsNodeKind.Map)
        {
            Fault(node.Line, path, $"is {node.Describe()}; it must be a section with name, with and without");
            return null;
        }
        RefuseUnknown(node, s_ambiguousKeys, path + ".");
        string? name = Required(node, "name", $"{path}.name");
        string[] with = Entries(node, "with", $"{path}.with", BrandEntryChecks.Words);
        string[] without = Entries(node, "without", $"{path}.without", BrandEntryChecks.Words);
        RefuseBoth(node, "with", with, "without", without, path + ".");
        if (name is null)
            return null;
        string folded = PhraseFolding.Fold(name);
        int line = Find(node, "name")!.Line;
        if (!known.Contains(folded))
            Fault(line, $"{path}.name", $"is {ConfigurationFault.Show(name)}, which is none of the names, products, people and competitors");
        else if (!seen.Add(folded))
            Fault(line, $"{path}.name", $"is {ConfigurationFault.Show(name)}, which stands there twice");
        RefuseName(node, "with", with, path, folded);
        RefuseName(node, "without", without, path, folded);
        return new AmbiguousName(name, with, without);
    }

    /// <summary>A name is no evidence for or against itself.</summary>
    private void RefuseName(SettingsNode node, string key, string[] entries, string path, string folded)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            if (PhraseFolding.Fold(entries[i]) == folded)
                Fault(Find(node, key)!.Items[i].Line, $"{path}.{key}[{i}]", $"is {ConfigurationFault.Show(entries[i])}, the ambiguous name itself");
        }
    }

    private void RefuseUnknown(SettingsNode node, string[] keys, string path)
    {
        foreach (SettingsMember member in node.Members)
        {
            if (keys.Contains(member.Name))
                continue;
            string? nearest = NearestWord.To(member.Name, keys);
            Fault(member.Line, path + member.Name, nearest is null ? "is not a known key" : $"is not a known key; did you mean {nearest}?");
        }
    }

    private string? Required(SettingsNode parent, string key, string path)
    {
        SettingsNode? node = Find(parent, key);
        if (node is { Kind: SettingsNodeKind.Scalar } && !string.IsNullOrWhiteSpace(node.Value))
            return node.Value.Trim();
        Fault(node?.Line ?? parent.Line, path, node is null ? "is missing" : $"is {node.Describe()}; it must be a text");
        return null;
    }

    private string[] Entries(string key, EntryCheck check) => Entries(_root, key, key, check);

    private string[] Entries(SettingsNode parent, string name, string key, EntryCheck check)
    {
        SettingsNode? node = Find(parent, name);
        if (node is null or { Kind: SettingsNodeKind.Null })
            return [];
        if (node.Kind != SettingsNodeKind.List)
        {
            Fault(node.Line, key, $"is {node.Describe()}; it must be a list");
            return [];
        }
        if (node.Items.Count > MaxEntries)
        {
            Fault(node.Line, key, $"has {node.Items.Count} entries; at most {MaxEntries} are allowed");
            return [];
        }
        string[] entries = new string[node.Items.Count];
        for (int i = 0; i < entries.Length; i++)
        {
            SettingsNode item = node.Items[i];
            entries[i] = item.Value.Trim();
            if (item.Kind == SettingsNodeKind.Null)
                Fault(item.Line, $"{key}[{i}]", "holds nothing ('#' begins a comment unless it stands in quotes)");
            else if (item.Kind != SettingsNodeKind.Scalar)
                Fault(item.Line, $"{key}[{i}]", $"is {item.Describe()}; it must be a text");
            else if (check(ref entries[i]) is { } why)
                Fault(item.Line, $"{key}[{i}]", $"is {ConfigurationFault.Show(item.Value)}; {why}");
        }
        return entries;
    }

    /// <summary>What is both in and out says nothing.</summary>
    private void RefuseBoth(SettingsNode parent, string key, string[] entries, string opposite, string[] opposites, string path = "")
    {
        HashSet<string> known = [.. entries.Select(PhraseFolding.Fold)];
        for (int i = 0; i < opposites.Length; i++)
        {
            if (opposites[i].Length > 0 && known.Contains(PhraseFolding.Fold(opposites[i])))
                Fault(Find(parent, opposite)!.Items[i].Line, $"{path}{opposite}[{i}]", $"is {ConfigurationFault.Show(opposites[i])}, which stands in {key} too");
        }
    }

    /// <summary>Names become ids.</summary>
    private static string? CheckTheme(ref string entry)
    {
        if (!IabTaxonomy.Shipped.TryFind(entry, out IabCategory? category))
            return "it is no id or name of a theme of the IAB Content Taxonomy 3.1";
        entry = category.Id;
        return null;
    }

    private static bool IsId(string id) =>
        id.Length <= MaxIdLength && id.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static SettingsNode? Find(SettingsNode parent, string key)
    {
        foreach (SettingsMember member in parent.Members)
        {
            if (member.Name == key)
                return member.Node;
        }
        return null;
    }

    private int LineOf(string key) => Find(_root, key)?.Line ?? _root.Line;

    private void Fault(int line, string key, string message) => _faults.Add(new ConfigurationFault($"{_file}:{line}", key, message));
}
