using System.Collections;
using System.Globalization;

namespace RtmPipeline.Commands.Configuration;

/// <summary>A value of one layer. <paramref name="Text"/> is null where the key is there and holds nothing.</summary>
/// <param name="Text">As written.</param>
/// <param name="Line">1-based; 0 where lines mean nothing.</param>
/// <param name="IsEmptyList">True for <c>[]</c>.</param>
internal readonly record struct LayerValue(string? Text, int Line, bool IsEmptyList = false);

/// <summary>
/// One layer of the configuration: flat keys as <c>Section:Name</c>, list items as <c>Section:Name:0</c>, compared without case.
/// The layers are our own rather than Microsoft.Extensions.Configuration's, because a fault names the layer and line it comes from,
/// and because a list in a higher layer replaces the one below, where the library would mix both item by item.
/// </summary>
internal sealed class SettingsLayer
{
    /// <summary>Environment variables that begin so are keys, with "__" for each ':'.</summary>
    public const string EnvironmentPrefix = "RTM__";

    private SettingsLayer(string name, string folder, bool maySetSecrets)
    {
        Name = name;
        Folder = folder;
        MaySetSecrets = maySetSecrets;
    }

    /// <summary>A file's path, "environment" or "command line".</summary>
    public string Name { get; }

    /// <summary>Folder that relative paths in this layer start from: the file's own; empty means the current one.</summary>
    public string Folder { get; }

    /// <summary>True for the environment only: files are committed and command lines are seen by other users.</summary>
    public bool MaySetSecrets { get; }

    /// <summary>True for the file beside the program: its values are the defaults.</summary>
    public bool HoldsDefaults { get; private init; }

    public OrderedDictionary<string, LayerValue> Values { get; } = new(StringComparer.OrdinalIgnoreCase);

    public string OriginOf(LayerValue value) => value.Line > 0 ? $"{Name}:{value.Line}" : Name;

    public static SettingsLayer FromFile(string path, SettingsNode root, bool holdsDefaults = false)
    {
        string name = holdsDefaults ? Path.GetFileName(path) : path;
        SettingsLayer layer = new(name, Path.GetDirectoryName(path) ?? "", maySetSecrets: false) { HoldsDefaults = holdsDefaults };
        layer.Flatten("", root);
        return layer;
    }

    public static SettingsLayer FromEnvironment(IDictionary variables)
    {
        SettingsLayer layer = new("environment", "", maySetSecrets: true);
        IEnumerable<string> names = variables.Keys.Cast<string>().Where(static name => name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase));
        foreach (string name in names.Order(StringComparer.Ordinal))
            layer.Values[name[EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal)] = new LayerValue((string?)variables[name], 0);
        return layer;
    }

    public static SettingsLayer FromCommandLine(IEnumerable<KeyValuePair<string, string?>> pairs)
    {
        SettingsLayer layer = new("command line", "", maySetSecrets: false);
        foreach ((string key, string? value) in pairs)
            layer.Values[key] = new LayerValue(value, 0);
        return layer;
    }

    /// <summary>The items of a list in this layer, in order of their numbers; null where the layer says nothing of it.</summary>
    /// <remarks>A single value stands for a list of one, so that an environment variable can set it; an empty one for the empty list.</remarks>
    public List<LayerValue>? ListOf(string key)
    {
        string prefix = key + ":";
        SortedDictionary<int, LayerValue> items = [];
        foreach ((string name, LayerValue value) in Values)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && IsItemNumber(name.AsSpan(prefix.Length), out int number))
                items[number] = value;
        }
        if (items.Count > 0)
            return [.. items.Values];
        if (!Values.TryGetValue(key, out LayerValue whole))
            return null;
        return string.IsNullOrEmpty(whole.Text) ? [] : [whole];
    }

    public static bool IsItemNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private void Flatten(string prefix, SettingsNode node)
    {
        switch (node.Kind)
        {
            case SettingsNodeKind.Null:
                Values[prefix] = new LayerValue(null, node.Line);
                break;
            case SettingsNodeKind.Scalar:
                Values[prefix] = new LayerValue(node.Value, node.Line);
                break;
            case SettingsNodeKind.List when node.Items.Count == 0:
                Values[prefix] = new LayerValue("", node.Line, IsEmptyList: true);
                break;
            case SettingsNodeKind.List:
                for (int i = 0; i < node.Items.Count; i++)
                    Flatten($"{prefix}:{i.ToString(CultureInfo.InvariantCulture)}", node.Items[i]);
                break;
            default:
                foreach (SettingsMember member in node.Members)
                    Flatten(prefix.Length == 0 ? member.Name : $"{prefix}:{member.Name}", member.Node);
                break;
        }
    }
}
