using System.Globalization;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Sources.Simulation;

namespace RtmPipeline.Commands;

/// <summary>Shows the outputs of the demo as they come, and holds them against what was true.</summary>
internal sealed class DemoConsole(TextWriter output)
{
    private readonly List<IncidentRevision> _raised = [];

    public void Show(OutputBatch batch)
    {
        foreach (AlertDigest digest in batch.Digests)
            output.WriteLine($"DIGEST       {AlertLine.Of(digest)}");
        foreach (IncidentRevision revision in batch.Revisions)
        {
            if (revision.Phase == IncidentPhase.Raised)
                _raised.Add(revision);
            if (revision.Output == OutputKind.Alert)
                output.WriteLine($"ALERT        {AlertLine.Of(revision)}");
            else if (revision.Phase == IncidentPhase.Raised)
                output.WriteLine($"opportunity  {AlertLine.Of(revision)}");
        }
    }

    /// <summary>For each topic of the scenario that is a test: what was to be raised, and what was.</summary>
    public void Verdict(ScenarioTruth truth)
    {
        output.WriteLine();
        output.WriteLine("What was true, and what the brand was told:");
        foreach (TopicTruth topic in truth.Topics.Where(t => t.Kind is "event" or "tragedy" or "bots" or "advert"))
        {
            string expected = topic.ShouldRaise ? $"{topic.Alert} expected" : "nothing expected";
            output.WriteLine($"  {topic.Id} ({topic.Kind}; began {Clock(topic.OnsetAt)}, peaked {Clock(topic.PeakAt)} UTC; {expected}):");
            List<IncidentRevision> about = [.. _raised.Where(r => IsAbout(r, topic))];
            if (about.Count == 0)
                output.WriteLine("    nothing");
            foreach (IncidentRevision revision in about)
                output.WriteLine($"    {What(revision)} “{PlainText.Escape(revision.Topic.Label)}”, {After(revision, topic)}");
        }
    }

    private static string What(IncidentRevision revision) =>
        revision.Output == OutputKind.Alert ? $"{revision.Kind.Word()} alert on" : "opportunity on";

    private static string After(IncidentRevision revision, TopicTruth topic)
    {
        TimeSpan late = TimeSpan.FromMilliseconds(revision.Time - topic.OnsetAt);
        TimeSpan lead = TimeSpan.FromMilliseconds(topic.PeakAt - revision.Time);
        string peak = lead >= TimeSpan.Zero ? $"{lead.TotalMinutes.ToString("0.0", CultureInfo.InvariantCulture)} minutes before the peak" : "after the peak";
        return $"{late.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s after it began, {peak}";
    }

    /// <summary>An output is about a topic when what it leads with, or goes with, is one of the surfaces by which posts name the topic, or a word of one.</summary>
    private static bool IsAbout(IncidentRevision revision, TopicTruth topic)
    {
        if (revision.Time < topic.OnsetAt)
            return false;
        HashSet<string> labels = [.. revision.Topic.Aliases.Append(revision.Topic.Label).Select(Plain)];
        return topic.Surfaces.Any(s => labels.Contains(Plain(s.Text)) || s.Text.Split(' ').Any(word => Plain(word) == Plain(revision.Topic.Label)));
    }

    private static string Plain(string label) =>
        string.Concat(label.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    private static string Clock(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
