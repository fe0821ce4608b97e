using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Communities;

/// <summary>
/// The communities in which an event grows: authors who hang on the same account, and, for those who hang on none, their language. One pass, bounded, and the
/// same on every replay.
/// </summary>
/// <remarks>
/// Label propagation (Raghavan, Albert, Kumara, Phys. Rev. E 76, 2007) made into one pass over the stream: an author takes the label of the one he reposts,
/// quotes, answers or mentions first, and hands it on to those who do so with him; a label is the hub at its end. Where the original compares all neighbours
/// again and again until nothing changes, labels here stay, except that one whose hub never became a community gives way. So a community is who gathers
/// around one account, directly or through others; it is no partition of the whole network.
/// <para>
/// A hub founds a community when <see cref="LinksToFound"/> links lead to it, for sure; the links are counted by <see cref="HeavyHitters{T}"/>. Posts before
/// that count for their language. When all places are taken, a hub with more links than the smallest community has posts takes its place.
/// </para>
/// </remarks>
internal sealed class EventCommunities
{
    /// <summary>Keys of hubs with a community kept at once (an account has up to two: as author and as mentioned), and languages.</summary>
    private const int MaxHubs = 32;
    private const int MaxLanguages = 16;

    /// <summary>Authors and posts whose hub is remembered; beyond them the oldest are forgotten. Some 70 bytes each.</summary>
    private const int MaxNodes = 2_048;

    /// <summary>Hubs whose links are counted: each with more than 1 in 64 of all links is among them.</summary>
    private const int HubsCounted = 64;

    /// <summary>Links a hub needs: below, they are conversation.</summary>
    private const int LinksToFound = 5;

    /// <summary>A community that is told of has at least so many authors and this share of the event's posts, now or over all.</summary>
    private const int MinAuthors = 3;
    private const double MinShare = 0.03;

    /// <summary>Languages told of in one community.</summary>
    private const int LanguagesShown = 3;

    private readonly AuthorLinks _links = new(MaxNodes);
    private readonly HeavyHitters<long> _hubs = new(HubsCounted);
    private readonly Dictionary<ulong, Community> _communities = [];
    private readonly Dictionary<string, Community> _languages = new(StringComparer.Ordinal);
    private readonly MinuteCounts _all = new();

    public void Add(Post post, string language)
    {
        _all.Add(post.CountedAt);
        if (_communities.TryGetValue(Label(post), out Community? community))
        {
            community.Add(post.AuthorKey, language, post.CountedAt);
            return;
        }

        if (!_languages.TryGetValue(language, out Community? speakers) && _languages.Count < MaxLanguages)
            _languages[language] = speakers = new Community(CommunityKind.Language, language, default, post.CountedAt);
        speakers?.Add(post.AuthorKey, language, post.CountedAt);
    }

    /// <summary>Forgets the community around a deleted post or author. Its posts stay in the totals, as they do everywhere else.</summary>
    public void Forget(Post deleted)
    {
        // Removing moves the places of counted hubs, so the order matters.
        Community[] meant =
        [
            .. _communities.Values.Distinct().Where(c => Deletions.Concern(deleted, c.Hub.PostId ?? string.Empty, c.Hub.AuthorKey)).OrderBy(c => c.Hub.Key),
        ];
        foreach (Community community in meant)
            Remove(community);
    }

    /// <summary>Communities worth telling of, the largest recent share first.</summary>
    public CommunityReading[] Read(long now, int count) =>
    [
        .. _communities.Values.Distinct().Concat(_languages.Values)
            .Select(c => (Community: c, Shares: RecentShares.Of(c.Id, c.Posts, _all, now)))
            .Where(c => Math.Max(c.Shares.Share, c.Shares.RecentShare) >= MinShare)
            .Select(c => (c.Community, c.Shares, c.Community.Authors))
            .Where(c => c.Authors >= MinAuthors)
            .OrderByDescending(c => c.Shares.RecentShare).ThenByDescending(c => c.Shares.Share)
            .ThenBy(c => c.Community.Kind).ThenBy(c => c.Community.Id, StringComparer.Ordinal)
            // Accounts of one name on two networks are two communities.
            .ThenBy(c => c.Community.Hub.Key)
            .Take(count)
            .Select(c => new CommunityReading(
                c.Community.Id, c.Community.Kind, c.Community.Languages.Top(LanguagesShown), c.Authors, c.Shares, c.Community.Since)),
    ];

    /// <summary>Gives the post and its author their label, and says its key; 0 for a post of nobody known that links to nothing.</summary>
    private ulong Label(Post post)
    {
        ulong author = post.AuthorKey;
        HubLabel label = author == 0 ? default : new HubLabel(author, post.Author, author, null);
        bool stays = _communities.ContainsKey(author);
        if (!stays && author != 0 && _links.TryGet(author, out HubLabel known))
        {
            label = known;
            stays = _communities.ContainsKey(known.Key);
        }

        // Who answers himself links to nobody else.
        if (TryTarget(post, out HubLabel target) && (author == 0 || target.Key != author))
        {
            Link(target, post.CountedAt);
            if (!stays)
                label = target;
            if (author != 0 && !stays)
                _links.Set(author, label);
        }

        // A post hangs on its author's hub, so that who finds it finds the same community.
        if (post.Kind != PostKind.Repost && label.Key != 0)
        {
            ulong node = StableHash.Of(post.Id);
            _links.Set(node, label);
            if (_communities.TryGetValue(node, out Community? around))
                NameAuthor(around, post);
        }

        return label.Key;
    }

    /// <summary>A post known only by its reposts comes at last: its community is its author's from now on.</summary>
    private void NameAuthor(Community community, Post post)
    {
        if (post.AuthorKey != 0 && post.Author is { } author && _communities.TryAdd(post.AuthorKey, community))
            community.BelongTo(new HubLabel(post.AuthorKey, author, post.AuthorKey, post.Id));
    }

    /// <summary>The hub of what a post links to: the post it repeats, quotes or answers, else the first account it mentions.</summary>
    private bool TryTarget(Post post, out HubLabel target)
    {
        if ((post.RepostOf ?? post.QuoteOf ?? post.ReplyTo) is { } id)
        {
            ulong node = StableHash.Of(id);
            if (!_links.TryGet(node, out target))
                target = new HubLabel(node, null, 0, id);
            return true;
        }

        foreach (ref readonly Term term in post.Terms.AsSpan())
        {
            if (term.Kind != TopicKind.Mention)
                continue;
            if (!_links.TryGet(term.Key, out target))
            {
                target = new HubLabel(term.Key, TermLabel.StableKey(post, term)[1..], 0, null);
                _links.Set(term.Key, target);
            }

            return true;
        }

        target = default;
        return false;
    }

    private void Link(in HubLabel hub, long at)
    {
        long since = _hubs.TryGet(hub.Key, out long first) ? Math.Min(first, at) : at;
        long links = _hubs.Add(hub.Key, 1, since);
        if (links < LinksToFound || _communities.ContainsKey(hub.Key))
            return;
        // The same account as it is mentioned may have its community already.
        ulong mentioned = 0;
        if (hub.Account is { } account && TermLabel.TryKeyOf($"@{account}", out mentioned) && _communities.TryGetValue(mentioned, out Community? same))
        {
            same.BelongTo(hub with { AuthorKey = Math.Max(hub.AuthorKey, same.Hub.AuthorKey) });
            _communities[hub.Key] = same;
            return;
        }

        if (_communities.Count >= MaxHubs && !MakeRoom(links))
            return;
        var founded = hub.Account is { } name
            ? new Community(CommunityKind.Account, $"@{name}", hub, since)
            : new Community(CommunityKind.Post, hub.PostId!, hub, since);
        _communities[hub.Key] = founded;
        if (mentioned != 0)
            _communities.TryAdd(mentioned, founded);
    }

    /// <summary>Gives up the smallest community if it is smaller than what wants its place.</summary>
    private bool MakeRoom(long links)
    {
        (_, Community smallest) = _communities.MinBy(c => (c.Value.Posts.Total, c.Key));
        if (smallest.Posts.Total >= links)
            return false;
        Remove(smallest);
        return true;
    }

    private void Remove(Community community)
    {
        foreach (ulong key in _communities.Where(c => c.Value == community).Select(c => c.Key).ToArray())
            _communities.Remove(key);
        _hubs.RemoveWhere((key, _) => key == community.Hub.Key);
    }

    /// <summary>A community that goes by two keys is written with the first and named by its number with the second.</summary>
    public void Save(SharedWriter shared)
    {
        _links.Save(shared);
        _hubs.Save(shared.To, shared.To.Long);
        _all.Save(shared.To);
        var met = new SharedTable<Community>();
        (ulong[] keys, Community[] communities) = SortedState.Sort(_communities);
        shared.To.Values(keys);
        foreach (Community community in communities)
        {
            bool isNew = met.Meet(community, out int number);
            shared.To.Int(number);
            if (isNew)
                community.Save(shared);
        }

        (_, Community[] speakers) = SortedState.Sort(_languages, StringComparer.Ordinal);
        shared.To.Int(speakers.Length);
        foreach (Community community in speakers)
            community.Save(shared);
    }

    public void Load(SharedReader shared)
    {
        StateReader from = shared.From;
        _links.Load(shared);
        _hubs.Load(from, from.Long);
        _all.Load(from);
        _communities.Clear();
        List<Community> met = [];
        foreach (ulong key in from.Values<ulong>())
        {
            int number = from.Int();
            if (number < 0 || number > met.Count)
                throw from.Broken($"{number} is no number of a community; {met.Count} are known");
            if (number == met.Count)
                met.Add(Community.Load(shared));
            SortedState.AddNew(from, _communities, key, met[number]);
        }

        _languages.Clear();
        int languages = SortedState.CountUpTo(from, MaxLanguages, DistinctAuthors.Bytes);
        for (int i = 0; i < languages; i++)
        {
            Community speakers = Community.Load(shared);
            SortedState.AddNew(from, _languages, speakers.Id, speakers);
        }
    }
}
