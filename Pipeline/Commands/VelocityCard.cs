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
        card.AppendLine("A linear regression of log growth on the state of a topic: rates at several half-lives and their ratios, shares of copies and news, age, volume of the stream.");
        card.AppendLine("Target: log of (mentions in the horizon + ½) / (mentions at the present rate + ½), where the present rate is that of the last quarter hour. Least absolute");
        card.AppendLine("deviations with a ridge; a recording weighs as much as the root of its number of samples. In service a second line learns what the first gets wrong on the");
        card.AppendLine("stream at hand, from these and from reposts, voices per mention, share of the stream and the hour of the day. Written by `train velocity`.");
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
        card.AppendLine("Each recording is judged by a model fitted on the others; the quantiles of its intervals come from the others too. “Learning” plays the recording in the");
        card.AppendLine("order of time, as in service: each forecast knows what had come true by then. “Trending” are the samples of topics that were trending, whose forecasts are published.");
        card.AppendLine();
        card.AppendLine("| horizon | judged | samples | mean absolute log error | same for “no change” | inside the 50 % interval | inside the 90 % interval |");
        card.AppendLine("|---|---|---:|---:|---:|---:|---:|");
        foreach (VelocityFigures f in figures)
        {
            Row(card, f.Minutes, "fitted alone", f.Fitted);
            Row(card, f.Minutes, "learning", f.Learning);
            Row(card, f.Minutes, "learning, trending", f.Trending);
        }

        card.AppendLine();
        card.AppendLine("## Recording by recording, learning");
        card.AppendLine();
        card.AppendLine("| recording | horizon | samples | mean absolute log error | same for “no change” | inside 50 % | inside 90 % |");
        card.AppendLine("|---|---|---:|---:|---:|---:|---:|");
        foreach (VelocityFigures f in figures)
        {
            foreach ((int recording, ErrorFigures own) in f.ByRecording)
                card.AppendLine(CultureInfo.InvariantCulture, $"| {recordings[recording].Name} | {f.Minutes} min | {Numbers(own)} |");
        }

        card.AppendLine();
        card.AppendLine("## Known limits");
        card.AppendLine();
        card.AppendLine("Samples are topics that are above expectation already; quiet topics are not what it was fitted for. Recordings are few and mostly of sudden events,");
        card.AppendLine("so slow climbs and scheduled events are predicted with wide intervals. Intervals keep their coverage over a run, not within each event: a single event");
        card.AppendLine("may be more or less certain than the rest. The texts of the recordings are in no form part of the model.");
        return card.ToString();
    }

    private static void Row(StringBuilder card, int minutes, string judged, ErrorFigures figures)
    {
        if (figures.Samples > 0)
            card.AppendLine(CultureInfo.InvariantCulture, $"| {minutes} min | {judged} | {Numbers(figures)} |");
    }

    private static string Numbers(ErrorFigures f) => string.Create(
        CultureInfo.InvariantCulture,
        $"{f.Samples} | {f.MeanAbsoluteLogError:0.000} | {f.NoChangeLogError:0.000} | {f.Coverage50:P1} | {f.Coverage90:P1}");
}
