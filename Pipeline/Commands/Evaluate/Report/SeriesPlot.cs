using System.Text;
using RtmPipeline.Commands.Evaluate.Series;

namespace RtmPipeline.Commands.Evaluate.Report;

/// <summary>Three bands over one axis of time: what was counted with the alerts, what was forecast beside what came, and the score.</summary>
internal sealed class SeriesPlot
{
    public const double Width = 720;
    public const double Height = 600;

    private const double Left = 66;
    private const double Right = Width - 8;

    /// <summary>Columns of the envelopes: two units of the plot, a pixel or two on most screens.</summary>
    private const int Columns = 320;

    private static readonly Box s_values = new(Left, 44, Right, 216);
    private static readonly Box s_sums = new(Left, 258, Right, 438);
    private static readonly Box s_score = new(Left, 480, Right, 560);

    private readonly SeriesBacktest _backtest;
    private readonly int _first;
    private readonly int _end;
    private readonly TimeScale _time;

    private SeriesPlot(SeriesBacktest backtest, int first, int end)
    {
        _backtest = backtest;
        _first = first;
        _end = end;
        _time = new TimeScale(backtest.Series.Points[first].UnixMs, backtest.Series.Points[end - 1].UnixMs, Left, Right);
    }

    public static IReadOnlyList<KeyMark> Key { get; } =
    [
        new("truth", MarkForm.Line, "what came"),
        new("expected", MarkForm.Line, "forecast"),
        new("band50", MarkForm.Area, "50 % interval"),
        new("band90", MarkForm.Area, "90 % interval"),
        new("alert", MarkForm.Triangle, "alert"),
        new("score", MarkForm.Area, "score"),
    ];

    /// <summary>Draws the rows from <paramref name="first"/> up to before <paramref name="end"/>.</summary>
    public static void Draw(SvgPlot plot, SeriesBacktest backtest, int first, int end) => new SeriesPlot(backtest, first, end).Draw(plot);

    private void Draw(SvgPlot plot)
    {
        DrawValues(plot);
        DrawSums(plot);
        DrawScore(plot);
        string alerts = Alerts(s_values.Top, s_score.Bottom);
        plot.Path("alert-line", alerts);
        plot.Path("alert", Triangles());
    }

    private void DrawValues(SvgPlot plot)
    {
        SeriesPoint[] points = _backtest.Series.Points;
        (double low, double high) = Extent(i => points[i].Value, i => points[i].Value);
        var scale = new CountScale(low, high, s_values.Bottom, s_values.Top);
        plot.Text(Left, s_values.Top - 22, "counted in a step");
        plot.AxisY(scale, s_values);
        plot.AxisX(_time, s_values, null);
        Truth(plot, scale, i => points[i].Value);
    }

    private void DrawSums(SvgPlot plot)
    {
        var forecasts = _backtest.Forecasts;
        double[] truths = _backtest.Truths;
        (double low, double high) = Extent(i => Least(truths[i], forecasts[i].Expected), i => Most(truths[i], forecasts[i].High50, forecasts[i].Expected));
        var scale = new CountScale(low, high, s_sums.Bottom, s_sums.Top);
        plot.Text(Left, s_sums.Top - 10, "sum over the next horizon");
        plot.AxisY(scale, s_sums);
        plot.AxisX(_time, s_sums, null);
        plot.Path("band90", Of(i => forecasts[i].Low90, i => forecasts[i].High90).Area(scale));
        plot.Path("band50", Of(i => forecasts[i].Low50, i => forecasts[i].High50).Area(scale));
        Truth(plot, scale, i => truths[i]);
        if (IsExact)
            plot.Path("expected", Of(i => forecasts[i].Expected, i => forecasts[i].Expected).Line(scale));
    }

    private void DrawScore(SvgPlot plot)
    {
        var scale = new LinearScale(0, 1, s_score.Bottom, s_score.Top, 0, 1);
        plot.Text(Left, s_score.Top - 10, "score that a trend begins");
        plot.AxisY(scale, s_score);
        plot.AxisX(_time, s_score, Height - 16);
        plot.Path("score", Of(i => _backtest.Readings[i].Score, i => _backtest.Readings[i].Score).Above(scale, s_score.Bottom));
    }

    /// <summary>A line where each column is one row, the area of all values where it is several.</summary>
    private void Truth(SvgPlot plot, Scale scale, Func<int, double> value)
    {
        Envelope envelope = Of(value, value);
        if (IsExact)
            plot.Path("truth", envelope.Line(scale));
        else
            plot.Path("truth-area", envelope.Area(scale));
    }

    private bool IsExact => _end - _first <= Columns;

    private Envelope Of(Func<int, double> low, Func<int, double> high) => Envelope.Of(_first, _end, Columns, i => _time.At(_backtest.Series.Points[i].UnixMs), low, high);

    /// <summary>Alerts by column, so that a thousand of them draw no more than there are pixels.</summary>
    private IEnumerable<double> AlertPlaces()
    {
        double last = double.NegativeInfinity;
        for (int i = _first; i < _end; i++)
        {
            if (!_backtest.Readings[i].Alert)
                continue;
            double x = _time.At(_backtest.Series.Points[i].UnixMs);
            if (x - last < 2)
                continue;
            last = x;
            yield return x;
        }
    }

    private string Alerts(double top, double bottom)
    {
        var path = new StringBuilder();
        foreach (double x in AlertPlaces())
            path.Append('M').Append(Markup.Number(x)).Append(' ').Append(Markup.Number(top)).Append('V').Append(Markup.Number(bottom));
        return path.ToString();
    }

    private string Triangles()
    {
        var path = new StringBuilder();
        foreach (double x in AlertPlaces())
            path.Append('M').Append(Markup.Number(x - 6)).Append(' ').Append(Markup.Number(s_values.Top - 10)).Append("h12l-6 10Z");
        return path.ToString();
    }

    private (double Low, double High) Extent(Func<int, double> low, Func<int, double> high)
    {
        (double least, double most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (int i = _first; i < _end; i++)
        {
            least = Math.Min(least, low(i));
            most = Math.Max(most, high(i));
        }

        return (least, most);
    }

    private static double Least(double truth, double other) => double.IsNaN(truth) ? other : Math.Min(truth, other);

    private static double Most(double truth, double other, double third) => Math.Max(other, double.IsNaN(truth) ? third : Math.Max(truth, third));
}
