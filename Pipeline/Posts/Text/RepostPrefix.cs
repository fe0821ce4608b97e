namespace RtmPipeline.Posts.Text;

/// <summary>
/// The "RT @user:" before a text: it says whose words follow, and is no part of them. Platforms print it in one exact form, which alone makes a post a
/// repost; people type it in several, behind which the text begins all the same.
/// </summary>
internal static class RepostPrefix
{
    // "RT @a: RT @b: …" happens; longer chains are made by machines.
    private const int MaxChain = 4;

    // Longest name of an account on X, with room for old ones.
    private const int MaxNameLength = 20;

    /// <summary>True for the form of platforms, "RT @name: …": the post is a repost even where no other member of its record says so.</summary>
    public static bool IsOn(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("RT @", StringComparison.Ordinal))
            return false;
        int end = 4;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            end++;
        return end is > 4 and <= 4 + MaxNameLength && end < text.Length && text[end] == ':';
    }

    /// <summary>Where the reposted text begins behind the prefix of a platform or a person; 0 for other texts.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="entities">Its entities in order.</param>
    public static int End(ReadOnlySpan<char> text, ReadOnlySpan<TextEntity> entities)
    {
        int end = 0;
        for (int i = 0; i < Math.Min(entities.Length, MaxChain) && entities[i].Kind == TextEntityKind.Mention; i++)
        {
            int at = SkipSpaces(text, end);
            if (!text[at..].StartsWith("RT", StringComparison.OrdinalIgnoreCase))
                break;
            at += 2;
            if (at < text.Length && text[at] == ':')
                at++;
            if (SkipSpaces(text, at) != entities[i].Start)
                break;
            end = entities[i].End;
            if (end < text.Length && text[end] == ':')
                end++;
        }
        return end;
    }

    private static int SkipSpaces(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && Characters.IsSpace(text[at]))
            at++;
        return at;
    }
}
