using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;

namespace RtmPipeline.Opportunities;

/// <summary>The newest counted posts with their tags and topics: a bounded ring, from which it is told what belongs together, and what a delete takes back.</summary>
internal sealed partial class RecentPosts(int capacity)
{
    private readonly Entry[] _entries = new Entry[capacity];
    private readonly RingIndex _byId = new(capacity);
    private readonly RingIndex _byAuthor = new(capacity);

    /// <summary>An event that a post was counted for.</summary>
    /// <param name="Event">Index of the event.</param>
    /// <param name="Marks">What the event's summary answered.</param>
    public readonly record struct Counted(int Event, TextMarks Marks);

    /// <summary>A post that is gone, and where it was counted.</summary>
    public readonly record struct Gone(Post Post, PostTags Tags, Counted[] Events);

    private struct Entry
    {
        public Post? Post;
        public PostTags? Tags;
        public int[] Slots;
        public Counted[] Events;
    }

    /// <summary>Number of posts ever added; the newest has this less one.</summary>
    public long Count { get; private set; }

    /// <summary>Number of the oldest post still here.</summary>
    public long Oldest => Math.Max(0, Count - _entries.Length);

    public void Add(Post post, PostTags tags, int[] slots)
    {
        _entries[Count % _entries.Length] = new Entry { Post = post, Tags = tags, Slots = slots, Events = [] };
        Index(post, Count);
        Count++;
    }

    private void Index(Post post, long number)
    {
        _byId.Add(StableHash.Of(post.Id), number);
        if (post.AuthorKey != 0)
            _byAuthor.Add(post.AuthorKey, number);
    }

    /// <summary>A post by number; null when it was deleted since.</summary>
    public Post? Post(long number) => _entries[number % _entries.Length].Post;

    public PostTags Tags(long number) => _entries[number % _entries.Length].Tags!;

    public void Retag(long number, PostTags tags) => _entries[number % _entries.Length].Tags = tags;

    public ReadOnlySpan<int> Slots(long number) => _entries[number % _entries.Length].Slots;

    /// <summary>Remembers that a post was counted for an event.</summary>
    public void Mark(long number, in Counted counted)
    {
        ref Counted[] events = ref _entries[number % _entries.Length].Events;
        events = [.. events, counted];
    }

    /// <summary>Number of the post of an id; -1 when it is not here.</summary>
    public long Find(string id)
    {
        long number = _byId.First(StableHash.Of(id), Oldest);
        while (number >= 0 && Post(number)?.Id != id)
            number = _byId.Next(number, Oldest);
        return number;
    }

    /// <summary>Puts an edit in the place of the version before.</summary>
    /// <returns>That version, and where it was counted.</returns>
    public Gone Replace(long number, Post edit, PostTags tags, int[] slots)
    {
        ref Entry entry = ref _entries[number % _entries.Length];
        Gone before = new(entry.Post!, entry.Tags!, entry.Events);
        entry = new Entry { Post = edit, Tags = tags, Slots = slots, Events = [] };
        return before;
    }

    /// <summary>
    /// Forgets a deleted post, or all posts of a deleted author, as far as they are here. A post goes once and leaves the chain that is walked, so a flood of deletes
    /// costs some steps a post.
    /// </summary>
    /// <returns>What is gone, oldest first.</returns>
    public List<Gone> Forget(Post deleted)
    {
        var gone = new List<Gone>();
        bool isAuthor = deleted.Action == PostAction.DeleteAuthor;
        RingIndex index = isAuthor ? _byAuthor : _byId;
        ulong key = isAuthor ? deleted.AuthorKey : StableHash.Of(deleted.Id);
        index.Remove(key, Oldest, number =>
        {
            ref Entry entry = ref _entries[number % _entries.Length];
            if (entry.Post is not { } post)
                return true;
            if (!Deletions.Concern(deleted, post.Id, post.AuthorKey))
                return false;
            gone.Add(new Gone(post, entry.Tags!, entry.Events));
            entry.Post = null;
            entry.Tags = null;
            entry.Slots = [];
            entry.Events = [];
            return true;
        });
        gone.Reverse();
        return gone;
    }
}
