using RtmPipeline.Delivery;
using RtmPipeline.Sources.Live;
using RtmPipeline.Telemetry;

namespace RtmPipeline.Health;

/// <summary>
/// Answers whether the service does its work (ready) and whether it can still do any (live). Who is not ready is left alone and comes back; who is not live is started again, so
/// an absent Redis or network makes nobody dead: that a restart does not mend.
/// </summary>
/// <param name="subjects">What is looked at.</param>
/// <param name="options">From when on something is wrong.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class HealthProbe(HealthSubjects subjects, HealthOptions options, TimeProvider clock)
{
    /// <summary>So many in a row are no accident.</summary>
    private const int CheckpointsMissed = 3;

    private readonly Lock _gate = new();
    private readonly long _begun = clock.GetTimestamp();
    private long _delivered = -1;
    private long _movedAt = clock.GetTimestamp();

    /// <summary>Redis, the sources, the lag, the checkpoints and what teams decide: without that the service does its work.</summary>
    public HealthReport Ready()
    {
        List<HealthPart> parts = [RedisPart(subjects.Delivery()), SourcesPart(), LagPart()];
        if (subjects.CheckpointEvery is { } every)
            parts.Add(CheckpointPart(Math.Max(options.MaxCheckpointAgeSeconds, CheckpointsMissed * every.TotalSeconds)));
        parts.AddRange(subjects.Sources.Select(static source => SourcePart($"source:{source.Name}", source)));
        if (subjects.Decisions is { } decisions)
            parts.Add(SourcePart("decisions", decisions));
        return new HealthReport(parts);
    }

    /// <summary>The graph alone. To be asked now and then: it counts as stuck when it has not moved between questions.</summary>
    public HealthReport Live() => new([GraphPart()]);

    private static HealthPart RedisPart(DeliveryHealth? delivery) => delivery switch
    {
        null => new HealthPart("redis", HealthState.Up, "not used: outputs go to a file"),
        { State: DeliveryState.Connected } => new HealthPart("redis", HealthState.Up, "can be written to", delivery.Since),
        { State: DeliveryState.Closed } => new HealthPart("redis", HealthState.Down, "has not been opened yet", delivery.Since),
        _ => new HealthPart("redis", HealthState.Down, $"{delivery.Trouble.Word()}: {delivery.Detail}", delivery.Since),
    };

    /// <summary>One source that fails leaves the others at work; the service is of no use when none gives.</summary>
    private HealthPart SourcesPart()
    {
        int giving = subjects.Sources.Count(source => source.State.Phase == SourcePhase.Streaming);
        HealthState state = giving == subjects.Sources.Count ? HealthState.Up : giving > 0 ? HealthState.Degraded : HealthState.Down;
        return new HealthPart("sources", state, $"{giving} of {subjects.Sources.Count} give");
    }

    private static HealthPart SourcePart(string name, SourceWatch source)
    {
        SourceState state = source.State;
        return new HealthPart(name, state.Phase == SourcePhase.Streaming ? HealthState.Up : HealthState.Degraded, state.ToString(), state.Since);
    }

    private HealthPart LagPart()
    {
        if (subjects.Graph() is not { StreamTime: > 0 } graph)
            return new HealthPart("lag", HealthState.Up, "no post yet");
        double lag = Math.Max(0, (clock.GetUtcNow().ToUnixTimeMilliseconds() - graph.StreamTime) / 1000.0);
        return new HealthPart("lag", lag <= options.MaxLagSeconds ? HealthState.Up : HealthState.Down, FormattableString.Invariant($"stream time is {lag:0.0} s behind; {options.MaxLagSeconds} may be"));
    }

    private HealthPart CheckpointPart(double most)
    {
        TimeSpan age = subjects.CheckpointAge() ?? clock.GetElapsedTime(_begun);
        string reason = subjects.CheckpointAge() is null ? "none kept yet, for" : "the newest is of";
        return new HealthPart(
            "checkpoints",
            age.TotalSeconds <= most ? HealthState.Up : HealthState.Down,
            FormattableString.Invariant($"{reason} {age.TotalSeconds:0.0} s; {most:0} may be"));
    }

    private HealthPart GraphPart()
    {
        if (subjects.Graph() is not { } graph)
            return new HealthPart("graph", HealthState.Up, "does not run yet");
        bool isHeldBack = subjects.Delivery() is { State: not DeliveryState.Connected };
        bool waits = graph.Queues.Any(queue => queue.Fill > 0);
        lock (_gate)
        {
            if (graph.Delivered != _delivered || !waits || isHeldBack)
            {
                _delivered = graph.Delivered;
                _movedAt = clock.GetTimestamp();
            }

            TimeSpan still = clock.GetElapsedTime(_movedAt);
            return still.TotalSeconds <= options.StuckSeconds
                ? new HealthPart("graph", HealthState.Up, isHeldBack ? "is held back by Redis" : "moves")
                : new HealthPart("graph", HealthState.Down, FormattableString.Invariant($"batches wait, and none was delivered for {still.TotalSeconds:0} s; {options.StuckSeconds} may be"));
        }
    }
}
