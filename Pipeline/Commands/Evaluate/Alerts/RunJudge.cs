using RtmPipeline.Alerts;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>Compares what was said with what was true.</summary>
/// <param name="events">Everything of the truth, also what should not be raised: it says what a false alert was about.</param>
/// <param name="brands">Ids of the brands watched.</param>
/// <param name="tolerance">How far before the onset and after the end an alert may be raised.</param>
internal sealed class RunJudge(IReadOnlyList<MeasuredEvent> events, IReadOnlyList<string> brands, TimeSpan tolerance)
{
    private readonly EventMatching _matching = new(events, tolerance);

    private sealed record Entry(IncidentRevision Raised, MeasuredEvent About, bool IsRetracted);

    /// <param name="incidents">Revisions of each incident.</param>
    /// <param name="hasTruth">False to list what was raised without a verdict.</param>
    /// <returns>Alerts in order of time; events in the order of the truth.</returns>
    public (List<RaisedAlert> Alerts, List<EventOutcome> Events) Judge(string run, IReadOnlyList<IReadOnlyList<IncidentRevision>> incidents, bool hasTruth)
    {
        List<RaisedAlert> alerts = [];
        List<Entry> entries = [];
        HashSet<(MeasuredEvent, string)> raised = [];
        foreach ((IncidentRevision revision, IReadOnlyList<IncidentRevision> life) in RaisesOf(incidents))
        {
            MeasuredEvent? about = _matching.Of(revision, life);
            if (revision.Output == OutputKind.Alert)
                alerts.Add(new RaisedAlert { Raised = revision, Life = life, About = about, Verdict = hasTruth ? VerdictOf(revision, about, raised) : AlertVerdict.Unjudged });
            if (about is not null)
                entries.Add(new Entry(revision, about, life.Any(static r => r.Phase == IncidentPhase.Retracted)));
        }

        return (alerts, [.. OutcomesOf(run, alerts, entries)]);
    }

    private static IEnumerable<(IncidentRevision Raised, IReadOnlyList<IncidentRevision> Life)> RaisesOf(IReadOnlyList<IReadOnlyList<IncidentRevision>> incidents) =>
        incidents.SelectMany(static life => life.Where(static r => r.Phase == IncidentPhase.Raised).Select(r => (Raised: r, Life: life)))
            .OrderBy(static raise => raise.Raised.Time)
            .ThenBy(static raise => raise.Raised.Incident, StringComparer.Ordinal)
            .ThenBy(static raise => raise.Raised.Revision);

    private static AlertVerdict VerdictOf(IncidentRevision revision, MeasuredEvent? about, HashSet<(MeasuredEvent, string)> raised)
    {
        if (about is { Event.Kind: TrueEvent.ExpectedKind } && revision.Kind == AlertKind.Calendar)
            return AlertVerdict.Allowed;
        if (about is null || !about.Event.ShouldRaise || !about.Event.Concerns(revision.Brand))
            return AlertVerdict.False;
        if (about.Event.Alert != revision.Kind)
            return AlertVerdict.WrongKind;
        return raised.Add((about, revision.Brand)) ? AlertVerdict.Right : AlertVerdict.Duplicate;
    }

    private IEnumerable<EventOutcome> OutcomesOf(string run, List<RaisedAlert> alerts, List<Entry> entries)
    {
        foreach (MeasuredEvent happened in events.Where(static e => e.Event.ShouldRaise))
        {
            foreach (string brand in brands.Where(happened.Event.Concerns))
            {
                RaisedAlert[] its = [.. alerts.Where(alert => alert.About == happened && alert.Raised.Brand == brand)];
                Entry[] said = [.. entries.Where(entry => entry.About == happened && entry.Raised.Brand == brand)];
                IncidentRevision[] listed = [.. said.Select(static entry => entry.Raised).Where(static r => r.Output == OutputKind.Opportunity)];
                yield return new EventOutcome
                {
                    Run = run,
                    Happened = happened,
                    Brand = brand,
                    First = its.FirstOrDefault(static alert => alert.Verdict == AlertVerdict.Right),
                    Duplicates = its.Count(static alert => alert.Verdict == AlertVerdict.Duplicate),
                    WrongKind = its.Count(static alert => alert.Verdict == AlertVerdict.WrongKind),
                    Retracted = said.Where(static entry => entry.IsRetracted).Select(static entry => entry.Raised.Incident).Distinct().Count(),
                    Entries = listed.Length,
                    FirstEntryAt = listed.Length == 0 ? null : listed[0].Time,
                };
            }
        }
    }
}
