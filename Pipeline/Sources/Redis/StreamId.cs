using System.Globalization;

namespace RtmPipeline.Sources.Redis;

/// <summary>Id of an entry of a stream, <c>MS-N</c>. Within a stream they only grow.</summary>
internal readonly record struct StreamId(ulong Milliseconds, ulong Counter)
{
    /// <summary>Bits of an origin that hold the counter: a server gives a million entries a millisecond before it needs more.</summary>
    private const int CounterBits = 20;

    /// <summary>Before all entries.</summary>
    public static StreamId Zero => default;

    /// <summary>The id as one number that grows with it, as positions of records have it; null for ids that do not fit, which somebody must have made up.</summary>
    public long? Origin => Counter < 1UL << CounterBits && Milliseconds < 1UL << (63 - CounterBits) ? (long)((Milliseconds << CounterBits) | Counter) : null;

    /// <summary>The id before which nothing can stand behind this one.</summary>
    public StreamId Next => Counter == ulong.MaxValue ? new StreamId(Milliseconds + 1, 0) : this with { Counter = Counter + 1 };

    public static StreamId OfOrigin(long origin) => new((ulong)origin >> CounterBits, (ulong)origin & ((1UL << CounterBits) - 1));

    public static StreamId Later(StreamId one, StreamId other) => one.IsAfter(other) ? one : other;

    public bool IsAfter(StreamId other) => Milliseconds > other.Milliseconds || (Milliseconds == other.Milliseconds && Counter > other.Counter);

    public static bool TryParse(string? text, out StreamId id)
    {
        id = Zero;
        int dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        if (dash <= 0 || !TryNumber(text.AsSpan(0, dash), out ulong milliseconds) || !TryNumber(text.AsSpan(dash + 1), out ulong counter))
            return false;
        id = new StreamId(milliseconds, counter);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Milliseconds}-{Counter}");

    private static bool TryNumber(ReadOnlySpan<char> text, out ulong number) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
