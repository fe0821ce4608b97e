using RtmPipeline.State;

namespace RtmPipeline.Trends;

/// <summary>
/// Tells whether a key came before, with one bit array and two probes: a Bloom filter that is emptied after a number of new keys, so
/// that its errors (letting a key in at its first mention) stay below 3 %.
/// </summary>
/// <remarks>After the doorkeeper of TinyLFU (Einziger, Friedman, Manes, 2017, §3.4.2).</remarks>
internal sealed class Doorkeeper
{
    private readonly ulong[] _bits;
    private readonly int _mask;
    private readonly int _limit;
    private int _entered;

    /// <param name="topics">Topics of the table it guards; sizes the filter to 32 bits a topic.</param>
    public Doorkeeper(int topics)
    {
        int bits = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1024, topics) * 32);
        _bits = new ulong[bits / 64];
        _mask = bits - 1;
        _limit = bits / 11;
    }

    public void Save(StateWriter to)
    {
        to.Section("trends.door");
        to.Int(_entered);
        SparseValues.Save<ulong>(to, _bits);
    }

    /// <summary>Takes over what was saved; this one is fresh, and of the same size.</summary>
    /// <exception cref="StateFormatException">It is no state of a doorkeeper, or of one of another size.</exception>
    public void Load(StateReader from)
    {
        from.Section("trends.door");
        _entered = from.Int();
        if (_entered < 0 || _entered > _limit)
            throw from.Broken($"{_entered} keys cannot have entered: {_limit} can");
        SparseValues.Load<ulong>(from, _bits);
    }

    /// <summary>True when the key was asked for before, as far as the filter remembers; it is remembered from now on.</summary>
    public bool SeenBefore(ulong key)
    {
        int first = (int)(key >> 7) & _mask;
        int second = (int)(key >> 35) & _mask;
        bool seen = (_bits[first >> 6] >> (first & 63) & 1) != 0 && (_bits[second >> 6] >> (second & 63) & 1) != 0;
        if (seen)
            return true;
        if (_entered == _limit)
        {
            Array.Clear(_bits);
            _entered = 0;
        }

        _bits[first >> 6] |= 1UL << (first & 63);
        _bits[second >> 6] |= 1UL << (second & 63);
        _entered++;
        return false;
    }
}
