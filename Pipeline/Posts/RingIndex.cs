using RtmPipeline.State;

namespace RtmPipeline.Posts;

/// <summary>
/// Finds the members of a ring of numbered things by a key that several of them may share, newest first. Members of the same bucket are chained; what the ring pushed out ends its
/// chain by itself, so that adding costs two array writes and nothing is ever removed for room. Memory: 16 bytes a place of the ring.
/// </summary>
/// <param name="capacity">Places of the ring; number n stands at n modulo this.</param>
internal sealed class RingIndex(int capacity)
{
    private readonly int _mask = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity) - 1;

    /// <summary>By bucket the newest number, by place the next older number of its bucket; one is added, so that 0 is none.</summary>
    private readonly long[] _newest = new long[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity)];
    private readonly long[] _older = new long[capacity];

    /// <summary>Adds the next number; numbers come in order.</summary>
    public void Add(ulong key, long number)
    {
        ref long newest = ref _newest[BucketOf(key)];
        _older[number % capacity] = newest;
        newest = number + 1;
    }

    /// <summary>The newest number that may have a key: its bucket's; -1 for none. The caller looks whether it has.</summary>
    /// <param name="key">The key.</param>
    /// <param name="oldest">Oldest number still in the ring.</param>
    public long First(ulong key, long oldest) => Standing(_newest[BucketOf(key)], oldest);

    /// <summary>The next older number that may have the same key; -1 for none.</summary>
    public long Next(long number, long oldest) => Standing(_older[number % capacity], oldest);

    /// <summary>Takes numbers out of a key's chain, so that no later walk meets them. Costs a walk along the chain.</summary>
    /// <param name="key">The key.</param>
    /// <param name="oldest">Oldest number still in the ring.</param>
    /// <param name="leaves">True for a number that goes; called once for each of the chain, newest first.</param>
    public void Remove(ulong key, long oldest, Predicate<long> leaves)
    {
        long kept = -1;
        long number = First(key, oldest);
        while (number >= 0)
        {
            long next = Next(number, oldest);
            if (!leaves(number))
                kept = number;
            else if (kept < 0)
                _newest[BucketOf(key)] = next + 1;
            else
                _older[kept % capacity] = next + 1;
            number = next;
        }
    }

    /// <summary>Chains whose ends the ring pushed out are saved with them: who is in the ring says which.</summary>
    public void Save(StateWriter to)
    {
        SparseValues.Save<long>(to, _newest);
        SparseValues.Save<long>(to, _older);
    }

    /// <summary>Takes over what was saved; this one is fresh, and of the same capacity.</summary>
    /// <exception cref="StateFormatException">It is no state of such an index, or of one of another capacity.</exception>
    public void Load(StateReader from)
    {
        SparseValues.Load<long>(from, _newest);
        SparseValues.Load<long>(from, _older);
        if (_newest.AsSpan().ContainsAnyExceptInRange(0, long.MaxValue) || _older.AsSpan().ContainsAnyExceptInRange(0, long.MaxValue))
            throw from.Broken("a number of a ring is below 0");
    }

    private static long Standing(long linked, long oldest) => linked > oldest ? linked - 1 : -1;

    private int BucketOf(ulong key) => (int)(Mix64.Finish(key) & (uint)_mask);
}
