using RtmPipeline.State;

namespace RtmPipeline.Posts;

/// <summary>A post on its way out; only new ones have a say in stream time.</summary>
internal readonly record struct WaitingPost(Post Post, bool IsNew);

/// <summary>Writes and reads what waits behind held posts.</summary>
internal static class WaitingPosts
{
    public static void Save(Queue<WaitingPost> waiting, StateWriter to, PostWriter posts)
    {
        to.Section("posts.waiting");
        to.Int(waiting.Count);
        foreach (WaitingPost one in waiting)
        {
            to.Bool(one.IsNew);
            posts.Write(one.Post);
        }
    }

    /// <exception cref="StateFormatException">It is no list of them, or not of as many held posts as the clock has.</exception>
    public static void Load(Queue<WaitingPost> into, StateReader from, PostReader posts, int held)
    {
        from.Section("posts.waiting");
        int count = from.Count(1 + PostState.LeastBytes);
        int found = 0;
        for (int i = 0; i < count; i++)
        {
            bool isNew = from.Bool();
            found += isNew ? 1 : 0;
            into.Enqueue(new WaitingPost(posts.ReadOne(), isNew));
        }

        if (found != held)
            throw from.Broken($"{found} new posts wait, and the clock holds {held}");
    }
}
