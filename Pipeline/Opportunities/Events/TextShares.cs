using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Events;

/// <summary>
/// How many texts carry an event: one post that travels far, or many people's own words. Among the newest posts, n posts of which nᵢ say text i count as
/// n² / Σ nᵢ² texts, the inverse of Simpson's index of concentration (1949): k texts said equally often count k, and one that is said by half of all at most four.
/// </summary>
internal sealed class TextShares
{
    /// <summary>Posts after which all counts are halved, so that the newest weigh most; texts kept are fewer than this.</summary>
    private const int HalveAt = 512;

    private readonly Dictionary<ulong, int> _posts = [];
    private long _total;
    private long _squares;
    private ulong _halvings;

    /// <summary>Texts that carry the event; 0 without posts.</summary>
    public double Effective => _squares > 0 ? (double)_total * _total / _squares : 0;

    public void Add(Post post)
    {
        ulong text = TextOf(post);
        int known = _posts.GetValueOrDefault(text);
        _posts[text] = known + 1;
        _total++;
        _squares += (2L * known) + 1;
        if (_total >= HalveAt)
            Halve();
    }

    /// <summary>Takes a post back, where its text is still counted: halving may have dropped it.</summary>
    public void TakeBack(Post post)
    {
        ulong text = TextOf(post);
        if (!_posts.TryGetValue(text, out int known))
            return;
        if (known > 1)
            _posts[text] = known - 1;
        else
            _posts.Remove(text);
        _total--;
        _squares -= (2L * known) - 1;
    }

    /// <summary>Whose words a post says: the post it reposts, the sketch of a text that repeats another, else its own.</summary>
    public static ulong TextOf(Post post)
    {
        if (post.RepostOf is { } original)
            return StableHash.Of(original);
        TextSignature signature = post.Signature;
        bool repeats = post.IsCopy || post.Kind == PostKind.Repost;
        return repeats && !signature.IsDefault ? StableHash.Combine(signature[0], signature[1]) : StableHash.Of(post.Id);
    }

    /// <summary>Every second text that was said once is dropped, by a hash that changes each time, so that these halve too.</summary>
    private void Halve()
    {
        (_total, _squares) = (0, 0);
        _halvings++;
        foreach ((ulong text, int posts) in _posts)
        {
            int half = posts == 1 ? (int)(Mix64.Finish(text + _halvings) & 1) : posts / 2;
            if (half == 0)
                _posts.Remove(text);
            else
                _posts[text] = half;
            _total += half;
            _squares += (long)half * half;
        }
    }

    public void Save(StateWriter to)
    {
        SortedState.Write(to, _posts);
        to.Long(_total);
        to.Long(_squares);
        to.ULong(_halvings);
    }

    public void Load(StateReader from)
    {
        SortedState.Read(from, _posts);
        (_total, _squares, _halvings) = (from.Long(), from.Long(), from.ULong());
    }
}
