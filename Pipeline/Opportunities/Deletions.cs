using RtmPipeline.Posts;

namespace RtmPipeline.Opportunities;

/// <summary>Which posts a delete means.</summary>
internal static class Deletions
{
    /// <param name="deleted">A delete of a post or of an account.</param>
    /// <param name="id">Id of a post.</param>
    /// <param name="authorKey">Its author; 0 where unknown.</param>
    /// <param name="alternateId">Its second identity: a delete that comes long after the post names it by either.</param>
    public static bool Concern(Post deleted, string id, ulong authorKey, string? alternateId = null) => deleted.Action switch
    {
        PostAction.Delete => id == deleted.Id || alternateId == deleted.Id,
        PostAction.DeleteAuthor => authorKey != 0 && authorKey == deleted.AuthorKey,
        _ => false,
    };
}
