using System.Text;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.Redis;
using RtmPipeline.State;
using RtmPipeline.Telemetry;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Redis;

/// <summary>
/// One process of a group, as far as the source sees it: a state that outlives it, a journal that is a list, and lives that end well or by a crash. What the journal holds, and
/// only that, is known to the next life.
/// </summary>
internal sealed class StreamProcess(RedisStreamOptions options) : IAsyncDisposable
{
    private readonly ScratchFolder _scratch = new();
    private readonly SourceMetrics _metrics = new(TimeProvider.System);
    private readonly List<RawRecord> _journal = [];
    private readonly List<Task> _former = [];
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private CancellationTokenSource? _stop;
    private Task _life = Task.CompletedTask;
    private Life? _state;

    /// <summary>False for one that keeps no state.</summary>
    public bool IsJournalled { get; init; } = true;

    /// <summary>Held back while false: the journal takes nothing.</summary>
    public bool TakesRecords { get; set; } = true;

    /// <summary>What stands between the source and Redis.</summary>
    public Func<IStreamGroup, IStreamGroup> Through { get; init; } = static group => group;

    /// <summary>The journal takes nothing more once it has so many.</summary>
    public int Most { get; set; } = int.MaxValue;

    /// <summary>While false, what the journal takes is not flushed yet as far as the source knows.</summary>
    public bool Accepts { get; set; } = true;

    public SourceWatch Watch { get; private set; } = null!;

    public ILiveSource Source { get; private set; } = null!;

    /// <summary>How many records the journal holds.</summary>
    public int Taken
    {
        get
        {
            lock (_gate)
                return _journal.Count;
        }
    }

    public IReadOnlyList<RawRecord> Journal
    {
        get
        {
            lock (_gate)
                return [.. _journal];
        }
    }

    /// <summary>Texts of the records that the journal holds.</summary>
    public IReadOnlyList<string> Texts => [.. Journal.Select(record => Encoding.UTF8.GetString(record.Bytes.Span))];

    /// <summary>Lanes by which they came.</summary>
    public IReadOnlyList<string> Lanes => [.. Journal.Select(record => record.Position.Source).Distinct()];

    public List<string> Warnings { get; } = [];

    /// <summary>Begins a life. It is another process in the eyes of its state.</summary>
    public StreamProcess Begin()
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        Make();
        Life state = _state!;
        ILiveSource source = Source;
        CancellationToken stop = _stop.Token;
        _life = Task.Run(() => LiveAsync(source, state, stop));
        return this;
    }

    /// <summary>Loses the journal, as when all of it was let go.</summary>
    public StreamProcess WithoutJournal()
    {
        lock (_gate)
            _journal.Clear();
        return this;
    }

    /// <summary>Makes the source of a life.</summary>
    public ILiveSource Make()
    {
        _state = new Life(new DyingFolder(new DiskFolder(_scratch.PathOf("sources"))));
        TimeProvider clock = _state.Clock;
        SourceHost host = new()
        {
            Clock = _state.Clock,
            Watch = Watch = new SourceWatch("posts", "redis", _state.Clock, _metrics, Warn),
            Memory = new SourceMemory(IsJournalled ? _state.Folder : null, "posts"),
            Journalled = IsJournalled ? Origins() : new Dictionary<string, long>(),
            IsJournalled = IsJournalled,
            Seed = 1,
            StreamGroups = made => Through(new StreamGroup(made, clock)),
        };
        return Source = options.Create(host);
    }

    /// <summary>Ends the life as a crash does: nothing of it reaches its state, its journal or the group any more.</summary>
    public void Crash()
    {
        _state!.Die();
        _stop!.Cancel();
        _former.Add(_life);
    }

    public async Task StopAsync()
    {
        await _stop!.CancelAsync();
        await _life;
    }

    public Task HasAsync(int records) => Eventually.IsTrue(() => Taken >= records, $"the journal holds {records} records (it has {Taken}; {Watch.State})");

    public Task CountsAsync(string what, int times = 1) =>
        Eventually.IsTrue(() => Watch.Counts.GetValueOrDefault(what) >= times, $"'{what}' is counted {times} times ({string.Join(", ", Watch.Counts)}; {Watch.State})");

    public Task IsAsync(SourcePhase phase, string reason = "") =>
        Eventually.IsTrue(() => Watch.State.Phase == phase && Watch.State.Reason.Contains(reason, StringComparison.Ordinal), $"the source is {phase} '{reason}' (it is {Watch.State})");

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll([.. _former, _life]);
        _stop?.Dispose();
        _end.Dispose();
        _metrics.Dispose();
        _scratch.Dispose();
    }

    private bool MayTake => TakesRecords && Taken < Most;

    private Dictionary<string, long> Origins() =>
        Journal.Where(record => record.Position.Origin is not null).GroupBy(record => record.Position.Source).ToDictionary(one => one.Key, one => one.Max(record => record.Position.Origin!.Value));

    private async Task LiveAsync(ILiveSource source, Life life, CancellationToken stop)
    {
        await foreach (RawBatch batch in source.ReadAsync(64, stop))
        {
            while (!MayTake && !stop.IsCancellationRequested)
                await Task.Delay(5, CancellationToken.None);
            if (!MayTake || life.IsOver)
                return;
            lock (_gate)
            {
                foreach (RawRecord record in batch.Records)
                    _journal.Add(record);
            }

            if (Accepts && !life.IsOver)
                batch.Accepted?.Invoke();
        }
    }

    private void Warn(string line)
    {
        lock (_gate)
            Warnings.Add(line);
    }

    private sealed class Life(DyingFolder folder)
    {
        public DyingFolder Folder => folder;

        public TimeProvider Clock { get; } = new QuickClock();

        public bool IsOver { get; private set; }

        public void Die()
        {
            IsOver = true;
            folder.Die();
        }
    }

    /// <summary>Waits end five times as early as they should, so that tests of many waits are short. What time it is stays as it is.</summary>
    private sealed class QuickClock : TimeProvider
    {
        private const int Factor = 5;

        public override long GetTimestamp() => System.GetTimestamp() * Factor;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : dueTime / Factor, period);
    }
}
