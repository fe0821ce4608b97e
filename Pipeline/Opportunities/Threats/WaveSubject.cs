using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Opportunities.Threats;

/// <param name="Key">Key of the term.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Label">As people write it.</param>
/// <param name="StableKey">Name that outlives the process.</param>
/// <param name="Posts">Posts of the wave it stands in.</param>
internal readonly record struct SubjectTerm(ulong Key, TopicKind Kind, string Label, string StableKey, int Posts);

/// <summary>Tells what a wave is about: the terms that stand in many of its posts and in far fewer of the brand's usual ones.</summary>
/// <remarks>
/// With k of the wave's n posts having a term, and a share q of the other posts about the brand: weight = k · ln((k/n)/q), the term's part of the log-likelihood ratio (Dunning,
/// Computational Linguistics 1993). The brand's own names stand in all posts alike, so they say nothing here.
/// </remarks>
internal static class WaveSubject
{
    /// <summary>Terms given, the most telling first.</summary>
    public const int MaxTerms = 11;

    /// <summary>A term stands in at least so many posts of the wave, and this share of them, so many times more often than usual.</summary>
    private const int MinPosts = 3;
    private const double MinShare = 0.05;
    private const double MinLift = 2;

    /// <summary>What people can read and search for tells more than a word.</summary>
    private const double PairWeight = 1.3;
    private const double HashtagWeight = 1.5;

    private sealed class Tally(Post post, Term term)
    {
        public Post Post { get; } = post;

        public Term Term { get; } = term;

        public int Posts { get; set; }
    }

    /// <param name="wave">Posts of the wave.</param>
    /// <param name="usual">Terms of all posts about the brand, the wave's among them.</param>
    public static SubjectTerm[] Of(IReadOnlyCollection<Complaint> wave, TermCounts usual)
    {
        Dictionary<ulong, Tally> tallies = [];
        foreach (Complaint complaint in wave)
        {
            foreach (Term term in complaint.Post.Terms)
            {
                if (!tallies.TryGetValue(term.Key, out Tally? tally))
                    tallies[term.Key] = tally = new Tally(complaint.Post, term);
                tally.Posts++;
            }
        }

        double others = Math.Max(0, usual.Posts - wave.Count);
        List<(double Weight, Tally Tally)> telling = [];
        foreach (Tally tally in tallies.Values)
        {
            double share = (double)tally.Posts / wave.Count;
            double usualShare = (Math.Max(0, usual.Of(tally.Term.Key) - tally.Posts) + 1) / (others + 2);
            if (tally.Posts >= MinPosts && share >= MinShare && share >= MinLift * usualShare)
                telling.Add((Math.Round(WeightOf(tally.Term.Kind) * tally.Posts * Math.Log(share / usualShare), 6), tally));
        }

        telling.Sort((a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : a.Tally.Term.Key.CompareTo(b.Tally.Term.Key));
        return Distinct(telling);
    }

    /// <summary>A word that stands in a pair before it, or in a hashtag of the same letters, says nothing more.</summary>
    private static SubjectTerm[] Distinct(List<(double Weight, Tally Tally)> telling)
    {
        List<SubjectTerm> terms = [];
        foreach ((_, Tally tally) in telling)
        {
            string label = TermLabel.Of(tally.Post, tally.Term);
            if (terms.Count == MaxTerms)
                break;
            if (!terms.Exists(t => t.Label.Contains(label, StringComparison.OrdinalIgnoreCase)))
                terms.Add(new SubjectTerm(tally.Term.Key, tally.Term.Kind, label, TermLabel.StableKey(tally.Post, tally.Term), tally.Posts));
        }

        return [.. terms];
    }

    private static double WeightOf(TopicKind kind) => kind switch
    {
        TopicKind.Hashtag => HashtagWeight,
        TopicKind.Pair => PairWeight,
        _ => 1,
    };
}
