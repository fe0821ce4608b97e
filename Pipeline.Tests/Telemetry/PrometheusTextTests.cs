using System.Diagnostics.Metrics;
using NUnit.Framework;
using RtmPipeline.Telemetry;

namespace RtmPipeline.Tests.Telemetry;

internal sealed class PrometheusTextTests
{
    private Meter _meter = null!;
    private MetricListener _listener = null!;

    [SetUp]
    public void Begin()
    {
        _meter = new Meter(nameof(PrometheusTextTests));
        _listener = new MetricListener(meter => meter == _meter);
    }

    [TearDown]
    public void End()
    {
        _listener.Dispose();
        _meter.Dispose();
    }

    private string[] Lines() => [.. PrometheusText.Write(_listener.Read(), ("service.name", "rtm")).Split('\n').TakeWhile(line => !line.Contains("target_info", StringComparison.Ordinal))];

    [Test]
    public void Write_Counter_HasItsUnitAndTotal()
    {
        Counter<long> counter = _meter.CreateCounter<long>("rtm.source.received", "By", "Bytes received");

        counter.Add(3, new KeyValuePair<string, object?>("rtm.source", "wire"));
        counter.Add(4, new KeyValuePair<string, object?>("rtm.source", "wire"));

        Assert.That(Lines(), Is.EqualTo(new[]
        {
            "# HELP rtm_source_received_bytes_total Bytes received",
            "# TYPE rtm_source_received_bytes_total counter",
            "rtm_source_received_bytes_total{rtm_source=\"wire\"} 7",
        }));
    }

    [Test]
    public void Write_Histogram_AddsBucketsUp()
    {
        Histogram<double> histogram = _meter.CreateHistogram("rtm.delay", "s", "Delay", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });

        foreach (double value in (double[])[0.05, 0.1, 0.5, 7])
            histogram.Record(value);

        Assert.That(Lines().Skip(2), Is.EqualTo(new[]
        {
            "rtm_delay_seconds_bucket{le=\"0.1\"} 2",
            "rtm_delay_seconds_bucket{le=\"1\"} 3",
            "rtm_delay_seconds_bucket{le=\"+Inf\"} 4",
            "rtm_delay_seconds_sum 7.65",
            "rtm_delay_seconds_count 4",
        }));
    }

    [Test]
    public void Write_LabelWithSigns_EscapesThem()
    {
        _meter.CreateCounter<int>("c", null, "a\\b\nc").Add(1, new KeyValuePair<string, object?>("a.b-c", "x\"y\\z\n"));

        Assert.That(Lines(), Is.EqualTo(new[] { "# HELP c_total a\\\\b\\nc", "# TYPE c_total counter", "c_total{a_b_c=\"x\\\"y\\\\z\\n\"} 1" }));
    }

    [TestCase(double.NaN, "NaN")]
    [TestCase(double.PositiveInfinity, "+Inf")]
    [TestCase(double.NegativeInfinity, "-Inf")]
    [TestCase(1234567.125, "1234567.125")]
    [TestCase(1e21, "1E+21")]
    public void Write_Value_IsWrittenAsPrometheusReadsIt(double value, string written)
    {
        _meter.CreateGauge<double>("g").Record(value);

        Assert.That(Lines()[^1], Is.EqualTo($"g {written}"));
    }

    [Test]
    public void Write_ObservedGauge_ForgetsWhatIsNotNamedAnyMore()
    {
        List<string> there = ["a", "b"];
        _meter.CreateObservableGauge("rtm.queue.fill", () => there.Select(name => new Measurement<double>(0.5, new KeyValuePair<string, object?>("rtm.block", name))), "1");

        string[] before = Lines();
        there.Remove("a");

        Assert.That(before, Has.Some.EqualTo("rtm_queue_fill_ratio{rtm_block=\"a\"} 0.5"));
        Assert.That(Lines(), Has.None.Contains("\"a\"").And.Some.Contains("\"b\""));
    }

    [Test]
    public void Write_MoreSeriesThanTheLimit_AddsTheRestUpInOne()
    {
        Counter<long> counter = _meter.CreateCounter<long>("c");
        for (int i = 0; i < MetricFamily.MaxSeries + 10; i++)
            counter.Add(1, new KeyValuePair<string, object?>("word", i));

        string[] lines = Lines();

        Assert.That(lines, Has.One.EqualTo("c_total{otel_metric_overflow=\"true\"} 10"));
        Assert.That(lines, Has.Length.EqualTo(1 + MetricFamily.MaxSeries + 1));
    }

    [Test]
    public void Write_InstrumentsOfOneName_AreOneMetric()
    {
        _meter.CreateCounter<long>("c").Add(1);
        _meter.CreateCounter<long>("c", "x", "again").Add(2);

        Assert.That(Lines()[^1], Is.EqualTo("c_total 3"));
    }

    [Test]
    public void Write_UpDownCounter_IsAGaugeOfTheSum()
    {
        UpDownCounter<int> counter = _meter.CreateUpDownCounter<int>("open");
        counter.Add(3);
        counter.Add(-1);

        Assert.That(Lines(), Is.EqualTo(new[] { "# TYPE open gauge", "open 2" }));
    }

    [Test]
    public void Write_Always_SaysWhatIsMeasured() =>
        Assert.That(PrometheusText.Write([], ("service.name", "rtm"), ("service.version", "1.2")), Does.EndWith("\ntarget_info{service_name=\"rtm\",service_version=\"1.2\"} 1\n"));
}
