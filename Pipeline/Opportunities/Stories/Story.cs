using RtmPipeline.Posts;

namespace RtmPipeline.Opportunities.Stories;

/// <summary>News items about one event, by several publishers, in several languages.</summary>
internal sealed partial class Story(int number, StoryLimits limits)
{
    private readonly List<StoryItem> _items = [];
    private readonly List<Edition> _editions = [];
    private readonly Dictionary<string, int> _publishers = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, int> _terms = [];
    private readonly Dictionary<ulong, int> _linked = [];

    /// <summary>What a story says in one language.</summary>
    private sealed record Edition(string Language, StoryFeatures Features, int Items);

    /// <summary>Place in the order of founding.</summary>
    public int Number => number;

    /// <summary>The same on every replay: day and hash of the item that founded it.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Time of the newest item.</summary>
    public long LastAt { get; private set; } = long.MinValue;

    /// <summary>Items that were only counted, because there were so many.</summary>
    public int More { get; private set; }

    /// <summary>Kept items in the order in which they came.</summary>
    public IReadOnlyList<StoryItem> Items => _items;

    public int Publishers => _publishers.Count;

    /// <summary>Keys of terms of its items; and of posts that link to them.</summary>
    public IReadOnlyDictionary<ulong, int> Terms => _terms;

    public IReadOnlyDictionary<ulong, int> LinkedTerms => _linked;

    /// <summary>Posts that linked to an item.</summary>
    public int LinkingPosts { get; private set; }

    /// <summary>Marks of the search that found it last.</summary>
    internal float Found { get; set; }

    internal long FoundBy { get; set; }

    internal LinkedListNode<Story>? Node { get; set; }

    /// <summary>How near an item is, in the language in which it is nearest.</summary>
    public (Overlap Overlap, bool Translated) Compare(StoryItem item)
    {
        (Overlap Overlap, bool Translated) best = default;
        foreach (Edition edition in _editions)
        {
            bool translated = edition.Language != item.Language;
            Overlap overlap = item.Features.With(edition.Features, translated);
            if (overlap.Cosine > best.Overlap.Cosine || best.Overlap.Matters + best.Overlap.Names == 0)
                best = (overlap, translated);
        }

        return best;
    }

    /// <summary>The earlier item of the same publisher that this one is a later state of; null when it is new.</summary>
    public StoryItem? EarlierStateOf(StoryItem item) => _items.Find(i => i.Publisher == item.Publisher && item.Repeats(i));

    /// <summary>Adds an item.</summary>
    /// <returns>False when there were so many that it was only counted.</returns>
    public bool Add(StoryItem item)
    {
        if (Id.Length == 0)
            Id = StoryId.Of(item);
        LastAt = Math.Max(LastAt, item.At);
        if (_publishers.Count < limits.PublishersPerStory || _publishers.ContainsKey(item.Publisher))
            _publishers[item.Publisher] = _publishers.GetValueOrDefault(item.Publisher) + 1;
        if (_items.Count >= limits.ItemsPerStory)
        {
            More++;
            return false;
        }

        item = item with { IsCopy = _items.Exists(i => i.Publisher != item.Publisher && item.Repeats(i)) };
        _items.Add(item);
        // What is repeated is no further word on what the story is about.
        if (!item.IsCopy)
            AddToEdition(item);
        foreach (ulong term in item.Terms)
            Count(_terms, term);
        return true;
    }

    /// <summary>Counts the terms of a post that links to one of its items.</summary>
    public void AddLinking(ReadOnlySpan<ulong> terms)
    {
        LinkingPosts++;
        foreach (ulong term in terms)
            Count(_linked, term);
    }

    /// <summary>Takes a deleted item out, and says again what the rest says.</summary>
    public void Remove(StoryItem item)
    {
        if (!_items.Remove(item))
            return;
        List<StoryItem> rest = [.. _items];
        Uncount(item.Publisher);
        _items.Clear();
        _editions.Clear();
        _terms.Clear();
        LastAt = long.MinValue;
        foreach (StoryItem kept in rest)
        {
            Uncount(kept.Publisher);
            Add(kept with { IsCopy = false });
        }
    }

    private void Uncount(string publisher)
    {
        if (!_publishers.TryGetValue(publisher, out int items))
            return;
        if (items > 1)
            _publishers[publisher] = items - 1;
        else
            _publishers.Remove(publisher);
    }

    private void AddToEdition(StoryItem item)
    {
        int place = _editions.FindIndex(e => e.Language == item.Language);
        if (place < 0)
            _editions.Add(new Edition(item.Language, StoryFeatures.None.Plus(item.Features, 0), 1));
        else
            _editions[place] = new Edition(item.Language, _editions[place].Features.Plus(item.Features, _editions[place].Items), _editions[place].Items + 1);
    }

    private void Count(Dictionary<ulong, int> counts, ulong term)
    {
        if (counts.TryGetValue(term, out int known) || counts.Count < limits.TermsPerStory)
            counts[term] = known + 1;
    }
}
