using System.Globalization;
using RtmPipeline.Commands.Evaluate.Series;

namespace RtmPipeline.Commands.Evaluate.Report;

/// <summary>The page on a run over series. Plots are drawn as each series ends, so that no more than one is held at a time.</summary>
internal sealed class SeriesReport
{
    /// <summary>Series that are drawn; further ones are in the tables.</summary>
    public const int MaxDrawn = 50;

    /// <summary>Rows of the closer look: each has a column of its own.</summary>
    private const int CloseRows = 288;

    private readonly List<(string Name, string Overview, string? Close, string Span, string CloseSpan)> _drawn = [];
    private int _notDrawn;

    public void Add(SeriesBacktest backtest)
    {
        if (_drawn.Count == MaxDrawn)
        {
            _notDrawn++;
            return;
        }

        int rows = backtest.Series.Points.Length;
        string id = $"series-{_drawn.Count + 1}";
        (int first, int end) = CloseRange(backtest);
        bool hasClose = rows > end - first;
        _drawn.Add((
            backtest.Series.File,
            Draw(backtest, id, 0, rows),
            hasClose ? Draw(backtest, $"{id}-close", first, end) : null,
            SpanOf(backtest, 0, rows),
            SpanOf(backtest, first, end)));
    }

    public void Write(SeriesSummary summary, TextWriter writer) => HtmlPage.Write(writer, "Backtest of series", page =>
    {
        page.Paragraph($"{summary.Files.Count:#,0} series; forecasts of the sum over the next {summary.Horizon}, each from the rows up to its own. All times are UTC.");
        if (summary.AfterOnset is not null)
            page.Paragraph($"Errors and coverage are of the {summary.AfterOnset} after the event in each series began; alerts and plots are of all of it.");
        foreach (FailedFile failed in summary.Failed)
            page.Paragraph($"Not used: {failed.File} {failed.Fault}.");
        if (summary.Overall is { } all)
            WriteFigures(page, summary, all);
        page.Heading("Series");
        if (_notDrawn > 0)
            page.Paragraph($"The first {MaxDrawn} series are drawn; {_notDrawn:#,0} more are in the tables above.");
        foreach (var drawn in _drawn)
        {
            page.Subheading(drawn.Name);
            page.Figure($"{drawn.Name}, {drawn.Span}. Each column of pixels spans the smallest and the largest of its rows. Sums and their forecasts are drawn at the row they follow; axes of counts are logarithmic.", SeriesPlot.Key, markup => markup.Fragment(drawn.Overview));
            if (drawn.Close is { } close)
                page.Figure($"A closer look around the highest score: {drawn.CloseSpan}, every row.", [], markup => markup.Fragment(close));
        }
    });

    private static void WriteFigures(HtmlPage page, SeriesSummary summary, SeriesFigures all)
    {
        string[] names = [.. all.Baselines.Select(baseline => baseline.Name)];
        (string Name, SeriesFigures Figures)[] groups = [("all rows", all), .. summary.Files.Select(file => (file.File, file.Figures))];
        page.Heading("Skill against simple forecasts");
        page.Paragraph("1 − our mean absolute error ÷ the baseline's: above 0 we are better, 100 % is perfect. Below −100 % the bar is cut.");
        page.Figure(
            Shown("Skill of the forecast over the horizon, for all rows together and for each series", groups.Length),
            [.. names.Select((name, b) => new KeyMark($"b{b % 5}", MarkForm.Square, $"against {name}"))],
            markup => RowPlot.Skill(markup, "skill", "Skill against each baseline", names, [.. groups.Select(group => new PlotRow(group.Name, [.. group.Figures.Baselines.Select(baseline => baseline.Skill)]))]));
        page.Table(
            "Skill in per cent",
            ["series", .. names.Select(name => $"against {name}")],
            [
                .. groups.Skip(1).Append(groups[0]).Select(group => (string[])[group.Name, .. group.Figures.Baselines.Select(baseline => TextTable.Percent(baseline.Skill))]),
                ["mean of series", .. names.Select(name => TextTable.Percent(summary.MeanSkill[name]))],
            ],
            sums: 2);
        page.Table(
            "Mean absolute error of the sum over the horizon",
            ["series", "judged", "ours", .. names],
            [.. groups.Skip(1).Append(groups[0]).Select(group => ErrorCells(group.Name, group.Figures))],
            sums: 1);

        page.Heading("Coverage of the intervals");
        page.Figure(
            Shown("Share of truths inside each interval; the shaded bands are 46–54 % and 87–93 %", groups.Length),
            [new("mark50", MarkForm.Circle, "50 % interval"), new("mark90", MarkForm.Square, "90 % interval"), new("target", MarkForm.Line, "where it should be")],
            markup => RowPlot.Coverage(markup, "coverage", "Coverage by level", [.. groups.Select(group => new PlotRow(group.Name, [group.Figures.Coverage50, group.Figures.Coverage90]))]));
        page.Table(
            "Coverage in per cent, alerts and what was read",
            ["series", "in the 50 %", "in the 90 %", "alerts", "alerts a day", "step", "rows", "filled", "rejected"],
            [.. summary.Files.Select(CoverageCells), CoverageCells(all, summary)],
            sums: 1);
    }

    private static string Shown(string caption, int groups) => groups > RowPlot.MaxRows ? $"{caption}. The first {RowPlot.MaxRows} of {groups} are drawn." : $"{caption}.";

    private static string[] ErrorCells(string name, SeriesFigures figures) =>
    [
        name,
        $"{figures.Judged:#,0}",
        TextTable.Number(figures.MeanAbsoluteError, 2),
        .. figures.Baselines.Select(baseline => TextTable.Number(baseline.MeanAbsoluteError, 2)),
    ];

    private static string[] CoverageCells(SeriesOutcome file) =>
    [
        file.File,
        TextTable.Percent(file.Figures.Coverage50),
        TextTable.Percent(file.Figures.Coverage90),
        $"{file.Figures.Alerts:#,0}",
        TextTable.Number(file.Figures.AlertsPerDay, 2),
        file.Step,
        $"{file.Rows:#,0}",
        $"{file.Filled:#,0}",
        $"{file.Rejected.Values.Sum():#,0}",
    ];

    private static string[] CoverageCells(SeriesFigures all, SeriesSummary summary) =>
    [
        "all rows",
        TextTable.Percent(all.Coverage50),
        TextTable.Percent(all.Coverage90),
        $"{all.Alerts:#,0}",
        TextTable.Number(all.AlertsPerDay, 2),
        "",
        $"{summary.Files.Sum(file => file.Rows):#,0}",
        $"{summary.Files.Sum(file => file.Filled):#,0}",
        $"{summary.Files.Sum(file => file.Rejected.Values.Sum()):#,0}",
    ];

    private static string Draw(SeriesBacktest backtest, string id, int first, int end)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        int alerts = backtest.Readings.AsSpan(first, end - first).ToArray().Count(reading => reading.Alert);
        string description = $"From {SpanOf(backtest, first, end)}: {end - first:#,0} steps of {Durations.Show(backtest.Series.Step)}, {alerts:#,0} alerts. Above what was counted, below it the forecast sum with its intervals beside what came, at the foot the score.";
        SvgPlot.Write(new Markup(writer), id, isWide: true, (SeriesPlot.Width, SeriesPlot.Height), backtest.Series.File, description, plot => SeriesPlot.Draw(plot, backtest, first, end));
        return writer.ToString();
    }

    /// <summary>Rows around the highest score, of an alert where there is one: a third before it.</summary>
    private static (int First, int End) CloseRange(SeriesBacktest backtest)
    {
        int rows = backtest.Series.Points.Length;
        int best = 0;
        for (int i = 1; i < rows; i++)
        {
            (bool isAlert, double score) = (backtest.Readings[i].Alert, backtest.Readings[i].Score);
            (bool isBestAlert, double bestScore) = (backtest.Readings[best].Alert, backtest.Readings[best].Score);
            if ((isAlert && !isBestAlert) || (isAlert == isBestAlert && score > bestScore))
                best = i;
        }

        int first = Math.Clamp(best - (CloseRows / 3), 0, Math.Max(0, rows - CloseRows));
        return (first, Math.Min(rows, first + CloseRows));
    }

    private static string SpanOf(SeriesBacktest backtest, int first, int end) =>
        $"{TimeScale.Show(backtest.Series.Points[first].UnixMs)} to {TimeScale.Show(backtest.Series.Points[end - 1].UnixMs)}";
}
