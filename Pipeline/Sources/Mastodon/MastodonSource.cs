using System.Runtime.CompilerServices;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Mastodon;

/// <summary>
/// Streams of one Mastodon server, as server-sent events, each over a connection of its own. What was missed between two connections, and while the program did not run, is
/// asked for from the timelines.
/// </summary>
/// <remarks>
/// Words of <see cref="SourceWatch.Count"/>: <c>reconnect</c>, <c>failed</c> (connections that broke or were not made, and answers of 5xx), <c>stall</c>, <c>limited</c> (429),
/// <c>refused</c>; <c>filled</c> (statuses that filled gaps), <c>gap</c> (gaps larger than was asked for), <c>gap-failed</c>, <c>gap-refused</c>; <c>duplicate</c>, <c>private</c>
/// (not public), <c>edit</c>, <c>delete</c>, <c>other</c> (events without a post), <c>unknown</c> (events of no known name), <c>too-long</c>, <c>deletes-only</c>; <c>memory</c>
/// (what was remembered could not be read or written).
/// </remarks>
internal sealed class MastodonSource : ILiveSource
{
    /// <summary>Begins the names of servers in positions of records, so that ids which a server gave are known to be that server's.</summary>
    public const string PlacePrefix = "mastodon:";

    private readonly MastodonOptions _options;
    private readonly SourceHost _host;
    private readonly CursorMemory _memory;

    /// <summary>One cursor for each stream; empty before the first reading.</summary>
    private StreamCursor[] _cursors = [];

    public MastodonSource(MastodonOptions options, SourceHost host)
    {
        _options = options;
        _host = host;
        _memory = new CursorMemory(host, options.Instance);
    }

    public string Name => _host.Watch.Name;

    public SourceWatch Watch => _host.Watch;

    /// <summary>A server drops slow readers; the gap can be filled from its timelines, a little.</summary>
    public TimeSpan? Patience => TimeSpan.FromSeconds(60);

    /// <summary>Name of a server in positions of records, as <c>mastodon:social.example</c>.</summary>
    public static string PlaceOf(Uri instance) => PlacePrefix + instance.Authority;

    /// <inheritdoc />
    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        using MastodonHttp http = HttpOf();
        RecordQueue queue = new(_options.QueueBytes);
        StreamParts parts = new(
            _options, _host, http, new StreamingAddress(http, _options.StreamingHost), new StreamStates(Watch, _options.Streams), new RecentStatuses(), queue, batchSize);
        StreamReading[] readings = Begin(parts);
        try
        {
            await foreach (RawBatch batch in queue.TakeFromAsync(stop => Task.WhenAll(readings.Select(one => Task.Run(() => RunGuardedAsync(one, stop), CancellationToken.None))), stopReading))
                yield return batch;
        }
        finally
        {
            Watch.Ended("stopped");
        }
    }

    /// <inheritdoc />
    public async Task<SourceTrial> TryAsync(CancellationToken hardStop)
    {
        using MastodonHttp http = HttpOf();
        return await new MastodonTrial(_options, http, _host.Clock).RunAsync(hardStop);
    }

    /// <inheritdoc />
    public void Remember()
    {
        StreamCursor[] cursors = Volatile.Read(ref _cursors);
        if (cursors.Length > 0)
            _memory.Write(cursors.Select((cursor, i) => (_options.Streams[i].Name, cursor.Accepted)));
    }

    private MastodonHttp HttpOf() => new(_options.Instance, new AccessToken(_options.AccessToken, _options.AccessTokenFile), _host.Clock);

    private StreamReading[] Begin(StreamParts parts)
    {
        IReadOnlyDictionary<string, string> remembered = _memory.Read();
        StreamCursor[] cursors = [.. _options.Streams.Select(stream => new StreamCursor(remembered.GetValueOrDefault(stream.Name)))];
        Volatile.Write(ref _cursors, cursors);
        return [.. _options.Streams.Select((stream, i) => new StreamReading(stream, cursors[i], parts, SeedOf(i)))];
    }

    /// <summary>Streams that failed together do not come back together.</summary>
    private int SeedOf(int stream) => unchecked((_host.Seed * 31) + stream);

    /// <summary>A broken invariant of one stream ends the others, and the run.</summary>
    private static async Task RunGuardedAsync(StreamReading reading, CancellationTokenSource stop)
    {
        bool isDone = false;
        try
        {
            await reading.RunAsync(stop.Token);
            isDone = true;
        }
        finally
        {
            if (!isDone)
                await stop.CancelAsync();
        }
    }
}
