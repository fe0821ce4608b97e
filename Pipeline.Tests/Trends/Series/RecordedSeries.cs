using System.Globalization;
using System.IO.Compression;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

/// <summary>The recorded series that the shipped prior is fitted on: mentions of shares in 5 minutes, posts on crises in 5 minutes and in one.</summary>
internal static class RecordedSeries
{
    /// <summary>Where the ids of posts keep their time: milliseconds since this instant, above 22 bits.</summary>
    private const long IdEpochMs = 1_288_834_974_657;

    public static IReadOnlyList<SeriesRecording> All() => [.. Mentions(), .. Events(5), .. Events(1)];

    public static IEnumerable<SeriesRecording> Mentions()
    {
        foreach (string file in Directory.GetFiles(SharedData.Require("nab_realtweets"), "*.csv.gz").Order(StringComparer.Ordinal))
        {
            var times = new List<long>();
            var values = new List<double>();
            foreach (string line in Lines(file).Skip(1))
            {
                string[] parts = line.Split(',');
                times.Add(DateTimeOffset.Parse(parts[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds());
                values.Add(double.Parse(parts[1], CultureInfo.InvariantCulture));
            }

            yield return new SeriesRecording(NameOf(file, ".csv.gz"), TimeSpan.FromMinutes(5), times, values, OfEvent: false);
        }
    }

    public static IEnumerable<SeriesRecording> Events(int stepMinutes)
    {
        long stepMs = stepMinutes * 60_000L;
        foreach (string file in Directory.GetFiles(SharedData.Require("crisislex_t26_timelines"), "*.ids.txt.gz").Order(StringComparer.Ordinal))
        {
            long[] steps = [.. Lines(file).Select(id => ((long.Parse(id, CultureInfo.InvariantCulture) >> 22) + IdEpochMs) / stepMs)];
            long first = steps.Min();
            double[] values = new double[steps.Max() - first + 1];
            foreach (long step in steps)
                values[step - first]++;
            yield return new SeriesRecording(
                NameOf(file, ".ids.txt.gz"), TimeSpan.FromMinutes(stepMinutes), [.. values.Select((_, i) => (first + i) * stepMs)], values, OfEvent: true);
        }
    }

    private static string NameOf(string file, string ending) => Path.GetFileName(file)[..^ending.Length].Replace("Twitter_volume_", "", StringComparison.Ordinal);

    private static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
