using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Saving;

/// <summary>
/// Dictionaries as bytes. Where a dictionary enumerates what it holds depends on what was removed from it in the past, so the keys are sorted: equal contents give equal bytes.
/// What reads it may never depend on the order, as it comes back in another one.
/// </summary>
internal static class SortedState
{
    public static void Write<TValue>(StateWriter to, Dictionary<ulong, TValue> values)
        where TValue : unmanaged
    {
        (ulong[] keys, TValue[] sorted) = Sort(values);
        to.Values(keys);
        to.Values(sorted);
    }

    public static void Read<TValue>(StateReader from, Dictionary<ulong, TValue> into)
        where TValue : unmanaged
    {
        ulong[] keys = from.Values<ulong>();
        TValue[] values = from.Values<TValue>();
        if (keys.Length != values.Length)
            throw from.Broken($"{keys.Length} keys have {values.Length} values");
        into.Clear();
        into.EnsureCapacity(keys.Length);
        for (int i = 0; i < keys.Length; i++)
            AddNew(from, into, keys[i], values[i]);
    }

    /// <summary>What a dictionary holds, by its keys.</summary>
    public static (TKey[] Keys, TValue[] Values) Sort<TKey, TValue>(Dictionary<TKey, TValue> dictionary, IComparer<TKey>? comparer = null)
        where TKey : notnull
    {
        var keys = new TKey[dictionary.Count];
        var values = new TValue[dictionary.Count];
        dictionary.Keys.CopyTo(keys, 0);
        dictionary.Values.CopyTo(values, 0);
        Array.Sort(keys, values, comparer);
        return (keys, values);
    }

    /// <summary>Adds what must not be there yet.</summary>
    public static void AddNew<TKey, TValue>(StateReader from, Dictionary<TKey, TValue> into, TKey key, TValue value)
        where TKey : notnull
    {
        if (!into.TryAdd(key, value))
            throw from.Broken($"'{key}' is there twice");
    }

    /// <summary>Reads a count that the limits of this run allow.</summary>
    public static int CountUpTo(StateReader from, int most, int leastBytesEach)
    {
        int count = from.Count(leastBytesEach);
        return count <= most ? count : throw from.Broken($"{count} where at most {most} belong: the state was made with other limits");
    }

    /// <summary>Writes a moment that may be missing.</summary>
    public static void Write(StateWriter to, long? moment)
    {
        to.Bool(moment.HasValue);
        to.Long(moment.GetValueOrDefault());
    }

    public static long? ReadMoment(StateReader from)
    {
        bool isThere = from.Bool();
        long moment = from.Long();
        return isThere ? moment : null;
    }
}
