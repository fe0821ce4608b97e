using System.Globalization;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Commands;

/// <summary>How well the forecasts of one horizon did in a run, in one line.</summary>
internal static class ForecastLine
{
    private const int NameWidth = 28;

    public static string Of(ForecastFigures figures)
    {
        string name = $"forecasts {Ahead(figures.HorizonMinutes)} ahead".PadRight(NameWidth);
        string judged = string.Create(CultureInfo.InvariantCulture, $"{name}{figures.Judged,12:#,0} met their truth");
        return figures.Judged == 0
            ? judged
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{judged}; {Of(figures.Skill)}; {figures.Coverage50 * 100:0.0} % inside the 50 % interval, {figures.Coverage90 * 100:0.0} % inside the 90 % interval");
    }

    private static string Of(double skill) => string.Create(
        CultureInfo.InvariantCulture, $"error {Math.Abs(skill) * 100:0.0} % {(skill >= 0 ? "below" : "above")} no change");

    private static string Ahead(int minutes) => minutes % 60 == 0 ? $"{minutes / 60} h" : $"{minutes} min";
}
