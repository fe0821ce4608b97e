namespace RtmPipeline.Trends.Growth;

/// <summary>One cascade or series at one moment, with its truth.</summary>
/// <param name="Source">Index of the cascade or series; its rows are left out together.</param>
/// <param name="Point">What was known.</param>
/// <param name="Target">Log of (1 + final).</param>
/// <param name="Weight">Its say in the fit.</param>
internal sealed record FitRow(int Source, GrowthPoint Point, double Target, double Weight);

/// <summary>How a regression is fitted.</summary>
/// <param name="Ridge">Penalty on coefficients of standardised features, per unit of weight.</param>
/// <param name="Softness">Width of the bend of <see cref="SoftFloor"/>, as a part of the growth still to come from most: the more is open, the wider.</param>
/// <param name="RobustFrom">Residuals beyond this count in proportion, not squared: near 0 for a median, infinity for a mean.</param>
internal sealed record FitSettings(double Ridge, double Softness, double RobustFrom);
