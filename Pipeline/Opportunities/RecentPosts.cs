using RtmPipeline.Posts;
using RtmPipeline.Tagging;

namespace RtmPipeline.Opportunities;

/// <summary>The newest counted posts with their tags and topics: a bounded ring, from which it is told what belongs together.</summary>
internal sealed class RecentPosts(int capacity)
{
    private readonly Entry[] _entries = new Entry[capacity];

    private struct Entry
    {
        public Post? Post;
        public PostTags? Tags;
        public int[] Slots;
    }

    /// <summary>Number of posts ever added; the newest has this less one.</summary>
    public long Count { get; private set; }

    /// <summary>Number of the oldest post still here.</summary>
    public long Oldest => Math.Max(0, Count - _entries.Length);

    public void Add(Post post, PostTags tags, int[] slots)
    {
        _entries[Count % _entries.Length] = new Entry { Post = post, Tags = tags, Slots = slots };
        Count++;
    }

    /// <summary>A post by number; null when it was deleted since.</summary>
    public Post? Post(long number) => _entries[number % _entries.Length].Post;

    public PostTags Tags(long number) => _entries[number % _entries.Length].Tags!;

    public void Retag(long number, PostTags tags) => _entries[number % _entries.Length].Tags = tags;

    public ReadOnlySpan<int> Slots(long number) => _entries[number % _entries.Length].Slots;

    /// <summary>Forgets a deleted post, or all posts of a deleted author.</summary>
    public void Forget(Post deleted)
    {
        for (long number = Oldest; number < Count; number++)
        {
            ref Entry entry = ref _entries[number % _entries.Length];
            if (entry.Post is { } post && Deletions.Concern(deleted, post.Id, post.AuthorKey))
            {
                entry.Post = null;
                entry.Slots = [];
            }
        }
    }
}
