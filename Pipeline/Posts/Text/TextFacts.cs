namespace RtmPipeline.Posts.Text;

/// <summary>A short address in a text and where it leads, as the record tells.</summary>
internal readonly record struct LinkExpansion(string Short, string Expanded);

/// <summary>What stands in one text: everything later stages count or compare.</summary>
/// <param name="Terms">See <see cref="Post.Terms"/>.</param>
/// <param name="Links">See <see cref="Post.Links"/>.</param>
/// <param name="Signature">See <see cref="Post.Signature"/>.</param>
internal sealed record TextFacts(Term[] Terms, string[] Links, TextSignature Signature)
{
    /// <summary>Reads a text once.</summary>
    /// <param name="text">Text for people, at most <see cref="PostLimits.MaxTextLength"/> characters.</param>
    /// <param name="expansions">Targets of short addresses that stand in the text.</param>
    /// <param name="attached">Addresses the post carries outside its text (cards, embeds, the item's own link).</param>
    public static TextFacts Of(string text, ReadOnlySpan<LinkExpansion> expansions = default, ReadOnlySpan<string> attached = default) =>
        new([], [], default);
}
