using System.Text;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Kafka;
using RtmPipeline.Sources.Live;
using RtmPipeline.State;
using RtmPipeline.Telemetry;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Kafka;

/// <summary>
/// One process of a group, as far as the source sees it: a state that outlives it, a journal that is a list, and a life that can end well or by a crash. What the journal holds,
/// and only that, is known to the next life.
/// </summary>
internal sealed class KafkaProcess : IDisposable
{
    private readonly ScratchFolder _scratch = new();
    private readonly SourceMetrics _metrics = new(TimeProvider.System);
    private readonly KafkaOptions _options;
    private readonly List<RawRecord> _journal = [];
    private readonly Lock _gate = new();
    private CancellationTokenSource _stop = new();
    private SourceHost? _host;
    private Task _life = Task.CompletedTask;
    private DyingFolder? _folder;

    public KafkaProcess(KafkaOptions options) => _options = options;

    /// <summary>False for one that keeps no state.</summary>
    public bool IsJournalled { get; init; } = true;

    /// <summary>Held back while false: the journal takes nothing.</summary>
    public bool TakesRecords { get; set; } = true;

    public ILiveSource Source { get; private set; } = null!;

    public SourceWatch Watch => Source.Watch;

    /// <summary>Lines for the user.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>What the journal holds.</summary>
    public IReadOnlyList<RawRecord> Journal
    {
        get
        {
            lock (_gate)
                return [.. _journal];
        }
    }

    /// <summary>How many records the journal holds.</summary>
    public int Taken
    {
        get
        {
            lock (_gate)
                return _journal.Count;
        }
    }

    /// <summary>Places of the journal's records, as <c>SOURCE@OFFSET</c>.</summary>
    public IReadOnlyList<string> Places => [.. Journal.Select(record => record.Position.ToString())];

    public static string TextOf(in RawRecord record) => Encoding.UTF8.GetString(record.Bytes.Span);

    /// <summary>Options with short waits.</summary>
    public static KafkaOptions Options(MockKafka kafka, string topic, string group) => new()
    {
        Brokers = kafka.Brokers,
        Topics = [topic],
        Group = group,
        StartAt = KafkaStart.Earliest,
        SessionTimeout = TimeSpan.FromSeconds(3),
        ClaimInterval = TimeSpan.FromMilliseconds(20),
        Settings = new Dictionary<string, string> { ["heartbeat.interval.ms"] = "100", ["fetch.wait.max.ms"] = "20", ["reconnect.backoff.max.ms"] = "200", ["topic.metadata.refresh.interval.ms"] = "500" },
    };

    /// <summary>Begins a life.</summary>
    /// <param name="crashAt">A crash point at which it dies; null for none.</param>
    public KafkaProcess Begin(string? crashAt = null)
    {
        _stop = new CancellationTokenSource();
        _folder = new DyingFolder(new DiskFolder(_scratch.PathOf("sources")));
        DyingFolder folder = _folder;
        _host = new SourceHost
        {
            Clock = TimeProvider.System,
            Watch = new SourceWatch("posts", "kafka", TimeProvider.System, _metrics, Warn),
            Memory = new SourceMemory(IsJournalled ? folder : null, "posts"),
            Journalled = IsJournalled ? Journal.GroupBy(record => record.Position.Source).ToDictionary(one => one.Key, one => one.Max(record => record.Position.Origin!.Value)) : new Dictionary<string, long>(),
            IsJournalled = IsJournalled,
            Seed = 1,
            CrashPoints = crashAt is null ? CrashPoints.None : CrashPoints.At(crashAt, _ => Crash(folder)),
        };
        Source = _options.Create(_host);
        _life = Task.Run(() => LiveAsync(Source, _stop.Token));
        return this;
    }

    /// <summary>Waits until the journal holds so many records.</summary>
    public Task HasAsync(int records) => Eventually.IsTrue(() => Taken >= records, $"the journal of {_options.Group} holds {records} records (it has {Journal.Count}; {Watch.State})");

    public Task CountsAsync(string what) => Eventually.IsTrue(() => Watch.Counts.ContainsKey(what), $"'{what}' is counted by {_options.Group}");

    public Task IsAsync(SourcePhase phase, string reason = "") =>
        Eventually.IsTrue(() => Watch.State.Phase == phase && Watch.State.Reason.Contains(reason, StringComparison.Ordinal), $"the source of {_options.Group} is {phase} '{reason}' (it is {Watch.State})");

    /// <summary>Ends the life well.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _life;
    }

    /// <summary>Ends the life after a crash point: nothing it does reaches its state any more.</summary>
    public async Task DieAsync()
    {
        _folder!.Die();
        await StopAsync();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _life.Wait();
        _stop.Dispose();
        _metrics.Dispose();
        _scratch.Dispose();
    }

    private static void Crash(DyingFolder folder)
    {
        folder.Die();
        throw new IOException("crashed");
    }

    private async Task LiveAsync(ILiveSource source, CancellationToken stop)
    {
        await foreach (RawBatch batch in source.ReadAsync(64, stop))
        {
            while (!TakesRecords && !stop.IsCancellationRequested)
                await Task.Delay(5, CancellationToken.None);
            if (!TakesRecords)
                return;
            lock (_gate)
            {
                foreach (RawRecord record in batch.Records)
                    _journal.Add(record);
            }

            batch.Accepted?.Invoke();
        }
    }

    private void Warn(string line)
    {
        lock (_gate)
            Warnings.Add(line);
    }
}
