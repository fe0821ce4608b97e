using Confluent.Kafka;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Kafka.Claims;

/// <summary>
/// Hands a record on only after the group has been told that this process took it, so that each record is one process's, however partitions move: the range is written down as
/// an intent, then stored with the client, which commits it under the generation of the group, so that the group refuses one whose partition has moved; then it is handed on.
/// A refused claim is dropped: the partition's next owner reads the records. What was claimed and is not in the journal when the process dies is read again after its restart.
/// </summary>
internal sealed class ClaimedOffsets : IGroupOffsets
{
    /// <summary>Reached when an intent is durable and not committed.</summary>
    public const string IntentPoint = "kafka.intent";

    /// <summary>Reached when a claim is committed, and nothing of it is noted or handed on.</summary>
    public const string ClaimedPoint = "kafka.claimed";

    /// <summary>A claim that is not answered for so long is looked into by a new client. Commits are not answered while brokers are away.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(90);

    private readonly SourceHost _host;
    private readonly KafkaOptions _options;
    private readonly ClaimBook _book;
    private readonly KafkaBeside _beside;
    private readonly RecordFraming _framing;
    private readonly HandOver _handOver;
    private readonly Dictionary<TopicPartition, PartitionClaiming> _ours = [];

    /// <summary>Claims that were under way when their partition went.</summary>
    private readonly Dictionary<TopicPartition, PendingClaim> _inDoubt = [];
    private readonly List<TopicPartitionOffset> _toCommit = [];
    private long _claimedAt;

    public ClaimedOffsets(KafkaOptions options, SourceHost host, ClaimBook book, KafkaBeside beside, HandOver handOver)
    {
        _options = options;
        _host = host;
        _book = book;
        _beside = beside;
        _handOver = handOver;
        _framing = new RecordFraming(options);
    }

    public long Held => _ours.Values.Sum(claiming => claiming.Bytes);

    /// <inheritdoc />
    public async Task RecoverAsync(IConsumer<byte[]?, byte[]?> member, CancellationToken stop)
    {
        IReadOnlyList<PartitionRange> intents = _book.Intents;
        if (intents.Count > 0)
            _book.Settle(Judge(member, intents));
        foreach (PartitionRange range in _book.NotHandedOn(JournalledOf))
        {
            ReadAgain(range, stop);
            await _handOver.PassAllAsync(stop);
        }
    }

    public long? OwnStart(TopicPartition partition) => _book.ClaimedTo(partition);

    /// <inheritdoc />
    public void Assigned(IConsumer<byte[]?, byte[]?> member, IReadOnlyList<TopicPartitionOffset> starts, IReadOnlyList<TopicPartitionOffset> toCommit)
    {
        // The group has a new generation: a commit of the old one cannot reach it any more, so what it says now is final.
        SettleDoubts(member);
        _beside.Note(starts, _book.Tag);
        foreach (TopicPartitionOffset start in starts)
            _ours[start.TopicPartition] = new PartitionClaiming(start.Offset.Value);
        _toCommit.AddRange(toCommit);
    }

    /// <inheritdoc />
    public void Gone(IConsumer<byte[]?, byte[]?> member, IReadOnlyCollection<TopicPartition> partitions, bool isLost)
    {
        foreach (TopicPartition partition in partitions)
        {
            _toCommit.RemoveAll(start => start.TopicPartition == partition);
            if (!_ours.Remove(partition, out PartitionClaiming? claiming))
                continue;
            if (claiming.Unclaimed > 0)
                _host.Watch.Count("unclaimed", claiming.Unclaimed);
            if (claiming.Pending is { } pending)
                _inDoubt[partition] = pending;
        }
    }

    public void Take(PartitionReading from, in RawRecord record) => _ours[from.Partition].Add(record);

    /// <inheritdoc />
    public void Committed(CommittedOffsets offsets)
    {
        List<(TopicPartition Partition, PendingClaim Claim)> ours = [];
        bool isRefused = false;
        foreach (TopicPartitionOffsetError one in offsets.Offsets)
        {
            if (one.Offset.Value < 0)
                continue;
            if (one.Error.IsError || offsets.Error.IsError)
                isRefused = true;
            else if (Answered(one.TopicPartition, one.Offset.Value) is { } claim)
                ours.Add((one.TopicPartition, claim));
        }

        if (isRefused)
            _host.Watch.Count("claim-refused");
        if (ours.Count == 0)
            return;
        _host.CrashPoints.Reach(ClaimedPoint);
        _book.Settle(ours.Select(one => (one.Partition, one.Claim.Range.To)));
        foreach ((TopicPartition partition, PendingClaim claim) in ours)
            HandOn(partition, claim, claim.Range.To);
        _host.Watch.Count("claim", ours.Count);
    }

    /// <inheritdoc />
    public void Tick(IConsumer<byte[]?, byte[]?> member)
    {
        foreach (TopicPartitionOffset start in _toCommit)
            Store(member, start);
        _toCommit.Clear();
        long now = _host.Clock.GetTimestamp();
        if (_host.Clock.GetElapsedTime(_claimedAt, now) < _options.ClaimInterval)
            return;
        _claimedAt = now;
        List<PartitionRange> claims = [];
        foreach ((TopicPartition partition, PartitionClaiming claiming) in _ours)
        {
            if (claiming.Begin(now) is { } claim)
                claims.Add(new PartitionRange(partition, claim.Range));
            else if (claiming.Pending is { } pending && _host.Clock.GetElapsedTime(pending.Begun, now) > AnswerLimit)
                throw new KafkaException(new Error(ErrorCode.Local_TimedOut, $"the group did not answer a claim within {AnswerLimit.TotalSeconds:0} s"));
        }

        if (claims.Count == 0)
            return;
        _book.Intend(claims);
        _host.CrashPoints.Reach(IntentPoint);
        foreach (PartitionRange claim in claims)
            Store(member, new TopicPartitionOffset(claim.Partition, claim.Range.To));
    }

    public void Accept(TopicPartition partition, long end) => _book.Accept(partition, end);

    public void Renew(TopicPartition partition) => _book.Renew(partition);

    /// <summary>The client refuses what is not ours any more before it has told us so; then the partition is about to go, and the claim with it.</summary>
    private static void Store(IConsumer<byte[]?, byte[]?> member, TopicPartitionOffset offset)
    {
        try
        {
            member.StoreOffset(offset);
        }
        catch (KafkaException notOurs) when (notOurs.Error.Code is ErrorCode.Local_State or ErrorCode.Local_UnknownPartition)
        {
            // Gone is about to be called.
        }
    }

    /// <summary>The claim that a committed offset answers; null for none.</summary>
    private PendingClaim? Answered(TopicPartition partition, long offset)
    {
        if (_ours.TryGetValue(partition, out PartitionClaiming? claiming) && claiming.Pending is { } pending && offset >= pending.Range.To)
        {
            claiming.Finish();
            return pending;
        }

        return _inDoubt.TryGetValue(partition, out PendingClaim? doubted) && offset >= doubted.Range.To && _inDoubt.Remove(partition) ? doubted : null;
    }

    private void SettleDoubts(IConsumer<byte[]?, byte[]?> member)
    {
        if (_inDoubt.Count == 0)
            return;
        _host.Watch.Count("claim-in-doubt", _inDoubt.Count);
        List<(TopicPartition Partition, long ClaimedTo)> outcomes = Judge(member, [.. _inDoubt.Select(entry => new PartitionRange(entry.Key, entry.Value.Range))]);
        _book.Settle(outcomes);
        foreach ((TopicPartition partition, long claimedTo) in outcomes)
            HandOn(partition, _inDoubt[partition], claimedTo);
        _inDoubt.Clear();
    }

    private List<(TopicPartition Partition, long ClaimedTo)> Judge(IConsumer<byte[]?, byte[]?> member, IReadOnlyList<PartitionRange> claims)
    {
        TopicPartition[] partitions = [.. claims.Select(claim => claim.Partition)];
        Dictionary<TopicPartition, long> committed = member.Committed(partitions, KafkaBeside.Patience).Where(one => one.Offset.Value >= 0).ToDictionary(one => one.TopicPartition, one => one.Offset.Value);
        IReadOnlyDictionary<TopicPartition, TakeoverNote> notes = _beside.Notes(partitions);
        return [.. claims.Select(claim => (claim.Partition, ClaimVerdict.ClaimedTo(
            claim.Range,
            committed.TryGetValue(claim.Partition, out long offset) ? offset : null,
            notes.TryGetValue(claim.Partition, out TakeoverNote note) ? note : null,
            _book.Tag)))];
    }

    private void HandOn(TopicPartition partition, PendingClaim claim, long claimedTo)
    {
        foreach (RawRecord record in claim.Records)
        {
            if (record.Position.Origin < claimedTo)
                _handOver.Add(partition, record);
        }

        _book.HandOn(partition, claimedTo);
    }

    private void ReadAgain(in PartitionRange range, CancellationToken stop)
    {
        TopicPartition partition = range.Partition;
        long gone;
        long read = 0;
        try
        {
            gone = _beside.Read(range, result =>
            {
                RecordPosition position = new(KafkaNames.SourceOf(_host.Watch.Name, partition), 0, 0) { Origin = result.Offset.Value };
                _handOver.Add(partition, _framing.Frame(result.Message, position, _host.Now));
                _book.HandOn(partition, result.Offset.Value + 1);
                read++;
            }, stop);
        }
        catch (KafkaException missing) when (missing.Error.Code is ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownPartition or ErrorCode.Local_UnknownTopic)
        {
            gone = range.Range.To - range.Range.From;
        }

        stop.ThrowIfCancellationRequested();
        if (read > 0)
            _host.Watch.Count("read-again", read);
        if (gone > 0)
        {
            _host.Watch.Count("expired", gone);
            _host.Watch.Waiting($"{gone} records of {range} are ours to read again, and the topic does not have them any more");
        }

        if (read == 0)
            _book.Drop(range);
        _book.HandOn(partition, range.Range.To);
    }

    private long? JournalledOf(TopicPartition partition) => _host.Journalled.TryGetValue(KafkaNames.SourceOf(_host.Watch.Name, partition), out long last) ? last : null;
}
