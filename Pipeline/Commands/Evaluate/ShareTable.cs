using System.Globalization;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Training;
using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Commands.Evaluate;

/// <summary>
/// A table of cumulative shares: <c>IDLink,TS1,TS2,…</c>, a row an item, a column every 20 minutes after publication; -1 where it had not been seen yet. A count
/// that falls is held at what it was: shares that were taken back had been made.
/// </summary>
internal static class ShareTable
{
    /// <summary>Seconds from one column to the next; the first stands one step after publication.</summary>
    public const double StepSeconds = 1200;

    private const double NotSeen = -1;
    private const string TimePrefix = "TS";

    /// <exception cref="GrowthFileException">The header is of another form, or a row is broken.</exception>
    public static List<ShareSeries> Read(TextLines lines, string name, GrowthFileLimits limits)
    {
        lines.MoveNext();
        int columns = Columns(lines, name, limits);
        double[] times = [.. Enumerable.Range(1, columns).Select(i => i * StepSeconds)];
        List<ShareSeries> series = [];
        while (lines.MoveNext())
        {
            if (lines.Line.Length == 0)
                continue;
            if (series.Count == limits.MaxSeries)
                throw GrowthFileException.At(name, lines.Number, $"more than {limits.MaxSeries} items");
            series.Add(Row(lines, name, times));
        }

        return series;
    }

    private static int Columns(TextLines lines, string name, GrowthFileLimits limits)
    {
        string[] head = Values(lines.Line);
        if (lines.IsTooLong || head.Length - 1 > limits.MaxColumns)
            throw GrowthFileException.At(name, 1, $"more than {limits.MaxColumns} times");
        for (int i = 1; i < head.Length; i++)
        {
            if (head[i] != TimePrefix + i.ToString(CultureInfo.InvariantCulture))
                throw GrowthFileException.At(name, 1, $"column {i + 1} is {ConfigurationFault.Show(head[i])}; a table of share counts has {TimePrefix}{i} there");
        }

        return head.Length - 1;
    }

    private static ShareSeries Row(TextLines lines, string name, double[] times)
    {
        string[] values = Values(lines.Line);
        if (values.Length != times.Length + 1 || lines.IsTooLong)
            throw GrowthFileException.At(name, lines.Number, $"{values.Length} values, but the header has {times.Length + 1}");
        List<double> seconds = [];
        List<double> counts = [];
        for (int i = 0; i < times.Length; i++)
        {
            if (!double.TryParse(values[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out double count) || !double.IsFinite(count) || (count < 0 && count != NotSeen))
                throw GrowthFileException.At(name, lines.Number, $"{TimePrefix}{i + 1} is {ConfigurationFault.Show(values[i + 1])}; it must be a number of shares, or -1 where not yet seen");
            if (count == NotSeen)
                continue;
            seconds.Add(times[i]);
            counts.Add(counts.Count > 0 ? Math.Max(counts[^1], count) : count);
        }

        return new ShareSeries(values[0], [.. seconds], [.. counts]);
    }

    private static string[] Values(string line) => [.. line.Split(',').Select(v => v.Trim().Trim('"'))];
}
