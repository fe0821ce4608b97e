using RtmPipeline.State;

namespace RtmPipeline.Alerts;

/// <summary>Lists within a state: a count and the things in order.</summary>
internal static class StateLists
{
    public static void Save<T>(IReadOnlyList<T> list, StateWriter to, Action<T, StateWriter> save)
    {
        to.Int(list.Count);
        foreach (T item in list)
            save(item, to);
    }

    /// <param name="from">State.</param>
    /// <param name="leastBytesEach">Bytes that each takes at least.</param>
    /// <param name="load">Reads one.</param>
    public static T[] Load<T>(StateReader from, int leastBytesEach, Func<StateReader, T> load)
    {
        T[] list = new T[from.Count(leastBytesEach)];
        for (int i = 0; i < list.Length; i++)
            list[i] = load(from);
        return list;
    }
}
