using RtmPipeline.Sources.Live;

namespace RtmPipeline.Commands.Configuration.Sources;

/// <summary>
/// Reads the section <c>Sources</c>: a section for each live source, under a name of the user's, whose <c>Kind</c> says what else stands in it. Several of a kind have
/// several names.
/// </summary>
internal static class SourceSections
{
    public const string Name = "Sources";

    /// <summary>Most sources of one process.</summary>
    public const int MaxSources = 64;

    /// <summary>Longest name.</summary>
    public const int MaxNameLength = 40;

    /// <summary>Name of the source of what teams decide, which is always there and not configured.</summary>
    public const string Decisions = "decisions";

    /// <summary>A new kind is a line here and a file beside this one.</summary>
    private static readonly OrderedDictionary<string, Func<OptionSection, ISourceOptions>> s_kinds = new(StringComparer.Ordinal)
    {
        ["x"] = XSection.Read,
        ["bluesky"] = BlueskySection.Read,
        ["mastodon"] = MastodonSection.Read,
        ["feeds"] = FeedsSection.Read,
        ["kafka"] = KafkaSection.Read,
        ["files"] = FilesSection.Read,
        ["http"] = HttpSection.Read,
        ["redis"] = RedisStreamSection.Read,
    };

    /// <summary>All kinds, for messages.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. s_kinds.Keys];

    public static IReadOnlyList<SourceSettings> Read(OptionReader reader)
    {
        List<SourceSettings> sources = [];
        IReadOnlyList<string> names = reader.NamesIn(Name);
        if (names.Count > MaxSources)
            reader.Fault(OriginOf(reader, names[MaxSources]), Name, $"has {names.Count} sources; at most {MaxSources} may be read by one process");
        foreach (string name in names)
        {
            if (ReadOne(reader, name) is { } source)
                sources.Add(source);
        }

        return sources;
    }

    private static SourceSettings? ReadOne(OptionReader reader, string name)
    {
        string full = $"{Name}:{name}";
        if (name.Length > MaxNameLength || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            reader.Fault(OriginOf(reader, name), full, $"is no name of a source: letters, digits, '-' and '_', at most {MaxNameLength}");
        if (name == Decisions)
            reader.Fault(OriginOf(reader, name), full, "is the name of the stream of what teams decide; give it another one");
        OptionSection section = reader.Section(full);
        string kind = section.Word("Kind", string.Empty, [.. Kinds]);
        if (s_kinds.TryGetValue(kind, out Func<OptionSection, ISourceOptions>? read))
            return new SourceSettings(name, kind, read(section));
        if (reader.Find($"{full}:Kind") is null)
            section.Refuse("Kind", $"is missing; it must be one of {string.Join(", ", Kinds)}");
        return null;
    }

    private static string OriginOf(OptionReader reader, string name) =>
        reader.Find($"{Name}:{name}:Kind") is var (layer, value) ? layer.OriginOf(value) : "configuration";
}
