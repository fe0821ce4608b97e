using RtmPipeline.Opportunities;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Language;

namespace RtmPipeline.Alerts;

/// <summary>Tells what of an incident's change is worth an update.</summary>
internal static class WhatMatters
{
    /// <summary>A language with this share of the posts is one the event grows in; less is a few travellers.</summary>
    private const double MainLanguageShare = 0.2;

    /// <summary>The time to act counts as changed by half of what was left, taken as at least this long.</summary>
    private const long LeastLeftMs = 600_000;

    /// <summary>Languages are sorted by their shares for this, which is too dear for every tick: once a minute of stream time is soon enough.</summary>
    private const long LanguagesEveryMs = 60_000;

    /// <summary>What would be told now.</summary>
    public static Told Now(Incident incident, Opportunity opportunity, Told? before, long now) => new(
        now,
        Rounded.Of(opportunity.Score),
        incident.ActBefore,
        IncidentWriter.LevelOf(opportunity.Summary),
        opportunity.Summary.NewsFirstAt is not null,
        [.. (before?.Languages ?? []).Union(MainLanguages(opportunity.Summary))]);

    /// <summary>
    /// An opportunity's reader also wants the score to be right. An alert's reader is disturbed only by what changes the decision: the time to act, a
    /// worse safety level, news that has it now, a language more; and for kinds that have no other stream, the score. Of a wave to
    /// reinforce only a rise is: one that needs less help will be over soon, and is told of then.
    /// </summary>
    public static bool HasChanged(Told before, Incident incident, Opportunity opportunity, OutputKind output, double updateScore, long now)
    {
        bool scoreCounts = output == OutputKind.Opportunity || incident.Kind != AlertKind.Opportunity;
        long left = Math.Max(before.ActBefore - now, LeastLeftMs);
        double change = Rounded.Of(opportunity.Score) - before.Score;
        return (scoreCounts && (incident.Kind == AlertKind.Reinforce ? change : Math.Abs(change)) >= updateScore)
            || (RaiseTiming.HasDeadline(incident.Kind) && Math.Abs(incident.ActBefore - before.ActBefore) > left / 2)
            || (opportunity.Summary.NewsFirstAt is not null && !before.HasNews)
            || IncidentWriter.LevelOf(opportunity.Summary) > before.Safety
            || (now % LanguagesEveryMs == 0 && MainLanguages(opportunity.Summary).Except(before.Languages).Any());
    }

    private static IEnumerable<string> MainLanguages(EventSummary summary) =>
        summary.Languages.Top((int)(1 / MainLanguageShare)).Where(l => l.Name != LanguageTagger.Undetermined && l.Share >= MainLanguageShare).Select(l => l.Name);
}
