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
            MinCertainty = section.Number(nameof(AlertOptions.MinCertainty), defaults.MinCertainty, 0, 1, "probability"),
            MinVelocity = section.Number(nameof(AlertOptions.MinVelocity), defaults.MinVelocity, 0, 20, "log growth an hour"),
            HoldScore = section.Number(nameof(AlertOptions.HoldScore), defaults.HoldScore, 0, 100, "points"),
            MinSecondsToAct = section.Whole(nameof(AlertOptions.MinSecondsToAct), defaults.MinSecondsToAct, 0, 86_400, "seconds"),
            UpdateSeconds = section.Whole(nameof(AlertOptions.UpdateSeconds), defaults.UpdateSeconds, 1, 86_400, "seconds"),
            UpdateScore = section.Number(nameof(AlertOptions.UpdateScore), defaults.UpdateScore, 1, 100, "points"),
            EscalationSeverity = section.Number(nameof(AlertOptions.EscalationSeverity), defaults.EscalationSeverity, 0.1, 10, "of severity"),
            RefractoryHours = section.Whole(nameof(AlertOptions.RefractoryHours), defaults.RefractoryHours, 0, 168, "hours"),
            MaxIncidents = section.Whole(nameof(AlertOptions.MaxIncidents), defaults.MaxIncidents, 100, 1_000_000, "incidents"),
            ThreatScore = section.Number(nameof(AlertOptions.ThreatScore), defaults.ThreatScore, 0, 100, "points"),
            ReinforceScore = section.Number(nameof(AlertOptions.ReinforceScore), defaults.ReinforceScore, 0, 100, "points"),
            MinRemainingShare = section.Number(nameof(AlertOptions.MinRemainingShare), defaults.MinRemainingShare, 0, 1, "of the mentions"),
            AlertUpdateSeconds = section.Whole(nameof(AlertOptions.AlertUpdateSeconds), defaults.AlertUpdateSeconds, 1, 86_400, "seconds"),
            SecondWaveRatio = section.Number(nameof(AlertOptions.SecondWaveRatio), defaults.SecondWaveRatio, 1, 1_000, "times"),
            MaxTakenBackShare = section.Number(nameof(AlertOptions.MaxTakenBackShare), defaults.MaxTakenBackShare, 0.01, 1, "of the mentions"),
            HysteresisScore = section.Number(nameof(AlertOptions.HysteresisScore), defaults.HysteresisScore, 0, 100, "points"),
            YouthMinutes = section.Whole(nameof(AlertOptions.YouthMinutes), defaults.YouthMinutes, 1, 1_440, "minutes"),
            DailyCap = section.Whole(nameof(AlertOptions.DailyCap), defaults.DailyCap, 0, 1_000, "alerts"),
            ThreatDailyCap = section.Whole(nameof(AlertOptions.ThreatDailyCap), defaults.ThreatDailyCap, 0, 1_000, "alerts"),
            HoldDailyCap = section.Whole(nameof(AlertOptions.HoldDailyCap), defaults.HoldDailyCap, 0, 1_000, "alerts"),
            ReinforceDailyCap = section.Whole(nameof(AlertOptions.ReinforceDailyCap), defaults.ReinforceDailyCap, 0, 1_000, "alerts"),
            ReserveScore = section.Number(nameof(AlertOptions.ReserveScore), defaults.ReserveScore, 0, 100, "points"),
            DigestHours = section.Whole(nameof(AlertOptions.DigestHours), defaults.DigestHours, 1, 168, "hours"),
            EvidenceTexts = section.Flag(nameof(AlertOptions.EvidenceTexts), defaults.EvidenceTexts),
            NamedPosts = section.Whole(nameof(AlertOptions.NamedPosts), defaults.NamedPosts, 100, 1_000_000, "posts"),
            NamedHours = section.Whole(nameof(AlertOptions.NamedHours), defaults.NamedHours, 1, 168, "hours"),
        };
        if (options.AlertScore < options.OpportunityScore)
            section.Refuse(nameof(AlertOptions.AlertScore), $"is {options.AlertScore}; it must be at least OpportunityScore, {options.OpportunityScore}");
        if (options.AlertUpdateSeconds < options.UpdateSeconds)
        {
            section.Refuse(
                nameof(AlertOptions.AlertUpdateSeconds), $"is {options.AlertUpdateSeconds}; it must be at least UpdateSeconds, {options.UpdateSeconds}");
        }

        return options;
    }
}
