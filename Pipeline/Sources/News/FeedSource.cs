using System.Runtime.CompilerServices;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.News.Fetching;
using RtmPipeline.Sources.News.Lists;
using RtmPipeline.Sources.News.State;

namespace RtmPipeline.Sources.News;

/// <summary>
/// News feeds, polled. Each has its own state, and one that fails does not disturb the others. Words counted: poll, unchanged (304), same (the bytes of last time), cut (a document that breaks off), item, changed,
/// renamed, flood, restless, moved, gone, notfound, notallowed, challenged, busy, unreachable, refused, nofeed, unusable.
/// </summary>
internal sealed class FeedSource : ILiveSource
{
    /// <summary>Bytes of documents that wait for the pipeline; when more would, no further feed is handed on.</summary>
    public const long MaxWaitingBytes = 32 << 20;

    private readonly FeedOptions _options;
    private readonly SourceHost _host;
    private readonly ResolveHost _resolve;
    private readonly FeedBook _book;
    private readonly FeedList _list;
    private FeedRounds? _rounds;

    public FeedSource(FeedOptions options, SourceHost host, ResolveHost resolve)
    {
        _options = options;
        _host = host;
        _resolve = resolve;
        _list = new FeedList(options);
        _book = FeedBook.Open(host.Memory, host.Watch.Tell);
    }

    public string Name => _host.Watch.Name;

    public SourceWatch Watch => _host.Watch;

    /// <inheritdoc cref="FeedRounds.SleepsUntil"/>
    public long SleepsUntil => _rounds?.SleepsUntil ?? 0;

    /// <summary>What is known of a feed; for tests and trials.</summary>
    public FeedState StateOf(string address) => _book[FeedAddress.TryParse(address)!.Key];

    /// <inheritdoc />
    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        if (_options.Contact.Length == 0)
            Watch.Tell("Contact is not set: publishers who want to complain can only block this program");
        using FeedClient client = new(_options, _host.Clock, _resolve);
        RecordQueue queue = new(MaxWaitingBytes);
        FeedRounds rounds = _rounds = new FeedRounds(_options, _host, _book, _list, new FeedPoller(client, _options, _host, _book), queue);
        await foreach (RawBatch batch in queue.TakeFromAsync(stop => rounds.RunAsync(batchSize, stop.Token), stopReading))
            yield return batch;
        Watch.Ended();
    }

    /// <inheritdoc />
    public async Task<SourceTrial> TryAsync(CancellationToken hardStop)
    {
        using FeedClient client = new(_options, _host.Clock, _resolve);
        return await new FeedTrial(_options, _host.Clock, client, _list).RunAsync(hardStop);
    }

    /// <inheritdoc />
    public void Remember()
    {
        try
        {
            _book.Save(_list.Feeds.Select(static feed => feed.Key).ToHashSet(StringComparer.Ordinal), _host.Now);
        }
        catch (IOException failed)
        {
            Watch.Tell($"what is known of the feeds could not be written down, it is tried again: {failed.Message}");
        }
    }
}
