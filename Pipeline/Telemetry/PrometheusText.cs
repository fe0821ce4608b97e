using System.Globalization;
using System.Text;

namespace RtmPipeline.Telemetry;

/// <summary>Metrics in Prometheus' text form, version 0.0.4, with names as OpenTelemetry's specification translates them ("Prometheus and OpenMetrics Compatibility").</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <param name="metrics">What was read.</param>
    /// <param name="service">Attributes of the service, for <c>target_info</c>.</param>
    public static string Write(IEnumerable<MetricReading> metrics, params IEnumerable<(string Name, string Value)> service)
    {
        StringBuilder text = new(16_384);
        foreach (MetricReading metric in metrics.Where(static metric => metric.Series.Count > 0))
        {
            string name = NameOf(metric);
            Head(text, name, metric.Description, metric.Kind);
            foreach (MetricSeries series in metric.Series)
            {
                if (metric.Kind == MetricKind.Histogram)
                    Histogram(text, name, metric.Bounds, series);
                else
                    Line(text, name, series.Labels, series.Value);
            }
        }

        Head(text, "target_info", "What is measured", MetricKind.Gauge);
        StringBuilder labels = new();
        foreach ((string name, string value) in service)
        {
            labels.Append(labels.Length > 0 ? "," : string.Empty);
            AppendName(labels, name);
            labels.Append("=\"");
            AppendEscaped(labels, value, isLabel: true);
            labels.Append('"');
        }

        Line(text, "target_info", labels.ToString(), 1);
        return text.ToString();
    }

    /// <summary>The name that Prometheus knows a metric by: with its unit, and <c>_total</c> for a counter.</summary>
    public static string NameOf(MetricReading metric)
    {
        StringBuilder name = new();
        AppendName(name, metric.Name);
        string unit = metric.Unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            "1" when metric.Kind == MetricKind.Gauge => "_ratio",
            _ => string.Empty,
        };
        if (unit.Length > 0 && !name.ToString().EndsWith(unit, StringComparison.Ordinal))
            name.Append(unit);
        if (metric.Kind == MetricKind.Counter && !name.ToString().EndsWith("_total", StringComparison.Ordinal))
            name.Append("_total");
        return name.ToString();
    }

    /// <summary>A name with letters, digits and single underscores only.</summary>
    public static void AppendName(StringBuilder text, string name)
    {
        if (name.Length > 0 && char.IsAsciiDigit(name[0]))
            text.Append('_');
        foreach (char c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
                text.Append(c);
            else if (text.Length > 0 && text[^1] != '_')
                text.Append('_');
        }
    }

    public static void AppendEscaped(StringBuilder text, string value, bool isLabel)
    {
        foreach (char c in value)
        {
            _ = c switch
            {
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '"' when isLabel => text.Append("\\\""),
                _ => text.Append(c),
            };
        }
    }

    private static void Head(StringBuilder text, string name, string description, MetricKind kind)
    {
        if (description.Length > 0)
        {
            text.Append("# HELP ").Append(name).Append(' ');
            AppendEscaped(text, description, isLabel: false);
            text.Append('\n');
        }

        text.Append("# TYPE ").Append(name).Append(kind switch { MetricKind.Counter => " counter\n", MetricKind.Histogram => " histogram\n", _ => " gauge\n" });
    }

    private static void Histogram(StringBuilder text, string name, IReadOnlyList<double> bounds, in MetricSeries series)
    {
        long below = 0;
        string before = series.Labels.Length > 0 ? $"{series.Labels}," : string.Empty;
        for (int i = 0; i < series.Counts.Length; i++)
        {
            below += series.Counts[i];
            Line(text, $"{name}_bucket", $"{before}le=\"{(i < bounds.Count ? Number(bounds[i]) : "+Inf")}\"", below);
        }

        Line(text, $"{name}_sum", series.Labels, series.Value);
        Line(text, $"{name}_count", series.Labels, below);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
