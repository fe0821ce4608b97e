using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace RtmPipeline.Telemetry;

/// <summary>Instruments of the live sources, named by OpenTelemetry's conventions. <c>rtm.source</c> is a name of the configuration, <c>rtm.event</c> a word of a closed set.</summary>
internal sealed class SourceMetrics : IDisposable
{
    public const string MeterName = "RtmPipeline.Sources";

    private readonly Meter _meter = new(MeterName);
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, int> _up = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _newest = new(StringComparer.Ordinal);
    private readonly Counter<long> _records;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _events;

    /// <param name="clock">Tells how far a source is behind.</param>
    public SourceMetrics(TimeProvider clock)
    {
        _clock = clock;
        _meter.CreateObservableGauge("rtm.source.watermark", () => _newest.Select(entry => new Measurement<double>(entry.Value / 1000.0, Of(entry.Key))), "s", "Newest time that a source's network gave, as unix time, by rtm.source");
        _meter.CreateObservableGauge("rtm.source.lag", Lags, "s", "How far the newest time that a source's network gave is behind the clock, by rtm.source");
        _meter.CreateObservableGauge("rtm.source.up", Up, null, "1 while a source gives records or would, 0 while it cannot, by rtm.source");
        _records = _meter.CreateCounter<long>("rtm.source.records", "{record}", "Records received, by rtm.source");
        _bytes = _meter.CreateCounter<long>("rtm.source.received", "By", "Bytes of records received, by rtm.source");
        _events = _meter.CreateCounter<long>("rtm.source.events", "{event}", "Reconnects, stalls, duplicates and what else happens to a source, by rtm.source and rtm.event");
    }

    public void Entered(string source, bool isUp) => _up[source] = isUp ? 1 : 0;

    /// <param name="source">Its name.</param>
    /// <param name="records">How many.</param>
    /// <param name="bytes">Their bytes.</param>
    /// <param name="newest">The newest time that the network gave so far, unix milliseconds; 0 where it gives none.</param>
    public void Received(string source, int records, long bytes, long newest)
    {
        if (newest > 0)
            _newest[source] = newest;
        _records.Add(records, Of(source));
        _bytes.Add(bytes, Of(source));
    }

    public void Counted(string source, string what, long times) => _events.Add(times, Of(source), new KeyValuePair<string, object?>("rtm.event", what));

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<double>> Lags()
    {
        long now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        return _newest.Select(entry => new Measurement<double>(Math.Max(0, now - entry.Value) / 1000.0, Of(entry.Key)));
    }

    private IEnumerable<Measurement<int>> Up() => _up.Select(entry => new Measurement<int>(entry.Value, Of(entry.Key)));

    private static KeyValuePair<string, object?> Of(string source) => new("rtm.source", source);
}
