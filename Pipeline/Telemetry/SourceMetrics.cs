using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace RtmPipeline.Telemetry;

/// <summary>Instruments of the live sources, named by OpenTelemetry's conventions. <c>rtm.source</c> is a name of the configuration, <c>rtm.event</c> a word of a closed set.</summary>
internal sealed class SourceMetrics : IDisposable
{
    public const string MeterName = "RtmPipeline.Sources";

    private readonly Meter _meter = new(MeterName);
    private readonly ConcurrentDictionary<string, int> _up = new(StringComparer.Ordinal);
    private readonly Counter<long> _records;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _events;

    public SourceMetrics()
    {
        _meter.CreateObservableGauge("rtm.source.up", Up, null, "1 while a source gives records or would, 0 while it cannot, by rtm.source");
        _records = _meter.CreateCounter<long>("rtm.source.records", "{record}", "Records received, by rtm.source");
        _bytes = _meter.CreateCounter<long>("rtm.source.received", "By", "Bytes of records received, by rtm.source");
        _events = _meter.CreateCounter<long>("rtm.source.events", "{event}", "Reconnects, stalls, duplicates and what else happens to a source, by rtm.source and rtm.event");
    }

    public void Entered(string source, bool isUp) => _up[source] = isUp ? 1 : 0;

    public void Received(string source, int records, long bytes)
    {
        _records.Add(records, Of(source));
        _bytes.Add(bytes, Of(source));
    }

    public void Counted(string source, string what, long times) => _events.Add(times, Of(source), new KeyValuePair<string, object?>("rtm.event", what));

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<int>> Up() => _up.Select(entry => new Measurement<int>(entry.Value, Of(entry.Key)));

    private static KeyValuePair<string, object?> Of(string source) => new("rtm.source", source);
}
