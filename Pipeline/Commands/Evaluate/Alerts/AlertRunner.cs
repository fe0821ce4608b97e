using RtmPipeline.Alerts;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Sources.Files;
using RtmPipeline.Topology;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>Sends one stream through a fresh pipeline, as a replay does, and judges what it said.</summary>
/// <param name="settings">Configuration and brands.</param>
/// <param name="tolerance">See <see cref="RunJudge"/>.</param>
/// <param name="explained">Incident to explain when it occurs; null for none.</param>
/// <param name="output">File for the entries, as a replay writes them; null for none.</param>
/// <param name="progress">Shows how far it is.</param>
internal sealed class AlertRunner(PipelineSettings settings, TimeSpan tolerance, string? explained, string? output, ProgressLine progress)
{
    private long _posts;

    /// <summary>Ids of the brands watched.</summary>
    public IReadOnlyList<string> Brands { get; } = [.. settings.Profiles.Select(static profile => profile.Id)];

    /// <summary>The incident to explain with the run's verdict on it; null while it has not occurred.</summary>
    public (IReadOnlyList<IncidentRevision> Life, string? Verdict)? Explained { get; private set; }

    /// <summary>Records that were rejected, in all runs.</summary>
    public long Rejected { get; private set; }

    /// <param name="run">The stream.</param>
    /// <param name="place">Which of how many it is, for people.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="UnusableFileException">The run cannot be judged.</exception>
    public async Task<RunOutcome> RunAsync(EvaluationRun run, string place, CancellationToken stop)
    {
        await using var delivery = new KeepingDelivery(output is null ? new NowhereDelivery() : new FileDelivery(output));
        await delivery.OpenAsync(stop);
        long before = _posts;
        RunSummary? begun = null;
        Stages stages = PipelineRun.StagesOf(settings, delivery) with
        {
            OnBegun = counts => begun = counts,
            OnDelivered = _ =>
            {
                if (progress.IsDue)
                    progress.Show($"{place}: {run.Name}", before + begun!.Posts.Posts, "posts", FileSource.ShareOf(run.Files, begun.Reached));
            },
        };
        RunSummary summary = await new DataflowGraph(settings.Topology).RunAsync(run.Sources, stages, stop, CancellationToken.None);
        _posts += summary.Posts.Posts;
        stop.ThrowIfCancellationRequested();
        Rejected += summary.Posts.Rejected;
        List<string> notSeen = [];
        var judge = new RunJudge(run.Events(notSeen), Brands, tolerance);
        (List<RaisedAlert> alerts, List<EventOutcome> events) = judge.Judge(run.Name, delivery.Incidents, run.HasTruth);
        Explain(run, delivery.Incidents, alerts);
        long end = run.TimeOf(summary.StreamTime);
        RaisedAlert[] inOwnTime = [.. alerts.Select(alert => alert with { Raised = alert.Raised with { Time = run.TimeOf(alert.Raised.Time) } })];
        return new RunOutcome(run.Name, run.StartAt ?? end, end, summary.Posts.Posts, run.HasTruth, events, inOwnTime, notSeen);
    }

    private void Explain(EvaluationRun run, IReadOnlyList<IReadOnlyList<IncidentRevision>> incidents, List<RaisedAlert> alerts)
    {
        if (explained is null || Explained is not null || incidents.FirstOrDefault(life => life[0].Incident == explained) is not { } found)
            return;
        RaisedAlert? alert = alerts.Find(alert => alert.Raised.Incident == explained);
        Explained = (found, alert is null or { Verdict: AlertVerdict.Unjudged } ? null : $"By the truth of {run.Name}: {alert.VerdictWords}; it fits {alert.AboutWords}.");
    }
}
