using System.Numerics;
using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Posts;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Authenticity;

/// <param name="Posts">Recent posts by sampled authors, as a number of equally heavy ones.</param>
/// <param name="RepeatShare">Share of posts by an author who is there already: 1 − 1/k when everybody posts k times.</param>
/// <param name="RegularShare">Share of posts by authors whose gaps are a machine's.</param>
internal readonly record struct AuthorReading(double Posts, double RepeatShare, double RegularShare);

/// <summary>
/// The authors of an event, all of them while they are few, then a fair sample: an author is in by the hash of the account, so all posts of a sampled author are seen, which
/// a sample of posts would not give. At most <see cref="MaxAuthors"/> of about 100 bytes.
/// </summary>
/// <remarks>
/// After Gibbons, Distinct sampling for highly-accurate answers to distinct values queries, VLDB 2001: each level keeps half of the authors of the one before. Repeats are told by
/// Hill's number of order 2 (Hill, Diversity and evenness, Ecology 54, 1973): Σ w² over posts divided by Σ w² over authors is the number of equally busy authors a post. Both
/// sums are over sampled authors, so the level cancels out.
/// </remarks>
internal sealed class AuthorSample
{
    public const int MaxAuthors = 256;

    /// <summary>Authors whose weight fell to this part of a new post's have not posted for an hour and a half: they make room first.</summary>
    private const double Faded = 1.0 / 64;

    private readonly Dictionary<ulong, AuthorRhythm> _byKey = [];

    /// <summary>The same in the order in which they came: sums depend on an order in their last bit.</summary>
    private readonly List<AuthorRhythm> _authors = [];
    private int _level;

    /// <summary>Counts a post.</summary>
    /// <param name="author">Key of the account; 0 is nobody's.</param>
    /// <param name="atMs">Its time.</param>
    /// <param name="weight">Its weight.</param>
    public void Add(ulong author, long atMs, double weight)
    {
        if (author == 0 || LevelOf(author) < _level)
            return;
        if (!_byKey.TryGetValue(author, out AuthorRhythm? known))
        {
            while (_authors.Count >= MaxAuthors)
                MakeRoom(weight);
            if (LevelOf(author) < _level)
                return;
            _byKey[author] = known = new AuthorRhythm(author);
            _authors.Add(known);
        }

        known.Weight += weight;
        known.Squares += weight * weight;
        known.Post(atMs);
    }

    /// <summary>Takes a post back. What its time said about gaps stays until the author is gone.</summary>
    public void TakeBack(ulong author, double weight)
    {
        if (!_byKey.TryGetValue(author, out AuthorRhythm? known))
            return;
        known.Weight -= weight;
        known.Squares -= weight * weight;
        // Nothing is left but rounding.
        if (known.Weight < weight * 1e-6)
            RemoveAll(a => a == known);
    }

    public void Rescale(double factor)
    {
        foreach (AuthorRhythm author in _authors)
        {
            author.Weight *= factor;
            author.Squares *= factor * factor;
        }
    }

    public AuthorReading Read()
    {
        double all = 0;
        double regular = 0;
        double ofAuthors = 0;
        double ofPosts = 0;
        foreach (AuthorRhythm author in _authors)
        {
            all += author.Weight;
            ofAuthors += author.Weight * author.Weight;
            ofPosts += author.Squares;
            regular += author.IsRegular ? author.Weight : 0;
        }

        return ofAuthors > 0 && ofPosts > 0
            ? new AuthorReading(all * all / ofPosts, Math.Clamp(1 - (ofPosts / ofAuthors), 0, 1), regular / all)
            : default;
    }

    /// <summary>Keys are spread once more: sources may number their accounts.</summary>
    private static int LevelOf(ulong author) => BitOperations.LeadingZeroCount(Mix64.Finish(author));

    private void MakeRoom(double newWeight)
    {
        RemoveAll(a => a.Weight < newWeight * Faded);
        if (_authors.Count < MaxAuthors)
            return;
        _level++;
        RemoveAll(a => LevelOf(a.Author) < _level);
    }

    private void RemoveAll(Predicate<AuthorRhythm> leaves)
    {
        foreach (AuthorRhythm author in _authors)
        {
            if (leaves(author))
                _byKey.Remove(author.Author);
        }

        _authors.RemoveAll(leaves);
    }

    public void Save(StateWriter to)
    {
        to.Int(_level);
        to.Int(_authors.Count);
        foreach (AuthorRhythm author in _authors)
            author.Save(to);
    }

    public void Load(StateReader from)
    {
        const int LeastBytes = 53;
        _level = from.Int();
        int count = SortedState.CountUpTo(from, MaxAuthors, LeastBytes);
        _byKey.Clear();
        _authors.Clear();
        for (int i = 0; i < count; i++)
        {
            AuthorRhythm author = AuthorRhythm.Load(from);
            SortedState.AddNew(from, _byKey, author.Author, author);
            _authors.Add(author);
        }
    }
}
