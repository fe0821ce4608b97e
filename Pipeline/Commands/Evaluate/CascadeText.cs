using System.Globalization;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Training;
using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Commands.Evaluate;

/// <summary>
/// The text of one cascade: its total of reposts and its start in days, then a row for the post itself and for every repost, seconds since the post and
/// followers, between blanks. A start or followers of <c>-1</c> or <c>nan</c> are unknown.
/// </summary>
internal static class CascadeText
{
    private const string Unknown = "nan";

    /// <summary>A week in hours. Times that are no whole numbers and all below it count hours, not seconds, as some examples of this form do.</summary>
    private const double WeekHours = 168;

    private static readonly char[] s_blanks = [' ', '\t'];

    /// <summary>True for a first line that may be a cascade's.</summary>
    public static bool Begins(string line)
    {
        string[] parts = Parts(line);
        return parts.Length == 2 && parts.All(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out _) || IsUnknown(p));
    }

    /// <exception cref="GrowthFileException">A row is broken, or rows are missing.</exception>
    public static Cascade Read(TextLines lines, string name, string id, GrowthFileLimits limits)
    {
        lines.MoveNext();
        string[] head = Parts(lines.Line);
        double total = Number(head[0], name, 1, "the total");
        double start = IsUnknown(head[1]) ? double.NaN : Number(head[1], name, 1, "the start in days");
        List<double> seconds = [];
        List<double> followers = [];
        while (lines.MoveNext())
        {
            if (string.IsNullOrWhiteSpace(lines.Line) && !lines.IsTooLong)
                continue;
            if (seconds.Count > limits.MaxEvents)
                throw GrowthFileException.At(name, lines.Number, $"more than {limits.MaxEvents} reposts");
            string[] parts = Parts(lines.Line);
            if (parts.Length != 2 || lines.IsTooLong)
                throw GrowthFileException.At(name, lines.Number, $"{ConfigurationFault.Show(lines.Line)} is not seconds and followers");
            seconds.Add(Time(parts[0], seconds, name, lines.Number));
            followers.Add(IsUnknown(parts[1]) ? double.NaN : Followers(parts[1], name, lines.Number));
        }

        // The total counts reposts; some count the post itself too.
        if (total != seconds.Count - 1 && total != seconds.Count)
            throw GrowthFileException.At(name, lines.Number, $"the cascade ends after {Math.Max(0, seconds.Count - 1)} reposts, but its first line says {total}");
        return new Cascade(id, [.. seconds], [.. followers], start);
    }

    /// <summary>Why a sound cascade is left out; null when it is not.</summary>
    public static string? ReasonToSkip(Cascade cascade)
    {
        if (cascade.Seconds.Length < 2)
            return "has no reposts";
        bool isHours = cascade.Seconds[^1] < WeekHours && cascade.Seconds.Any(s => s != Math.Floor(s));
        return isHours ? $"its times are no whole numbers and end at {cascade.Seconds[^1].ToString("0.##", CultureInfo.InvariantCulture)}: they seem to be hours, not seconds" : null;
    }

    private static string[] Parts(string line) => line.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsUnknown(string text) => text == "-1" || text.Equals(Unknown, StringComparison.OrdinalIgnoreCase);

    private static double Time(string text, List<double> before, string name, int line)
    {
        double seconds = Number(text, name, line, "the time");
        if (before.Count == 0 && seconds != 0)
            throw GrowthFileException.At(name, line, $"the first row is the post itself, at 0 seconds, not at {ConfigurationFault.Show(text)}");
        if (before.Count > 0 && seconds < before[^1])
            throw GrowthFileException.At(name, line, $"the time {ConfigurationFault.Show(text)} is before that of the row above");
        return seconds;
    }

    private static double Followers(string text, string name, int line)
    {
        double followers = Number(text, name, line, "the number of followers");
        return followers >= 0 ? followers : throw GrowthFileException.At(name, line, $"the number of followers is {ConfigurationFault.Show(text)}; it must be at least 0, or -1 for unknown");
    }

    private static double Number(string text, string name, int line, string what) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw GrowthFileException.At(name, line, $"{what} is {ConfigurationFault.Show(text)}; it must be a number");
}
