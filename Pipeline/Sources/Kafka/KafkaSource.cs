using System.Runtime.CompilerServices;
using Confluent.Kafka;
using RtmPipeline.Sources.Kafka.Claims;
using RtmPipeline.Sources.Live;
using RtmPipeline.State;

namespace RtmPipeline.Sources.Kafka;

/// <summary>
/// Reads topics of Kafka as a member of a consumer group. With a journal each record is read by exactly one process of the group, through crashes and rebalances
/// (<see cref="ClaimedOffsets"/> says how, and where the limits are); without one, at least once.
/// </summary>
/// <remarks>
/// Counts: <c>assigned</c>, <c>revoked</c>, <c>lost</c> partitions; <c>claim</c>, <c>claim-refused</c>, <c>claim-in-doubt</c>; <c>unclaimed</c> records that were read and went with their
/// partition; <c>read-again</c> after a restart; <c>expired</c> records that the topic had no more; <c>renewed</c> and <c>truncated</c> partitions; <c>tombstone</c>; <c>fault</c> records that could not
/// be framed; <c>held-back</c>, <c>skew</c>; <c>poll-late</c>; <c>error</c>, <c>recovered</c>, <c>reconnect</c>; <c>memory-failed</c>.
/// </remarks>
internal sealed class KafkaSource : ILiveSource
{
    /// <summary>A stop does not wait longer for brokers that do not answer. What was claimed is read again at the next start.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private static readonly BackoffRule s_rule = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));

    private readonly KafkaOptions _options;
    private readonly SourceHost _host;
    private readonly Func<string?> _libraryFault;
    private volatile ClaimBook? _book;

    /// <param name="options">What to read.</param>
    /// <param name="host">The program around it.</param>
    /// <param name="libraryFault">Why the native library cannot be used; null for asking it.</param>
    public KafkaSource(KafkaOptions options, SourceHost host, Func<string?>? libraryFault = null)
    {
        _options = options;
        _host = host;
        _libraryFault = libraryFault ?? (static () => KafkaLibrary.Fault);
    }

    public string Name => Watch.Name;

    public SourceWatch Watch => _host.Watch;

    /// <inheritdoc />
    /// <remarks>A group goes on where it was.</remarks>
    public bool MayLag => true;

    /// <inheritdoc />
    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(stopReading);
        RecordQueue queue = new(_options.MaxBufferedBytes);
        Task reading = Task.Run(() => KeepReadingAsync(queue, batchSize, stop.Token), CancellationToken.None);
        try
        {
            await foreach (RawBatch batch in queue.TakeAsync(stopReading))
                yield return batch;
        }
        finally
        {
            await stop.CancelAsync();
            await reading.WaitAsync(StopPatience, _host.Clock, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Remember();
            Watch.Ended(reading.IsCompleted ? string.Empty : $"the brokers did not answer within {StopPatience.TotalSeconds:0} s");
        }
    }

    /// <inheritdoc />
    public Task<SourceTrial> TryAsync(CancellationToken hardStop) => _libraryFault() is { } fault
        ? Task.FromResult(new SourceTrial(false, [fault]))
        : Task.Run(() => new KafkaTrial(_options, _host.Clock).Run(hardStop), hardStop);

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

    /// <summary>Joins the group again and again.</summary>
    private async Task KeepReadingAsync(RecordQueue queue, int batchSize, CancellationToken stop)
    {
        if (_libraryFault() is { } missing)
        {
            Watch.Refused(missing);
            return;
        }

        Backoff backoff = new(_host.Clock, _host.Seed, healthyAfter: TimeSpan.FromMinutes(1));
        while (!stop.IsCancellationRequested)
        {
            if (await JoinAsync(queue, batchSize, backoff, stop) is not { } reason)
                return;
            TimeSpan wait = backoff.Failed(s_rule);
            Watch.Count("reconnect");
            Watch.Waiting(reason, _host.Clock.GetUtcNow() + wait);
            await Task.Delay(wait, _host.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One membership.</summary>
    /// <returns>Why another is to be tried; null when that makes no sense, or it was stopped.</returns>
    private async Task<string?> JoinAsync(RecordQueue queue, int batchSize, Backoff backoff, CancellationToken stop)
    {
        try
        {
            Watch.Connecting();

            // A thread of its own: it waits in native code most of the time.
            await await Task.Factory.StartNew(() => ReadGroupAsync(queue, batchSize, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return null;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (KafkaException trouble)
        {
            backoff.Healthy();
            return _options.Shown(trouble.Error.Reason);
        }
        catch (IOException disk)
        {
            return $"its memory cannot be read or written: {disk.Message}";
        }
        catch (StateFormatException broken)
        {
            Watch.Refused($"its memory is damaged: {broken.Message}");
            return null;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException)
        {
            Watch.Refused($"a setting is wrong: {_options.Shown(wrong.Message)}");
            return null;
        }
    }

    private async Task ReadGroupAsync(RecordQueue queue, int batchSize, CancellationToken stop)
    {
        if (!_host.IsJournalled)
        {
            AcknowledgedOffsets? told = null;
            HandOver plain = new(queue, batchSize, Watch, (partition, end) => told!.Accept(partition, end));
            told = new AcknowledgedOffsets(plain);
            using GroupReader reading = new(_options, _host, told, plain, queue);
            await reading.ReadAsync(stop);
            return;
        }

        ClaimBook book = _book ??= ClaimBook.Open(_host.Memory);
        using KafkaBeside beside = new(_options, _host.Clock);
        HandOver handOver = new(queue, batchSize, Watch, book.Accept);
        using GroupReader reader = new(_options, _host, new ClaimedOffsets(_options, _host, book, beside, handOver), handOver, queue);
        await reader.ReadAsync(stop);
    }
}
