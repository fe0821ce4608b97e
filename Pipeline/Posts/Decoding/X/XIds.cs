using System.Text;

namespace RtmPipeline.Posts.Decoding.X;

/// <summary>Identities and addresses of posts on X.</summary>
internal static class XIds
{
    public const string Source = "x";

    /// <summary>What identities of posts on X begin with.</summary>
    private const string Prefix = "x:";

    private static readonly ulong s_sourceKey = StableHash.Of(Source);

    /// <summary>Identity of the post with this id; null where the value is no id of X (1 to 20 digits).</summary>
    public static string? Of(ReadOnlySpan<byte> json, RawText id)
    {
        if (!id.IsDigits(json))
            return null;
        Span<char> text = stackalloc char[Prefix.Length + id.Length];
        Prefix.CopyTo(text);
        Encoding.ASCII.GetChars(id.Bytes(json), text[Prefix.Length..]);
        return new string(text);
    }

    /// <summary>Key of an author; 0 where the record does not name one.</summary>
    public static ulong AuthorKey(ReadOnlySpan<byte> json, RawText authorId) =>
        authorId.IsSet && authorId.Length > 0 ? StableHash.Combine(s_sourceKey, StableHash.Of(authorId.Bytes(json))) : 0;

    /// <summary>Address of a post; X finds a post by its id, and puts the name right by itself. Null for an identity that is none of X's.</summary>
    public static string? AddressOf(string identity, string? author) => identity.StartsWith(Prefix, StringComparison.Ordinal)
        ? string.Concat("https://x.com/", IsHandle(author) ? author : "i", "/status/", identity.AsSpan(Prefix.Length))
        : null;

    /// <summary>True for 1 to 15 letters, digits and underscores (old names go up to 20).</summary>
    private static bool IsHandle(string? author)
    {
        if (author is not { Length: > 0 and <= 20 })
            return false;
        foreach (char letter in author)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '_')
                return false;
        }

        return true;
    }
}
