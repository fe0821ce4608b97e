using System.Text;
using RtmPipeline.Commands.Evaluate.Alerts;

namespace RtmPipeline.Commands.Evaluate.Report;

/// <summary>A moment in the life of an event, as its plot shows it.</summary>
/// <param name="Style">Class of its line and mark.</param>
/// <param name="At">Unix milliseconds.</param>
/// <param name="Text">What happened.</param>
internal readonly record struct EventMoment(string Style, long At, string Text);

/// <summary>
/// Posts of one event over time, with what was true of it on top (onset, peak, end) and what was said of it below: a row of marks for each phase. Marks stand in
/// rows because an update, an escalation and a peak may come within a pixel.
/// </summary>
internal sealed class EventPlot
{
    public const double Width = 720;

    private const double Left = 144;
    private const double Right = Width - 8;
    private const double RowHeight = 26;
    private const double ValuesTop = 84;
    private const double ValuesBottom = 260;

    /// <summary>Columns of the curve: two units of the plot.</summary>
    private const int Columns = 280;

    private static readonly Box s_values = new(Left, ValuesTop, Right, ValuesBottom);

    private readonly MeasuredEvent _happened;
    private readonly EventMoment[] _truths;
    private readonly (string Name, EventMoment[] Moments)[] _rows;
    private readonly TimeScale _time;
    private readonly long _from;
    private readonly long _to;

    /// <param name="happened">The event.</param>
    /// <param name="truths">What was true: onset, peak, end.</param>
    /// <param name="rows">What was said, by phase; empty rows are left out.</param>
    /// <param name="from">Where the axis begins, unix milliseconds.</param>
    /// <param name="to">Where it ends.</param>
    public EventPlot(MeasuredEvent happened, EventMoment[] truths, IEnumerable<(string Name, EventMoment[] Moments)> rows, long from, long to)
    {
        (_happened, _truths, _from, _to) = (happened, truths, from, to);
        _rows = [.. rows.Select(row => (row.Name, Moments: row.Moments.Where(m => m.At >= from && m.At <= to).ToArray())).Where(static row => row.Moments.Length > 0)];
        _time = new TimeScale(from, to, Left, Right);
    }

    public static IReadOnlyList<KeyMark> Key { get; } =
    [
        new("truth", MarkForm.Line, "posts a minute"),
        new("target", MarkForm.Line, "true onset, peak and end"),
        new("alert", MarkForm.Circle, "raised, escalated, taken back"),
        new("b0", MarkForm.Circle, "updated, peaked, expired"),
        new("b1", MarkForm.Square, "act before, as last told"),
    ];

    public double Height => ValuesBottom + (_rows.Length * RowHeight) + 48;

    public void Draw(SvgPlot plot)
    {
        DrawPosts(plot);
        for (int i = 0; i < _truths.Length; i++)
            DrawTruth(plot, _truths[i], i);
        double y = ValuesBottom + RowHeight;
        foreach ((string name, EventMoment[] moments) in _rows)
        {
            plot.Text(Left - 8, y + 4, name, "end", "tick");
            plot.Path("grid-line", $"M{Markup.Number(Left)} {Markup.Number(y)}H{Markup.Number(Right)}");
            foreach (EventMoment moment in moments)
                plot.Mark(moment.Style == "b1" ? MarkForm.Square : MarkForm.Circle, moment.Style, _time.At(moment.At), y, $"{moment.Text}, {TimeScale.Show(moment.At)}");
            y += RowHeight;
        }
    }

    private void DrawPosts(SvgPlot plot)
    {
        (long At, double PerMinute)[] bins = Bins();
        double most = Math.Max(1, bins.Length == 0 ? 1 : bins.Max(static bin => bin.PerMinute));
        var scale = new CountScale(0, most, ValuesBottom, ValuesTop);
        plot.Text(Left, 20, _happened.Volume is null ? "posts of the event are not known" : $"posts a minute, in bins of {Durations.Show(BinOf())}");
        plot.AxisY(scale, s_values);
        plot.AxisX(_time, s_values with { Bottom = ValuesBottom + (_rows.Length * RowHeight) }, Height - 14);
        if (bins.Length == 0)
            return;
        Envelope envelope = Envelope.Of(0, bins.Length, Columns, i => _time.At(bins[i].At), i => bins[i].PerMinute, i => bins[i].PerMinute);
        plot.Path(bins.Length <= Columns ? "truth" : "truth-area", bins.Length <= Columns ? envelope.Line(scale) : envelope.Area(scale));
    }

    /// <summary>The bins by which the event's rates are told, longer ones where these are more than the page needs.</summary>
    private TimeSpan BinOf()
    {
        const int MostBins = 20_000;
        TimeSpan bin = _happened.RateBin;
        while ((_to - _from) / bin.TotalMilliseconds > MostBins)
            bin *= 10;
        return bin;
    }

    private (long At, double PerMinute)[] Bins()
    {
        if (_happened.Volume is not { } volume)
            return [];
        TimeSpan bin = BinOf();
        long length = (long)bin.TotalMilliseconds;
        Dictionary<long, double> counts = volume.Bins(bin).ToDictionary(static b => b.Start, static b => b.Posts);
        List<(long, double)> bins = [];
        for (long start = (_from + length - 1) / length * length; start + length <= _to; start += length)
            bins.Add((start + (length / 2), counts.GetValueOrDefault(start) / bin.TotalMinutes));
        return [.. bins];
    }

    private void DrawTruth(SvgPlot plot, EventMoment moment, int index)
    {
        if (moment.At < _from || moment.At > _to)
            return;
        double x = _time.At(moment.At);
        var line = new StringBuilder("M").Append(Markup.Number(x)).Append(' ').Append(Markup.Number(ValuesTop - 28)).Append('V').Append(Markup.Number(ValuesBottom + (_rows.Length * RowHeight)));
        plot.Path(moment.Style, line.ToString());
        // Onset and peak may be close: their names stand in two rows.
        plot.Text(x, index % 2 == 0 ? ValuesTop - 32 : ValuesTop - 6, moment.Text, x > Right - 90 ? "end" : "start", "tick");
    }
}
