using System.Text;
using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.X;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.X;

/// <summary>A source of X that is read in the background, against a server of its own.</summary>
internal sealed class XRun : IAsyncDisposable
{
    public const string Token = "AAAA-secret-token-of-a-test";

    private readonly List<RawRecord> _records = [];
    private CancellationTokenSource _stop = new();
    private Task? _reading;

    private XRun(XServer server, LiveHost host, XSource source)
    {
        Server = server;
        Host = host;
        Source = source;
    }

    public XServer Server { get; }

    public LiveHost Host { get; }

    public XSource Source { get; private set; }

    public SteppedClock Clock => Host.Clock;

    public SourceState State => Source.Watch.State;

    public IReadOnlyList<RawRecord> Records
    {
        get
        {
            lock (_records)
                return [.. _records];
        }
    }

    public string[] Texts => [.. Records.Select(record => Encoding.UTF8.GetString(record.Bytes.Span))];

    public string[] Warnings
    {
        get
        {
            lock (Host.Warnings)
                return [.. Host.Warnings];
        }
    }

    /// <summary>A source that is not read yet. Without rules, unless a test says otherwise.</summary>
    public static async Task<XRun> CreateAsync(Func<XOptions, XOptions>? change = null, IDurableFolder? memory = null)
    {
        XServer server = await XServer.StartAsync();
        LiveHost host = new(memory: memory);
        XOptions options = new() { BearerToken = Token, Endpoint = server.Address, Rules = XRuleMode.Off };
        return new XRun(server, host, new XSource(change?.Invoke(options) ?? options, host.Begin(kind: "x")));
    }

    public static string Post(long id, string text = "hello") => $$$"""{"data":{"id":"{{{id}}}","text":"{{{text}}}","edit_history_tweet_ids":["{{{id}}}"]}}""";

    public void Read() => _reading = ReadAsync(_stop.Token);

    /// <summary>Stops it, and waits until the sequence has ended, without an exception.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        if (_reading is not null)
            await _reading.WaitAsync(TimeSpan.FromSeconds(20));
        _reading = null;
    }

    /// <summary>Another process with the same memory.</summary>
    public async Task RestartAsync(Func<XOptions, XOptions>? change = null)
    {
        Source.Remember();
        await StopAsync();
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        XOptions options = new() { BearerToken = Token, Endpoint = Server.Address, Rules = XRuleMode.Off };
        Source = new XSource(change?.Invoke(options) ?? options, Host.Begin(kind: "x"));
        Read();
    }

    public long Count(string what) => Source.Watch.Counts.GetValueOrDefault(what);

    public Task HasRecords(int count) => Eventually.IsTrue(() => Records.Count >= count, $"{count} records");

    public Task HasConnects(int count) => Eventually.IsTrue(() => Server.Connects.Count >= count, $"{count} connects");

    public Task IsIn(SourcePhase phase) => Eventually.IsTrue(() => State.Phase == phase, $"the source is {phase}; it is {State}");

    public Task HasWarning(string part) => Eventually.IsTrue(() => Warnings.Any(line => line.Contains(part, StringComparison.Ordinal)), $"a warning with '{part}' among {string.Join(" | ", Warnings)}");

    /// <summary>Waits until it waits for a time, and says for how long.</summary>
    public async Task<TimeSpan> WaitsAsync()
    {
        await Eventually.IsTrue(() => State is { Phase: SourcePhase.Waiting, Until: { } until } && Clock.NextDue <= until, $"the source waits for a time; it is {State}");
        return State.Until!.Value - Clock.GetUtcNow();
    }

    /// <summary>Waits until it waits, and lets that time pass.</summary>
    public async Task<TimeSpan> LetWaitAsync()
    {
        TimeSpan wait = await WaitsAsync();
        Clock.Advance(wait);
        return wait;
    }

    /// <summary>Waits until it listens to a connection, with its whole patience before it.</summary>
    public Task Listens() => Eventually.IsTrue(() => Clock.NextDue == Clock.GetUtcNow() + TimeSpan.FromSeconds(30), "it listens");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Assert.That(string.Join('\n', Warnings) + State, Does.Not.Contain(Token));
        _stop.Dispose();
        await Server.DisposeAsync();
        Host.Dispose();
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        await foreach (RawBatch batch in Source.ReadAsync(100, stop))
        {
            batch.Accepted?.Invoke();
            lock (_records)
                _records.AddRange(batch.Records);
            batch.Dispose();
        }
    }
}
