using System.Globalization;
using RtmPipeline.Opportunities;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Trends;

namespace RtmPipeline.Alerts;

/// <summary>Says a wave against the brand, or one around its own post, in one or two plain sentences, from facts only.</summary>
internal static class WatchSentence
{
    /// <returns>Null for an event.</returns>
    public static string? Write(Incident incident, Opportunity opportunity, BrandProfile brand, IncidentPhase phase) => opportunity.Kind switch
    {
        OpportunityKind.Threat => Threat(incident, opportunity, brand, phase),
        OpportunityKind.Reinforce => Reinforce(incident, opportunity, brand, phase),
        _ => null,
    };

    private static string Threat(Incident incident, Opportunity opportunity, BrandProfile brand, IncidentPhase phase)
    {
        TopicSnapshot lead = opportunity.Lead;
        string[] about = [.. opportunity.Topics.Take(3).Select(t => t.Snapshot.Label).Where(label => label != brand.Name).Select(label => $"“{label}”")];
        string subject = about.Length > 0 ? $", about {string.Join(", ", about)}" : "";
        string what = string.Create(CultureInfo.InvariantCulture,
            $"About {lead.Voices:0} people speak against {brand.Name}{subject}: {Times(lead)} times what is usual, since {Clock(lead.OnsetAt)} UTC");
        string then = phase switch
        {
            IncidentPhase.Expired => "The wave is over, or past the time to get ahead of it.",
            IncidentPhase.Retracted => "The threat is taken back.",
            IncidentPhase.Peaked => "It is past its peak.",
            _ => string.Create(CultureInfo.InvariantCulture,
                $"About {lead.WithinAnHour.Total:0} more are expected in the next {lead.WithinAnHour.HorizonMinutes} minutes; answer before {Clock(incident.ActBefore)} UTC."),
        };
        return $"{what}. {then}";
    }

    private static string Reinforce(Incident incident, Opportunity opportunity, BrandProfile brand, IncidentPhase phase)
    {
        TopicSnapshot lead = opportunity.Lead;
        string what = string.Create(CultureInfo.InvariantCulture,
            $"The post {brand.Name} made at {Clock(lead.OnsetAt)} UTC fades earlier than predicted: {lead.Voices:0} people so far, {lead.PerMinute * 60:0} an hour where {lead.ExpectedPerMinute * 60:0} were expected");
        string then = phase is IncidentPhase.Expired or IncidentPhase.Retracted
            ? "There is nothing more to help it with."
            : $"It can still be helped until {Clock(incident.ActBefore)} UTC.";
        return $"{what}. {then}";
    }

    private static string Times(TopicSnapshot lead) =>
        Math.Min(99, lead.PerMinute / Math.Max(lead.ExpectedPerMinute, 1e-9)).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Clock(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("HH:mm", CultureInfo.InvariantCulture);
}
