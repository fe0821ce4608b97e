using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Configuration.Sources;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Posts;
using RtmPipeline.Sources.Journal;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.Redis;
using RtmPipeline.State;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Telemetry;

namespace RtmPipeline.Commands;

/// <summary>Makes the configured live sources, and gives them what they need.</summary>
internal sealed class LiveSources : IDisposable
{
    /// <summary>Folder within the state's, in which the sources write down what they must know after a restart.</summary>
    public const string FolderName = "sources";

    private readonly SourceMetrics _metrics = new(TimeProvider.System);
    private Func<SourceSettings, ILiveSource> _make = null!;

    private LiveSources(PipelineSettings settings) => Brands = new WatchedBrands(Watched(settings.Profiles));

    /// <summary>What the profiles look for; the sources that are asked for it see every change.</summary>
    public WatchedBrands Brands { get; }

    public IReadOnlyList<ILiveSource> All { get; private set; } = [];

    /// <summary>Makes them.</summary>
    /// <param name="settings">Everything that was configured.</param>
    /// <param name="stateFolder">The state's folder; null for none. Its journal is not open yet.</param>
    /// <param name="crashPoints">For tests.</param>
    /// <param name="warn">Takes a line for the user.</param>
    public static LiveSources Create(PipelineSettings settings, string? stateFolder, CrashPoints crashPoints, Action<string> warn)
    {
        LiveSources made = new(settings);
        DiskFolder? folder = stateFolder is null ? null : new DiskFolder(Path.Combine(stateFolder, FolderName));
        bool isRead = stateFolder is not null && settings.Sources.Any(source => source.Options.ReadsJournal);
        IReadOnlyDictionary<string, long> journalled = !isRead ? new Dictionary<string, long>() : JournalOrigins.In(Path.Combine(stateFolder!, Journalling.FolderName));
        made._make = source => source.Options.Create(new SourceHost
        {
            Clock = TimeProvider.System,
            Watch = new SourceWatch(source.Name, source.Kind, TimeProvider.System, made._metrics, warn),
            Memory = new SourceMemory(folder, source.Name),
            Journalled = journalled,
            IsJournalled = folder is not null,
            Brands = made.Brands,
            Seed = (int)StableHash.Of(source.Name),
            CrashPoints = crashPoints,
            Check = RecordCheck.Of,
            StreamGroups = static options => new StreamGroup(options, TimeProvider.System),
        });
        made.All = [.. settings.Sources.Select(made._make)];
        return made;
    }

    /// <summary>Makes the source of what teams decide. It is none of <see cref="All"/>: it holds no posts, and the service is ready without it.</summary>
    /// <param name="redis">Where the outputs go.</param>
    public ILiveSource DecisionsOf(RedisOptions redis) => _make(new SourceSettings(SourceSections.Decisions, "redis", new RedisStreamOptions
    {
        Endpoint = redis.Endpoint,
        User = redis.User,
        Password = redis.Password,
        PasswordFile = redis.PasswordFile,
        Tls = redis.Tls,
        Streams = [new RedisKeys(redis.Prefix).Decisions],
        Field = "data",
        StartAt = "beginning",
        MaxEntryBytes = DecisionLog.MaxEntryBytes,
        HoldsDecisions = true,
    }));

    /// <summary>Tells the sources of changed profiles.</summary>
    public void Take(IReadOnlyList<BrandProfile> profiles) => Brands.Replace(Watched(profiles));

    public void Dispose() => _metrics.Dispose();

    private static IReadOnlyList<WatchedBrand> Watched(IReadOnlyList<BrandProfile> profiles) =>
    [
        .. profiles.Where(profile => !profile.WatchesEverything).Select(profile => new WatchedBrand(
            profile.Id,
            [.. profile.Names, .. profile.Products, .. profile.People],
            profile.Handles,
            profile.Hashtags,
            profile.Competitors,
            profile.Field,
            profile.Languages)),
    ];
}
