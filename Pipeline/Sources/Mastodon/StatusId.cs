using System.Globalization;

namespace RtmPipeline.Sources.Mastodon;

/// <summary>
/// Ids that a server gives its statuses. They are texts and not promised to be numbers; all that is used is which of two is the greater, to know how far a timeline was read:
/// the longer one, and of equal length the later in ordinal order. That is right for numbers without leading zeros and for the padded ids of other servers.
/// </summary>
internal static class StatusId
{
    /// <summary>Longest id taken.</summary>
    public const int MaxLength = 128;

    /// <summary>
    /// How far before the last status a gap is looked for. A server gives a status from elsewhere an id of the time at which it was written, so one that arrives late stands
    /// before statuses that came earlier.
    /// </summary>
    public static readonly TimeSpan Rewind = TimeSpan.FromSeconds(60);

    /// <summary>Stands before all statuses.</summary>
    public const string Lowest = "0";

    /// <summary>Mastodon's own ids are a time, unix milliseconds, above a sequence of 16 bits.</summary>
    private const int SequenceBits = 16;

    /// <summary>Start of 2016, unix milliseconds: no server is older, so smaller numbers hold no time.</summary>
    private const long EarliestTime = 1_451_606_400_000;

    /// <summary>Below zero where <paramref name="a"/> is the smaller one. Null is smaller than all.</summary>
    public static int Compare(string? a, string? b) =>
        a is null || b is null ? (a is null ? 0 : 1) - (b is null ? 0 : 1) : a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a, b);

    /// <summary>The greater of two.</summary>
    public static string? Max(string? a, string? b) => Compare(a, b) >= 0 ? a : b;

    /// <summary>The id that stands <see cref="Rewind"/> before; the same one where it holds no time.</summary>
    /// <param name="id">An id.</param>
    /// <param name="now">Unix milliseconds.</param>
    public static string Rewound(string id, long now)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            return id;
        long time = number >> SequenceBits;
        return time >= EarliestTime && time <= now + (long)TimeSpan.FromDays(1).TotalMilliseconds
            ? ((time - (long)Rewind.TotalMilliseconds) << SequenceBits).ToString(CultureInfo.InvariantCulture)
            : id;
    }

    /// <summary>True for what may be an id.</summary>
    public static bool IsRight(string id) => id.Length is > 0 and <= MaxLength && !id.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));
}
