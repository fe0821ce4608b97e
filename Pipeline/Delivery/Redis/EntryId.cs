using System.Globalization;

namespace RtmPipeline.Delivery.Redis;

/// <summary>Id of a stream entry, <c>MS-N</c>. Ours carry event time, so that consumers can read a range of time with XRANGE.</summary>
internal readonly record struct EntryId(ulong Milliseconds, ulong Counter)
{
    /// <summary>True when this id comes before the other one.</summary>
    public bool IsBefore(EntryId other) => Milliseconds < other.Milliseconds || (Milliseconds == other.Milliseconds && Counter < other.Counter);

    /// <summary>What an empty stream has for its last id.</summary>
    public static EntryId Zero => default;

    /// <summary>The id after this one for an entry of time <paramref name="time"/>: it never goes back, so a late entry takes the last time again.</summary>
    public EntryId Next(long time)
    {
        ulong milliseconds = time > 0 ? (ulong)time : 0;
        return milliseconds > Milliseconds ? new EntryId(milliseconds, 0) : new EntryId(Milliseconds, Counter + 1);
    }

    public static bool TryParse(string text, out EntryId id)
    {
        id = Zero;
        int dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash <= 0
            || !ulong.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out ulong milliseconds)
            || !ulong.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ulong counter))
            return false;
        id = new EntryId(milliseconds, counter);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Milliseconds}-{Counter}");
}
