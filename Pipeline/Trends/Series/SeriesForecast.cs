namespace RtmPipeline.Trends.Series;

/// <summary>Forecast of the sum over the next horizon, with the bounds of its 50 and 90 % intervals.</summary>
internal readonly record struct SeriesForecast(double Expected, double Low50, double High50, double Low90, double High90);
