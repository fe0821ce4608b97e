namespace RtmPipeline.Sources.Redis;

/// <summary>
/// How many entries to ask for: Redis limits an answer by their number alone, so it follows from how long the last ones were. An answer is about <see cref="TargetBytes"/> at most
/// while the length of entries does not change much.
/// </summary>
/// <param name="most">Most entries.</param>
internal sealed class PageSize(int most)
{
    /// <summary>Bytes of one answer that are aimed at.</summary>
    public const int TargetBytes = 8 << 20;

    private const int First = 64;
    private const int Growth = 8;

    public int Next { get; private set; } = Math.Min(First, most);

    /// <summary>An answer did not come: it may have been too long for the time or the memory there is.</summary>
    public void Shrink() => Next = Math.Max(1, Next / Growth);

    /// <summary>Takes note of an answer.</summary>
    public void Note(IReadOnlyList<StreamEntry> page)
    {
        long bytes = page.Sum(static entry => entry.Values.Sum(static value => (long)value.Length));
        long each = Math.Max(1, bytes / Math.Max(1, page.Count));
        Next = (int)Math.Clamp(TargetBytes / each, 1, Math.Min((long)Next * Growth, most));
    }
}
