using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RtmPipeline.Telemetry;

/// <summary>
/// Instruments of the graph, named by OpenTelemetry's conventions. Attributes are words of closed or bounded sets. What is counted anyway is read when somebody asks; times of
/// stages cost two looks at the clock for each batch.
/// </summary>
internal sealed class GraphMetrics : IDisposable
{
    public const string MeterName = "RtmPipeline.Graph";

    private readonly Meter _meter = new(MeterName);
    private readonly ActivitySource _traces = new(MeterName);
    private readonly TimeProvider _clock;
    private readonly Histogram<double> _stages;
    private readonly Histogram<double> _delay;
    private readonly Counter<long> _revisions;
    private readonly Counter<long> _digests;
    private readonly Counter<long> _retractions;
    private readonly Counter<long> _decisions;
    private IGraphReadings? _graph;

    /// <param name="clock">Times the stages; no output depends on it.</param>
    public GraphMetrics(TimeProvider clock)
    {
        _clock = clock;
        _stages = _meter.CreateHistogram<double>("rtm.stage.duration", "s", "Time that one batch took in a stage, by rtm.stage");
        _delay = _meter.CreateHistogram<double>(
            "rtm.output.delay", "s", "Time from the receipt of the newest record of a batch to its outputs being in the target", null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] });
        _revisions = _meter.CreateCounter<long>("rtm.outputs", "{entry}", "Entries decided, by rtm.stream, rtm.kind and rtm.phase");
        _digests = _meter.CreateCounter<long>("rtm.digests", "{entry}", "Digests of alerts that were held back");
        _retractions = _meter.CreateCounter<long>("rtm.retractions", "{entry}", "Retractions of posts, for readers to forget");
        _decisions = _meter.CreateCounter<long>("rtm.decisions", "{decision}", "Decisions of teams, by rtm.verdict; unmatched where the incident is not known");
        Observe();
    }

    /// <summary>From now on this graph is the one that is read.</summary>
    public void Watch(IGraphReadings graph) => Volatile.Write(ref _graph, graph);

    /// <summary>Begins the span of a batch, from being closed to being delivered; null where nobody wants it.</summary>
    public Activity? Begin(long batch)
    {
        Activity? span = _traces.StartActivity("batch", ActivityKind.Internal, parentContext: default);
        span?.SetTag("rtm.batch", batch);
        // It goes with the batch and not with the task that began it.
        Activity.Current = null;
        return span;
    }

    /// <summary>Takes the time, and a span where spans are wanted, until the result is disposed.</summary>
    /// <param name="stage">A word of a closed set.</param>
    /// <param name="batch">Span of the batch; null for none.</param>
    public StageTime Time(string stage, Activity? batch = null) =>
        new(this, stage, _clock.GetTimestamp(), batch is null ? null : _traces.StartActivity(stage, ActivityKind.Internal, batch.Context));

    public void Decided(string stream, string kind, string phase) => _revisions.Add(1, new("rtm.stream", stream), new("rtm.kind", kind), new("rtm.phase", phase));

    public void Digested() => _digests.Add(1);

    public void Retracted() => _retractions.Add(1);

    public void Took(string verdict) => _decisions.Add(1, new KeyValuePair<string, object?>("rtm.verdict", verdict));

    /// <summary>Notes that the outputs of a batch are in the target.</summary>
    /// <param name="receivedAt">When its newest record was received, unix milliseconds; 0 where it has none.</param>
    public void Delivered(long receivedAt)
    {
        if (receivedAt > 0)
            _delay.Record(Math.Max(0, _clock.GetUtcNow().ToUnixTimeMilliseconds() - receivedAt) / 1000.0);
    }

    public void Dispose()
    {
        _meter.Dispose();
        _traces.Dispose();
    }

    private void Observe()
    {
        _meter.CreateObservableGauge("rtm.stream.time", () => Of(graph => graph.StreamTime > 0, graph => graph.StreamTime / 1000.0), "s", "Stream time, as unix time");
        _meter.CreateObservableGauge(
            "rtm.stream.lag", () => Of(graph => graph.StreamTime > 0, graph => Math.Max(0, (_clock.GetUtcNow().ToUnixTimeMilliseconds() - graph.StreamTime) / 1000.0)), "s", "How far stream time is behind the clock");
        Count("rtm.posts", "{post}", "Posts counted, by rtm.network", "rtm.network", graph => graph.Posts);
        Count("rtm.posts.dropped", "{post}", "Posts dropped, or not counted in velocities, by rtm.reason", "rtm.reason", graph => graph.Dropped);
        Count("rtm.records.rejected", "{record}", "Records that became dead letters, by rtm.reason", "rtm.reason", graph => graph.Rejected);
        Count("rtm.records.ignored", "{record}", "Records that hold nothing to count, by rtm.reason", "rtm.reason", graph => graph.Ignored);
        Count("rtm.displaced", "{item}", "What had to give way because a table was full, by rtm.table", "rtm.table", graph => graph.Displaced);
        Count("rtm.forecasts.judged", "{forecast}", "Forecasts whose time has come, by rtm.horizon", "rtm.horizon", graph => [.. graph.Forecasts.Select(forecast => new WordCount(forecast.Horizon, forecast.Judged))]);
        _meter.CreateObservableGauge(
            "rtm.queue.fill", () => Graph?.Queues.Select(queue => new Measurement<double>(queue.Fill, new KeyValuePair<string, object?>("rtm.block", queue.Block))) ?? [], "1", "How full the queue before each block is, by rtm.block");
        _meter.CreateObservableGauge("rtm.topics", () => Of(_ => true, graph => graph.Topics), "{topic}", "Topics counted now");
        _meter.CreateObservableGauge("rtm.alerts.held_back", () => Of(_ => true, graph => graph.HeldBack), "{alert}", "Alerts held back whose digest is not due yet");
        Forecasts("rtm.forecast.skill", "1 less the error of forecasts by that of no change, by rtm.horizon", static forecast => [(null, forecast.Skill)]);
        Forecasts("rtm.forecast.coverage", "Share of forecasts that came true within their interval, by rtm.horizon and rtm.interval", static forecast => [("50%", forecast.Coverage50), ("90%", forecast.Coverage90)]);
    }

    /// <summary>The graph that is read; null before it runs.</summary>
    public IGraphReadings? Graph => Volatile.Read(ref _graph);

    private IEnumerable<Measurement<double>> Of(Func<IGraphReadings, bool> isKnown, Func<IGraphReadings, double> value) =>
        Graph is { } graph && isKnown(graph) ? [new Measurement<double>(value(graph))] : [];

    private void Count(string name, string unit, string description, string attribute, Func<IGraphReadings, IReadOnlyList<WordCount>> counts) =>
        _meter.CreateObservableCounter(
            name, () => Graph is { } graph ? counts(graph).Select(count => new Measurement<long>(count.Count, new KeyValuePair<string, object?>(attribute, count.Word))) : [], unit, description);

    private void Forecasts(string name, string description, Func<ForecastReading, IEnumerable<(string? Interval, double Value)>> values) =>
        _meter.CreateObservableGauge(
            name,
            () => from forecast in Graph?.Forecasts ?? []
                  where forecast.Judged > 0
                  from value in values(forecast)
                  select new Measurement<double>(value.Value, [new("rtm.horizon", forecast.Horizon), .. value.Interval is null ? [] : new KeyValuePair<string, object?>[] { new("rtm.interval", value.Interval) }]),
            "1",
            description);

    /// <summary>Time of one batch in one stage.</summary>
    internal readonly struct StageTime(GraphMetrics metrics, string stage, long begun, Activity? span) : IDisposable
    {
        public void Dispose()
        {
            metrics._stages.Record(metrics._clock.GetElapsedTime(begun).TotalSeconds, new KeyValuePair<string, object?>("rtm.stage", stage));
            span?.Dispose();
        }
    }
}
