using System.Globalization;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Tagging;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>
/// Prints one incident's life, and how its score comes about: each factor on a line, with what it adds and the sum so far, which ends at the score. Factors are
/// printed as they come, whatever the scorer calls them.
/// </summary>
internal static class IncidentExplanation
{
    /// <param name="life">All revisions of the incident.</param>
    /// <param name="verdict">What the truth says of it, in a sentence; null where there is none.</param>
    /// <param name="thresholds">Scores that decide.</param>
    /// <param name="output">Takes it.</param>
    public static void Write(IReadOnlyList<IncidentRevision> life, string? verdict, AlertOptions thresholds, TextWriter output)
    {
        IncidentRevision first = life[0];
        IncidentRevision shown = life.FirstOrDefault(static r => r is { Output: OutputKind.Alert, Phase: IncidentPhase.Raised }) ?? first;
        output.WriteLine($"Incident {first.Incident} for {first.Brand}: {PlainText.Escape(shown.Topic.Label)}{Aliases(shown)}");
        output.WriteLine($"seen since {AlertsConsole.Clock(first.FirstSeen)} UTC, raised {AlertsConsole.Clock(first.RaisedAt)} UTC");
        if (verdict is not null)
            output.WriteLine(verdict);
        output.WriteLine();
        WriteLife(life, output);
        output.WriteLine();
        output.WriteLine($"Score of revision {shown.Revision}, {AlertsConsole.Clock(shown.Time)} UTC");
        WriteSum(shown, output);
        output.WriteLine();
        output.WriteLine(Safety(shown.Tags.Safety));
        output.WriteLine(Because(shown, life, thresholds));
        output.WriteLine(PlainText.Escape(shown.Summary));
    }

    private static void WriteLife(IReadOnlyList<IncidentRevision> life, TextWriter output)
    {
        var table = new TextTable("time", "rev", "stream", "phase", "kind", "score", "severity", "act before", "peak", "a minute", "topic");
        foreach (IncidentRevision r in life)
        {
            table.Add(
                AlertsConsole.Clock(r.Time), $"{r.Revision}", r.Output == OutputKind.Alert ? "alert" : "opportunity", r.Phase.Word(), r.Kind.Word(), TextTable.Number(r.Score, 2), TextTable.Number(r.Severity, 1),
                AlertsConsole.Clock(r.ActBefore), AlertsConsole.Clock(r.PeakAt), TextTable.Number(r.Velocity.PerMinute, 1), PlainText.Escape(r.Topic.Label));
        }

        table.Write(output);
    }

    private static void WriteSum(IncidentRevision shown, TextWriter output)
    {
        var table = new TextTable("factor", "value", "weight", "adds", "sum");
        double sum = 0;
        foreach (ScoreFactor factor in shown.Factors)
        {
            sum += factor.Contribution;
            table.Add(factor.Name, TextTable.Number(factor.Value, 4), TextTable.Number(factor.Weight, 2), Signed(factor.Contribution), TextTable.Number(sum, 2));
        }

        table.Add("score", "", "", "", TextTable.Number(shown.Score, 2));
        table.Write(output);
    }

    private static string Safety(SafetySummary safety) => safety.Level == SafetyLevel.None
        ? "Safety: nothing against it"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Safety: {safety.Level.Word()}{(safety.Category is { } category ? $", {category}" : "")}, {safety.Share * 100:0.#} % of the posts{(safety.Because.Length > 0 ? $", because of {string.Join(", ", safety.Because.Select(PlainText.Escape))}" : "")}");

    private static string Because(IncidentRevision shown, IReadOnlyList<IncidentRevision> life, AlertOptions thresholds)
    {
        bool isAlerted = life.Any(static r => r.Output == OutputKind.Alert);
        if (life.Any(static r => r.Phase == IncidentPhase.Retracted))
            return "Taken back: see the revisions above.";
        if (isAlerted && shown.Kind == AlertKind.Hold)
            return string.Create(CultureInfo.InvariantCulture, $"Raised as a hold: the posts speak of a tragedy, and its magnitude reached {thresholds.HoldScore:0.#}.");
        return isAlerted
            ? string.Create(CultureInfo.InvariantCulture, $"Raised: the score {shown.Score:0.00} reached the {thresholds.AlertScore:0.#} of an alert.")
            : string.Create(CultureInfo.InvariantCulture, $"Not alerted: listed as an opportunity from {thresholds.OpportunityScore:0.#} on, it did not reach the {thresholds.AlertScore:0.#} of an alert while it grew; the highest score told was {life.Max(static r => r.Score):0.00}.");
    }

    private static string Aliases(IncidentRevision shown) =>
        shown.Topic.Aliases.Length == 0 ? "" : $" (also {string.Join(", ", shown.Topic.Aliases.Select(PlainText.Escape))})";

    private static string Signed(double points) => (points >= 0 ? "+" : "") + points.ToString("0.00", CultureInfo.InvariantCulture);
}
