using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Posts.Text;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Threats;

/// <summary>
/// In how many posts about a brand each term stands, for a bounded number of terms. When they are full all counts are halved and the rare ones go (lossy counting in
/// the manner of Manku and Motwani, VLDB 2002), so that what was usual long ago fades and what is common stays.
/// </summary>
internal sealed class TermCounts
{
    /// <summary>Terms counted at once, about 40 bytes each.</summary>
    public const int MaxTerms = 8_192;

    private readonly Dictionary<ulong, double> _posts = [];

    /// <summary>Posts counted, halved whenever their terms are.</summary>
    public double Posts { get; private set; }

    public void Add(ReadOnlySpan<Term> terms)
    {
        Posts++;
        foreach (ref readonly Term term in terms)
            _posts[term.Key] = _posts.GetValueOrDefault(term.Key) + 1;
        while (_posts.Count > MaxTerms)
            Halve();
    }

    public double Of(ulong key) => _posts.GetValueOrDefault(key);

    private void Halve()
    {
        Posts /= 2;
        foreach ((ulong key, double posts) in _posts)
        {
            if (posts < 2)
                _posts.Remove(key);
            else
                _posts[key] = posts / 2;
        }
    }

    public void Save(StateWriter to)
    {
        SortedState.Write(to, _posts);
        to.Double(Posts);
    }

    public void Load(StateReader from)
    {
        SortedState.Read(from, _posts);
        Posts = from.Double();
    }
}
