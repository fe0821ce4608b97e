namespace RtmPipeline.Trends.Regression;

/// <summary>What a regression says of one horizon, in logs of the ratio "mentions to come / mentions at the present rate".</summary>
/// <param name="Expected">Middle estimate: the truth is as often above as below it.</param>
/// <param name="Residuals">How far truths were from such estimates on data the regression had not seen.</param>
internal readonly record struct LogGrowth(double Expected, ResidualBand Residuals);

/// <summary>Predicts how the mentions of a topic go on from what is known of it now. Pure: the same features give the same answer.</summary>
internal interface IVelocityRegression
{
    /// <summary>Horizons it was fitted for, in minutes, ascending.</summary>
    IReadOnlyList<int> HorizonsMinutes { get; }

    /// <param name="horizon">Index into <see cref="HorizonsMinutes"/>.</param>
    /// <param name="features">As <see cref="TopicFeatures"/> names them.</param>
    LogGrowth Predict(int horizon, ReadOnlySpan<double> features);
}
