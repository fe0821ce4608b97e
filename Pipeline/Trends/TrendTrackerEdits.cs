using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Trends;

/// <summary>How edits are counted.</summary>
internal sealed partial class TrendTracker
{
    /// <summary>
    /// Counts an edit in the place of the text before: what the author took out is taken back, and what came in is counted, at the time of the post. What stands in both is left alone: a rare
    /// term that was only noted at the door would enter by being counted again.
    /// </summary>
    private void Replace(Post earlier, Post edit, TrendBatch result)
    {
        long tick = edit.CountedAt / _tickMs;
        MentionParts mention = MentionParts.Of(edit);
        foreach (ref readonly Term term in earlier.Terms.AsSpan())
        {
            if (IsTopic(term, earlier) && !Has(edit, term.Key))
                TakeBack(term.Key, tick, MentionParts.Of(earlier));
        }

        ulong voice = edit.Kind != PostKind.Repost && !edit.IsCopy ? edit.AuthorKey : 0;
        foreach (ref readonly Term term in edit.Terms.AsSpan())
        {
            if (!IsTopic(term, edit))
                continue;
            if (!Has(earlier, term.Key))
                Count(edit, term, tick, voice, mention, result);
            else if (_topics.FindCounted(term.Key) is >= 0 and int slot)
                result.Slots.Add(slot);
        }
    }

    private static bool Has(Post post, ulong term) => Array.Exists(post.Terms, t => t.Key == term && IsTopic(t, post));
}
