using System.Globalization;

namespace RtmPipeline.Commands.Evaluate.Report;

/// <summary>One group of bars or marks.</summary>
/// <param name="Name">What it is of: a file, an age.</param>
/// <param name="Values">One for each bar or mark; null where there is none.</param>
internal sealed record PlotRow(string Name, IReadOnlyList<double?> Values);

/// <summary>Plots whose groups stand one below the other, each with its name above it, so that names are read without turning the head and phones have room.</summary>
internal static class RowPlot
{
    /// <summary>Most groups in one plot; the table beside it has all of them.</summary>
    public const int MaxRows = 40;

    private const double Width = 720;
    private const double Left = 14;
    private const double Right = Width - 22;
    private const double NameHeight = 30;
    private const double BarHeight = 11;
    private const double RowGap = 12;
    private const double AxisHeight = 40;
    private const int MaxName = 46;

    /// <summary>Bars of skill: to the right of the line we are better than the baseline, to the left worse.</summary>
    /// <param name="markup">Takes the plot.</param>
    /// <param name="id">Name within the page.</param>
    /// <param name="title">What it is.</param>
    /// <param name="names">Baselines, one for each bar of a group.</param>
    /// <param name="rows">Groups.</param>
    public static void Skill(Markup markup, string id, string title, IReadOnlyList<string> names, IReadOnlyList<PlotRow> rows)
    {
        IReadOnlyList<PlotRow> shown = [.. rows.Take(MaxRows)];
        double rowHeight = NameHeight + (names.Count * BarHeight) + RowGap;
        double bottom = shown.Count * rowHeight;
        LinearScale scale = SkillScale(shown.SelectMany(row => row.Values).Min() ?? 0);
        SvgPlot.Write(markup, id, isWide: true, (Width, bottom + AxisHeight), title, Describe(names, shown), plot =>
        {
            plot.AxisX(scale, new Box(Left, 0, Right, bottom), bottom + AxisHeight - 12);
            for (int r = 0; r < shown.Count; r++)
            {
                double top = (r * rowHeight) + NameHeight;
                plot.Text(Left, top - 8, Cut(shown[r].Name));
                for (int b = 0; b < names.Count; b++)
                {
                    if (shown[r].Values[b] is not { } value)
                        continue;
                    (double from, double to) = (scale.At(Math.Min(0, value)), scale.At(Math.Max(0, value)));
                    double y = top + (b * BarHeight);
                    plot.Bar($"b{b % 5}", new Box(from, y, Math.Max(to, from + 1), y + BarHeight - 2), $"{shown[r].Name}, against {names[b]}: {Percent(value)}");
                }
            }

            plot.Path("axis-line", $"M{Markup.Number(scale.At(0))} 0V{Markup.Number(bottom)}");
        });
    }

    /// <summary>Marks of coverage: a circle for the 50 % interval and a square for the 90 % one, each beside the line it should lie on.</summary>
    public static void Coverage(Markup markup, string id, string title, IReadOnlyList<PlotRow> rows)
    {
        const double MarkHeight = 22;
        IReadOnlyList<PlotRow> shown = [.. rows.Take(MaxRows)];
        const double RowHeight = NameHeight + MarkHeight + RowGap;
        double bottom = shown.Count * RowHeight;
        var scale = new LinearScale(0, 1, Left, Right, 0, 0.25, 0.5, 0.75, 0.9, 1) { Label = Percent };
        SvgPlot.Write(markup, id, isWide: true, (Width, bottom + AxisHeight), title, Describe(["50 % interval", "90 % interval"], shown), plot =>
        {
            plot.AxisX(scale, new Box(Left, 0, Right, bottom), bottom + AxisHeight - 12);
            foreach ((double level, double tolerance) in ((double, double)[])[(0.5, CoverageTarget.Tolerance50), (0.9, CoverageTarget.Tolerance90)])
            {
                (double low, double high) = (scale.At(level - tolerance), scale.At(level + tolerance));
                plot.Path("target-area", $"M{Markup.Number(low)} 0H{Markup.Number(high)}V{Markup.Number(bottom)}H{Markup.Number(low)}Z");
                plot.Path("target", $"M{Markup.Number(scale.At(level))} 0V{Markup.Number(bottom)}");
            }

            for (int r = 0; r < shown.Count; r++)
            {
                double y = (r * RowHeight) + NameHeight + (MarkHeight / 2);
                plot.Text(Left, y - 18, Cut(shown[r].Name));
                if (shown[r].Values[0] is { } half)
                    plot.Mark(MarkForm.Circle, "mark50", scale.At(half), y, $"{shown[r].Name}: {Percent(half)} in the 50 % interval");
                if (shown[r].Values[1] is { } most)
                    plot.Mark(MarkForm.Square, "mark90", scale.At(most), y, $"{shown[r].Name}: {Percent(most)} in the 90 % interval");
            }
        });
    }

    /// <summary>From 100 % as far below nothing as the worst bar needs, to −100 % at most.</summary>
    private static LinearScale SkillScale(double worst) => worst switch
    {
        >= 0 => new LinearScale(0, 1, Left, Right, 0, 0.25, 0.5, 0.75, 1) { Label = Percent },
        >= -0.25 => new LinearScale(-0.25, 1, Left, Right, -0.25, 0, 0.25, 0.5, 0.75, 1) { Label = Percent },
        _ => new LinearScale(worst >= -0.5 ? -0.5 : -1, 1, Left, Right, worst >= -0.5 ? [-0.5, 0, 0.5, 1] : [-1, -0.5, 0, 0.5, 1]) { Label = Percent },
    };

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#} %").Replace('-', '\u2212');

    private static string Cut(string name) => name.Length <= MaxName ? name : $"{name.AsSpan(0, MaxName - 1)}…";

    private static string Describe(IReadOnlyList<string> names, IReadOnlyList<PlotRow> rows) =>
        $"{rows.Count} groups ({Cut(rows.Count == 0 ? "" : rows[0].Name)}{(rows.Count > 1 ? $" to {Cut(rows[^1].Name)}" : "")}), each with {string.Join(", ", names)}. The table beside it holds the numbers.";
}
