using RtmPipeline.Posts;

namespace RtmPipeline.Commands.Configuration;

internal enum SettingsNodeKind : byte
{
    Null,
    Scalar,
    List,
    Map,
}

/// <summary>A value in a YAML or JSON file with the line it stands on, 1-based: one shape for both, so that every fault can name its line.</summary>
internal sealed class SettingsNode(SettingsNodeKind kind, int line)
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    public SettingsNodeKind Kind { get; } = kind;

    public int Line { get; } = line;

    /// <summary>The text of a scalar as it is written; empty for other kinds.</summary>
    public string Value { get; init; } = "";

    /// <summary>Items of a list, in order.</summary>
    public List<SettingsNode> Items { get; } = [];

    /// <summary>Members of a map, in order, without repeats (names compare without case).</summary>
    public List<SettingsMember> Members { get; } = [];

    /// <summary>What it is, in a user's words.</summary>
    public string Describe() => Kind switch
    {
        SettingsNodeKind.Null => "nothing",
        SettingsNodeKind.Scalar => ConfigurationFault.Show(Value),
        SettingsNodeKind.List => "a list",
        _ => "a section",
    };

    /// <summary>Hash of what it says, without where it stands; never 0.</summary>
    public ulong Hash()
    {
        ulong hash = StableHash.Combine((ulong)Kind, StableHash.Of(Value));
        foreach (SettingsNode item in Items)
            hash = StableHash.Combine(hash, item.Hash());
        foreach (SettingsMember member in Members)
            hash = StableHash.Combine(hash, StableHash.Combine(StableHash.Of(member.Name), member.Node.Hash()));
        return hash;
    }

    /// <summary>Adds a member unless its name is there already.</summary>
    public bool TryAdd(SettingsMember member)
    {
        if (!_names.Add(member.Name))
            return false;
        Members.Add(member);
        return true;
    }
}

/// <param name="Name">As written.</param>
/// <param name="Line">Line of the name.</param>
/// <param name="Node">Its value.</param>
internal readonly record struct SettingsMember(string Name, int Line, SettingsNode Node);

/// <summary>Text that is not the format it should be.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Message">What is wrong there.</param>
internal sealed record SettingsSyntaxFault(int Line, string Message);
