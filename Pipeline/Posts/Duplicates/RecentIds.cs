using RtmPipeline.State;

namespace RtmPipeline.Posts.Duplicates;

/// <summary>
/// Remembers the newest ids, by 64-bit hash, with a number for each. Two generations of an open-addressed table: when the young one is
/// full the old one is forgotten, so between <c>capacity / 2</c> and <c>capacity</c> ids are known at any time.
/// Memory: 32 bytes an id. Two ids share a hash once in 10^7 runs at a million ids.
/// </summary>
internal sealed class RecentIds
{
    private readonly int _generationSize;
    private readonly int _mask;
    private ulong[] _youngKeys;
    private long[] _youngValues;
    private ulong[] _oldKeys;
    private long[] _oldValues;
    private int _youngCount;

    /// <param name="capacity">Most ids remembered; at least 2.</param>
    public RecentIds(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        _generationSize = capacity / 2;
        int slots = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_generationSize * 2);
        _mask = slots - 1;
        _youngKeys = new ulong[slots];
        _youngValues = new long[slots];
        _oldKeys = new ulong[slots];
        _oldValues = new long[slots];
    }

    /// <summary>The number kept for an id; -1 when it is not known.</summary>
    public long Find(ulong key)
    {
        int slot = Probe(_youngKeys, key);
        if (_youngKeys[slot] == key)
            return _youngValues[slot];
        slot = Probe(_oldKeys, key);
        return _oldKeys[slot] == key ? _oldValues[slot] : -1;
    }

    /// <summary>Remembers an id, or changes its number.</summary>
    /// <param name="key">Not 0.</param>
    /// <param name="value">At least 0.</param>
    public void Put(ulong key, long value)
    {
        int slot = Probe(_youngKeys, key);
        if (_youngKeys[slot] != key)
        {
            if (_youngCount == _generationSize)
            {
                TurnGeneration();
                slot = Probe(_youngKeys, key);
            }

            _youngKeys[slot] = key;
            _youngCount++;
        }

        _youngValues[slot] = value;
    }

    /// <summary>Saves the ids at their places. A place depends on the order in which ids came; no answer does.</summary>
    public void Save(StateWriter to)
    {
        to.Section("posts.ids");
        SparseValues.Save<ulong>(to, _youngKeys);
        SparseValues.Save<long>(to, _youngValues);
        SparseValues.Save<ulong>(to, _oldKeys);
        SparseValues.Save<long>(to, _oldValues);
    }

    /// <summary>Takes over what was saved; this one is fresh, and of the same capacity.</summary>
    /// <exception cref="StateFormatException">It is no state of such a memory, or of one of another capacity.</exception>
    public void Load(StateReader from)
    {
        from.Section("posts.ids");
        SparseValues.Load<ulong>(from, _youngKeys);
        SparseValues.Load<long>(from, _youngValues);
        SparseValues.Load<ulong>(from, _oldKeys);
        SparseValues.Load<long>(from, _oldValues);
        _youngCount = _youngKeys.Length - _youngKeys.AsSpan().Count(0UL);
        int oldCount = _oldKeys.Length - _oldKeys.AsSpan().Count(0UL);
        // A search ends at an empty place, so a table that is too full would never let it end.
        if (_youngCount > _generationSize || oldCount > _generationSize)
            throw from.Broken($"{_youngCount} and {oldCount} ids where {_generationSize} have room");
    }

    private void TurnGeneration()
    {
        (_oldKeys, _youngKeys) = (_youngKeys, _oldKeys);
        (_oldValues, _youngValues) = (_youngValues, _oldValues);
        Array.Clear(_youngKeys);
        Array.Clear(_youngValues);
        _youngCount = 0;
    }

    private int Probe(ulong[] keys, ulong key)
    {
        int slot = (int)(key & (uint)_mask);
        while (keys[slot] != 0 && keys[slot] != key)
            slot = (slot + 1) & _mask;
        return slot;
    }
}
