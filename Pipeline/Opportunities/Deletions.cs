using RtmPipeline.Posts;

namespace RtmPipeline.Opportunities;

/// <summary>Which posts a delete means.</summary>
internal static class Deletions
{
    public static bool Concern(Post deleted, string id, ulong authorKey) => deleted.Action switch
    {
        PostAction.Delete => id == deleted.Id,
        PostAction.DeleteAuthor => authorKey != 0 && authorKey == deleted.AuthorKey,
        _ => false,
    };
}
