namespace RtmPipeline.Commands.Evaluate;

/// <summary>Counts the rows of one file that were not taken, and reports the first ones with file, line and reason.</summary>
internal sealed class Rejections(string file, TextWriter errors)
{
    /// <summary>Rows of one file that are reported one by one; the rest are in the counts.</summary>
    public const int MaxReported = 20;

    private readonly SortedDictionary<string, int> _byReason = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    /// <summary>How many were rejected for each reason.</summary>
    public IReadOnlyDictionary<string, int> ByReason => _byReason;

    /// <param name="line">Line of the row, from 1.</param>
    /// <param name="reason">Kind of fault, of few words; it is counted by.</param>
    /// <param name="detail">The whole sentence, with the value and the limit.</param>
    public void Add(int line, string reason, string detail)
    {
        _byReason[reason] = _byReason.GetValueOrDefault(reason) + 1;
        if (++Count <= MaxReported)
            errors.WriteLine($"rtm: {file}:{line}: {detail}");
    }

    /// <summary>Says how many more there were than those reported.</summary>
    public void Finish()
    {
        if (Count > MaxReported)
            errors.WriteLine($"rtm: {file}: {Count - MaxReported:#,0} more rows rejected ({string.Join(", ", _byReason.Select(pair => $"{pair.Key} {pair.Value:#,0}"))} in all)");
    }
}
