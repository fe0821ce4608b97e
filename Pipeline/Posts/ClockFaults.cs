namespace RtmPipeline.Posts;

/// <summary>Counts of posts with something wrong with their time, by source and fault. Bounded: plain records may name any source.</summary>
internal sealed class ClockFaults
{
    /// <summary>Sources counted by name; those that show their first fault after so many others are counted together.</summary>
    public const int MaxSources = 32;

    /// <summary>Name under which the sources beyond <see cref="MaxSources"/> are counted.</summary>
    public const string Others = "other sources";

    private static readonly int s_faults = Enum.GetValues<ClockFault>().Length;

    private readonly List<(string Source, long[] ByFault)> _counts = [];

    /// <summary>Everything above zero, by fault and then by source in ordinal order.</summary>
    public IEnumerable<(ClockFault Fault, string Source, long Count)> All =>
        from fault in Enum.GetValues<ClockFault>()
        from entry in _counts.OrderBy(entry => entry.Source, StringComparer.Ordinal)
        where entry.ByFault[(int)fault] > 0
        select (fault, entry.Source, entry.ByFault[(int)fault]);

    public void Add(ClockFault fault, string source)
    {
        foreach ((string known, long[] byFault) in _counts)
        {
            if (known == source || known == Others)
            {
                byFault[(int)fault]++;
                return;
            }
        }

        long[] counts = new long[s_faults];
        counts[(int)fault] = 1;
        _counts.Add((_counts.Count < MaxSources ? source : Others, counts));
    }

    public long Of(ClockFault fault, string source) => _counts.Where(entry => entry.Source == source).Sum(entry => entry.ByFault[(int)fault]);

    public override string ToString() => string.Join(", ", All.Select(one => $"{one.Fault} {one.Source} {one.Count}"));
}
