using System.Globalization;
using RtmPipeline.Opportunities;
using RtmPipeline.Opportunities.Communities;

namespace RtmPipeline.Tests.Opportunities.Saving;

/// <summary>All that a tick says, and what is read of the summaries, as one text: doubles to their last bit.</summary>
internal static class OpportunityText
{
    public static string Of(TickOpportunities tick) =>
        string.Join('\n', tick.Opportunities.Select(o => Of(o, tick.Time)).Prepend(string.Create(CultureInfo.InvariantCulture, $"tick {tick.Time}")));

    private static string Of(Opportunity said, long now)
    {
        EventSummary summary = said.Summary;
        EventCrowd crowd = summary.Crowd;
        object?[] parts =
        [
            said.EventFounder, said.EventOnsetAt, said.Brand, said.Kind, said.Score, said.Magnitude, said.Severity, said.Veto, said.IsTragedy, said.IsExpected, said.IsOver,
            said.Relevance, said.MergedInto, said.TakenBackShare, string.Join(',', said.Factors), said.Lead, string.Join(',', said.Lead.Forecast),
            string.Join(',', said.Topics.Select(t => (t.Snapshot.Slot, t.Snapshot.Label, t.IsName, t.Snapshot.PerMinute))),
            said.Story is { } story ? (story.Id, string.Join(' ', story.Stories), story.Items, story.Publishers, story.Copies, story.FirstPublisher, story.LastAt, story.LeadMinutes) : null,
            said.Authenticity.Value, string.Join(',', said.Authenticity.Because),
            summary.Posts, summary.FirstSeen, summary.NewsFirstAt, summary.PerMinute(now), summary.EffectiveTexts, summary.Weight, summary.SentimentMean, summary.TragicShare, summary.TopAuthorShare,
            Of(summary.Languages), Of(summary.Themes), Of(summary.Entities), Of(summary.Sources), Of(summary.SafetyWords),
            string.Join(',', summary.Evidence),
            string.Join(',', crowd.Communities.Read(now, 9).Select(c => (c.Id, c.Kind, string.Join(' ', c.Languages), c.Authors, c.Shares, c.Since))),
            string.Join(',', crowd.Carriers.Top(9)),
            string.Join(',', crowd.Languages.Read(now, 9)), string.Join(',', crowd.Sources.Read(now, 9)), string.Join(',', crowd.Places.Read(now, 9)),
            Of(crowd.Outlets), string.Join(',', crowd.Reasons.Top(said.Brand, 9)), crowd.Start.NamedShare(said.Brand), summary.Naming.NegativeShare(said.Brand),
        ];
        return string.Join('|', parts.Select(static part => Convert.ToString(part, CultureInfo.InvariantCulture)));
    }

    private static string Of(NameCounts counts) => string.Join(',', counts.Top(20));
}
