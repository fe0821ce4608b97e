using System.CommandLine;
using System.Globalization;
using RtmPipeline.Commands.Configuration;

namespace RtmPipeline.Commands.Evaluate;

/// <summary>Spans of time on the command line: a number with one of the units s, m, h, d, as <c>15m</c>.</summary>
internal static class Durations
{
    /// <summary>Longest span that is taken: beyond a year a forecast from counts says nothing.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public const string Form = "a number above 0 with a unit (30s, 15m, 1h, 1d), from 1s to 365d";

    private static ReadOnlySpan<char> Units => "smhd";

    /// <returns>False for anything but a span of whole milliseconds from a second to <see cref="Longest"/>.</returns>
    public static bool TryParse(string text, out TimeSpan span)
    {
        span = default;
        if (text.Length < 2 || !Units.Contains(text[^1]))
            return false;
        if (!double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            return false;
        double seconds = number * UnitSeconds(text[^1]);
        if (!(seconds >= 1 && seconds <= Longest.TotalSeconds))
            return false;
        span = TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
        return true;
    }

    /// <summary>Reads one span of the command line; what is wrong goes to <paramref name="faults"/>.</summary>
    public static TimeSpan Read(string text, string option, List<ConfigurationFault> faults)
    {
        if (!TryParse(text, out TimeSpan span))
            faults.Add(new ConfigurationFault("command line", option, $"is {ConfigurationFault.Show(text)}; it must be {Form}"));
        return span;
    }

    /// <summary>The span with the largest unit that divides it, days from two on: <c>24h</c>, <c>90m</c>, <c>1.5s</c>.</summary>
    public static string Show(TimeSpan span)
    {
        foreach (char unit in "dhm")
        {
            double number = span.TotalSeconds / UnitSeconds(unit);
            if (number >= (unit == 'd' ? 2 : 1) && number == Math.Floor(number))
                return string.Create(CultureInfo.InvariantCulture, $"{number:0}{unit}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###}s");
    }

    private static int UnitSeconds(char unit) => unit switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 86_400 };
}
