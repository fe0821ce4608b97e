using System.Collections;
using RtmPipeline.Alerts;
using RtmPipeline.Commands.Configuration.Sources;
using RtmPipeline.Dashboard;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Health;
using RtmPipeline.Opportunities;
using RtmPipeline.Posts;
using RtmPipeline.Sources.Journal;
using RtmPipeline.Sources.Live;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Telemetry;
using RtmPipeline.Topology;
using RtmPipeline.Trends;

namespace RtmPipeline.Commands.Configuration;

/// <summary>Everything the program was told, read once at the start and right as a whole.</summary>
internal sealed record PipelineSettings
{
    /// <summary>The file beside the program: lists every option with its default.</summary>
    public const string DefaultsFile = "appsettings.json";

    public required TopologyOptions Topology { get; init; }

    public required PostOptions Posts { get; init; }

    public required TrendOptions Trends { get; init; }

    public required OpportunityOptions Opportunities { get; init; }

    public required AlertOptions Alerts { get; init; }

    public required RedisOptions Redis { get; init; }

    public required JournalOptions Journal { get; init; }

    public required MergingOptions Merging { get; init; }

    public required BrandOptions Brands { get; init; }

    public required TaggingOptions Tagging { get; init; }

    public required CheckpointOptions Checkpoints { get; init; }

    public required HealthOptions Health { get; init; }

    public required TelemetryOptions Telemetry { get; init; }

    public required DashboardOptions Dashboard { get; init; }

    /// <summary>The live sources, in the order in which they are configured.</summary>
    public required IReadOnlyList<SourceSettings> Sources { get; init; }

    /// <summary>The models that <see cref="Tagging"/> names in place of shipped ones; null where it names none.</summary>
    public required TextModels? Models { get; init; }

    /// <summary>The profiles that <see cref="Brands"/> names, in that order; <see cref="BrandProfile.Everything"/> alone where it names none.</summary>
    public required IReadOnlyList<BrandProfile> Profiles { get; init; }

    /// <summary>All options with the values in force, for people; secrets only as "set" or "not set".</summary>
    public required IReadOnlyList<KnownOption> Options { get; init; }

    /// <summary>
    /// Reads appsettings.json beside the program, then <paramref name="configFile"/>, the environment and the command line; the later one wins.
    /// </summary>
    /// <param name="configFile">YAML or JSON; null for none.</param>
    /// <param name="commandLine">Keys as <c>Section:Name</c> or <c>Section:List:0</c> with their values.</param>
    /// <exception cref="ConfigurationFaultsException">Something is wrong; it lists everything that is.</exception>
    public static PipelineSettings Load(string? configFile, IEnumerable<KeyValuePair<string, string?>> commandLine) =>
        Load(Path.Combine(AppContext.BaseDirectory, DefaultsFile), configFile, Environment.GetEnvironmentVariables(), commandLine);

    /// <summary>As <see cref="Load(string?, IEnumerable{KeyValuePair{string, string?}})"/>, with the defaults' file and the environment as arguments.</summary>
    internal static PipelineSettings Load(
        string defaultsFile, string? configFile, IDictionary environment, IEnumerable<KeyValuePair<string, string?>> commandLine)
    {
        List<ConfigurationFault> faults = [];
        List<SettingsLayer> layers = [];
        if (File.Exists(defaultsFile) && SettingsFile.Read(defaultsFile, faults) is { } defaults)
            layers.Add(SettingsLayer.FromFile(defaultsFile, defaults, holdsDefaults: true));
        if (configFile is not null && SettingsFile.Read(configFile, faults) is { } config)
            layers.Add(SettingsLayer.FromFile(configFile, config));
        layers.Add(SettingsLayer.FromEnvironment(environment));
        layers.Add(SettingsLayer.FromCommandLine(commandLine));

        PipelineSettings settings = Read(new OptionReader(layers, faults), faults);
        return faults.Count == 0 ? settings : throw new ConfigurationFaultsException(faults);
    }

    /// <summary>Reads each section; a new one is a line here, a file beside this one, and its keys in appsettings.json.</summary>
    private static PipelineSettings Read(OptionReader reader, List<ConfigurationFault> faults)
    {
        TopologyOptions topology = TopologySection.Read(reader.Section("Topology"));
        PostOptions posts = PostSection.Read(reader.Section("Posts"));
        TrendOptions trends = TrendSection.Read(reader.Section("Trends"));
        OpportunityOptions opportunities = OpportunitySection.Read(reader.Section("Opportunities")) with
        {
            Threats = WatchSections.Threats(reader.Section("Threats")),
            Reinforce = WatchSections.Reinforce(reader.Section("Reinforce")),
        };
        AlertOptions alerts = AlertSection.Read(reader.Section("Alerts"));
        RedisOptions redis = RedisSection.Read(reader.Section("Redis"));
        JournalOptions journal = JournalSection.Read(reader.Section("Journal"));
        MergingOptions merging = MergingSection.Read(reader.Section("Merging"));
        BrandOptions brands = BrandSection.Read(reader.Section("Brands"));
        TaggingOptions tagging = TaggingSection.Read(reader.Section("Tagging"));
        CheckpointOptions checkpoints = CheckpointSection.Read(reader.Section("Checkpoints"));
        HealthOptions health = HealthSection.Read(reader.Section("Health"));
        TelemetryOptions telemetry = TelemetrySection.Read(reader.Section("Telemetry"));
        DashboardOptions dashboard = DashboardSection.Read(reader.Section("Dashboard"));
        IReadOnlyList<SourceSettings> sources = SourceSections.Read(reader);
        reader.RefuseUnknown();
        return new PipelineSettings
        {
            Topology = topology,
            Posts = posts,
            Trends = trends,
            Opportunities = opportunities,
            Alerts = alerts,
            Redis = redis,
            Journal = journal,
            Merging = merging,
            Brands = brands,
            Tagging = tagging,
            Checkpoints = checkpoints,
            Health = health,
            Telemetry = telemetry,
            Dashboard = dashboard,
            Sources = sources,
            Models = TaggingSection.ReadModels(tagging, faults),
            Profiles = BrandProfiles.Read(brands.Files, faults, alerts),
            Options = [.. reader.Known],
        };
    }
}
