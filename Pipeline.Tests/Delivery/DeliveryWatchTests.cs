using System.Diagnostics.Metrics;
using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Telemetry;

namespace RtmPipeline.Tests.Delivery;

internal sealed class DeliveryWatchTests
{
    private readonly Dictionary<string, long> _measured = new(StringComparer.Ordinal);
    private DeliveryMetrics _metrics = null!;
    private DeliveryWatch _watch = null!;
    private MeterListener _listener = null!;

    [SetUp]
    public void Begin()
    {
        _measured.Clear();
        _listener = new MeterListener { InstrumentPublished = (instrument, listener) => Enable(instrument, listener) };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => _measured[instrument.Name] = value);
        _listener.Start();
        _metrics = new DeliveryMetrics();
        _watch = new DeliveryWatch(TimeProvider.System, _metrics);
    }

    [TearDown]
    public void End()
    {
        _listener.Dispose();
        _metrics.Dispose();
    }

    [Test]
    public void Trouble_ThatPasses_ShowsWithReasonAndIsCounted()
    {
        _watch.Succeeded();
        _watch.Waits(DeliveryTrouble.OutOfMemory, "OOM");
        DateTimeOffset since = _watch.Now.Since;
        _watch.Waits(DeliveryTrouble.OutOfMemory, "OOM again");
        Assert.That((_watch.Now.State, _watch.Now.Trouble, _watch.Now.Detail, _watch.Now.Since), Is.EqualTo((DeliveryState.Waiting, DeliveryTrouble.OutOfMemory, "OOM again", since)));
        Assert.That(Measured("rtm.delivery.redis.up"), Is.Zero);
        _watch.Succeeded();
        Assert.That((_watch.Now.State, _watch.Now.Detail), Is.EqualTo((DeliveryState.Connected, string.Empty)));
        Assert.That((Measured("rtm.delivery.redis.up"), Measured("rtm.delivery.retries out_of_memory")), Is.EqualTo((1L, 2L)));
    }

    [Test]
    public void Entries_OfEachKind_AreCountedByStream()
    {
        _watch.Wrote(OutputStream.Alerts);
        _watch.Wrote(OutputStream.Alerts);
        _watch.Resent(OutputStream.Opportunities);
        _watch.Compared(OutputStream.DeadLetters);
        Assert.That((_watch.Now.Written, _watch.Now.Resent, _watch.Now.Compared), Is.EqualTo((2L, 1L, 1L)));
        Assert.That(
            (Measured("rtm.delivery.entries.written alerts"), Measured("rtm.delivery.entries.resent opportunities"), Measured("rtm.delivery.entries.compared deadletter")),
            Is.EqualTo((2L, 1L, 1L)));
    }

    [Test]
    public void LostRole_SeenTwice_IsCountedOnceAndStays()
    {
        _watch.Fenced("the other");
        _watch.Fenced("the other");
        _watch.Succeeded();
        Assert.That((_watch.Now.State, Measured("rtm.delivery.role.lost")), Is.EqualTo((DeliveryState.Fenced, 1L)));
    }

    [Test]
    public void Words_OfAllTroubles_AreDifferent() =>
        Assert.That(Enum.GetValues<DeliveryTrouble>().Select(trouble => trouble.Word()), Is.Unique);

    private static void Enable(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == DeliveryMetrics.MeterName)
            listener.EnableMeasurementEvents(instrument);
    }

    private void Add(string name, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string key = tags.Length > 0 ? $"{name} {tags[0].Value}" : name;
        _measured[key] = _measured.GetValueOrDefault(key) + value;
    }

    private long Measured(string key)
    {
        _listener.RecordObservableInstruments();
        return _measured.GetValueOrDefault(key);
    }
}
