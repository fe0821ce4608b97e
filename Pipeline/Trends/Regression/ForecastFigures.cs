namespace RtmPipeline.Trends.Regression;

/// <summary>How well forecasts of one horizon have done in this run, each held against what then came. Older ones count less: half after a week of stream time.</summary>
/// <param name="HorizonMinutes">Horizon.</param>
/// <param name="Judged">Forecasts that met their truth, ever.</param>
/// <param name="Skill">1 − mean absolute log error / that of "no change": 0 is no better, 1 is perfect; 0 before the first truth.</param>
/// <param name="Coverage50">Share of truths inside the 50 % interval.</param>
/// <param name="Coverage90">Share of truths inside the 90 % interval.</param>
internal readonly record struct ForecastFigures(int HorizonMinutes, long Judged, double Skill, double Coverage50, double Coverage90);
