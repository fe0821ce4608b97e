namespace RtmPipeline.Posts.Text;

/// <summary>Kinds of things in a text that can be a topic.</summary>
internal enum TopicKind : byte
{
    Hashtag,
    Cashtag,
    Mention,
    Link,
    Word,
    Pair,
}

/// <summary>Something in a text that can be counted as a topic.</summary>
/// <remarks>16 bytes: a post has some eight of them, and tens of thousands of posts are kept.</remarks>
/// <param name="Key">Hash of kind and folded form: the same for all spellings that count as one topic (case, accents, safe plurals). Never 0.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct Term(ulong Key, TopicKind Kind)
{
    /// <summary>Furthest place that can be told.</summary>
    public const int MaxPlace = ushort.MaxValue;

    private readonly ushort _start;
    private readonly ushort _length;

    /// <exception cref="OverflowException">A place is beyond <see cref="MaxPlace"/>, which is far beyond <see cref="PostLimits.MaxTextLength"/>.</exception>
    public Term(ulong key, TopicKind kind, int start, int length)
        : this(key, kind)
    {
        _start = checked((ushort)start);
        _length = checked((ushort)length);
    }

    /// <summary>First UTF-16 unit of its surface in <see cref="Post.Text"/>, or the index into <see cref="Post.Links"/> for a link.</summary>
    public int Start => _start;

    /// <summary>Length of its surface; 0 for a link.</summary>
    public int Length => _length;
}
