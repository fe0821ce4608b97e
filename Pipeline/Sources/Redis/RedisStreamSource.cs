using System.Runtime.CompilerServices;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.Redis.Lanes;
using RtmPipeline.State;

namespace RtmPipeline.Sources.Redis;

/// <summary>
/// Reads streams of Redis as a consumer of a group. Entries are acknowledged when their records are safe; after a crash those that were given to this consumer are asked for
/// again, and those that the journal holds are only acknowledged: so with a journal each entry is read once, as long as no other process takes it over and Redis keeps what it
/// was told. Without a journal, at least once.
/// </summary>
/// <remarks>
/// Counts: <c>created</c> groups, <c>group-lost</c>, <c>set-back</c> (a group gave what it had given before); <c>read-again</c> entries after a restart or a broken connection, <c>known</c>
/// entries among pending ones that the journal had; <c>claimed</c> entries of consumers that are gone; <c>not-ours</c> (acknowledged or taken by somebody else meanwhile);
/// <c>trimmed</c> entries that were gone before they were read; <c>fault</c> entries that could not be framed; <c>held-back</c>; <c>reconnect</c>, <c>recovered</c>, <c>refused</c>;
/// <c>memory-failed</c>.
/// </remarks>
internal sealed class RedisStreamSource(RedisStreamOptions options, SourceHost host) : ILiveSource
{
    private volatile LaneBook? _book;

    public string Name => Watch.Name;

    public SourceWatch Watch => host.Watch;

    /// <inheritdoc />
    /// <remarks>A group goes on where it was.</remarks>
    public bool MayLag => !options.HoldsDecisions;

    /// <inheritdoc />
    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        RecordQueue queue = new(options.QueueBytes);
        EntryHandOver? handOver = null;
        try
        {
            if (Open() is not { } book)
                yield break;
            handOver = new EntryHandOver(queue, batchSize, Watch, book);
            await foreach (RawBatch batch in queue.TakeFromAsync(ending => ReadGroupAsync(book, handOver, ending.Token), stopReading))
            {
                handOver.Taken();
                yield return batch;
            }
        }
        finally
        {
            Remember();
            if (handOver is not null)
                Watch.Ended();
        }
    }

    /// <inheritdoc />
    public async Task<SourceTrial> TryAsync(CancellationToken hardStop)
    {
        await using IStreamGroup redis = Connect();
        return await new StreamTrial(options, redis, host.Clock).RunAsync(hardStop);
    }

    /// <inheritdoc />
    public void Remember()
    {
        try
        {
            _book?.Save();
        }
        catch (IOException)
        {
            // What is not written down as accepted is read again after a restart, and known by its ids.
            Watch.Count("memory-failed");
        }
    }

    private LaneBook? Open()
    {
        try
        {
            return _book = LaneBook.Open(host.Memory);
        }
        catch (StateFormatException broken)
        {
            Watch.Refused($"its memory is damaged: {broken.Message}");
        }
        catch (IOException disk)
        {
            Watch.Refused($"its memory cannot be read or written: {disk.Message}");
        }

        return null;
    }

    private async Task ReadGroupAsync(LaneBook book, EntryHandOver handOver, CancellationToken stop)
    {
        await using IStreamGroup redis = Connect();
        await new GroupReading(new StreamParts(options, host, redis, book, handOver)).RunAsync(stop);
    }

    private IStreamGroup Connect() => host.StreamGroups?.Invoke(options) ?? throw new InvalidOperationException("nobody here makes connections to streams of Redis");
}
