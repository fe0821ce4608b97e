using System.Globalization;
using System.Text.Json;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>Shows what was found as tables, or as JSON.</summary>
internal static class AlertsConsole
{
    /// <summary>Most alerts listed one by one; the rest are in the counts, and in the other outputs.</summary>
    public const int MaxListed = 200;

    private const int MaxLabel = 40;
    private const string MedianRow = "median";
    private const string WorstRow = "worst";

    public static void Write(AlertsEvaluation all, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(AlertsSummary.Of(all), AlertsJson.Default.AlertsSummary));
            return;
        }

        bool isJudged = all.Runs.Any(static run => run.HasTruth);
        if (isJudged)
            WriteEvents(all, output);
        WriteAlerts(all, isJudged, output);
        WriteTotals(all, isJudged, output);
    }

    private static void WriteEvents(AlertsEvaluation all, TextWriter output)
    {
        string[] header = ["event", "run", "brand", "asked", "outcome", "delay", "posts", "from 10th", "of peak %", "before peak", "act − end", "again", "wrong", "taken back", "entries"];
        var rows = new List<string[]>();
        foreach ((string name, string brand, EventOutcome[] outcomes) in all.Groups())
        {
            foreach (EventOutcome o in outcomes)
                rows.Add([PlainText.Escape(name), o.Run, brand, o.Expected.Word(), o.Word, .. FiguresOf(o), $"{o.Duplicates}", $"{o.WrongKind}", $"{o.Retracted}", $"{o.Entries}"]);
            if (outcomes.Length > 1)
                WriteSpread(rows, PlainText.Escape(name), brand, EventFigures.Of(outcomes));
        }

        if (all.Groups().Skip(1).Any())
            WriteSpread(rows, "all events", "", EventFigures.Of(all.Events));
        string[] Kept(string[] row) => all.HasNamedRuns ? row : [row[1] is MedianRow or WorstRow ? $"{row[0]}, {row[1]}" : row[0], .. row.Skip(2)];
        var table = new TextTable(all.HasNamedRuns ? header : [header[0], .. header.Skip(2)]);
        rows.ForEach(row => table.Add(Kept(row)));
        table.Write(output);
        output.WriteLine("Delay: from the true onset, in time and in posts of the event. From 10th: from the tenth post since the onset. Act − end: act_before less the true end.");
        foreach (RunOutcome run in all.Runs.Where(static run => run.NotSeen.Count > 0))
            output.WriteLine($"{run.Name}: no post names {string.Join(", ", run.NotSeen.Select(PlainText.Escape))}");
        output.WriteLine();
    }

    internal static string[] FiguresOf(EventOutcome o) =>
    [
        Span(o.DelaySeconds), TextTable.Number(o.DelayPosts, 0), Span(o.TenthDelaySeconds), TextTable.Percent(o.ShareOfPeak), Span(o.LeadSeconds), Span(o.ActBeforeErrorSeconds),
    ];

    private static void WriteSpread(List<string[]> rows, string name, string brand, EventFigures f)
    {
        string raised = $"{f.Raised} of {f.Events}";
        rows.Add(
        [
            name, MedianRow, brand, "", raised, Span(f.DelaySeconds.Median), TextTable.Number(f.DelayPosts.Median, 0), Span(f.TenthDelaySeconds.Median), TextTable.Percent(f.ShareOfPeak.Median),
            Span(f.LeadSeconds.Median), Span(f.ActBeforeErrorSeconds.Median), $"{f.Duplicates}", $"{f.WrongKind}", $"{f.Retracted}", "",
        ]);
        rows.Add(
        [
            name, WorstRow, brand, "", "", Span(f.DelaySeconds.Worst), TextTable.Number(f.DelayPosts.Worst, 0), Span(f.TenthDelaySeconds.Worst), TextTable.Percent(f.ShareOfPeak.Worst),
            Span(f.LeadSeconds.Worst), Span(f.ActBeforeErrorSeconds.Worst), "", "", "", "",
        ]);
    }

    private static void WriteAlerts(AlertsEvaluation all, bool isJudged, TextWriter output)
    {
        (string Run, RaisedAlert Alert)[] listed =
        [
            .. all.Runs.SelectMany(static run => run.Alerts.Select(alert => (run.Name, alert)))
                .Where(pair => !isJudged || pair.alert.Verdict is not AlertVerdict.Right),
        ];
        if (listed.Length == 0)
            return;
        output.WriteLine(isJudged ? "Alerts that are not the first right one on an event" : "Alerts raised");
        var table = new TextTable("time", "run", "brand", "kind", "score", "topic", "verdict", "about", "incident");
        foreach ((string run, RaisedAlert alert) in listed.Take(MaxListed))
        {
            IncidentRevision r = alert.Raised;
            table.Add(Clock(r.Time), run, r.Brand, r.Kind.Word(), TextTable.Number(r.Score, 0), Label(r.Topic.Label), alert.VerdictWords, isJudged ? PlainText.Escape(alert.AboutWords) : "", r.Incident);
        }

        table.Write(output);
        if (listed.Length > MaxListed)
            output.WriteLine($"and {listed.Length - MaxListed:#,0} more");
        output.WriteLine();
    }

    private static void WriteTotals(AlertsEvaluation all, bool isJudged, TextWriter output)
    {
        foreach (FailedFile failed in all.Failed)
            output.WriteLine($"not judged: {failed.File} {failed.Fault}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stream time    {all.Hours:#,0.0} h in {all.Runs.Count} {(all.Runs.Count == 1 ? "run" : "runs")}, {all.Runs.Sum(static run => run.Posts):#,0} posts, {string.Join(", ", all.Brands)}"));
        if (!isJudged)
            return;
        EventFigures f = EventFigures.Of(all.Events);
        output.WriteLine($"events         {f.Raised} of {f.Events} raised, {f.Duplicates} duplicates, {f.WrongKind} of a wrong kind, {f.Retracted} taken back");
        output.WriteLine($"false alerts   {all.FalseAlerts}, {TextTable.Number(all.FalseAlertsPerDay, 2)} a day");
    }

    /// <summary>Seconds as the largest two units: 45 s, 2 min 5 s, 3 h 10 min, 2 d 4 h.</summary>
    internal static string Span(double? seconds)
    {
        if (seconds is not { } value || !double.IsFinite(value))
            return "–";
        string sign = value <= -0.5 ? "−" : "";
        long whole = (long)Math.Round(Math.Abs(value));
        return sign + whole switch
        {
            < 60 => $"{whole} s",
            < 3600 => Two(whole / 60, "min", whole % 60, "s"),
            < 86_400 => Two(whole / 3600, "h", whole % 3600 / 60, "min"),
            _ => Two(whole / 86_400, "d", whole % 86_400 / 3600, "h"),
        };
    }

    internal static string Clock(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Two(long many, string unit, long few, string smaller) => few == 0 ? $"{many} {unit}" : $"{many} {unit} {few} {smaller}";

    private static string Label(string label) => PlainText.Escape(label.Length <= MaxLabel ? label : label[..MaxLabel] + "…");
}
