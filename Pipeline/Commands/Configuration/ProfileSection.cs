using System.Globalization;

namespace RtmPipeline.Commands.Configuration;

/// <summary>
/// Typed reading of one section of a profile. It never throws on a wrong value: it adds the fault, with its line and path, and answers nothing, so that
/// one reading shows everything that is wrong. Keys are snake_case; unknown ones are refused.
/// </summary>
internal sealed class ProfileSection
{
    /// <summary>Most entries in one list.</summary>
    public const int MaxEntries = 500;

    private readonly string _file;
    private readonly SettingsNode _node;
    private readonly List<ConfigurationFault> _faults;
    private readonly string _path;

    /// <param name="file">Name of the file, for faults.</param>
    /// <param name="node">A map.</param>
    /// <param name="faults">Takes everything that is wrong.</param>
    /// <param name="keys">Keys the section may have.</param>
    /// <param name="path">Keys of the sections it stands in, each with a dot behind it.</param>
    public ProfileSection(string file, SettingsNode node, List<ConfigurationFault> faults, IReadOnlyList<string> keys, string path = "")
    {
        _file = file;
        _node = node;
        _faults = faults;
        _path = path;
        foreach (SettingsMember member in node.Members)
        {
            if (keys.Contains(member.Name))
                continue;
            string? nearest = NearestWord.To(member.Name, keys);
            Fault(member.Line, member.Name, nearest is null ? "is not a known key" : $"is not a known key; did you mean {nearest}?");
        }
    }

    /// <summary>Says what is wrong with an entry of a list, null for nothing; it may take off signs that stand before it.</summary>
    public delegate string? EntryCheck(ref string entry);

    private delegate bool Parse<T>(string text, out T value);

    /// <summary>The node of a key; null where it is not there or holds nothing.</summary>
    public SettingsNode? Find(string key)
    {
        foreach (SettingsMember member in _node.Members)
        {
            if (member.Name == key)
                return member.Node.Kind == SettingsNodeKind.Null ? null : member.Node;
        }
        return null;
    }

    /// <summary>A section below this one; an empty one where it is not there.</summary>
    public ProfileSection Section(string key, IReadOnlyList<string> keys)
    {
        SettingsNode? node = Find(key);
        if (node is { Kind: not SettingsNodeKind.Map })
        {
            Fault(node.Line, key, $"is {node.Describe()}; it must be a section with {Alternatives(keys, "and")}");
            node = null;
        }
        return new ProfileSection(_file, node ?? new SettingsNode(SettingsNodeKind.Map, LineOf(key)), _faults, keys, $"{_path}{key}.");
    }

    /// <summary>The sections of a list.</summary>
    public IEnumerable<ProfileSection> Sections(string key, int most, IReadOnlyList<string> keys)
    {
        SettingsNode? node = Find(key);
        string form = $"a section with {Alternatives(keys, "and")}";
        if (node is null)
            yield break;
        if (node.Kind != SettingsNodeKind.List || node.Items.Count > most)
        {
            Fault(node.Line, key, node.Kind == SettingsNodeKind.List
                ? $"has {node.Items.Count} entries; at most {most} are allowed"
                : $"is {node.Describe()}; it must be a list of sections with {Alternatives(keys, "and")}");
            yield break;
        }
        for (int i = 0; i < node.Items.Count; i++)
        {
            SettingsNode item = node.Items[i];
            if (item.Kind == SettingsNodeKind.Map)
                yield return new ProfileSection(_file, item, _faults, keys, $"{_path}{key}[{i}].");
            else
                Fault(item.Line, $"{key}[{i}]", $"is {item.Describe()}; it must be {form}");
        }
    }

    /// <summary>A text that must be there; null after a fault.</summary>
    public string? Required(string key)
    {
        SettingsNode? node = Any(key);
        if (node is { Kind: SettingsNodeKind.Scalar } && !string.IsNullOrWhiteSpace(node.Value))
            return node.Value.Trim();
        Fault(node?.Line ?? _node.Line, key, node is null ? "is missing" : $"is {node.Describe()}; it must be a text");
        return null;
    }

    /// <summary>The entries of a list; none where it is not there.</summary>
    public string[] Entries(string key, EntryCheck check)
    {
        SettingsNode? node = Find(key);
        if (node is null)
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

    /// <summary>One of a few words; null where it is not there.</summary>
    public string? Word(string key, IReadOnlyList<string> words) =>
        Value(key, Alternatives(words, "or"), (string text, out string value) =>
        {
            value = text;
            return words.Contains(text);
        });

    public bool? Flag(string key) =>
        Nullable(key, "true or false", (string text, out bool value) =>
        {
            value = text == "true";
            return text is "true" or "false";
        });

    /// <param name="key">Name in the section.</param>
    /// <param name="least">Lower limit.</param>
    /// <param name="most">Upper limit.</param>
    /// <param name="form">What the number is, as "a number of points".</param>
    public double? Number(string key, double least, double most, string form) =>
        Nullable(key, string.Create(CultureInfo.InvariantCulture, $"{form} from {least} to {most}"), (string text, out double value) =>
            double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least && value <= most);

    /// <inheritdoc cref="Number"/>
    public int? Whole(string key, int least, int most, string form) =>
        Nullable(key, string.Create(CultureInfo.InvariantCulture, $"{form} from {least} to {most}"), (string text, out int value) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least && value <= most);

    /// <summary>Reports that a value, right by itself, does not go with another.</summary>
    public void Refuse(string key, string message) => Fault(LineOf(key), key, message);

    /// <summary>As <see cref="Refuse"/>, for one entry of a list.</summary>
    public void RefuseEntry(string key, int entry, string message) => Fault(Find(key)?.Items[entry].Line ?? _node.Line, $"{key}[{entry}]", message);

    private T? Nullable<T>(string key, string limits, Parse<T> parse)
        where T : struct => TryValue(key, limits, parse, out T value) ? value : null;

    private T? Value<T>(string key, string limits, Parse<T> parse)
        where T : class => TryValue(key, limits, parse, out T value) ? value : null;

    private bool TryValue<T>(string key, string limits, Parse<T> parse, out T value)
    {
        value = default!;
        SettingsNode? node = Find(key);
        if (node is null)
            return false;
        if (node.Kind == SettingsNodeKind.Scalar && parse(node.Value.Trim(), out value))
            return true;
        Fault(node.Line, key, $"is {node.Describe()}; it must be {limits}");
        return false;
    }

    private static string Alternatives(IReadOnlyList<string> words, string last) =>
        words.Count == 1 ? words[0] : $"{string.Join(", ", words.Take(words.Count - 1))} {last} {words[^1]}";

    private SettingsNode? Any(string key)
    {
        foreach (SettingsMember member in _node.Members)
        {
            if (member.Name == key)
                return member.Node;
        }
        return null;
    }

    private int LineOf(string key) => Any(key)?.Line ?? _node.Line;

    private void Fault(int line, string key, string message) => _faults.Add(new ConfigurationFault($"{_file}:{line}", _path + key, message));
}
