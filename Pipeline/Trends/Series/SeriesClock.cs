namespace RtmPipeline.Trends.Series;

/// <summary>The step and the horizon of a series, checked: what every forecast of it is counted in.</summary>
internal sealed record SeriesClock
{
    /// <summary>Least and greatest time between two rows.</summary>
    public static readonly TimeSpan MinStep = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan MaxStep = TimeSpan.FromDays(1);

    /// <summary>Greatest horizon.</summary>
    public static readonly TimeSpan MaxHorizon = TimeSpan.FromDays(7);

    /// <summary>Blocks that a horizon is cut into at most: memory and learning do not grow with its rows.</summary>
    private const int MaxBlocks = 128;

    /// <exception cref="ArgumentOutOfRangeException">The step or the horizon is out of range, or the horizon is no multiple of the step; the message says which.</exception>
    public SeriesClock(TimeSpan step, TimeSpan horizon)
    {
        if (step < MinStep || step > MaxStep)
            throw new ArgumentOutOfRangeException(nameof(step), step, $"the step between rows is from {MinStep} to {MaxStep}");
        if (horizon < step || horizon > MaxHorizon || horizon.Ticks % step.Ticks != 0)
            throw new ArgumentOutOfRangeException(nameof(horizon), horizon, $"the horizon is a multiple of the step of {step}, at most {MaxHorizon}");
        StepMs = step.TotalMilliseconds;
        HorizonMs = horizon.TotalMilliseconds;
        RowsPerHorizon = horizon.Ticks / step.Ticks;
        RowsPerBlock = (RowsPerHorizon + MaxBlocks - 1) / MaxBlocks;
        BlocksPerHorizon = (int)(RowsPerHorizon / RowsPerBlock);
    }

    public double StepMs { get; }

    public double HorizonMs { get; }

    public long RowsPerHorizon { get; }

    /// <summary>Rows between two forecasts that are judged and learned from: 1 up to 128 rows a horizon.</summary>
    public long RowsPerBlock { get; }

    public int BlocksPerHorizon { get; }

    /// <summary>Step of the horizon, as a share of it.</summary>
    public double StepInHorizons => StepMs / HorizonMs;

    /// <summary>Checks one row of a series.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or no number, or the time is not after the row before.</exception>
    public static void Check(long unixMs, double value, long? beforeMs)
    {
        if (!double.IsFinite(value) || value < 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, "a count is a number of at least 0");
        if (unixMs <= beforeMs)
            throw new ArgumentOutOfRangeException(nameof(unixMs), unixMs, $"rows come in the order of time; the one before was at {beforeMs}");
    }
}
