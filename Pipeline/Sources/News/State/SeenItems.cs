using RtmPipeline.Sources.News.Pages;

namespace RtmPipeline.Sources.News.State;

/// <summary>What of a document is handed on.</summary>
internal sealed class SeenVerdict
{
    /// <summary>Numbers of the items that are new.</summary>
    public List<int> New { get; } = [];

    /// <summary>Numbers of the items that are known and changed.</summary>
    public List<int> Changed { get; } = [];

    /// <summary>When the changed items that tell no time were seen first, unix seconds, by their numbers.</summary>
    public Dictionary<int, uint> FirstSeen { get; } = [];

    /// <summary>Known items under another identity, by their address and texts.</summary>
    public int Renamed { get; set; }

    /// <summary>Known items under another identity that only a flood made us look for.</summary>
    public int Flooded { get; set; }

    /// <summary>Items that changed too often to be followed.</summary>
    public int Restless { get; set; }

    /// <summary>What is known when this is accepted, in the order in which items were last in a document.</summary>
    public SeenItem[] Next { get; set; } = [];
}

/// <summary>
/// Tells which items of a document are new or changed. Servers repeat their whole window at every fetch, change identities from one day to the next, and make new ones for each
/// request; handed on twice, an item would count twice or move in time.
/// </summary>
internal static class SeenItems
{
    /// <summary>Items known of a feed. Those of its last document are always kept, however many.</summary>
    public const int MaxItems = 2_000;

    /// <summary>Share of a known feed's items which, when they are new at once, are held against titles and addresses of known ones.</summary>
    public const double FloodShare = 0.8;

    /// <summary>Items of a document and of a feed's past below which shares say nothing.</summary>
    public const int FloodLeast = 5;

    /// <summary>How often an item is handed on changed; one that changes more holds something that is other at every request.</summary>
    public const int MaxChanges = 20;

    /// <summary>Judges a document.</summary>
    /// <param name="seen">What is known.</param>
    /// <param name="items">The document's items.</param>
    /// <param name="now">Unix seconds.</param>
    public static SeenVerdict Judge(SeenItem[] seen, IReadOnlyList<PageItem> items, uint now)
    {
        SeenVerdict verdict = new();
        KnownItems known = new(seen);
        string[] ids = IdentitiesOf(items);
        SeenItem[] present = new SeenItem[items.Count];
        List<int> unknown = [];
        for (int i = 0; i < items.Count; i++)
        {
            present[i] = new SeenItem(Digest.Of(ids[i]), items[i].Content, Digest.Of(items[i].Link), items[i].Title, now, 0);
            if (known.ById(present[i].Identity) is { } earlier)
                present[i] = Known(earlier, present[i], i, items[i], verdict);
            else
                unknown.Add(i);
        }

        bool isFlood = seen.Length >= FloodLeast && items.Count >= FloodLeast && unknown.Count > FloodShare * items.Count;
        foreach (int i in unknown)
            Unknown(i, present, known, isFlood, verdict);
        verdict.Next = Merged(seen, present);
        return verdict;
    }

    /// <summary>What tells items apart: guid, else address, else what they say; more where that repeats within the document.</summary>
    public static string[] IdentitiesOf(IReadOnlyList<PageItem> items)
    {
        string[] ids = [.. items.Select(static item => item.Guid.Length > 0 ? item.Guid : item.Link.Length > 0 ? item.Link : $"{item.Content}\n{item.Date}")];
        string[] longer = Longer(ids, i => items[i].Link);
        return Longer(longer, i => $"{items[i].Content}\n{items[i].Date}");
    }

    private static string[] Longer(string[] ids, Func<int, string> more)
    {
        Dictionary<string, int> uses = new(StringComparer.Ordinal);
        foreach (string id in ids)
            uses[id] = uses.GetValueOrDefault(id) + 1;
        return [.. ids.Select((id, i) => uses[id] == 1 ? id : $"{id}\n{more(i)}")];
    }

    private static SeenItem Known(SeenItem earlier, SeenItem item, int number, PageItem found, SeenVerdict verdict)
    {
        item = item with { FirstSeen = earlier.FirstSeen, Changes = earlier.Changes };
        if (earlier.Content == item.Content)
            return item;
        if (earlier.Changes >= MaxChanges)
        {
            verdict.Restless++;
            return item;
        }

        verdict.Changed.Add(number);
        if (!found.IsDated)
            verdict.FirstSeen[number] = earlier.FirstSeen;
        return item with { Changes = earlier.Changes + 1 };
    }

    private static void Unknown(int number, SeenItem[] present, KnownItems known, bool isFlood, SeenVerdict verdict)
    {
        SeenItem item = present[number];
        if (known.BySame(item) is { } same)
        {
            verdict.Renamed++;
            present[number] = item with { FirstSeen = same.FirstSeen, Changes = same.Changes };
        }
        else if (isFlood && known.ByLooks(item) is { } alike)
        {
            verdict.Flooded++;
            present[number] = item with { FirstSeen = alike.FirstSeen, Changes = alike.Changes };
        }
        else
        {
            verdict.New.Add(number);
        }
    }

    /// <summary>Oldest first; documents have their newest first.</summary>
    private static SeenItem[] Merged(SeenItem[] seen, SeenItem[] present)
    {
        HashSet<ulong> here = [.. present.Select(static item => item.Identity)];
        SeenItem[] gone = [.. seen.Where(item => !here.Contains(item.Identity))];
        int room = Math.Max(0, MaxItems - present.Length);
        return [.. gone.AsSpan(Math.Max(0, gone.Length - room)), .. present.Reverse().DistinctBy(static item => item.Identity)];
    }

    private sealed class KnownItems
    {
        private readonly Dictionary<ulong, SeenItem> _ids = [];
        private readonly Dictionary<(ulong Link, ulong Content), SeenItem> _same = [];
        private readonly Dictionary<ulong, SeenItem> _links = [];
        private readonly Dictionary<ulong, SeenItem> _titles = [];

        public KnownItems(SeenItem[] seen)
        {
            foreach (SeenItem item in seen)
            {
                _ids[item.Identity] = item;
                _same[(item.Link, item.Content)] = item;
                _links[item.Link] = item;
                _titles[item.Title] = item;
            }
        }

        public SeenItem? ById(ulong identity) => _ids.TryGetValue(identity, out SeenItem item) ? item : null;

        /// <summary>The same address and the same texts.</summary>
        public SeenItem? BySame(in SeenItem item) => _same.TryGetValue((item.Link, item.Content), out SeenItem same) ? same : null;

        /// <summary>The same address or the same title.</summary>
        public SeenItem? ByLooks(in SeenItem item) =>
            item.Link != 0 && _links.TryGetValue(item.Link, out SeenItem alike) ? alike
            : item.Title != 0 && _titles.TryGetValue(item.Title, out alike) ? alike : null;
    }
}
