using System.Diagnostics.Metrics;

namespace RtmPipeline.Telemetry;

/// <summary>Instruments of the checkpoints, named by OpenTelemetry's conventions.</summary>
internal sealed class CheckpointMetrics : IDisposable
{
    public const string MeterName = "RtmPipeline.Checkpoints";

    private readonly Meter _meter = new(MeterName);
    private readonly TimeProvider _clock;
    private readonly Histogram<double> _saving;
    private readonly Histogram<double> _keeping;
    private readonly Counter<long> _failed;
    private long _keptAt;
    private long _bytes;

    public CheckpointMetrics(TimeProvider clock)
    {
        _clock = clock;
        _saving = _meter.CreateHistogram<double>("rtm.checkpoint.standstill", "s", "Time the stages stood still for a checkpoint, all of them together");
        _keeping = _meter.CreateHistogram<double>("rtm.checkpoint.duration", "s", "Time until a checkpoint was kept, beside the work");
        _failed = _meter.CreateCounter<long>("rtm.checkpoint.failures", "{checkpoint}", "Checkpoints that could not be kept");
        _meter.CreateObservableGauge("rtm.checkpoint.age", () => Age is { } age ? [new Measurement<double>(age.TotalSeconds)] : Array.Empty<Measurement<double>>(), "s", "Time since the newest checkpoint was kept");
        _meter.CreateObservableGauge("rtm.checkpoint.size", () => Age is null ? Array.Empty<Measurement<long>>() : [new Measurement<long>(Volatile.Read(ref _bytes))], "By", "Bytes of the newest checkpoint");
    }

    /// <summary>Time since the newest one was kept; null before the first of this process.</summary>
    public TimeSpan? Age => Volatile.Read(ref _keptAt) is var at and > 0 ? _clock.GetElapsedTime(at) : null;

    public void Kept(long bytes, TimeSpan saving, TimeSpan keeping)
    {
        Volatile.Write(ref _bytes, bytes);
        Volatile.Write(ref _keptAt, _clock.GetTimestamp());
        _saving.Record(saving.TotalSeconds);
        _keeping.Record(keeping.TotalSeconds);
    }

    public void Failed() => _failed.Add(1);

    public void Dispose() => _meter.Dispose();
}
