using System.Globalization;
using RtmPipeline.Trends.Series;

namespace RtmPipeline.Commands.Evaluate.Series;

/// <summary>Writes what was said at each row of a series. Steps that were missing in the input are left out.</summary>
internal static class SeriesCsv
{
    public const string Header = "timestamp,value,score,alert,expected,low50,high50,low90,high90";

    public static void Write(SeriesBacktest backtest, TextWriter writer)
    {
        writer.WriteLine(Header);
        for (int i = 0; i < backtest.Series.Points.Length; i++)
        {
            SeriesPoint point = backtest.Series.Points[i];
            if (point.IsFilled)
                continue;
            OnsetReading reading = backtest.Readings[i];
            SeriesForecast forecast = backtest.Forecasts[i];
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{point.Timestamp},{point.Value:0.############},{reading.Score:0.######},{(reading.Alert ? 1 : 0)},{forecast.Expected:0.###},{forecast.Low50:0.###},{forecast.High50:0.###},{forecast.Low90:0.###},{forecast.High90:0.###}"));
        }
    }
}
