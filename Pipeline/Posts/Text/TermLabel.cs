namespace RtmPipeline.Posts.Text;

/// <summary>Names of a term's topic.</summary>
internal static class TermLabel
{
    public static string Of(Post post, in Term term) => post.Text.Substring(term.Start, term.Length);

    public static string StableKey(Post post, in Term term) => post.Text.Substring(term.Start, term.Length);
}
