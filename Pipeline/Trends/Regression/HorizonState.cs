using RtmPipeline.State;

namespace RtmPipeline.Trends.Regression;

/// <summary>All that learning in service remembers of one horizon, as plain numbers.</summary>
internal sealed record HorizonState
{
    /// <summary>Lower triangle of the decayed sum of products of features with each other, row by row.</summary>
    public required double[] Moments { get; init; }

    /// <summary>Decayed sum of the products of features with residuals.</summary>
    public required double[] Products { get; init; }

    /// <summary>Levels at which the four ends of the intervals are read from the residual quantiles: 5, 25, 75 and 95 % until learned otherwise.</summary>
    public required double[] Levels { get; init; }

    /// <summary>Decayed number of truths that were learned from.</summary>
    public double Weight { get; set; }

    /// <summary>Tick at which the decayed sums stand.</summary>
    public long Tick { get; set; }

    /// <summary>Truths that came, ever.</summary>
    public long Judged { get; set; }

    /// <summary>What the figures rest on, decayed more slowly: number of truths, absolute log errors of forecasts and of "no change", truths inside the intervals.</summary>
    public double FigureWeight { get; set; }

    public double AbsoluteError { get; set; }

    public double NoChangeError { get; set; }

    public double Inside50 { get; set; }

    public double Inside90 { get; set; }

    public static HorizonState Empty() => new()
    {
        Moments = new double[ResidualRidge.Size * (ResidualRidge.Size + 1) / 2],
        Products = new double[ResidualRidge.Size],
        Levels = [.. AdaptiveLevels.Targets],
    };

    public void Save(StateWriter to)
    {
        ReadOnlySpan<double> figures = [Weight, FigureWeight, AbsoluteError, NoChangeError, Inside50, Inside90];
        to.Values(Moments);
        to.Values(Products);
        to.Values(Levels);
        to.Values(figures);
        to.Long(Tick);
        to.Long(Judged);
    }

    /// <summary>Takes over what was saved.</summary>
    /// <exception cref="StateFormatException">It is no such state, or one of other features.</exception>
    public void Load(StateReader from)
    {
        Span<double> figures = stackalloc double[6];
        from.ValuesInto<double>(Moments);
        from.ValuesInto<double>(Products);
        from.ValuesInto<double>(Levels);
        from.ValuesInto(figures);
        (Weight, FigureWeight, AbsoluteError, NoChangeError, Inside50, Inside90) = (figures[0], figures[1], figures[2], figures[3], figures[4], figures[5]);
        Tick = from.Long();
        Judged = from.Long();
    }
}
