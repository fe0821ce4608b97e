using System.Globalization;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Sources.Live;
using RtmPipeline.Telemetry;
using RtmPipeline.Topology;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Commands;

/// <summary>What a replay shows: progress and warnings on standard error, the alerts and the summary on standard output (or on standard error when the output is data).</summary>
internal sealed class ReplayConsole(TextWriter output, TextWriter errors, bool outputIsData)
{
    private const int NameWidth = 28;

    private readonly ProgressLine _progress = ProgressLine.Of(errors, outputIsData);
    private readonly TextWriter _report = outputIsData ? errors : output;

    /// <summary>Tells how many posts there were, and which share of the input is read where that is known; null before the run begins.</summary>
    public Func<(long Posts, double? Share)>? Position { get; set; }

    /// <summary>Names of files and what servers say stand in warnings, and may be meant for the terminal.</summary>
    public void Warn(string message) => errors.WriteLine($"{MessageWriter.Prefix}{PlainText.Escape(message)}");

    /// <summary>Says where the dashboard is.</summary>
    public void Listening(IReadOnlyList<string> addresses) => ShowLine($"dashboard at {string.Join(", ", addresses)}");

    /// <summary>Says where a run goes on.</summary>
    public void Resumed(Resumption from)
    {
        _report.WriteLine($"goes on from checkpoint {from.Checkpoint.Number}, at {TimeText(from.Checkpoint.StreamTime)} UTC");
        if (from.Found.Detail.Length > 0)
            _report.WriteLine(from.Found.Detail);
    }

    /// <summary>Says what keeping the state took.</summary>
    public void Checkpoints(IReadOnlyList<CheckpointReport> reports)
    {
        Row("checkpoints", reports.Count);
        if (reports.Count == 0)
            return;
        Row("  bytes of the last", reports[^1].Length);
        _report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"  stages stood still for",-28}{Median(reports, r => r.Saving),12:0.0} ms (median)"));
        _report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"  kept within",-28}{Median(reports, r => r.Keeping),12:0.0} ms (median)"));
    }

    /// <summary>Shows the alerts of a batch as they come, and how far the run is where a person watches.</summary>
    public void Show(OutputBatch batch)
    {
        foreach (AlertDigest digest in batch.Digests)
            ShowLine(AlertLine.Of(digest));
        foreach (IncidentRevision revision in batch.Revisions)
        {
            if (revision.Output == OutputKind.Alert)
                ShowLine(AlertLine.Of(revision));
        }

        if (!_progress.IsDue)
            return;
        (long posts, double? share) = Position?.Invoke() ?? default;
        _progress.Show($"at {TimeText(batch.StreamTime)} UTC", posts, "posts", share);
    }

    /// <summary>Shows what a live source did.</summary>
    public void Show(SourceWatch source)
    {
        _report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"source {source.Name} ({source.Kind}): {source.Records:#,0} records, {source.Bytes:#,0} bytes; {PlainText.Escape(source.State.ToString())}"));
        foreach ((string what, long times) in source.Counts)
            Row($"  {what}", times);
    }

    public void Finish(RunSummary summary, Stages stages, TimeSpan elapsed)
    {
        SequencerCounts posts = summary.Posts;
        DeliveryCounts written = stages.Delivery.Counts;
        _progress.Clear();
        _report.WriteLine();
        Row("records", summary.Records);
        Row("posts", posts.Posts);
        Row("  duplicates dropped", posts.Duplicates);
        RowIfAny("  deleted before they came", posts.Deleted);
        Row("  copies of a text", posts.Copies);
        Row("  reposts", posts.Reposts);
        Row("  late", posts.Late);
        Row("  with a clock ahead", posts.Ahead);
        RowIfAny("  backdated", posts.Backdated);
        foreach ((ClockFault fault, string source, long count) in posts.Clocks.All)
            Row(Shortened($"    {Words(fault.ToString())}: {PlainText.Escape(source)}"), count);
        Row("  edits", posts.Edits);
        Row("deletes", posts.Deletes);
        Row("likes", posts.Likes);
        foreach (IgnoreReason reason in Enum.GetValues<IgnoreReason>())
            RowIfAny($"ignored: {Words(reason.ToString())}", summary.IgnoredByReason[(int)reason]);
        Row("rejected", posts.Rejected);
        foreach (RejectReason reason in Enum.GetValues<RejectReason>())
            RowIfAny($"  {Words(reason.ToString())}", summary.RejectedByReason[(int)reason]);
        Row("topics", stages.Trends.TopicCount + stages.Trends.Evicted);
        Row("  pushed out of the table", stages.Trends.Evicted);
        RowIfAny("trends refused, list full", stages.Trends.TrendingRefused);
        RowIfAny("events dropped, list full", stages.Opportunities.EventsDropped);
        foreach (ForecastFigures figures in stages.Trends.ForecastFigures)
            _report.WriteLine(ForecastLine.Of(figures));
        Row("opportunity entries", written.Opportunities);
        Row("alert entries", written.Alerts);
        RowIfAny("alerts held back at the end", stages.Incidents.HeldBack);
        double seconds = Math.Max(elapsed.TotalSeconds, 1e-3);
        _report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"time",-28}{seconds,12:0.00} s, {posts.Posts / seconds:0} posts a second"));
        if (summary.StreamTime > 0)
            _report.WriteLine($"{"stream ends at",-28}{TimeText(summary.StreamTime)} UTC");
        DeliveryDigests digests = stages.Delivery.Digests;
        _report.WriteLine($"{"digest of opportunities",-28}{digests.Opportunities}");
        _report.WriteLine($"{"digest of alerts",-28}{digests.Alerts}");
        _report.WriteLine($"{"digest of dead letters",-28}{digests.DeadLetters}");
    }

    private void ShowLine(string line)
    {
        _progress.Clear();
        _report.WriteLine(line);
    }

    private static string TimeText(long time) => $"{DateTimeOffset.FromUnixTimeMilliseconds(time):yyyy-MM-dd HH:mm:ss}";

    private static double Median(IReadOnlyList<CheckpointReport> reports, Func<CheckpointReport, TimeSpan> of)
    {
        double[] times = [.. reports.Select(report => of(report).TotalMilliseconds).Order()];
        return times[times.Length / 2];
    }

    /// <summary>Names of sources are the records' own, and may be long.</summary>
    private static string Shortened(string name) => name.Length <= NameWidth ? name : $"{name[..(NameWidth - 1)]}…";

    private void RowIfAny(string name, long count)
    {
        if (count > 0)
            Row(name, count);
    }

    private void Row(string name, long count) =>
        _report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28}{count,12:#,0}"));

    /// <summary>A reason's name as words: InvalidJson is "invalid json".</summary>
    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));
}
