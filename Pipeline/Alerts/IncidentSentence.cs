using System.Globalization;
using RtmPipeline.Opportunities;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Trends;

namespace RtmPipeline.Alerts;

/// <summary>Says an incident in one or two plain sentences, from facts only.</summary>
internal static class IncidentSentence
{
    public static string Write(Incident incident, Opportunity opportunity, BrandProfile brand, IncidentPhase phase, long firstSeen)
    {
        if (WatchSentence.Write(incident, opportunity, brand, phase) is { } watched)
            return watched;
        TopicSnapshot lead = opportunity.Lead;
        string what = string.Create(CultureInfo.InvariantCulture,
            $"“{lead.Label}” is at {Rate(lead.PerMinute)} mentions a minute, {Times(lead)}, seen since {Clock(firstSeen)} UTC from about {lead.Voices:0} people");
        string then = phase switch
        {
            IncidentPhase.Expired => "It is over for this purpose: do not act on it any more.",
            IncidentPhase.Retracted => "The opportunity is taken back: do not act on it.",
            _ when incident.Kind == AlertKind.Hold => $"Most likely {opportunity.Veto ?? "a tragedy"}: pause what {brand.Name} has scheduled.",
            IncidentPhase.Peaked => $"It is past its peak of {Rate(lead.PeakPerMinute)} a minute; act before {Clock(incident.ActBefore)} UTC or let it go.",
            _ => string.Create(CultureInfo.InvariantCulture,
                $"About {lead.WithinAnHour.Total:0} more are expected in the next {lead.WithinAnHour.HorizonMinutes} minutes; act before {Clock(incident.ActBefore)} UTC."),
        };
        return $"{what}. {then}";
    }

    private static string Rate(double perMinute) =>
        perMinute >= 10 ? perMinute.ToString("0", CultureInfo.InvariantCulture) : perMinute.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Times(TopicSnapshot lead)
    {
        double ratio = lead.PerMinute / Math.Max(lead.ExpectedPerMinute, 1e-9);
        return ratio >= 1000 ? "where none were expected" : string.Create(CultureInfo.InvariantCulture, $"{ratio:0} times what was expected");
    }

    private static string Clock(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("HH:mm", CultureInfo.InvariantCulture);
}
