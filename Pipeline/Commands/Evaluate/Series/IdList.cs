using System.Globalization;
using System.Text;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Training;
using RtmPipeline.Posts.Decoding;

namespace RtmPipeline.Commands.Evaluate.Series;

/// <summary>
/// Reads a list of post ids of X, one a line in any order, and counts them in steps by the time each id holds. Steps begin at multiples of their length since
/// 1970; a step without an id is a count of nothing, not a gap.
/// </summary>
internal static class IdList
{
    private const int FewestDigits = 11;
    private const int MostDigits = 19;

    public static bool IsId(string line) => line.Trim() is { Length: >= FewestDigits and <= MostDigits } digits && digits.All(char.IsAsciiDigit);

    /// <param name="name">Name of the file.</param>
    /// <param name="lines">Stands at the first line.</param>
    /// <param name="step">Length of a step.</param>
    /// <param name="rejections">Takes the lines that are no ids.</param>
    public static CountSeries Read(string name, TextLines lines, TimeSpan step, Rejections rejections)
    {
        long stepMs = (long)step.TotalMilliseconds;
        var counts = new SortedDictionary<long, int>();
        var seen = new HashSet<string>();
        do
        {
            string id = lines.Line.Trim();
            if (!IsId(id) || !PostTime.TryFromSnowflake(Encoding.ASCII.GetBytes(id), out long unixMs))
            {
                rejections.Add(lines.Number, "no id", $"{ConfigurationFault.Show(id)} is no post id with a time in it");
            }
            else if (!seen.Add(id))
            {
                rejections.Add(lines.Number, "duplicate", $"the id {id} stands here a second time");
            }
            else if (seen.Count > CountSeries.MaxSteps)
            {
                throw new UnusableFileException($"has more than {CountSeries.MaxSteps:#,0} ids");
            }
            else
            {
                long bin = unixMs / stepMs;
                counts[bin] = counts.GetValueOrDefault(bin) + 1;
            }
        }
        while (SeriesFiles.MoveToContent(lines));
        return new CountSeries(name, step, PointsOf(counts, stepMs), 0);
    }

    private static SeriesPoint[] PointsOf(SortedDictionary<long, int> counts, long stepMs)
    {
        if (counts.Count == 0)
            throw new UnusableFileException("has no usable id");
        long first = counts.Keys.First();
        long steps = counts.Keys.Last() - first + 1;
        if (steps is < 2 or > CountSeries.MaxSteps)
            throw new UnusableFileException($"spans {steps:#,0} steps of {Durations.Show(TimeSpan.FromMilliseconds(stepMs))}; it must be 2 to {CountSeries.MaxSteps:#,0}");
        var points = new SeriesPoint[steps];
        for (int i = 0; i < steps; i++)
        {
            long unixMs = (first + i) * stepMs;
            string timestamp = DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            points[i] = new SeriesPoint(unixMs, counts.GetValueOrDefault(first + i), timestamp);
        }

        return points;
    }
}
