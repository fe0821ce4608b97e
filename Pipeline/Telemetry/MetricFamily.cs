using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace RtmPipeline.Telemetry;

/// <summary>What an instrument's values are to a reader.</summary>
internal enum MetricKind : byte
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>One series as it was read: its labels in Prometheus' form without braces, and its value.</summary>
/// <param name="Labels">As <c>rtm_source="wire",rtm_event="stall"</c>; empty for none.</param>
/// <param name="Value">The sum of a counter, the last value of a gauge, the sum of all values of a histogram.</param>
/// <param name="Counts">Values up to each bound and one beyond, not added up; empty but for a histogram.</param>
internal readonly record struct MetricSeries(string Labels, double Value, long[] Counts);

/// <summary>A metric as it was read.</summary>
/// <param name="Name">The instrument's.</param>
/// <param name="Unit">In UCUM, as <c>s</c>, <c>By</c>, <c>{post}</c>; empty for none.</param>
/// <param name="Description">A sentence.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Bounds">Upper bounds of a histogram's buckets; empty but for a histogram.</param>
/// <param name="Series">By labels, in ordinal order.</param>
internal sealed record MetricReading(string Name, string Unit, string Description, MetricKind Kind, IReadOnlyList<double> Bounds, IReadOnlyList<MetricSeries> Series);

/// <summary>The values of one instrument, by its attributes. For use from several threads.</summary>
/// <remarks>
/// At most <see cref="MaxSeries"/> series are told apart; what comes beyond is added up in one that says so, as OpenTelemetry's limit of cardinality has it: an attribute
/// that turns out to have many values costs sight, and no memory.
/// </remarks>
internal sealed class MetricFamily
{
    public const int MaxSeries = 500;

    private const string Beyond = "otel_metric_overflow=\"true\"";

    private static readonly double[] s_usualBounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Cell> _cells = new(StringComparer.Ordinal);
    private readonly Instrument _instrument;
    private readonly MetricKind _kind;
    private readonly bool _adds;
    private readonly double[] _bounds;

    private sealed class Cell(int buckets)
    {
        public double Value;
        public readonly long[] Counts = new long[buckets];
    }

    /// <param name="instrument">Gives its name, unit and kind; bounds of buckets where it advises some, in seconds from half a millisecond to ten seconds elsewhere.</param>
    public MetricFamily(Instrument instrument)
    {
        _instrument = instrument;
        Type kind = instrument.GetType().GetGenericTypeDefinition();
        _kind = kind == typeof(Histogram<>) ? MetricKind.Histogram
            : kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? MetricKind.Counter
            : MetricKind.Gauge;
        _adds = kind == typeof(Counter<>) || kind == typeof(UpDownCounter<>) || _kind == MetricKind.Histogram;
        _bounds = _kind == MetricKind.Histogram ? [.. (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? s_usualBounds] : [];
    }

    /// <summary>What an observed instrument said before is gone with the next look: what it does not name any more is not there any more.</summary>
    public void Begin()
    {
        if (!_instrument.IsObservable)
            return;
        lock (_gate)
            _cells.Clear();
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> attributes)
    {
        string labels = LabelsOf(attributes);
        lock (_gate)
        {
            Cell cell = CellOf(labels);
            cell.Value = _adds ? cell.Value + value : value;
            if (_kind != MetricKind.Histogram)
                return;
            int bucket = Array.BinarySearch(_bounds, value);
            cell.Counts[bucket >= 0 ? bucket : ~bucket]++;
        }
    }

    public MetricReading Read()
    {
        lock (_gate)
        {
            return new MetricReading(
                _instrument.Name,
                _instrument.Unit ?? string.Empty,
                _instrument.Description ?? string.Empty,
                _kind,
                _bounds,
                [.. _cells.OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => new MetricSeries(cell.Key, cell.Value.Value, [.. cell.Value.Counts]))]);
        }
    }

    private Cell CellOf(string labels)
    {
        if (_cells.TryGetValue(labels, out Cell? known))
            return known;
        string name = _cells.Count < MaxSeries ? labels : Beyond;
        if (!_cells.TryGetValue(name, out Cell? cell))
            _cells[name] = cell = new Cell(_kind == MetricKind.Histogram ? _bounds.Length + 1 : 0);
        return cell;
    }

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> attributes)
    {
        if (attributes.IsEmpty)
            return string.Empty;
        StringBuilder labels = new();
        foreach ((string name, object? value) in attributes)
        {
            labels.Append(labels.Length > 0 ? "," : string.Empty);
            PrometheusText.AppendName(labels, name);
            labels.Append("=\"");
            PrometheusText.AppendEscaped(labels, Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty, isLabel: true);
            labels.Append('"');
        }

        return labels.ToString();
    }
}
