using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Opportunities.Events;

/// <summary>How much of an event is one text that travels: the share of the most repeated text among its newest posts.</summary>
internal sealed class TextShares
{
    /// <summary>Posts after which all counts are halved, so that the newest weigh most; texts kept are fewer than this.</summary>
    private const int HalveAt = 512;

    private readonly Dictionary<ulong, int> _repeats = [];
    private int _posts;
    private int _top;

    /// <summary>In [0, 1]; 0 without posts.</summary>
    public double TopShare => _posts > 0 ? (double)_top / _posts : 0;

    public void Add(Post post)
    {
        _posts++;
        if (post.Kind == PostKind.Repost || post.IsCopy)
        {
            ulong text = TextOf(post);
            int repeats = _repeats.GetValueOrDefault(text) + 1;
            _repeats[text] = repeats;
            _top = Math.Max(_top, repeats);
        }

        if (_posts >= HalveAt)
            Halve();
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

    private void Halve()
    {
        _posts /= 2;
        _top /= 2;
        foreach ((ulong text, int repeats) in _repeats)
        {
            if (repeats < 2)
                _repeats.Remove(text);
            else
                _repeats[text] = repeats / 2;
        }
    }
}
