using RtmPipeline.Alerts;

namespace RtmPipeline.Commands.Configuration;

internal static class AlertSection
{
    public static AlertOptions Read(OptionSection section)
    {
        AlertOptions defaults = new();
        AlertOptions options = new()
        {
            OpportunityScore = section.Number(nameof(AlertOptions.OpportunityScore), defaults.OpportunityScore, 0, 100, "points"),
            AlertScore = section.Number(nameof(AlertOptions.AlertScore), defaults.AlertScore, 0, 100, "points"),
            HoldScore = section.Number(nameof(AlertOptions.HoldScore), defaults.HoldScore, 0, 100, "points"),
            MinSecondsToAct = section.Whole(nameof(AlertOptions.MinSecondsToAct), defaults.MinSecondsToAct, 0, 86_400, "seconds"),
            UpdateSeconds = section.Whole(nameof(AlertOptions.UpdateSeconds), defaults.UpdateSeconds, 1, 86_400, "seconds"),
            UpdateScore = section.Number(nameof(AlertOptions.UpdateScore), defaults.UpdateScore, 1, 100, "points"),
            EscalationSeverity = section.Number(nameof(AlertOptions.EscalationSeverity), defaults.EscalationSeverity, 0.1, 10, "of severity"),
            RefractoryHours = section.Whole(nameof(AlertOptions.RefractoryHours), defaults.RefractoryHours, 0, 168, "hours"),
            MaxIncidents = section.Whole(nameof(AlertOptions.MaxIncidents), defaults.MaxIncidents, 100, 1_000_000, "incidents"),
            ThreatScore = section.Number(nameof(AlertOptions.ThreatScore), defaults.ThreatScore, 0, 100, "points"),
            ReinforceScore = section.Number(nameof(AlertOptions.ReinforceScore), defaults.ReinforceScore, 0, 100, "points"),
        };
        if (options.AlertScore < options.OpportunityScore)
            section.Refuse(nameof(AlertOptions.AlertScore), $"is {options.AlertScore}; it must be at least OpportunityScore, {options.OpportunityScore}");
        return options;
    }
}
