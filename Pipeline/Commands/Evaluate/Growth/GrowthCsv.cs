using System.Globalization;

namespace RtmPipeline.Commands.Evaluate.Growth;

/// <summary>Writes what was forecast of each item at each age.</summary>
internal static class GrowthCsv
{
    public const string Header = "id,observed_s,observed_count,final,predicted,low50,high50,low90,high90";

    public static void Write(GrowthBacktest backtest, TextWriter writer)
    {
        writer.WriteLine(Header);
        foreach (GrowthRow row in backtest.Rows)
        {
            var f = row.Forecast;
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Quoted(row.Item.Id)},{row.Observed.TotalSeconds:0.###},{f.ObservedCount:0.###},{row.Item.Final:0.###},{f.Final:0.###},{f.Low50:0.###},{f.High50:0.###},{f.Low90:0.###},{f.High90:0.###}"));
        }
    }

    /// <summary>An id comes from a file and may hold anything (RFC 4180).</summary>
    private static string Quoted(string id) => id.AsSpan().ContainsAny(",\"\r\n") ? $"\"{id.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : id;
}
