namespace RtmPipeline.Trends;

/// <summary>
/// Chooses the least active tenth of a table in two passes over it, without sorting: a histogram over the upper bits of the activities, which as
/// positive single-precision numbers have the order of their bits. Activities that differ by less than a hundredth are alike, and go in the order of their slots.
/// </summary>
internal sealed class LeastActive(int capacity)
{
    /// <summary>Share of the table that is emptied when it is full: small enough to forget little, large enough to pay for the passes.</summary>
    private const int SweepDivisor = 10;

    /// <summary>Sign, exponent and seven bits of the fraction.</summary>
    private const int UpperBits = 16;

    private readonly float[] _activities = new float[capacity];
    private readonly int[] _histogram = new int[1 << (UpperBits - 1)];
    private int _limit;
    private int _atLimit;

    /// <summary>First pass: each slot that may go, with its activity, 0 or above.</summary>
    public void Add(int slot, float activity)
    {
        _activities[slot] = activity;
        _histogram[BinOf(activity)]++;
    }

    /// <summary>Ends the first pass.</summary>
    public void Choose()
    {
        int wanted = Math.Max(1, capacity / SweepDivisor);
        while (_limit < _histogram.Length - 1 && wanted > _histogram[_limit])
            wanted -= _histogram[_limit++];
        _atLimit = wanted;
    }

    /// <summary>Second pass: asked once for each slot that was added, in the same order.</summary>
    public bool Takes(int slot)
    {
        int bin = BinOf(_activities[slot]);
        return bin < _limit || (bin == _limit && _atLimit-- > 0);
    }

    private static int BinOf(float activity) => BitConverter.SingleToInt32Bits(activity) >> UpperBits;
}
