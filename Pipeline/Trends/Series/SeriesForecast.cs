namespace RtmPipeline.Trends.Series;

/// <summary>What is expected of the sum of a series over the horizon that begins after the present row.</summary>
/// <param name="Expected">Middle estimate (conditional median), never negative.</param>
/// <param name="Low50">Lower end of the 50 % interval.</param>
/// <param name="High50">Upper end of the 50 % interval.</param>
/// <param name="Low90">Lower end of the 90 % interval, at most <paramref name="Low50"/>, never negative.</param>
/// <param name="High90">Upper end of the 90 % interval, at least <paramref name="High50"/>.</param>
internal readonly record struct SeriesForecast(double Expected, double Low50, double High50, double Low90, double High90);
