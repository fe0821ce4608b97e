using System.Text;

namespace RtmPipeline.Commands.Evaluate.Report;

/// <summary>
/// Thins rows out for drawing: the smallest and the largest value of each column of pixels. No peak is lost, and the size of a plot does not depend on the
/// number of rows.
/// </summary>
internal sealed class Envelope
{
    private readonly double[] _x;
    private readonly double[] _low;
    private readonly double[] _high;

    private Envelope(double[] x, double[] low, double[] high)
    {
        _x = x;
        _low = low;
        _high = high;
    }

    /// <param name="first">First row.</param>
    /// <param name="end">Row after the last.</param>
    /// <param name="columns">Most columns.</param>
    /// <param name="x">Where a row lies.</param>
    /// <param name="low">Lower value of a row; rows without one (not a number) are passed over.</param>
    /// <param name="high">Upper value of a row.</param>
    public static Envelope Of(int first, int end, int columns, Func<int, double> x, Func<int, double> low, Func<int, double> high)
    {
        var places = new List<double>();
        var lows = new List<double>();
        var highs = new List<double>();
        int used = Math.Min(columns, end - first);
        for (int column = 0; column < used; column++)
        {
            int from = first + (int)((long)(end - first) * column / used);
            int to = first + (int)((long)(end - first) * (column + 1) / used);
            (double least, double most) = (double.PositiveInfinity, double.NegativeInfinity);
            for (int i = from; i < to; i++)
            {
                least = low(i) < least ? low(i) : least;
                most = high(i) > most ? high(i) : most;
            }

            if (least > most)
                continue;
            places.Add((x(from) + x(to - 1)) / 2);
            lows.Add(least);
            highs.Add(most);
        }

        return new Envelope([.. places], [.. lows], [.. highs]);
    }

    /// <summary>Outline from the upper values to the right and the lower ones back.</summary>
    public string Area(Scale y)
    {
        if (_x.Length == 0)
            return "";
        var path = new StringBuilder();
        for (int i = 0; i < _x.Length; i++)
            Point(path, i == 0 ? 'M' : 'L', _x[i], y.At(_high[i]));
        for (int i = _x.Length - 1; i >= 0; i--)
            Point(path, 'L', _x[i], y.At(_low[i]));
        return path.Append('Z').ToString();
    }

    /// <summary>Line through the values, where each column has one.</summary>
    public string Line(Scale y)
    {
        var path = new StringBuilder();
        for (int i = 0; i < _x.Length; i++)
            Point(path, i == 0 ? 'M' : 'L', _x[i], y.At(_high[i]));
        return path.ToString();
    }

    /// <summary>Area from a base line up to the upper values.</summary>
    public string Above(Scale y, double baseLine)
    {
        if (_x.Length == 0)
            return "";
        var path = new StringBuilder();
        Point(path, 'M', _x[0], baseLine);
        for (int i = 0; i < _x.Length; i++)
            Point(path, 'L', _x[i], y.At(_high[i]));
        Point(path, 'L', _x[^1], baseLine);
        return path.Append('Z').ToString();
    }

    private static void Point(StringBuilder path, char command, double x, double y) =>
        path.Append(command).Append(Markup.Number(x)).Append(' ').Append(Markup.Number(y));
}
