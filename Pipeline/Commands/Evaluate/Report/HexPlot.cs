using System.Text;

namespace RtmPipeline.Commands.Evaluate.Report;

/// <summary>
/// Predicted against actual, on logarithmic axes, in hexagons: the darker, the more items fall into it. Thousands of items stay readable and small (Carr,
/// Littlefield, Nicholson and Littlefield, "Scatterplot matrix techniques for large N", JASA 82, 1987).
/// </summary>
internal static class HexPlot
{
    private const double Size = 360;
    private const double Radius = 5;
    private const int Levels = 5;

    private static readonly Box s_box = new(48, 12, Size - 12, Size - 46);
    private static readonly double s_width = Radius * Math.Sqrt(3);

    /// <param name="markup">Takes the plot.</param>
    /// <param name="id">Name within the page.</param>
    /// <param name="title">What it is.</param>
    /// <param name="pairs">What came and what was predicted.</param>
    public static void Write(Markup markup, string id, string title, IReadOnlyList<(double Actual, double Predicted)> pairs)
    {
        double low = pairs.Min(pair => Math.Min(pair.Actual, pair.Predicted));
        double high = pairs.Max(pair => Math.Max(pair.Actual, pair.Predicted));
        var x = new CountScale(low, high, s_box.Left, s_box.Right);
        var y = new CountScale(low, high, s_box.Bottom, s_box.Top);
        string description = $"{pairs.Count:#,0} items from {Scale.Short(low)} to {Scale.Short(high)}; on the dashed line the prediction is what came, above it too high.";
        SvgPlot.Write(markup, id, isWide: false, (Size, Size), title, description, plot =>
        {
            plot.AxisY(y, s_box);
            plot.AxisX(x, s_box, s_box.Bottom + 18);
            plot.Text((s_box.Left + s_box.Right) / 2, Size - 8, "actual", "middle");
            plot.Text(s_box.Left + 6, s_box.Top + 14, "predicted");
            foreach ((int level, string path) in Hexagons([.. pairs.Select(pair => (x.At(pair.Actual), y.At(pair.Predicted)))]))
                plot.Path("hex", path, 0.3 + (0.7 * level / (Levels - 1)));
            plot.Path("same", $"M{Markup.Number(s_box.Left)} {Markup.Number(s_box.Bottom)}L{Markup.Number(s_box.Right)} {Markup.Number(s_box.Top)}");
        });
    }

    /// <summary>One path for each level of density that occurs.</summary>
    private static SortedDictionary<int, string> Hexagons((double X, double Y)[] points)
    {
        Dictionary<(int Column, int Row), int> counts = [];
        foreach ((double x, double y) in points)
        {
            var cell = CellOf(x, y);
            counts[cell] = counts.GetValueOrDefault(cell) + 1;
        }

        var paths = new SortedDictionary<int, string>();
        foreach (var level in counts.GroupBy(cell => LevelOf(cell.Value)))
        {
            var path = new StringBuilder();
            foreach ((int column, int row) in level.Select(cell => cell.Key).Order())
                Append(path, CenterOf(column, row));
            paths[level.Key] = path.ToString();
        }

        return paths;
    }

    /// <summary>One item, 2, 3 to 5, 6 to 15, more.</summary>
    private static int LevelOf(int count) => count switch { 1 => 0, 2 => 1, <= 5 => 2, <= 15 => 3, _ => 4 };

    /// <summary>The nearer of the two centres a point lies between: the grid is two rectangular ones, shifted by half.</summary>
    private static (int Column, int Row) CellOf(double x, double y)
    {
        int row = (int)Math.Floor(y / (Radius * 1.5));
        (int Column, int Row) upper = Nearest(x, row);
        (int Column, int Row) lower = Nearest(x, row + 1);
        return Distance(upper, x, y) <= Distance(lower, x, y) ? upper : lower;
    }

    private static (int Column, int Row) Nearest(double x, int row) => ((int)Math.Floor((x / s_width) - (row % 2 == 0 ? 0 : 0.5) + 0.5), row);

    private static (double X, double Y) CenterOf(int column, int row) => ((column + (row % 2 == 0 ? 0 : 0.5)) * s_width, row * Radius * 1.5);

    private static double Distance((int Column, int Row) cell, double x, double y)
    {
        (double cx, double cy) = CenterOf(cell.Column, cell.Row);
        return ((cx - x) * (cx - x)) + ((cy - y) * (cy - y));
    }

    private static void Append(StringBuilder path, (double X, double Y) center)
    {
        string half = Markup.Number(s_width / 2);
        string side = Markup.Number(Radius / 2);
        path.Append('M').Append(Markup.Number(center.X)).Append(' ').Append(Markup.Number(center.Y - Radius))
            .Append('l').Append(half).Append(' ').Append(side)
            .Append('v').Append(Markup.Number(Radius))
            .Append('l').Append('-').Append(half).Append(' ').Append(side)
            .Append('l').Append('-').Append(half).Append(" -").Append(side)
            .Append('v').Append('-').Append(Markup.Number(Radius)).Append('Z');
    }
}
