using System.Globalization;
using RtmPipeline.Commands.Configuration;

namespace RtmPipeline.Commands.Training;

/// <summary>One section of a recipe: gives its values by key, and takes a fault for each that is not what it should be.</summary>
/// <param name="file">The recipe.</param>
/// <param name="path">Of the section, for messages.</param>
/// <param name="node">The section.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class RecipeSection(string file, string path, SettingsNode node, List<ConfigurationFault> faults)
{
    /// <summary>Most characters of a name, a label or a field.</summary>
    public const int MaxNameLength = 60;

    /// <summary>Most characters of a note or a path.</summary>
    public const int MaxTextLength = 400;

    /// <summary>Most entries of a list or a map.</summary>
    public const int MaxEntries = 200;

    private readonly int _before = faults.Count;

    public bool HasFaults => faults.Count > _before;

    public string Origin => $"{file}:{node.Line}";

    public bool IsMap()
    {
        if (node.Kind == SettingsNodeKind.Map)
            return true;
        faults.Add(new ConfigurationFault(Origin, path, $"is {node.Describe()}; it must be a section"));
        return false;
    }

    public void RefuseOthers(string[] keys)
    {
        foreach (SettingsMember member in node.Members)
        {
            if (keys.Contains(member.Name))
                continue;
            string? nearest = NearestWord.To(member.Name, keys);
            Fault(member.Line, member.Name, nearest is null ? "is not a known key" : $"is not a known key; did you mean {nearest}?");
        }
    }

    public bool Has(string key) => Find(key) is not null;

    public string? Text(string key, int maxLength = MaxNameLength) => Find(key) is { } value ? TextOf(key, value, maxLength) : null;

    public string Required(string key, int maxLength = MaxNameLength)
    {
        if (Find(key) is { } value)
            return TextOf(key, value, maxLength) ?? "";
        Fault(node.Line, key, "is missing");
        return "";
    }

    /// <summary>One of some words; the first where the key is absent.</summary>
    public string OneOf(string key, params string[] words)
    {
        if (Text(key) is not { } word || words.Contains(word))
            return Text(key) ?? words[0];
        Fault(Find(key)!.Line, key, $"is {ConfigurationFault.Show(word)}; it must be one of {string.Join(", ", words)}");
        return words[0];
    }

    public float Number(string key, float least, float most, float absent)
    {
        if (Text(key) is not { } text)
            return absent;
        if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && number >= least && number <= most)
            return number;
        Fault(Find(key)!.Line, key, $"is {ConfigurationFault.Show(text)}; it must be a number from {least} to {most}");
        return absent;
    }

    /// <summary>A text or a list of texts; null where the key is absent.</summary>
    public string[]? Texts(string key)
    {
        if (Find(key) is not { } value)
            return null;
        if (value.Kind != SettingsNodeKind.List)
            return TextOf(key, value, MaxNameLength) is { } one ? [one] : [];
        if (value.Items.Count is < 1 or > MaxEntries)
            Fault(value.Line, key, $"has {value.Items.Count} entries; 1 to {MaxEntries} are allowed");
        return [.. value.Items.Take(MaxEntries).Select((item, i) => TextOf($"{key}[{i}]", item, MaxNameLength) ?? "")];
    }

    /// <summary>A map of texts to texts, in order; null where the key is absent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Pairs(string key)
    {
        if (Find(key) is not { } value)
            return null;
        if (value.Kind != SettingsNodeKind.Map || value.Members.Count is < 1 or > MaxEntries)
        {
            Fault(value.Line, key, $"must be a section of 1 to {MaxEntries} entries");
            return [];
        }
        return [.. value.Members.Select(member => KeyValuePair.Create(member.Name, TextOf($"{key}:{member.Name}", member.Node, MaxNameLength) ?? ""))];
    }

    public void Fault(string key, string message) => Fault(Find(key)?.Line ?? node.Line, key, message);

    private SettingsNode? Find(string key)
    {
        foreach (SettingsMember member in node.Members)
        {
            if (member.Name == key)
                return member.Node;
        }
        return null;
    }

    private string? TextOf(string key, SettingsNode value, int maxLength)
    {
        if (value.Kind == SettingsNodeKind.Scalar && !string.IsNullOrWhiteSpace(value.Value) && value.Value.Length <= maxLength)
            return value.Value.Trim();
        Fault(value.Line, key, $"is {value.Describe()}; it must be a text of 1 to {maxLength} characters");
        return null;
    }

    private void Fault(int line, string key, string message) => faults.Add(new ConfigurationFault($"{file}:{line}", $"{path}:{key}", message));
}
