using System.Text;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.Mastodon;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Mastodon;

/// <summary>A source that reads a local server, with all that it gave.</summary>
internal sealed class MastodonRun : IAsyncDisposable
{
    private readonly List<RawRecord> _records = [];
    private readonly List<Action> _unaccepted = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;
    private readonly bool _accepts;

    /// <param name="host">Its host; stays the caller's.</param>
    /// <param name="options">Its options.</param>
    /// <param name="accepts">False to accept nothing before <see cref="AcceptAll"/>.</param>
    public MastodonRun(LiveHost host, MastodonOptions options, bool accepts = true)
    {
        _accepts = accepts;
        Source = (MastodonSource)options.Create(host.Begin("social", "mastodon"));
        _reading = Task.Run(ReadAsync);
    }

    public MastodonSource Source { get; }

    public SourceWatch Watch => Source.Watch;

    public IReadOnlyList<RawRecord> Records
    {
        get
        {
            lock (_records)
                return [.. _records];
        }
    }

    public static MastodonOptions Options(MastodonServer server, params string[] streams) => new()
    {
        Instance = server.Address,
        AccessToken = MastodonServer.Token,
        Streams = [.. (streams.Length == 0 ? ["public"] : streams).Select(name => MastodonStream.Parse(name, onlyMedia: false)!)],
    };

    /// <summary>The ids of the first records, in order, once there are so many; of a delete the id with a minus before it.</summary>
    public async Task<string[]> IdsAsync(int count)
    {
        await Eventually.IsTrue(() => Records.Count >= count, $"{count} records came");
        return [.. Records.Select(IdOf)];
    }

    public Task PhaseAsync(SourcePhase phase) => Eventually.IsTrue(() => Watch.State.Phase == phase, $"the source is {phase}");

    public Task CountAsync(string what, long times = 1) => Eventually.IsTrue(() => Watch.Counts.GetValueOrDefault(what) >= times, $"{what} is counted {times} times");

    public void AcceptAll()
    {
        lock (_records)
        {
            _unaccepted.ForEach(static accept => accept());
            _unaccepted.Clear();
        }
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _reading.WaitAsync(TimeSpan.FromSeconds(20));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private static string IdOf(RawRecord record) =>
        record.EventName == "delete" ? $"-{Encoding.UTF8.GetString(record.Bytes.Span)}" : StatusHead.Of(record.Bytes.Span).Id ?? record.Fault ?? "none";

    private async Task ReadAsync()
    {
        await foreach (RawBatch batch in Source.ReadAsync(100, _stop.Token))
        {
            lock (_records)
            {
                _records.AddRange(batch.Records);
                _unaccepted.Add(batch.Accepted!);
            }

            if (_accepts)
                AcceptAll();
        }
    }
}
