using System.Globalization;
using System.Text;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Training;
using RtmPipeline.Posts.Decoding;

namespace RtmPipeline.Commands.Evaluate.Series;

/// <summary>
/// Reads a table of times and values, separated by commas. Its columns are found by their names in the header; a table of two columns whose first row already
/// holds a time and a number has no header.
/// </summary>
internal static class SeriesTable
{
    /// <summary>Largest value: beyond it sums over a horizon lose whole numbers.</summary>
    public const double MaxValue = 1e12;

    /// <summary>Most characters of a row.</summary>
    private const int MaxRowLength = 4096;

    private static readonly string[] s_timeNames = ["timestamp", "time", "datetime", "date", "ds", "t"];
    private static readonly string[] s_valueNames = ["value", "count", "mentions", "volume", "posts", "tweets", "y"];

    private readonly record struct Columns(int Time, int Value, string TimeName, string ValueName);

    /// <param name="name">Name of the file.</param>
    /// <param name="lines">Stands at the first line.</param>
    /// <param name="rejections">Takes the rows that cannot be used.</param>
    public static CountSeries Read(string name, TextLines lines, Rejections rejections)
    {
        string[] first = Split(lines.Line);
        bool hasHeader = !(first.Length == 2 && TryTime(first[0], out _) && TryValue(first[1], out _));
        Columns columns = hasHeader ? ColumnsOf(first) : new Columns(0, 1, s_timeNames[0], s_valueNames[0]);
        var rows = new List<SeriesRow>();
        if (!hasHeader)
            Take(lines, columns, rows, rejections);
        while (SeriesFiles.MoveToContent(lines))
            Take(lines, columns, rows, rejections);
        return SteadySteps.Of(name, rows, rejections);
    }

    private static Columns ColumnsOf(string[] header)
    {
        (int time, string timeName) = Find(header, s_timeNames);
        (int value, string valueName) = Find(header, s_valueNames);
        if (time >= 0 && value >= 0)
            return new Columns(time, value, timeName, valueName);
        string[] missing = [.. time < 0 ? (string[])["timestamp"] : [], .. value < 0 ? (string[])["value"] : []];
        throw new UnusableFileException($"has no column {string.Join(" and none ", missing)}; its columns are {ConfigurationFault.Show(string.Join(", ", header))}");
    }

    private static (int Column, string Name) Find(string[] header, string[] names)
    {
        foreach (string name in names)
        {
            int column = Array.FindIndex(header, field => field.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (column >= 0)
                return (column, header[column]);
        }

        return (-1, "");
    }

    private static void Take(TextLines lines, Columns columns, List<SeriesRow> rows, Rejections rejections)
    {
        int number = lines.Number;
        if (lines.Line.Length > MaxRowLength)
        {
            rejections.Add(number, "too long", $"the row has {lines.Line.Length:#,0} characters; at most {MaxRowLength:#,0} are read");
            return;
        }

        string[] fields = Split(lines.Line);
        string time = columns.Time < fields.Length ? fields[columns.Time] : "";
        string value = columns.Value < fields.Length ? fields[columns.Value] : "";
        if (time.Length == 0)
            rejections.Add(number, "missing", $"{columns.TimeName} is missing");
        else if (!TryTime(time, out long unixMs))
            rejections.Add(number, "bad time", $"{columns.TimeName} is {ConfigurationFault.Show(time)}; it must be ISO 8601 or unix seconds or milliseconds, from 2000 to 2099");
        else if (value.Length == 0)
            rejections.Add(number, "missing", $"{columns.ValueName} is missing");
        else if (!TryValue(value, out double count))
            rejections.Add(number, "not a number", $"{columns.ValueName} is {ConfigurationFault.Show(value)}; it must be a number");
        else if (count < 0)
            rejections.Add(number, "negative", $"{columns.ValueName} is {ConfigurationFault.Show(value)}; a count cannot be negative");
        else if (count > MaxValue)
            rejections.Add(number, "too large", $"{columns.ValueName} is {ConfigurationFault.Show(value)}; at most {MaxValue:0e+0} is taken");
        else if (rows.Count == CountSeries.MaxSteps)
            throw new UnusableFileException($"has more than {CountSeries.MaxSteps:#,0} rows");
        else
            rows.Add(new SeriesRow(number, unixMs, count, time));
    }

    private static bool TryTime(string text, out long unixMs)
    {
        unixMs = 0;
        const int Longest = 64;
        if (text.Length > Longest)
            return false;
        return PostTime.TryParse(Encoding.UTF8.GetBytes(text), out unixMs);
    }

    private static bool TryValue(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>The values of a row, without their quotes and the blanks around them. A line end inside quotes is not possible here.</summary>
    private static string[] Split(string line) => [.. line.Split(',').Select(static field => field.Trim().Trim('"').Trim())];
}
