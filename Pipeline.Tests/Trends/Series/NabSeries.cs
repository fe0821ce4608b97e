using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Trends.Series;

/// <summary>A series of the Numenta Anomaly Benchmark with its labelled windows, as first and last row.</summary>
internal sealed record NabSeries(string Name, IReadOnlyList<(long UnixMs, double Value)> Rows, IReadOnlyList<(int First, int Last)> Windows)
{
    /// <summary>The Twitter volume series beside the project; the running test is skipped where they are absent.</summary>
    public static List<NabSeries> Load()
    {
        using var labels = JsonDocument.Parse(File.ReadAllText(SharedData.Require("nab_realtweets", "windows.json")));
        return [.. labels.RootElement.EnumerateObject().Select(Load)];
    }

    private static NabSeries Load(JsonProperty label)
    {
        string file = label.Name.Split('/')[^1];
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.Require("nab_realtweets", file + ".gz")), CompressionMode.Decompress));
        var rows = new List<(long UnixMs, double Value)>();
        _ = reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            rows.Add((UnixMs(fields[0]), double.Parse(fields[1], CultureInfo.InvariantCulture)));
        }

        IEnumerable<(int, int)> windows = label.Value.EnumerateArray().Select(w =>
            (rows.FindIndex(r => r.UnixMs >= UnixMs(w[0].GetString()!)), rows.FindLastIndex(r => r.UnixMs <= UnixMs(w[1].GetString()!))));
        return new NabSeries(file.Replace("Twitter_volume_", "", StringComparison.Ordinal).Replace(".csv", "", StringComparison.Ordinal), rows, [.. windows]);
    }

    private static long UnixMs(string time) => new DateTimeOffset(
        DateTime.ParseExact(time.Split('.')[0], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), TimeSpan.Zero).ToUnixTimeMilliseconds();
}
