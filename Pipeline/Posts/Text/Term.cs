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
/// <param name="Key">Hash of kind and folded form: the same for all spellings that count as one topic (case, accents, safe plurals). Never 0.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Start">First UTF-16 unit of its surface in <see cref="Post.Text"/>, or the index into <see cref="Post.Links"/> for a link.</param>
/// <param name="Length">Length of its surface; 0 for a link.</param>
internal readonly record struct Term(ulong Key, TopicKind Kind, int Start, int Length);
