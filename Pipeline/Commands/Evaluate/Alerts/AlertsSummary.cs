using System.Globalization;
using System.Text.Json.Serialization;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>Everything that was found, before it is written in one form or another.</summary>
internal sealed record AlertsEvaluation(IReadOnlyList<string> Brands, TimeSpan Tolerance, IReadOnlyList<RunOutcome> Runs, IReadOnlyList<FailedFile> Failed)
{
    public IReadOnlyList<EventOutcome> Events { get; } = [.. Runs.SelectMany(static run => run.Events)];

    /// <summary>The same event and brand in several runs, as seeds have it; in order of first appearance.</summary>
    public IEnumerable<(string Event, string Brand, EventOutcome[] Outcomes)> Groups() =>
        Events.GroupBy(static o => (o.Happened.Event.Id, o.Brand)).Select(static group => (group.Key.Id, group.Key.Brand, group.ToArray()));

    /// <summary>False where each run is one event and has its name: then runs need no column.</summary>
    public bool HasNamedRuns { get; } = Runs.Any(static run => run.Events.Count == 0 || run.Events.Any(o => o.Happened.Event.Id != run.Name));

    public double Hours => Runs.Sum(static run => run.Hours);

    public int FalseAlerts => Runs.Sum(static run => run.FalseAlerts);

    public double? FalseAlertsPerDay => Hours > 0 ? FalseAlerts / (Hours / 24) : null;
}

/// <summary>A figure's middle and worst in JSON.</summary>
internal sealed record SpreadJson(double? Median, double? Worst)
{
    public static SpreadJson Of(Spread spread) => new(AlertsJson.Round(spread.Median), AlertsJson.Round(spread.Worst));
}

internal sealed record FiguresJson(
    int Events, int Raised, int Missed, int Duplicates, int WrongKind, int Retracted,
    SpreadJson DelaySeconds, SpreadJson TenthPostDelaySeconds, SpreadJson DelayPosts, SpreadJson ShareOfPeak, SpreadJson LeadSeconds, SpreadJson ActBeforeErrorSeconds)
{
    public static FiguresJson Of(EventFigures f) => new(
        f.Events, f.Raised, f.Missed, f.Duplicates, f.WrongKind, f.Retracted,
        SpreadJson.Of(f.DelaySeconds), SpreadJson.Of(f.TenthDelaySeconds), SpreadJson.Of(f.DelayPosts), SpreadJson.Of(f.ShareOfPeak), SpreadJson.Of(f.LeadSeconds), SpreadJson.Of(f.ActBeforeErrorSeconds));
}

/// <summary>One event and brand. Times are RFC 3339, spans are seconds; null where something is not known or was not raised.</summary>
internal sealed record EventJson(
    string Run, string Event, string Brand, string Expected, string Outcome, string? Incident,
    string OnsetAt, string? TenthPostAt, string? RaisedAt, string? PeakAt, string? EndAt, string? ActBefore,
    double? DelaySeconds, double? TenthPostDelaySeconds, double? DelayPosts, double? ShareOfPeak, double? LeadSeconds, double? ActBeforeErrorSeconds,
    int Duplicates, int WrongKind, int Retracted, int Entries, double? EntryDelaySeconds)
{
    public static EventJson Of(EventOutcome o) => new(
        o.Run, o.Happened.Event.Id, o.Brand, o.Expected.Word(), o.Word, o.First?.Raised.Incident,
        AlertsJson.Time(o.Happened.OnsetAt)!, AlertsJson.Time(o.Happened.TenthAt), AlertsJson.Time(o.RaisedAt), AlertsJson.Time(o.Happened.PeakAt), AlertsJson.Time(o.Happened.EndAt), AlertsJson.Time(o.First?.Raised.ActBefore),
        AlertsJson.Round(o.DelaySeconds), AlertsJson.Round(o.TenthDelaySeconds), AlertsJson.Round(o.DelayPosts), AlertsJson.Round(o.ShareOfPeak), AlertsJson.Round(o.LeadSeconds), AlertsJson.Round(o.ActBeforeErrorSeconds),
        o.Duplicates, o.WrongKind, o.Retracted, o.Entries, AlertsJson.Round(o.EntryDelaySeconds));
}

internal sealed record FactorJson(string Name, double Value, double Weight, double Contribution);

/// <summary>An alert that was raised.</summary>
internal sealed record AlertJson(
    string Run, string Incident, string At, string Brand, string Kind, string Topic, string[] Aliases, double Score, double Severity, string? Verdict, string? About, string? AboutKind, FactorJson[] Factors, string Summary)
{
    public static AlertJson Of(string run, RaisedAlert alert)
    {
        IncidentRevision r = alert.Raised;
        return new AlertJson(
            run, r.Incident, AlertsJson.Time(r.Time)!, r.Brand, r.Kind.Word(), r.Topic.Label, r.Topic.Aliases, r.Score, r.Severity,
            alert.Verdict == AlertVerdict.Unjudged ? null : alert.VerdictWords, alert.About?.Event.Id, alert.About?.Event.Kind,
            [.. r.Factors.Select(static f => new FactorJson(f.Name, f.Value, f.Weight, f.Contribution))], r.Summary);
    }
}

internal sealed record RunJson(string Run, string StartAt, string EndAt, double Hours, long Posts, int? FalseAlerts, IReadOnlyList<string> NotSeen);

/// <summary>A whole evaluation as JSON.</summary>
internal sealed record AlertsSummary(
    IReadOnlyList<string> Brands, double ToleranceSeconds, double Hours, int? FalseAlerts, double? FalseAlertsPerDay, FiguresJson Overall,
    RunJson[] Runs, EventJson[] Events, AlertJson[] Alerts, IReadOnlyList<FailedFile> Failed)
{
    public static AlertsSummary Of(AlertsEvaluation all)
    {
        bool isJudged = all.Runs.Any(static run => run.HasTruth);
        return new AlertsSummary(
            all.Brands, all.Tolerance.TotalSeconds, Math.Round(all.Hours, 3), isJudged ? all.FalseAlerts : null, isJudged ? AlertsJson.Round(all.FalseAlertsPerDay) : null,
            FiguresJson.Of(EventFigures.Of(all.Events)),
            [.. all.Runs.Select(static run => new RunJson(run.Name, AlertsJson.Time(run.StartAt)!, AlertsJson.Time(run.EndAt)!, Math.Round(run.Hours, 3), run.Posts, run.HasTruth ? run.FalseAlerts : null, run.NotSeen))],
            [.. all.Events.Select(EventJson.Of)],
            [.. all.Runs.SelectMany(static run => run.Alerts.Select(alert => AlertJson.Of(run.Name, alert)))],
            all.Failed);
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AlertsSummary))]
internal sealed partial class AlertsJson : JsonSerializerContext
{
    public static double? Round(double? value) => value is { } number ? Math.Round(number, 4) : null;

    public static string? Time(long? unixMs) =>
        unixMs is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : null;
}
