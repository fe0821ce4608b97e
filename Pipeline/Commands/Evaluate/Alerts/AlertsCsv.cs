using System.Globalization;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>Writes one row for each event, brand and run. Times are RFC 3339, spans are seconds; empty where something is not known.</summary>
internal static class AlertsCsv
{
    public const string Header =
        "run,event,brand,expected,outcome,incident,onset_at,tenth_post_at,raised_at,peak_at,end_at,act_before,delay_s,tenth_post_delay_s,delay_posts,share_of_peak,lead_s,act_before_error_s,duplicates,wrong_kind,retracted,entries,entry_delay_s";

    public static void Write(AlertsEvaluation all, TextWriter writer)
    {
        writer.WriteLine(Header);
        foreach (EventOutcome o in all.Events)
        {
            EventJson row = EventJson.Of(o);
            writer.WriteLine(string.Join(',', (string?[])
            [
                Quoted(row.Run), Quoted(row.Event), Quoted(row.Brand), row.Expected, row.Outcome, row.Incident, row.OnsetAt, row.TenthPostAt, row.RaisedAt, row.PeakAt, row.EndAt, row.ActBefore,
                Number(row.DelaySeconds), Number(row.TenthPostDelaySeconds), Number(row.DelayPosts), Number(row.ShareOfPeak), Number(row.LeadSeconds), Number(row.ActBeforeErrorSeconds),
                Number(row.Duplicates), Number(row.WrongKind), Number(row.Retracted), Number(row.Entries), Number(row.EntryDelaySeconds),
            ]));
        }
    }

    private static string Number(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A name comes from a file and may hold anything (RFC 4180).</summary>
    private static string Quoted(string name) => name.AsSpan().ContainsAny(",\"\r\n") ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;
}
