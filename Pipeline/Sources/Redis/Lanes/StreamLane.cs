using System.Collections.Concurrent;

namespace RtmPipeline.Sources.Redis.Lanes;

/// <summary>
/// One consumer's way through a stream, in which ids only grow: so one id tells all that the journal holds of it, and after a crash nothing is lost or doubled.
/// </summary>
/// <param name="name">As positions of records name it.</param>
/// <param name="consumer">The consumer.</param>
/// <param name="known">The newest entry that the journal held when this life began.</param>
/// <remarks>One thread reads and acknowledges; any may accept.</remarks>
internal sealed class StreamLane(string name, string consumer, StreamId known)
{
    private readonly ConcurrentQueue<StreamId> _toAcknowledge = new();

    /// <summary>What is being acknowledged: kept until Redis answers, as an acknowledgement may be lost.</summary>
    private readonly List<StreamId> _asked = [];
    private int _inFlight;

    public string Name { get; } = name;

    public string Consumer { get; } = consumer;

    /// <summary>Entries up to this one are in the journal, and only to be acknowledged.</summary>
    public StreamId Known { get; } = known;

    /// <summary>The last entry that this life was given.</summary>
    public StreamId After { get; set; }

    /// <summary>The newest entry that was read in any life.</summary>
    public StreamId Reached => StreamId.Later(Known, After);

    /// <summary>True when all that was handed on is accepted and acknowledged.</summary>
    public bool IsSettled => Volatile.Read(ref _inFlight) == 0 && _toAcknowledge.IsEmpty && _asked.Count == 0;

    /// <summary>Notes entries that were handed on.</summary>
    public void HandedOn(int entries) => Interlocked.Add(ref _inFlight, entries);

    /// <summary>Notes entries of those handed on that are safe. From any thread.</summary>
    public void Accepted(IReadOnlyList<StreamId> ids)
    {
        foreach (StreamId id in ids)
            _toAcknowledge.Enqueue(id);
        Interlocked.Add(ref _inFlight, -ids.Count);
    }

    /// <summary>Notes an entry with which there is nothing to do.</summary>
    public void Skip(StreamId id) => _toAcknowledge.Enqueue(id);

    /// <summary>The next entries to acknowledge: the same ones until <see cref="Acknowledged"/>.</summary>
    public IReadOnlyList<StreamId> ToAcknowledge(int most)
    {
        while (_asked.Count < most && _toAcknowledge.TryDequeue(out StreamId id))
            _asked.Add(id);
        return _asked;
    }

    /// <summary>Redis has answered.</summary>
    public void Acknowledged() => _asked.Clear();
}
