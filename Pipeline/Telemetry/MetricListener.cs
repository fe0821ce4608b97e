using System.Diagnostics.Metrics;

namespace RtmPipeline.Telemetry;

/// <summary>Adds up what the instruments of some meters measure, so that it can be read at any time.</summary>
internal sealed class MetricListener : IDisposable
{
    /// <summary>The runtime's own meter: heap, collections, threads, memory of the process.</summary>
    public const string RuntimeMeter = "System.Runtime";

    /// <summary>What the names of our meters begin with.</summary>
    public const string OurMeters = "RtmPipeline";

    private readonly Lock _reading = new();
    private readonly Lock _gate = new();
    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);

    /// <param name="wanted">Says of which meters.</param>
    public MetricListener(Func<Meter, bool> wanted)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (wanted(instrument.Meter))
                listener.EnableMeasurementEvents(instrument, FamilyOf(instrument));
        };
        _listener.SetMeasurementEventCallback<int>(static (_, value, attributes, family) => Record(value, attributes, family));
        _listener.SetMeasurementEventCallback<long>(static (_, value, attributes, family) => Record(value, attributes, family));
        _listener.SetMeasurementEventCallback<double>(static (_, value, attributes, family) => Record(value, attributes, family));
        _listener.Start();
    }

    /// <summary>Of our meters and the runtime's.</summary>
    public static MetricListener OfProgram() => new(static meter => meter.Name == RuntimeMeter || meter.Name.StartsWith(OurMeters, StringComparison.Ordinal));

    /// <summary>Asks the observed instruments, and reads all; in the order of names.</summary>
    public IReadOnlyList<MetricReading> Read()
    {
        // Two readers at once would take the first's observations for those of the second.
        lock (_reading)
        {
            MetricFamily[] families;
            lock (_gate)
                families = [.. _families.Values];
            foreach (MetricFamily family in families)
                family.Begin();
            _listener.RecordObservableInstruments();
            return [.. families.Select(family => family.Read())];
        }
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>Instruments of one name are one metric, as when a connection is made anew.</summary>
    private MetricFamily FamilyOf(Instrument instrument)
    {
        lock (_gate)
        {
            if (!_families.TryGetValue(instrument.Name, out MetricFamily? family))
                _families[instrument.Name] = family = new MetricFamily(instrument);
            return family;
        }
    }

    private static void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> attributes, object? family) => ((MetricFamily)family!).Record(value, attributes);
}
