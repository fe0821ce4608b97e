using RtmPipeline.Sources.Redis;
using RtmPipeline.State;

namespace RtmPipeline.Sources.Live;

/// <summary>What a live source needs from the program around it.</summary>
internal sealed record SourceHost
{
    /// <summary>All time, and all waiting.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>State and counts.</summary>
    public required SourceWatch Watch { get; init; }

    /// <summary>What the source wrote down for itself before a restart.</summary>
    public required SourceMemory Memory { get; init; }

    /// <summary>The last records that the journal holds of this source, by the name of their <see cref="RecordPosition.Source"/> and their <see cref="RecordPosition.Origin"/>; empty without a journal, and where no source's options read it.</summary>
    public IReadOnlyDictionary<string, long> Journalled { get; init; } = new Dictionary<string, long>();

    /// <summary>True when accepted records are in a journal that outlives the process.</summary>
    public bool IsJournalled { get; init; }

    /// <summary>What the brand profiles look for, for sources that are asked for it.</summary>
    public WatchedBrands Brands { get; init; } = new([]);

    /// <summary>
    /// Says what is wrong with a record that was just received, for sources that answer their sender record by record: null where nothing is. It tells what decoding will say and
    /// decides nothing: a record that is wrong is handed on as well, and becomes a dead letter. Null where nobody can say.
    /// </summary>
    public Func<RawRecord, string?>? Check { get; init; }

    /// <summary>Seed of the jitter: differs from source to source, so that many that failed together do not come back together.</summary>
    public int Seed { get; init; }

    /// <summary>For tests.</summary>
    public CrashPoints CrashPoints { get; init; } = CrashPoints.None;

    /// <summary>Makes connections for sources that read streams of Redis, whose client stands with the delivery; null where none does.</summary>
    public Func<RedisStreamOptions, IStreamGroup>? StreamGroups { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long Now => Clock.GetUtcNow().ToUnixTimeMilliseconds();
}
