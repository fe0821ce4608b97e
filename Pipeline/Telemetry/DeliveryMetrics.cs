using System.Diagnostics.Metrics;

namespace RtmPipeline.Telemetry;

/// <summary>
/// Instruments of the delivery, named by OpenTelemetry's conventions. Attributes have few values: <c>error.type</c> is a word of a closed set, and
/// <c>rtm.stream</c> one of the streams' names.
/// </summary>
internal sealed class DeliveryMetrics : IDisposable
{
    public const string MeterName = "RtmPipeline.Delivery";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _retries;
    private readonly Counter<long> _written;
    private readonly Counter<long> _resent;
    private readonly Counter<long> _compared;
    private readonly Counter<long> _rolesLost;
    private readonly Histogram<double> _calls;
    private int _isUp;

    public DeliveryMetrics()
    {
        _meter.CreateObservableGauge("rtm.delivery.redis.up", () => Volatile.Read(ref _isUp), null, "1 while Redis can be written to, 0 while it cannot");
        _retries = _meter.CreateCounter<long>("rtm.delivery.retries", "{retry}", "Attempts that failed and were made again, by error.type");
        _written = _meter.CreateCounter<long>("rtm.delivery.entries.written", "{entry}", "Entries written, by rtm.stream");
        _resent = _meter.CreateCounter<long>("rtm.delivery.entries.resent", "{entry}", "Entries written again because Redis had lost them, by rtm.stream");
        _compared = _meter.CreateCounter<long>("rtm.delivery.entries.compared", "{entry}", "Entries that came again after a restart and were compared, by rtm.stream");
        _rolesLost = _meter.CreateCounter<long>("rtm.delivery.role.lost", "{role}", "Times another writer was found in this one's place");
        _calls = _meter.CreateHistogram<double>("db.client.operation.duration", "s", "Time of a call to Redis, by db.operation.name");
    }

    /// <summary>Notes a call that was answered, or failed.</summary>
    /// <param name="command">Its name, of the closed set that the program uses.</param>
    /// <param name="time">From the call to the answer.</param>
    public void Called(string command, TimeSpan time) => _calls.Record(time.TotalSeconds, new("db.system.name", "redis"), new("db.operation.name", command));

    public void Up(bool isUp) => Volatile.Write(ref _isUp, isUp ? 1 : 0);

    /// <param name="reason">A word of a closed set.</param>
    public void Retried(string reason) => _retries.Add(1, new KeyValuePair<string, object?>("error.type", reason));

    public void Wrote(string stream) => _written.Add(1, Of(stream));

    public void Resent(string stream) => _resent.Add(1, Of(stream));

    public void Compared(string stream) => _compared.Add(1, Of(stream));

    public void LostRole() => _rolesLost.Add(1);

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Of(string stream) => new("rtm.stream", stream);
}
