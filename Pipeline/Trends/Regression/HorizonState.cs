namespace RtmPipeline.Trends.Regression;

/// <summary>All that learning in service remembers of one horizon. Plain numbers, so that a checkpoint can hold them; written back exactly, the run goes on as if it had not stopped.</summary>
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
}
