namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>Middle and worst of a figure; null where there was none.</summary>
internal readonly record struct Spread(double? Median, double? Worst)
{
    /// <param name="values">The figure of each event; those without one are passed over.</param>
    /// <param name="worstIsLeast">True where more is better.</param>
    public static Spread Of(IEnumerable<double?> values, bool worstIsLeast = false)
    {
        double[] known = [.. values.OfType<double>().Order()];
        if (known.Length == 0)
            return default;
        int middle = known.Length / 2;
        double median = known.Length % 2 == 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
        return new Spread(median, worstIsLeast ? known[0] : known[^1]);
    }
}

/// <summary>Figures over events: all, or those of one name.</summary>
internal sealed record EventFigures
{
    public required int Events { get; init; }

    public required int Raised { get; init; }

    public required int Missed { get; init; }

    public required int Duplicates { get; init; }

    public required int WrongKind { get; init; }

    public required int Retracted { get; init; }

    public required Spread DelaySeconds { get; init; }

    public required Spread TenthDelaySeconds { get; init; }

    public required Spread DelayPosts { get; init; }

    public required Spread ShareOfPeak { get; init; }

    public required Spread LeadSeconds { get; init; }

    public required Spread ActBeforeErrorSeconds { get; init; }

    public static EventFigures Of(IReadOnlyList<EventOutcome> outcomes) => new()
    {
        Events = outcomes.Count,
        Raised = outcomes.Count(static o => o.IsRaised),
        Missed = outcomes.Count(static o => !o.IsRaised),
        Duplicates = outcomes.Sum(static o => o.Duplicates),
        WrongKind = outcomes.Sum(static o => o.WrongKind),
        Retracted = outcomes.Sum(static o => o.Retracted),
        DelaySeconds = Spread.Of(outcomes.Select(static o => o.DelaySeconds)),
        TenthDelaySeconds = Spread.Of(outcomes.Select(static o => o.TenthDelaySeconds)),
        DelayPosts = Spread.Of(outcomes.Select(static o => o.DelayPosts)),
        ShareOfPeak = Spread.Of(outcomes.Select(static o => o.ShareOfPeak)),
        LeadSeconds = Spread.Of(outcomes.Select(static o => o.LeadSeconds), worstIsLeast: true),
        ActBeforeErrorSeconds = FurthestOf(outcomes.Select(static o => o.ActBeforeErrorSeconds)),
    };

    /// <summary>The worst of an error is the one that is furthest from 0, on whichever side.</summary>
    private static Spread FurthestOf(IEnumerable<double?> errors)
    {
        double?[] all = [.. errors];
        double? worst = null;
        foreach (double error in all.OfType<double>())
            worst = worst is null || Math.Abs(error) > Math.Abs(worst.Value) ? error : worst;
        return Spread.Of(all) with { Worst = worst };
    }
}
