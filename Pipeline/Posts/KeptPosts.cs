using RtmPipeline.State;

namespace RtmPipeline.Posts;

/// <summary>
/// The newest posts, whole and numbered from 0, so that reposts, likes and deletes that carry only an id find what they name, and the deletion of an account
/// all its posts. Memory: the posts themselves and 16 bytes each; keeping and finding one cost an array access or two.
/// </summary>
internal sealed class KeptPosts
{
    /// <summary>Posts kept; each pushes out the oldest.</summary>
    public const int Capacity = 65_536;

    private readonly Post?[] _posts = new Post?[Capacity];
    private readonly RingIndex _byAuthor = new(Capacity);

    /// <summary>Posts kept so far; the number of the next one.</summary>
    public long Count { get; private set; }

    private long Oldest => Math.Max(0, Count - Capacity);

    public void Keep(Post post)
    {
        _posts[Count % Capacity] = post;
        if (post.AuthorKey != 0)
            _byAuthor.Add(post.AuthorKey, Count);
        Count++;
    }

    /// <summary>The post of a number; null when it was pushed out or forgotten.</summary>
    public Post? Find(long number) => number >= Oldest && number < Count ? _posts[number % Capacity] : null;

    public void Forget(long number)
    {
        if (number >= Oldest && number < Count)
            _posts[number % Capacity] = null;
    }

    public void Save(StateWriter to, PostWriter posts)
    {
        to.Section("posts.kept");
        to.Long(Count);
        for (long number = Oldest; number < Count; number++)
            posts.Write(_posts[number % Capacity]);
        _byAuthor.Save(to);
    }

    /// <summary>Takes over what was saved; nothing is kept yet.</summary>
    /// <exception cref="StateFormatException">It is no state of kept posts.</exception>
    public void Load(StateReader from, PostReader posts)
    {
        from.Section("posts.kept");
        Count = from.Long();
        if (Count < 0)
            throw from.Broken($"{Count} posts cannot have been kept");
        for (long number = Oldest; number < Count; number++)
            _posts[number % Capacity] = posts.Read();
        _byAuthor.Load(from);
    }

    /// <summary>
    /// Forgets all posts of an author; the key 0, of authors unknown, forgets nobody. A post is forgotten once, and what is forgotten leaves the chain that is walked: however
    /// many accounts are deleted, and however often, the work is some steps a post kept.
    /// </summary>
    /// <returns>The posts, oldest first.</returns>
    public IReadOnlyList<Post> ForgetAuthor(ulong authorKey)
    {
        if (authorKey == 0)
            return [];
        var gone = new List<Post>();
        _byAuthor.Remove(authorKey, Oldest, number =>
        {
            ref Post? post = ref _posts[number % Capacity];
            if (post is null)
                return true;
            if (post.AuthorKey != authorKey)
                return false;
            gone.Add(post);
            post = null;
            return true;
        });
        gone.Reverse();
        return gone;
    }
}
