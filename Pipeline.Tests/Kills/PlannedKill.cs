namespace RtmPipeline.Tests.Kills;

/// <summary>How one life of the child ends: at a named crash point, or when it has written so many entries, or after a time.</summary>
/// <param name="Point">Name of the crash point; null for a kill from outside.</param>
/// <param name="Times">The crash point counts when it is reached for the so-manieth time.</param>
internal sealed record PlannedKill(string? Point, int Times = 1)
{
    /// <summary>Entries that this life adds to the streams before it is killed, or asked to end where a point is named.</summary>
    public int? Entries { get; init; }

    /// <summary>Time after which it is killed; only where many kills make up for not knowing what the child is at.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Name in the table.</summary>
    public string Name => Point ?? "at random";

    /// <summary>Dies at a crash point by itself.</summary>
    public static PlannedKill At(string point, int times = 1) => new(point, times);

    /// <summary>Is killed from outside once it has written so many entries.</summary>
    public static PlannedKill AfterEntries(int entries) => new(null, 0) { Entries = entries };

    /// <summary>Is killed from outside after a time.</summary>
    public static PlannedKill After(TimeSpan time) => new(null, 0) { Time = time };

    /// <summary>Is asked to end by SIGTERM once it has written so many entries, and dies at a crash point on the way.</summary>
    public static PlannedKill WhileEnding(string point, int entries) => new(point) { Entries = entries };

    public override string ToString() =>
        (Point is null ? "kill" : $"{Point}:{Times}") + (Entries is { } entries ? $" after {entries} entries" : "") + (Time is { } time ? $" after {time.TotalMilliseconds:0} ms" : "");
}
