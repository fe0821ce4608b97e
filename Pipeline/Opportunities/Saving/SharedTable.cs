using System.Runtime.InteropServices;

namespace RtmPipeline.Opportunities.Saving;

/// <summary>Numbers things in the order in which they are met, so that each is written where it is met first and by its number from then on.</summary>
/// <param name="comparer">What counts as the same thing; null for the thing itself.</param>
internal sealed class SharedTable<T>(IEqualityComparer<T>? comparer = null)
    where T : class
{
    private readonly Dictionary<T, int> _numbers = new(comparer ?? ReferenceEqualityComparer.Instance);

    /// <summary>Makes room for so many things.</summary>
    public void EnsureCapacity(int count) => _numbers.EnsureCapacity(count);

    /// <summary>Forgets everything and keeps the room.</summary>
    public void Clear() => _numbers.Clear();

    /// <summary>Number of a thing.</summary>
    /// <returns>True when it is met for the first time.</returns>
    public bool Meet(T thing, out int number)
    {
        ref int known = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, thing, out bool exists);
        if (!exists)
            known = _numbers.Count - 1;
        number = known;
        return !exists;
    }
}
