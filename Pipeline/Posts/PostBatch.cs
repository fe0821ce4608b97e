namespace RtmPipeline.Posts;

/// <summary>A run of ticks that falls due before a post of a batch.</summary>
/// <param name="BeforePost">Index of the post that moved the clock; the batch's count of posts for ticks after the last one.</param>
/// <param name="From">Number of the first tick: its stream time divided by the step.</param>
/// <param name="To">Number of the last tick, inclusive.</param>
internal readonly record struct TickRun(int BeforePost, long From, long To);

/// <summary>
/// Posts in stream order with the ticks between them: what both branches of the graph work on. The cut into batches carries no
/// meaning: the same posts in other batches give the same outputs.
/// </summary>
/// <param name="number">Its number.</param>
/// <param name="posts">Posts that it is likely to have, for room.</param>
internal sealed class PostBatch(long number, int posts = 0)
{
    /// <summary>Counts batches from 0; the branches are joined by it.</summary>
    public long Number { get; } = number;

    public List<Post> Posts { get; } = new(posts);

    public List<TickRun> Ticks { get; } = [];

    /// <summary>Dead letters met since the batch before, in order.</summary>
    public List<Rejection> Rejections { get; } = [];

    /// <summary>Stream time after the batch, unix milliseconds; 0 before the first post.</summary>
    public long StreamTime { get; set; }
}
