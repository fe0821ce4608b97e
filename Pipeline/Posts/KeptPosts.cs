namespace RtmPipeline.Posts;

/// <summary>
/// The newest posts, whole and numbered from 0, so that reposts, likes and deletes that carry only an id find what they name.
/// Memory: the posts themselves; keeping and finding one cost an array access.
/// </summary>
internal sealed class KeptPosts
{
    /// <summary>Posts kept; each pushes out the oldest.</summary>
    public const int Capacity = 65_536;

    /// <summary>
    /// Authors remembered as gone. Their posts are refused when looked up, so a deleted author costs no walk over all posts;
    /// only when so many are gone are all walked once and this memory emptied, sixteen posts a deletion.
    /// </summary>
    private const int MaxGoneAuthors = 4_096;

    private readonly Post?[] _posts = new Post?[Capacity];

    /// <summary>By author: the number before which all posts are gone; posts that come after the deletion are new.</summary>
    private readonly Dictionary<ulong, long> _goneBefore = [];

    /// <summary>Posts kept so far; the number of the next one.</summary>
    public long Count { get; private set; }

    public void Keep(Post post)
    {
        _posts[Count % Capacity] = post;
        Count++;
    }

    /// <summary>The post of a number; null when it was pushed out or forgotten.</summary>
    public Post? Find(long number)
    {
        if (number < Math.Max(0, Count - Capacity) || number >= Count || _posts[number % Capacity] is not { } post)
            return null;
        return _goneBefore.Count > 0 && IsGone(post, number) ? null : post;
    }

    public void Forget(long number)
    {
        if (number >= Math.Max(0, Count - Capacity) && number < Count)
            _posts[number % Capacity] = null;
    }

    /// <summary>Forgets all posts of an author; the key 0, of authors unknown, forgets nobody.</summary>
    public void ForgetAuthor(ulong authorKey)
    {
        if (authorKey == 0)
            return;
        if (_goneBefore.Count == MaxGoneAuthors && !_goneBefore.ContainsKey(authorKey))
            Sweep();
        _goneBefore[authorKey] = Count;
    }

    private bool IsGone(Post post, long number) => _goneBefore.TryGetValue(post.AuthorKey, out long before) && number < before;

    private void Sweep()
    {
        for (long number = Math.Max(0, Count - Capacity); number < Count; number++)
        {
            if (_posts[number % Capacity] is { } post && IsGone(post, number))
                _posts[number % Capacity] = null;
        }

        _goneBefore.Clear();
    }
}
