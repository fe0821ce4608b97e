namespace RtmPipeline.Trends.Regression;

/// <summary>How far forecasts were from what came.</summary>
/// <param name="Samples">Number judged.</param>
/// <param name="MeanAbsoluteLogError">Of the forecasts.</param>
/// <param name="NoChangeLogError">The same for "no change".</param>
/// <param name="Coverage50">Share of truths inside the 50 % interval.</param>
/// <param name="Coverage90">Share of truths inside the 90 % interval.</param>
internal sealed record ErrorFigures(int Samples, double MeanAbsoluteLogError, double NoChangeLogError, double Coverage50, double Coverage90)
{
    /// <param name="judged">Forecasts with their truths; none gives zeros.</param>
    public static ErrorFigures Of(IReadOnlyCollection<(GrowthInterval Said, double Truth)> judged) => judged.Count == 0
        ? new ErrorFigures(0, 0, 0, 0, 0)
        : new ErrorFigures(
            judged.Count,
            judged.Average(j => Math.Abs(j.Truth - j.Said.Expected)),
            judged.Average(j => Math.Abs(j.Truth)),
            judged.Average(j => j.Said.Holds50(j.Truth) ? 1.0 : 0),
            judged.Average(j => j.Said.Holds90(j.Truth) ? 1.0 : 0));
}

/// <summary>How well one horizon is predicted on recordings left out of the fit; the quantiles of the intervals are made without them too.</summary>
/// <param name="Minutes">Horizon.</param>
/// <param name="Fitted">The regression alone.</param>
/// <param name="Learning">The same while it learns from the recording as it goes, as in service.</param>
/// <param name="Trending">The learning one on topics that were trending, whose forecasts are published.</param>
/// <param name="ByRecording">The learning one on each recording that has samples, by its index.</param>
internal sealed record VelocityFigures(
    int Minutes, ErrorFigures Fitted, ErrorFigures Learning, ErrorFigures Trending, IReadOnlyList<(int Recording, ErrorFigures Figures)> ByRecording);
