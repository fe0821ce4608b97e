using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Posts;
using RtmPipeline.State;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Opportunities.Communities;

/// <summary>Who began an event: its first posts of their own words, as the event's founding topic had them.</summary>
internal sealed class EventStart
{
    /// <summary>Posts that count as the beginning.</summary>
    public const int MaxStarters = 10;

    private readonly List<Starter> _starters = [];

    /// <param name="Id">Of the post.</param>
    /// <param name="AuthorKey">Hash of its author; 0 where unknown.</param>
    /// <param name="Author">Its author, as own accounts are looked for.</param>
    /// <param name="Named">For each brand, whether the post names it.</param>
    private readonly record struct Starter(string Id, ulong AuthorKey, OwnAccounts.Author Author, bool[] Named);

    public int Count => _starters.Count;

    public void Add(Post post, PostTags tags)
    {
        if (_starters.Count < MaxStarters && post.Kind != PostKind.Repost && !post.IsCopy)
            _starters.Add(new Starter(post.Id, post.AuthorKey, OwnAccounts.AuthorOf(post), [.. tags.Brands.Select(static tag => tag.IsNamed)]));
    }

    public void Forget(Post deleted) => _starters.RemoveAll(s => Deletions.Concern(deleted, s.Id, s.AuthorKey));

    /// <summary>Goes over to other brands: one that stays was named by whom it was, edited or not; a new one by nobody.</summary>
    public void Adopt(BrandChange change)
    {
        for (int i = 0; i < _starters.Count; i++)
        {
            bool[] before = _starters[i].Named;
            bool[] named = [.. Enumerable.Range(0, change.Profiles.Count).Select(brand => change.PlaceBefore(brand) is >= 0 and var place && before[place])];
            _starters[i] = _starters[i] with { Named = named };
        }
    }

    /// <summary>True when one of the first posts is by a brand itself.</summary>
    public bool IsBy(OwnAccounts accounts, int brand) => _starters.Exists(s => accounts.IsBy(s.Author, brand));

    /// <summary>Share of the first posts that name a brand.</summary>
    public double NamedShare(int brand) => _starters.Count > 0 ? (double)_starters.Count(s => s.Named[brand]) / _starters.Count : 0;

    public void Save(StateWriter to)
    {
        to.Int(_starters.Count);
        foreach (Starter starter in _starters)
        {
            to.Text(starter.Id);
            to.ULong(starter.AuthorKey);
            to.ULong(starter.Author.Anywhere);
            to.ULong(starter.Author.Here);
            foreach (bool named in starter.Named)
                to.Bool(named);
        }
    }

    public void Load(StateReader from, int brands)
    {
        const int LeastBytes = 32;
        int count = SortedState.CountUpTo(from, MaxStarters, LeastBytes);
        _starters.Clear();
        for (int i = 0; i < count; i++)
        {
            bool[] named = new bool[brands];
            string id = from.NotNullText();
            ulong authorKey = from.ULong();
            var author = new OwnAccounts.Author(from.ULong(), from.ULong());
            for (int brand = 0; brand < brands; brand++)
                named[brand] = from.Bool();
            _starters.Add(new Starter(id, authorKey, author, named));
        }
    }
}
