namespace RtmPipeline.Posts.Text;

/// <summary>Kinds of marked-up things in a text.</summary>
internal enum TextEntityKind : byte
{
    Hashtag,
    Cashtag,
    Mention,
    List,
    Url,
}

/// <summary>A marked-up thing in a text, with its sign.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first UTF-16 unit.</param>
/// <param name="Length">Its length in UTF-16 units.</param>
internal readonly record struct TextEntity(TextEntityKind Kind, int Start, int Length)
{
    /// <summary>One past its last UTF-16 unit.</summary>
    public int End => Start + Length;
}
