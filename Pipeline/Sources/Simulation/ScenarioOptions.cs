namespace RtmPipeline.Sources.Simulation;

/// <summary>What to simulate.</summary>
/// <param name="Name">One of <see cref="Names"/>.</param>
/// <param name="Seed">The same seed gives the same bytes, on every machine.</param>
/// <param name="Rate">Share of the real volume: 0.01, the default, writes one post for a hundred that were or would be. Above 0, at most 300.</param>
/// <param name="Duration">How much of the scenario to write, from its beginning; null for its own length (6 h 15 min of the Super Bowl night, 24 h of the
/// quiet day). Above 0, at most 24 h. A shorter run is the beginning of a longer one, byte for byte.</param>
/// <param name="Start">When its first minute is; null for its own date (3 February 2013, 22:30 UTC; 5 February 2013, 00:00 UTC). All times of the scenario move
/// along, hours of the day included. From 2011, when ids could be made of times, to the end of 2078, when their 41 bits are nearly used up.</param>
internal sealed record ScenarioOptions(string Name, ulong Seed, double Rate, TimeSpan? Duration, DateTimeOffset? Start)
{
    public const string SuperBowlBlackout = "superbowl-blackout";
    public const string QuietDay = "quiet-day";
    public const double DefaultRate = 0.01;
    public const double MaxRate = 300;
    public const ulong DefaultSeed = 1;

    public static readonly TimeSpan MaxDuration = TimeSpan.FromHours(24);
    public static readonly DateTimeOffset EarliestStart = new(2011, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset LatestStart = new(2078, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Scenarios there are.</summary>
    public static IReadOnlyList<string> Names { get; } = [SuperBowlBlackout, QuietDay];

    /// <summary>Every fault of these options as a sentence with the value and the limit; empty when they are right.</summary>
    public List<string> Faults()
    {
        List<string> faults = [];
        if (!Names.Contains(Name))
            faults.Add($"there is no scenario '{Name}'; there are {string.Join(", ", Names)}");
        if (!(Rate > 0 && Rate <= MaxRate))
            faults.Add($"--rate is {Rate}; it must be above 0 and at most {MaxRate}");
        if (Duration is { } duration && (duration <= TimeSpan.Zero || duration > MaxDuration))
            faults.Add($"--duration is {duration}; it must be above 0 and at most {MaxDuration.TotalHours} h");
        if (Start is { } start && (start < EarliestStart || start > LatestStart))
            faults.Add($"--start is {start:u}; it must be between {EarliestStart:u} and {LatestStart:u}");
        return faults;
    }
}
