using RtmPipeline.Alerts;
using RtmPipeline.Commands.Evaluate.Alerts;
using RtmPipeline.Delivery;

namespace RtmPipeline.Commands.Evaluate.Report;

/// <summary>Puts together what the plot of one event shows.</summary>
internal static class EventTimeline
{
    /// <summary>Share of the time from onset to end that is shown before and after.</summary>
    private const double Margin = 0.1;

    /// <summary>Longest time after the onset that is shown: what matters of an alert is at an event's beginning, and some events go on for weeks.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(48);

    private static readonly (IncidentPhase Phase, string Style)[] s_phases =
    [
        (IncidentPhase.Raised, "alert"), (IncidentPhase.Updated, "b0"), (IncidentPhase.Escalated, "alert"), (IncidentPhase.Peaked, "b0"), (IncidentPhase.Expired, "b0"), (IncidentPhase.Retracted, "alert"),
    ];

    public static EventPlot PlotOf(EventOutcome outcome, RunOutcome run)
    {
        MeasuredEvent happened = outcome.Happened;
        IncidentRevision[] life = [.. LivesOf(outcome, run)];
        (long from, long to) = SpanOf(happened, life);
        List<EventMoment> truths = [new("target", happened.OnsetAt, "onset")];
        if (happened.PeakAt is { } peak)
            truths.Add(new EventMoment("target", peak, "peak"));
        if (happened.EndAt is { } end)
            truths.Add(new EventMoment("target", end, "end"));
        return new EventPlot(happened, [.. truths], RowsOf(life), from, to);
    }

    public static string CaptionOf(EventOutcome outcome)
    {
        string told = outcome.IsRaised
            ? $"Raised as {outcome.Expected.Word()} {AlertsConsole.Span(outcome.DelaySeconds)} after the onset, {AlertsConsole.Span(outcome.LeadSeconds)} before the peak."
            : $"{(outcome.WrongKind > 0 ? "Raised as something else" : "Missed")}: asked was {outcome.Expected.Word()}.";
        string again = outcome.Duplicates > 0 ? $" Raised {outcome.Duplicates} times more." : "";
        return $"{told}{again} The axis of posts is logarithmic; marks tell more where a pointer rests on them.";
    }

    /// <summary>All revisions of incidents of the event that were alerted for the brand.</summary>
    private static IEnumerable<IncidentRevision> LivesOf(EventOutcome outcome, RunOutcome run) =>
        run.Alerts.Where(alert => alert.About == outcome.Happened && alert.Raised.Brand == outcome.Brand).SelectMany(static alert => alert.Life).Distinct();

    private static IEnumerable<(string Name, EventMoment[] Moments)> RowsOf(IncidentRevision[] life)
    {
        foreach ((IncidentPhase phase, string style) in s_phases)
            yield return (phase.Word(), [.. life.Where(r => r.Phase == phase).Select(r => new EventMoment(style, r.Time, Words(r)))]);
        yield return ("act before", [.. life.GroupBy(static r => r.Incident).Select(static revisions => revisions.Last()).Select(static r => new EventMoment("b1", r.ActBefore, $"act before, {r.Incident}"))]);
    }

    private static string Words(IncidentRevision r) =>
        $"{(r.Output == OutputKind.Alert ? "alert" : "opportunity")} {r.Kind.Word()} {r.Phase.Word()}, score {TextTable.Number(r.Score, 1)}, severity {TextTable.Number(r.Severity, 1)}, {r.Topic.Label}";

    private static (long From, long To) SpanOf(MeasuredEvent happened, IncidentRevision[] life)
    {
        long first = Math.Min(happened.OnsetAt, life.Length == 0 ? long.MaxValue : life.Min(static r => r.Time));
        long last = Math.Max(happened.EndAt ?? happened.OnsetAt, life.Length == 0 ? long.MinValue : life.Max(static r => r.Time));
        last = Math.Min(last, happened.OnsetAt + (long)s_longest.TotalMilliseconds);
        long margin = Math.Max(300_000, (long)((last - first) * Margin));
        return (first - margin, last + margin);
    }
}
