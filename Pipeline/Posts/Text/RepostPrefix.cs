namespace RtmPipeline.Posts.Text;

/// <summary>The "RT @user:" by which people repost by hand: it says whose words follow, and is no part of them.</summary>
internal static class RepostPrefix
{
    // "RT @a: RT @b: …" happens; longer chains are made by machines.
    private const int MaxChain = 4;

    /// <summary>Where the reposted text begins; 0 for other texts.</summary>
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
