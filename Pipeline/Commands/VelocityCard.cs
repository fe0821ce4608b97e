using System.Globalization;
using System.Text;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Commands;

/// <summary>The model card of the velocity regression: what it was fitted on, how well it does on what it has not seen, where it fails.</summary>
internal static class VelocityCard
{
    public static string Write(IReadOnlyList<VelocityRecording> recordings, IReadOnlyList<VelocityFigures> figures)
    {
        var card = new StringBuilder();
        card.AppendLine("# Velocity regression");
        card.AppendLine();
        card.AppendLine("Ridge regression of log growth on the state of a topic (rates at several half-lives, shares of reposts, copies and news, voices, age, volume of the stream).");
        card.AppendLine("Target: log of (mentions in the horizon + ½) / (mentions at the present rate + ½). Written by `train velocity`.");
        card.AppendLine();
        card.AppendLine("## Fitted on");
        card.AppendLine();
        card.AppendLine("| recording | samples |");
        card.AppendLine("|---|---:|");
        foreach (VelocityRecording recording in recordings)
            card.AppendLine(CultureInfo.InvariantCulture, $"| {recording.Name} | {recording.Samples.Count} |");
        card.AppendLine();
        card.AppendLine("## Figures on recordings left out");
        card.AppendLine();
        card.AppendLine("Each recording is judged by a model fitted on the others; its intervals come from the others too.");
        card.AppendLine();
        card.AppendLine("| horizon | samples | mean absolute log error | same for “no change” | truths inside the 90 % interval |");
        card.AppendLine("|---|---:|---:|---:|---:|");
        foreach (VelocityFigures f in figures)
            card.AppendLine(CultureInfo.InvariantCulture, $"| {f.Minutes} min | {f.Samples} | {f.MeanAbsoluteLogError:0.000} | {f.NoChangeLogError:0.000} | {f.Coverage:P1} |");
        card.AppendLine();
        card.AppendLine("## Known limits");
        card.AppendLine();
        card.AppendLine("Samples are topics that are above expectation already; quiet topics are not what it was fitted for. Recordings are few and mostly of sudden events,");
        card.AppendLine("so slow climbs and scheduled events are predicted with wide intervals. The texts of the recordings are in no form part of the model.");
        return card.ToString();
    }
}
