using RtmPipeline.State;

namespace RtmPipeline.Tests.Simulation;

/// <summary>When the next crash of a simulation comes, and what it is.</summary>
internal sealed class CrashPlan
{
    /// <summary>Entries that a failover may take back.</summary>
    public const int MostLost = 4;

    private const int LatestStep = 4_000;
    private const int LatestVisit = 6;

    private static readonly string[] s_places =
    [
        "delivery.before-write", "delivery.after-write", "checkpoint.cut", "checkpoint.before-flush", "checkpoint.before-rename",
        "checkpoint.after-rename", "checkpoint.before-delete",
    ];

    private readonly SeededLoop _loop;
    private readonly int _step;

    /// <param name="loop">Loop of the run that crashes.</param>
    /// <param name="random">Source of all choices.</param>
    public CrashPlan(SeededLoop loop, Random random)
    {
        _loop = loop;
        bool isAtPlace = random.Next(2) == 0;
        _step = isAtPlace ? int.MaxValue : random.Next(1, LatestStep);
        string place = $"{s_places[random.Next(s_places.Length)]}:{random.Next(1, LatestVisit)}";
        Points = isAtPlace ? CrashPoints.At(place, name => throw new SimulatedCrash(name)) : CrashPoints.None;
        IsPowerFailure = random.Next(2) == 0;
        TargetLoses = random.Next(4) == 0 ? random.Next(1, MostLost + 1) : 0;
        Seed = random.Next();
    }

    /// <summary>Places at which it comes; <see cref="CrashPoints.None"/> when it comes at a step.</summary>
    public CrashPoints Points { get; }

    /// <summary>True when the disk forgets what was not flushed.</summary>
    public bool IsPowerFailure { get; }

    /// <summary>Entries of each stream that the target loses at the same time.</summary>
    public int TargetLoses { get; }

    public int Seed { get; }

    /// <summary>To be called before each step.</summary>
    public void Step()
    {
        if (_loop.Steps == _step)
            throw new SimulatedCrash($"step {_step}");
    }
}
