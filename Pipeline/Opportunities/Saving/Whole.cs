using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Saving;

/// <summary>A struct of numbers without gaps as it lies in memory.</summary>
internal static class Whole
{
    public static void Write<T>(StateWriter to, in T value)
        where T : unmanaged => to.Values(new ReadOnlySpan<T>(in value));

    public static void Read<T>(StateReader from, out T value)
        where T : unmanaged
    {
        value = default;
        from.ValuesInto(new Span<T>(ref value));
    }

    public static T Read<T>(StateReader from)
        where T : unmanaged
    {
        Read(from, out T value);
        return value;
    }
}
