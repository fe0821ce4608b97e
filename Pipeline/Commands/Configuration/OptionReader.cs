namespace RtmPipeline.Commands.Configuration;

/// <summary>An option as it is known and as it stands.</summary>
/// <param name="Key">As <c>Section:Name</c>.</param>
/// <param name="Default">Default as JSON, as it stands in appsettings.json.</param>
/// <param name="InForce">Value for people; of a secret only whether it is set.</param>
/// <param name="Origin">Where the value comes from; null for the default.</param>
internal sealed record KnownOption(string Key, string Default, string InForce, string? Origin);

/// <summary>
/// Reads options from the layers, the last layer first. It never throws on a wrong value: it keeps the fault, answers the default and goes on,
/// so that one start shows everything that is wrong.
/// </summary>
internal sealed class OptionReader(IReadOnlyList<SettingsLayer> layers, List<ConfigurationFault> faults)
{
    private readonly OrderedDictionary<string, KnownOption> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _lists = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _freeSections = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Options in the order they were read.</summary>
    public IEnumerable<KnownOption> Known => _known.Values;

    public OptionSection Section(string name) => new(this, name);

    /// <summary>The value in force and its layer; null where no layer has the key.</summary>
    public (SettingsLayer Layer, LayerValue Value)? Find(string key)
    {
        for (int i = layers.Count - 1; i >= 0; i--)
        {
            if (layers[i].Values.TryGetValue(key, out LayerValue value))
                return (layers[i], value);
        }
        return null;
    }

    /// <summary>The list in force, whole from one layer; null where no layer has it.</summary>
    public (SettingsLayer Layer, List<LayerValue> Items)? FindList(string key)
    {
        _lists.Add(key);
        for (int i = layers.Count - 1; i >= 0; i--)
        {
            if (layers[i].ListOf(key) is { } items)
                return (layers[i], items);
        }
        return null;
    }

    /// <summary>The names that stand under a section whose names are the user's, in the order of the layers.</summary>
    public IReadOnlyList<string> NamesIn(string section)
    {
        _freeSections.Add(section);
        string prefix = section + ":";
        OrderedDictionary<string, bool> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (SettingsLayer layer in layers)
        {
            foreach (string key in layer.Values.Keys)
            {
                if (key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                    names.TryAdd(key[prefix.Length..].Split(':')[0], true);
            }
        }
        return [.. names.Keys];
    }

    /// <summary>A path, which in a file starts from that file's folder.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="origin">Where it stands; empty where it is not set.</param>
    /// <returns>Null where it is not set.</returns>
    public string? FindPath(string key, out string origin)
    {
        origin = string.Empty;
        if (Find(key) is not var (layer, value) || string.IsNullOrEmpty(value.Text))
            return null;
        origin = layer.OriginOf(value);
        return Path.Combine(layer.Folder, value.Text);
    }

    public void Know(KnownOption option)
    {
        if (!_known.TryAdd(option.Key, option))
            throw new ArgumentException($"The option {option.Key} is read twice.", nameof(option));
    }

    public void Fault(string origin, string key, string message) => faults.Add(new ConfigurationFault(origin, key, message));

    /// <summary>Every key of every layer that no section has read is a fault. Its value is not shown: it may be a misspelt secret.</summary>
    public void RefuseUnknown()
    {
        foreach (SettingsLayer layer in layers)
        {
            foreach ((string key, LayerValue value) in layer.Values)
            {
                if (!IsKnown(key, value))
                    Fault(layer.OriginOf(value), key, WhyUnknown(key));
            }
        }
    }

    private bool IsKnown(string key, LayerValue value)
    {
        if (_known.ContainsKey(key))
            return true;
        int last = key.LastIndexOf(':');
        if (last > 0 && _lists.Contains(key[..last]) && SettingsLayer.IsItemNumber(key.AsSpan(last + 1), out _))
            return true;
        // A section whose keys are all commented out holds nothing, and that is no fault.
        return value.Text is null && (IsSection(key) || _freeSections.Contains(key));
    }

    private string WhyUnknown(string key)
    {
        if (IsSection(key))
            return "is a section, not a value";
        for (int colon = key.LastIndexOf(':'); colon > 0; colon = key.LastIndexOf(':', colon - 1))
        {
            if (_known.ContainsKey(key[..colon]))
                return $"is not a key: {key[..colon]} takes {(_lists.Contains(key[..colon]) ? "a list of values" : "one value")}";
        }
        string? nearest = NearestWord.To(key, _known.Keys);
        return nearest is null ? "is not a known key" : $"is not a known key; did you mean {nearest}?";
    }

    private bool IsSection(string key)
    {
        string prefix = key + ":";
        foreach (string known in _known.Keys)
        {
            if (known.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
