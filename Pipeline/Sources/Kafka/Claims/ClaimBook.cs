using System.Security.Cryptography;
using Confluent.Kafka;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Kafka.Claims;

/// <summary>
/// What this process has claimed of each partition, in the source's memory: intents, whose commit may or may not have reached the group, and ranges that are ours and that the
/// journal does not hold yet. With it a process that was killed finds after its restart what it alone must still read. May be used by several threads.
/// </summary>
internal sealed class ClaimBook
{
    /// <summary>Name of the part of the memory.</summary>
    public const string Part = "claims";

    private readonly SourceMemory _memory;
    private readonly Dictionary<TopicPartition, PartitionClaims> _partitions;
    private readonly Lock _gate = new();
    private bool _hasChanged;

    private ClaimBook(SourceMemory memory, int tag, Dictionary<TopicPartition, PartitionClaims> partitions)
    {
        _memory = memory;
        Tag = tag;
        _partitions = partitions;
    }

    /// <summary>Tells this process's takeovers from those of others; as old as the state folder.</summary>
    public int Tag { get; }

    /// <summary>Claims whose outcome is not known.</summary>
    public IReadOnlyList<PartitionRange> Intents
    {
        get
        {
            lock (_gate)
                return [.. _partitions.Where(entry => !entry.Value.Intent.IsEmpty).Select(entry => new PartitionRange(entry.Key, entry.Value.Intent))];
        }
    }

    /// <summary>Reads the book, or begins one.</summary>
    /// <exception cref="IOException">The disk cannot be read or written.</exception>
    /// <exception cref="State.StateFormatException">What is there is no book.</exception>
    public static ClaimBook Open(SourceMemory memory)
    {
        if (memory.Read(Part) is { } bytes)
        {
            (int tag, Dictionary<TopicPartition, PartitionClaims> partitions) = ClaimBookFormat.Read(bytes);
            return new ClaimBook(memory, tag, partitions);
        }

        ClaimBook begun = new(memory, RandomNumberGenerator.GetInt32(TakeoverNote.Tags), []);
        lock (begun._gate)
            begun.Write();
        return begun;
    }

    /// <summary>Writes down what is about to be claimed. Durable when it returns.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Intend(IReadOnlyList<PartitionRange> claims)
    {
        lock (_gate)
        {
            foreach (PartitionRange claim in claims)
                Of(claim.Partition).Intent = claim.Range;
            Write();
        }
    }

    /// <summary>Writes down what became of intents: ours up to an offset. Durable when it returns.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Settle(IEnumerable<(TopicPartition Partition, long ClaimedTo)> outcomes)
    {
        lock (_gate)
        {
            foreach ((TopicPartition partition, long claimedTo) in outcomes)
                Of(partition).Settle(claimedTo);
            Write();
        }
    }

    /// <summary>Offset up to which this process has claimed a partition; null where it never did.</summary>
    public long? ClaimedTo(TopicPartition partition)
    {
        lock (_gate)
            return _partitions.TryGetValue(partition, out PartitionClaims? claims) && claims.ClaimedTo > 0 ? claims.ClaimedTo : null;
    }

    /// <summary>Ranges that are ours and that nobody has handed on, in order of partitions and offsets.</summary>
    /// <param name="journalled">Offset of the last record of a partition that the journal holds; null for none.</param>
    public IReadOnlyList<PartitionRange> NotHandedOn(Func<TopicPartition, long?> journalled)
    {
        lock (_gate)
        {
            List<PartitionRange> open = [];
            foreach ((TopicPartition partition, PartitionClaims claims) in _partitions.OrderBy(entry => entry.Key.Topic, StringComparer.Ordinal).ThenBy(entry => entry.Key.Partition.Value))
            {
                if (!claims.IsRenewed)
                    claims.HandedTo = Math.Max(claims.HandedTo, (journalled(partition) + 1) ?? 0);
                open.AddRange(claims.Ranges
                    .Select(range => new PartitionRange(partition, range with { From = Math.Max(range.From, claims.HandedTo) }))
                    .Where(range => !range.Range.IsEmpty));
            }

            return open;
        }
    }

    /// <summary>Notes that records were handed on; kept in memory alone, since a restart asks the journal.</summary>
    public void HandOn(TopicPartition partition, long end)
    {
        lock (_gate)
            Of(partition).HandedTo = Math.Max(Of(partition).HandedTo, end);
    }

    /// <summary>Notes that the journal holds all records of a partition before an offset.</summary>
    public void Accept(TopicPartition partition, long end)
    {
        lock (_gate)
        {
            Of(partition).Accept(end);
            _hasChanged = true;
        }
    }

    /// <summary>Forgets a range of which the topic has nothing any more.</summary>
    public void Drop(PartitionRange gone)
    {
        lock (_gate)
        {
            Of(gone.Partition).Ranges.RemoveAll(range => range.From <= gone.Range.From && range.To >= gone.Range.To);
            _hasChanged = true;
        }
    }

    /// <summary>Forgets a partition whose topic was made anew: its offsets began again.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Renew(TopicPartition partition)
    {
        lock (_gate)
        {
            _partitions[partition] = new PartitionClaims { IsRenewed = true };
            Write();
        }
    }

    /// <summary>Writes what was accepted, where something was since it was last written.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Save()
    {
        lock (_gate)
        {
            if (_hasChanged)
                Write();
        }
    }

    private PartitionClaims Of(TopicPartition partition)
    {
        if (!_partitions.TryGetValue(partition, out PartitionClaims? claims))
            _partitions[partition] = claims = new PartitionClaims();
        return claims;
    }

    private void Write()
    {
        _memory.Write(Part, ClaimBookFormat.Write(Tag, _partitions));
        _hasChanged = false;
    }
}
