using System.Globalization;

namespace RtmPipeline.Commands.Evaluate;

/// <summary>A table on the console: the first column to the left, the others to the right, each as wide as it must be.</summary>
internal sealed class TextTable(params string[] header)
{
    private readonly List<string[]> _rows = [header];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Write(TextWriter output)
    {
        int[] widths = [.. header.Select((_, column) => _rows.Max(row => row[column].Length))];
        foreach (string[] row in _rows)
        {
            IEnumerable<string> cells = row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]));
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    /// <summary>A number with so many digits after the point; a dash where there is none.</summary>
    public static string Number(double? number, int digits) =>
        number is { } value && double.IsFinite(value) ? value.ToString("N" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : "–";

    /// <summary>A share as per cent, with one digit after the point; a dash where there is none.</summary>
    public static string Percent(double? share) =>
        share is { } value && double.IsFinite(value) ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.0}") : "–";
}
