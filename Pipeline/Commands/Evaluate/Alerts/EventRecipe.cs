using RtmPipeline.Alerts;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Training;
using RtmPipeline.Delivery;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>One recorded event to replay.</summary>
/// <param name="Event">Its truth.</param>
/// <param name="Name">What made posts call it; where its posts are recorded, only a name.</param>
/// <param name="File">Its posts, or a list of their ids.</param>
/// <param name="IsIds">True for a list of ids.</param>
internal sealed record RecordedEvent(TrueEvent Event, string Name, string File, bool IsIds);

/// <summary>Recorded events to replay, a run each, and the chatter around those of which only ids are known.</summary>
internal sealed record EventRecipe(IReadOnlyList<RecordedEvent> Events, Chatter Background);

/// <summary>
/// Reads a recipe of events: a YAML file with <c>events</c>, each with <c>id</c>, <c>alert</c>, and either <c>posts</c> (a recording, with <c>surfaces</c>, and a
/// <c>label</c> where its records carry one) or <c>ids</c> (a list, with the <c>name</c> that made posts call it by); and a <c>background</c> of <c>files</c>,
/// <c>label</c> and <c>lead</c> around lists. Paths begin at the folder of the data, those with "./" at the recipe's own. Every fault is named with its line.
/// </summary>
internal static class EventRecipeReader
{
    /// <summary>Most events of a recipe.</summary>
    public const int MaxEvents = 500;

    public const string DefaultLead = "24h";

    private static readonly string[] s_eventKeys = ["id", "alert", "posts", "ids", "name", "surfaces", "label", "brand"];
    private static readonly string[] s_backgroundKeys = ["files", "label", "lead"];

    /// <param name="file">The recipe.</param>
    /// <param name="dataFolder">Folder of the data; null for the recipe's own.</param>
    /// <param name="faults">Takes what is wrong; the answer is then not to be used.</param>
    public static EventRecipe Read(string file, string? dataFolder, List<ConfigurationFault> faults)
    {
        var none = new EventRecipe([], new Chatter([], null, default));
        if (SettingsFile.Read(file, faults) is not { } root)
            return none;
        var paths = new RecipePaths(Path.GetDirectoryName(Path.GetFullPath(file))!, dataFolder);
        SettingsNode? events = null;
        Chatter background = none.Background;
        foreach (SettingsMember member in root.Members)
        {
            if (member.Name == "events")
                events = member.Node;
            else if (member.Name == "background")
                background = BackgroundOf(new RecipeSection(file, "background", member.Node, faults), paths, faults);
            else
                faults.Add(new ConfigurationFault($"{file}:{member.Line}", member.Name, "is not a known key; a recipe of events has events and background"));
        }

        if (events is not { Kind: SettingsNodeKind.List, Items.Count: > 0 and <= MaxEvents })
        {
            faults.Add(new ConfigurationFault($"{file}:{events?.Line ?? root.Line}", "events", $"must be a list of 1 to {MaxEvents} events"));
            return none;
        }

        List<RecordedEvent> read = [];
        HashSet<string> ids = new(StringComparer.Ordinal);
        for (int i = 0; i < events.Items.Count; i++)
        {
            var section = new RecipeSection(file, $"events[{i}]", events.Items[i], faults);
            if (!section.IsMap() || EventOf(section, paths) is not { } recorded)
                continue;
            if (ids.Add(recorded.Event.Id))
                read.Add(recorded);
            else
                section.Fault("id", $"is {ConfigurationFault.Show(recorded.Event.Id)}, as that of an event before");
        }

        return new EventRecipe(read, background);
    }

    private static RecordedEvent? EventOf(RecipeSection section, RecipePaths paths)
    {
        section.RefuseOthers(s_eventKeys);
        string? posts = section.Text("posts", RecipeSection.MaxTextLength);
        string? ids = section.Text("ids", RecipeSection.MaxTextLength);
        if (posts is null == ids is null)
            section.Fault(ids is null ? "posts" : "ids", ids is null ? "is missing; an event has posts or ids" : "and posts exclude each other");
        if (ids is not null && section.Has("label"))
            section.Fault("label", "goes with posts; a list of ids has no labels");
        string file = paths.Of(posts ?? ids ?? "");
        if ((posts ?? ids) is not null && !File.Exists(file))
            section.Fault(posts is null ? "ids" : "posts", $"names {file}, which is not there");
        string name = section.Text("name") ?? EventIds.NameOf(file);
        string[] surfaces = section.Texts("surfaces") ?? [];
        if (ids is not null)
            surfaces = [name, EventIds.HashtagOf(name), .. surfaces];
        if (!surfaces.Any(static surface => SurfaceForm.Of(surface).Joined.Length > 0))
            section.Fault("surfaces", "names nothing; at least one hashtag, word or phrase is needed");
        var happened = new TrueEvent
        {
            Id = section.Required("id"), Alert = AlertOf(section), Brand = section.Text("brand"), Surfaces = surfaces, Label = LabelOf(section),
        };
        return section.HasFaults ? null : new RecordedEvent(happened, name, file, ids is not null);
    }

    private static AlertKind? AlertOf(RecipeSection section)
    {
        const string None = "none";
        var kinds = Enum.GetValues<AlertKind>();
        if (!section.Has("alert"))
            section.Fault("alert", "is missing");
        string word = section.OneOf("alert", [None, .. kinds.Select(static kind => kind.Word())]);
        return word == None ? null : kinds.First(kind => kind.Word() == word);
    }

    private static RecordLabel? LabelOf(RecipeSection section)
    {
        if (section.Text("label") is not { } text)
            return null;
        if (RecordLabel.TryParse(text, out RecordLabel label))
            return label;
        section.Fault("label", $"is {ConfigurationFault.Show(text)}; it must be {RecordLabel.Form}");
        return null;
    }

    private static Chatter BackgroundOf(RecipeSection section, RecipePaths paths, List<ConfigurationFault> faults)
    {
        if (!section.IsMap())
            return new Chatter([], null, default);
        section.RefuseOthers(s_backgroundKeys);
        string[] files = [.. (section.Texts("files") ?? []).Select(paths.Of)];
        if (files.Length == 0)
            section.Fault("files", "is missing");
        foreach (string missing in files.Where(static file => !File.Exists(file)))
            section.Fault("files", $"names {missing}, which is not there");
        TimeSpan lead = Durations.Read(section.Text("lead") ?? DefaultLead, "background:lead", faults);
        return new Chatter(files, LabelOf(section), lead);
    }
}
