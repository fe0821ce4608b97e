using RtmPipeline.Opportunities.Saving;

namespace RtmPipeline.Opportunities.Communities;

/// <param name="Name">What is counted.</param>
/// <param name="Share">Of all posts of the event.</param>
/// <param name="RecentShare">Of the posts of the last ten minutes.</param>
/// <param name="Growth">Recent share less the share before: above 0 it gains, below it loses; 0 while there is nothing to compare.</param>
internal readonly record struct ShareReading(string Name, double Share, double RecentShare, double Growth);

/// <summary>Posts by name with their last ten minutes, for a bounded number of names; later names count only in the total.</summary>
internal sealed class RecentShares(int maxNames)
{
    private readonly Dictionary<string, MinuteCounts> _names = new(StringComparer.Ordinal);

    /// <summary>Posts that may have a name: what shares are of.</summary>
    public MinuteCounts All { get; } = new();

    public void AddPost(long unixMs) => All.Add(unixMs);

    /// <summary>Counts a name of a post that was added.</summary>
    public void AddName(string name, long unixMs)
    {
        if (!_names.TryGetValue(name, out MinuteCounts? counts))
        {
            if (_names.Count >= maxNames)
                return;
            _names[name] = counts = new MinuteCounts();
        }

        counts.Add(unixMs);
    }

    public void TakeBackPost(long unixMs) => All.TakeBack(unixMs);

    /// <summary>Takes a name of a post back; one that was left out is not here.</summary>
    public void TakeBackName(string name, long unixMs)
    {
        if (!_names.TryGetValue(name, out MinuteCounts? counts))
            return;
        counts.TakeBack(unixMs);
        if (counts.Total == 0)
            _names.Remove(name);
    }

    /// <summary>Largest recent share first, then by name.</summary>
    public ShareReading[] Read(long now, int count) =>
    [
        .. _names.Select(n => Of(n.Key, n.Value, All, now))
            .OrderByDescending(s => s.RecentShare).ThenByDescending(s => s.Share).ThenBy(s => s.Name, StringComparer.Ordinal).Take(count),
    ];

    /// <summary>Shares of one count in another.</summary>
    public static ShareReading Of(string name, MinuteCounts part, MinuteCounts all, long now)
    {
        double recentAll = all.Recent(now);
        double earlierAll = all.Total - recentAll;
        double recent = part.Recent(now);
        double recentShare = recentAll > 0 ? recent / recentAll : 0;
        double growth = recentAll > 0 && earlierAll > 0 ? recentShare - ((part.Total - recent) / earlierAll) : 0;
        return new ShareReading(name, all.Total > 0 ? (double)part.Total / all.Total : 0, recentShare, growth);
    }

    public void Save(SharedWriter shared)
    {
        All.Save(shared.To);
        (string[] names, MinuteCounts[] counts) = SortedState.Sort(_names, StringComparer.Ordinal);
        shared.Texts(names);
        foreach (MinuteCounts count in counts)
            count.Save(shared.To);
    }

    public void Load(SharedReader shared)
    {
        All.Load(shared.From);
        string[] names = shared.Texts();
        if (names.Length > maxNames)
            throw shared.From.Broken($"{names.Length} names where at most {maxNames} belong");
        _names.Clear();
        foreach (string name in names)
        {
            MinuteCounts counts = new();
            counts.Load(shared.From);
            SortedState.AddNew(shared.From, _names, name, counts);
        }
    }
}
