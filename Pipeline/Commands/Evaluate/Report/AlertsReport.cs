using RtmPipeline.Alerts;
using RtmPipeline.Commands.Evaluate.Alerts;
using RtmPipeline.Delivery;

namespace RtmPipeline.Commands.Evaluate.Report;

/// <summary>The page on an evaluation of alerts: figures, the timeline of each event, all alerts with their factors, and the false ones.</summary>
internal static class AlertsReport
{
    /// <summary>Events that are drawn; further ones are in the tables.</summary>
    public const int MaxDrawn = 100;

    /// <summary>Alerts in a table; further ones are in the other outputs.</summary>
    public const int MaxListed = 1000;

    private const int MaxNames = 6;

    private static readonly string[] s_header = ["event", "run", "brand", "asked", "outcome", "delay", "posts", "from 10th", "of peak %", "before peak", "act − end", "again", "wrong", "taken back"];

    public static void Write(AlertsEvaluation all, TextWriter writer) => HtmlPage.Write(writer, "Alerts against the truth", page =>
    {
        bool isJudged = all.Runs.Any(static run => run.HasTruth);
        WriteTotals(page, all, isJudged);
        if (isJudged)
        {
            WriteEvents(page, all);
            WriteFalse(page, all);
            WriteTimelines(page, all);
        }

        WriteAlerts(page, all, isJudged);
        WriteRuns(page, all);
    });

    private static void WriteTotals(HtmlPage page, AlertsEvaluation all, bool isJudged)
    {
        page.Paragraph($"{all.Runs.Count:#,0} {(all.Runs.Count == 1 ? "run" : "runs")} with {TextTable.Number(all.Hours, 1)} hours of stream time and {all.Runs.Sum(static run => run.Posts):#,0} posts, for {string.Join(", ", all.Brands)}. All times are UTC.");
        foreach (FailedFile failed in all.Failed)
            page.Paragraph($"Not judged: {failed.File} {failed.Fault}.");
        if (!isJudged)
            return;
        EventFigures f = EventFigures.Of(all.Events);
        page.Paragraph($"{f.Raised} of {f.Events} events raised; {f.Duplicates} raised again, {f.WrongKind} alerts of a wrong kind, {f.Retracted} incidents taken back. False alerts: {all.FalseAlerts}, {TextTable.Number(all.FalseAlertsPerDay, 2)} a day.");
    }

    private static void WriteEvents(HtmlPage page, AlertsEvaluation all)
    {
        page.Heading("Events");
        page.Paragraph("Delay: from the true onset, in time and in posts of the event. From 10th: from the tenth post since the onset. Of peak: rate when raised, as a share of the highest. Act − end: until when one was told to act, less the true end.");
        List<string[]> rows = [];
        foreach ((string name, string brand, EventOutcome[] outcomes) in all.Groups())
            rows.AddRange(outcomes.Select(o => (string[])[name, o.Run, brand, o.Expected.Word(), o.Word, .. AlertsConsole.FiguresOf(o), $"{o.Duplicates}", $"{o.WrongKind}", $"{o.Retracted}"]));
        EventFigures f = EventFigures.Of(all.Events);
        rows.Add(["median", "", "", "", $"{f.Raised} of {f.Events}", .. Cells(f, static spread => spread.Median), $"{f.Duplicates}", $"{f.WrongKind}", $"{f.Retracted}"]);
        rows.Add(["worst", "", "", "", "", .. Cells(f, static spread => spread.Worst), "", "", ""]);
        string[] Kept(string[] row) => all.HasNamedRuns ? row : [row[0], .. row.Skip(2)];
        page.Table("Each event that should be raised, run and brand", Kept(s_header), [.. rows.Select(Kept)], sums: 2);
    }

    private static string[] Cells(EventFigures f, Func<Spread, double?> of) =>
    [
        AlertsConsole.Span(of(f.DelaySeconds)), TextTable.Number(of(f.DelayPosts), 0), AlertsConsole.Span(of(f.TenthDelaySeconds)), TextTable.Percent(of(f.ShareOfPeak)),
        AlertsConsole.Span(of(f.LeadSeconds)), AlertsConsole.Span(of(f.ActBeforeErrorSeconds)),
    ];

    private static void WriteFalse(HtmlPage page, AlertsEvaluation all)
    {
        page.Heading("False alerts");
        (string Run, RaisedAlert Alert)[] wrong = [.. AlertsOf(all).Where(static pair => pair.Alert.Verdict is AlertVerdict.False or AlertVerdict.WrongKind)];
        if (wrong.Length == 0)
        {
            page.Paragraph("None.");
            return;
        }

        page.Table(
            "Alerts on nothing that should be raised, and alerts of a wrong kind, with what they fit in the truth",
            ["topic", "time", "run", "brand", "kind", "score", "verdict", "about", "incident"],
            [.. wrong.Take(MaxListed).Select(static pair => (string[])[.. NameCells(pair.Run, pair.Alert), pair.Alert.VerdictWords, pair.Alert.AboutWords, pair.Alert.Raised.Incident])]);
        SayRest(page, wrong.Length);
    }

    private static void WriteTimelines(HtmlPage page, AlertsEvaluation all)
    {
        page.Heading("Timelines");
        if (all.Events.Count > MaxDrawn)
            page.Paragraph($"The first {MaxDrawn} of {all.Events.Count:#,0} are drawn; the others are in the table above.");
        for (int i = 0; i < Math.Min(MaxDrawn, all.Events.Count); i++)
        {
            EventOutcome outcome = all.Events[i];
            RunOutcome run = all.Runs.First(r => r.Name == outcome.Run);
            page.Subheading($"{outcome.Happened.Event.Id}, {(all.HasNamedRuns ? $"{outcome.Run}, " : "")}{outcome.Brand}");
            EventPlot plot = EventTimeline.PlotOf(outcome, run);
            string caption = EventTimeline.CaptionOf(outcome);
            string id = $"event-{i + 1}";
            page.Figure(caption, EventPlot.Key, markup => SvgPlot.Write(markup, id, isWide: true, (EventPlot.Width, plot.Height), outcome.Happened.Event.Id, caption, plot.Draw));
        }
    }

    private static void WriteAlerts(HtmlPage page, AlertsEvaluation all, bool isJudged)
    {
        (string Run, RaisedAlert Alert)[] alerts = [.. AlertsOf(all)];
        page.Heading("All alerts");
        if (alerts.Length == 0)
        {
            page.Paragraph("None was raised.");
            return;
        }

        string[] factors = [.. alerts.SelectMany(static pair => pair.Alert.Raised.Factors.Select(static f => f.Name)).Distinct()];
        page.Table(
            "Alerts in order of time, with the points that each factor adds to the score",
            ["topic", "time", "run", "brand", "kind", "score", .. factors, "severity", .. isJudged ? ["verdict"] : (string[])[], "also called", "incident"],
            [
                .. alerts.Take(MaxListed).Select(pair => (string[])
                [
                    .. NameCells(pair.Run, pair.Alert), .. factors.Select(name => PointsOf(pair.Alert.Raised, name)), TextTable.Number(pair.Alert.Raised.Severity, 1),
                    .. isJudged ? [pair.Alert.VerdictWords] : (string[])[], Names(pair.Alert.Raised.Topic.Aliases), pair.Alert.Raised.Incident,
                ]),
            ]);
        SayRest(page, alerts.Length);
    }

    private static void WriteRuns(HtmlPage page, AlertsEvaluation all)
    {
        page.Heading("Runs");
        page.Table(
            "What was replayed",
            ["run", "from", "to", "hours", "posts", "false alerts", "events named by no post"],
            [.. all.Runs.Select(static run => (string[])[run.Name, AlertsConsole.Clock(run.StartAt), AlertsConsole.Clock(run.EndAt), TextTable.Number(run.Hours, 1), $"{run.Posts:#,0}", run.HasTruth ? $"{run.FalseAlerts}" : "–", string.Join(", ", run.NotSeen)])]);
    }

    private static IEnumerable<(string Run, RaisedAlert Alert)> AlertsOf(AlertsEvaluation all) => all.Runs.SelectMany(static run => run.Alerts.Select(alert => (run.Name, alert)));

    private static string[] NameCells(string run, RaisedAlert alert) =>
        [alert.Raised.Topic.Label, AlertsConsole.Clock(alert.Raised.Time), run, alert.Raised.Brand, alert.Raised.Kind.Word(), TextTable.Number(alert.Raised.Score, 1)];

    private static string PointsOf(IncidentRevision raised, string factor)
    {
        ScoreFactor[] found = [.. raised.Factors.Where(f => f.Name == factor)];
        return found.Length == 0 ? "–" : TextTable.Number(found.Sum(static f => f.Contribution), 1);
    }

    private static string Names(string[] names) => names.Length <= MaxNames ? string.Join(", ", names) : $"{string.Join(", ", names.Take(MaxNames))} and {names.Length - MaxNames} more";

    private static void SayRest(HtmlPage page, int count)
    {
        if (count > MaxListed)
            page.Paragraph($"And {count - MaxListed:#,0} more.");
    }
}
