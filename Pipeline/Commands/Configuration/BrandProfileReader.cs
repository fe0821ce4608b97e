using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Commands.Configuration;

/// <summary>Turns one profile file into a <see cref="BrandProfile"/>. Keys are snake_case; unknown ones are refused.</summary>
internal sealed class BrandProfileReader
{
    /// <summary>Most entries in one list.</summary>
    public const int MaxEntries = 500;

    /// <summary>Most characters of a name or an entry.</summary>
    public const int MaxEntryLength = 100;

    /// <summary>Most characters of an id: it is part of output keys.</summary>
    public const int MaxIdLength = 40;

    private static readonly string[] s_keys =
        ["id", "name", "names", "products", "handles", "hashtags", "people", "competitors", "field", "out_of_field", "languages"];

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

    /// <returns>The profile; null after a fault.</returns>
    public static BrandProfile? Read(string file, SettingsNode root, List<ConfigurationFault> faults)
    {
        int before = faults.Count;
        BrandProfile? profile = new BrandProfileReader(file, root, faults).Profile();
        return faults.Count == before ? profile : null;
    }

    private BrandProfile? Profile()
    {
        foreach (SettingsMember member in _root.Members)
        {
            if (s_keys.Contains(member.Name))
                continue;
            string? nearest = NearestWord.To(member.Name, s_keys);
            Fault(member.Line, member.Name, nearest is null ? "is not a known key" : $"is not a known key; did you mean {nearest}?");
        }
        string? id = Required("id");
        if (id is not null && !IsId(id))
            Fault(LineOf("id"), "id", $"is {ConfigurationFault.Show(id)}; it must be 1 to {MaxIdLength} lower-case letters, digits and '-'");
        string? name = Required("name");
        if (name is not null && CheckWords(ref name) is { } why)
            Fault(LineOf("name"), "name", $"is {ConfigurationFault.Show(name)}; {why}");
        string[] names = Entries("names", CheckWords);
        string[] field = Entries("field", CheckWords);
        string[] outOfField = Entries("out_of_field", CheckWords);
        RefuseBoth(field, outOfField);
        BrandProfile profile = new()
        {
            Id = id ?? "",
            Name = name ?? "",
            Names = names.Length == 0 && name is not null ? [name] : names,
            Products = Entries("products", CheckWords),
            Handles = Entries("handles", CheckHandle),
            Hashtags = Entries("hashtags", CheckHashtag),
            People = Entries("people", CheckWords),
            Competitors = Entries("competitors", CheckWords),
            Field = field,
            OutOfField = outOfField,
            Languages = Entries("languages", CheckLanguage),
        };
        return profile;
    }

    private string? Required(string key)
    {
        SettingsNode? node = Find(key);
        if (node is { Kind: SettingsNodeKind.Scalar } && !string.IsNullOrWhiteSpace(node.Value))
            return node.Value.Trim();
        Fault(node?.Line ?? _root.Line, key, node is null ? "is missing" : $"is {node.Describe()}; it must be a text");
        return null;
    }

    private string[] Entries(string key, EntryCheck check)
    {
        SettingsNode? node = Find(key);
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

    /// <summary>A word that is in and out of the field says nothing.</summary>
    private void RefuseBoth(string[] field, string[] outOfField)
    {
        HashSet<string> inField = [.. field.Select(PhraseFolding.Fold)];
        for (int i = 0; i < outOfField.Length; i++)
        {
            if (outOfField[i].Length > 0 && inField.Contains(PhraseFolding.Fold(outOfField[i])))
                Fault(Find("out_of_field")!.Items[i].Line, $"out_of_field[{i}]", $"is {ConfigurationFault.Show(outOfField[i])}, which stands in field too");
        }
    }

    private static string? CheckWords(ref string entry)
    {
        if (entry.Length > MaxEntryLength)
            return $"at most {MaxEntryLength} characters are allowed";
        if (entry.StartsWith('#'))
            entry = entry[1..];
        int words = PhraseFolding.Words(entry).Count;
        if (words == 0)
            return "it has no word to look for";
        return words > PhraseTrie.MaxWords ? $"at most {PhraseTrie.MaxWords} words are allowed" : null;
    }

    private static string? CheckHashtag(ref string entry) =>
        entry.Any(char.IsWhiteSpace) ? "a hashtag has no spaces" : CheckWords(ref entry);

    private static string? CheckHandle(ref string entry)
    {
        if (entry.StartsWith('@'))
            entry = entry[1..];
        bool isRight = entry.Length is > 0 and <= MaxEntryLength && char.IsAsciiLetterOrDigit(entry[^1])
            && entry.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '@');
        return isRight || entry.EndsWith('_') && entry.Length <= MaxEntryLength && entry.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? null
            : $"a handle is 1 to {MaxEntryLength} letters, digits, '_', '-', '.' and '@'";
    }

    private static string? CheckLanguage(ref string entry) =>
        entry.Length is 2 or 3 && entry.All(char.IsAsciiLetterLower) ? null : "a language is its two or three lower-case letters, as en";

    private static bool IsId(string id) =>
        id.Length <= MaxIdLength && id.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private SettingsNode? Find(string key)
    {
        foreach (SettingsMember member in _root.Members)
        {
            if (member.Name == key)
                return member.Node;
        }
        return null;
    }

    private int LineOf(string key) => Find(key)?.Line ?? _root.Line;

    private void Fault(int line, string key, string message) => _faults.Add(new ConfigurationFault($"{_file}:{line}", key, message));
}
