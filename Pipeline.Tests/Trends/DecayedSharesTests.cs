using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Trends;

internal sealed class DecayedSharesTests
{
    private const long Base = 1_359_921_600;

    private static readonly Decay s_decay = new(1);

    private readonly record struct Example(long Tick, bool Repost, bool Copy, bool UnknownAuthor, bool News)
    {
        public MentionParts Parts => new() { Reposts = Repost ? 1 : 0, Copies = Copy ? 1 : 0, UnknownAuthors = UnknownAuthor ? 1 : 0, News = News ? 1 : 0 };

        /// <summary>Weight at the quarter-hour half-life, worked out plainly.</summary>
        public double Weight(long now) => Math.Pow(2, -(now - Tick) / 900.0);
    }

    private static DecayedShares SharesOf(IEnumerable<Example> mentions)
    {
        var shares = default(DecayedShares);
        var counts = default(DecayedCounts);
        foreach (Example m in mentions)
            shares.Add(s_decay, counts.Add(s_decay, m.Tick, 1), m.Parts);
        return shares;
    }

    [Test]
    public void Shares_OfNothing_AreZero()
    {
        DecayedShares shares = default;

        Assert.That((shares.Reposts, shares.Copies, shares.UnknownAuthors, shares.News), Is.EqualTo((0.0, 0.0, 0.0, 0.0)));
    }

    [Test]
    public void Shares_OfOneTick_AreParts()
    {
        DecayedShares shares = SharesOf(
        [
            new Example(Base, true, false, false, false),
            new Example(Base, true, true, false, false),
            new Example(Base, false, true, true, true),
            new Example(Base, true, true, true, false),
        ]);

        Assert.That((shares.Reposts, shares.Copies, shares.UnknownAuthors, shares.News), Is.EqualTo((0.75, 0.75, 0.5, 0.25)));
    }

    [Test]
    public void Shares_OfOldMentions_GiveWayToNewOnes()
    {
        DecayedShares shares = SharesOf([new Example(Base, true, false, false, false), new Example(Base + 900, false, false, false, true)]);

        Assert.That((shares.Reposts, shares.News), Is.EqualTo((1 / 3.0, 2 / 3.0)).Using<(double R, double N)>((a, b) => Math.Abs(a.R - b.R) + Math.Abs(a.N - b.N) < 1e-12));
    }

    [Test]
    public void Post_AddsWhatItsRecordTold()
    {
        Post post = new()
        {
            Id = "plain:1", Source = "plain", PostedAt = Base, Kind = PostKind.Reply, AuthorFollowers = 1_200, Likes = 5, Reposts = 2, Replies = 1,
        };
        var shares = default(DecayedShares);
        shares.Add(s_decay, 1, MentionParts.Of(post));

        Assert.That((shares.Replies, shares.UnknownAuthors, shares.Reach, shares.Engagement), Is.EqualTo((1.0, 1.0, 1200.0, 8.0)));
    }

    [Test]
    public void Post_OfUnknownOrEndlessNumbers_AddsNothingOrTheMost()
    {
        MentionParts unknown = MentionParts.Of(new Post { Id = "plain:1", Source = "plain", PostedAt = Base });
        MentionParts endless = MentionParts.Of(new Post { Id = "plain:1", Source = "plain", PostedAt = Base, AuthorFollowers = long.MaxValue, Likes = long.MaxValue, Replies = long.MaxValue });

        Assert.That((unknown.Reach, unknown.Engagement), Is.EqualTo((0.0, 0.0)));
        Assert.That((endless.Reach, endless.Engagement), Is.EqualTo((MentionParts.MaxPerPost, MentionParts.MaxPerPost)));
    }

    [TestCase(21)]
    [TestCase(22)]
    public void Shares_InAnyOrderOfTicks_EqualThePlainSums(int seed)
    {
        var random = new Random(seed);
        Example[] mentions =
        [
            .. Enumerable.Range(0, 400).Select(_ => new Example(
                Base + random.Next(7200), random.Next(3) == 0, random.Next(4) == 0, random.Next(2) == 0, random.Next(10) == 0)),
        ];
        double all = mentions.Sum(m => m.Weight(Base));

        for (int order = 0; order < 5; order++)
        {
            random.Shuffle(mentions);
            DecayedShares shares = SharesOf(mentions);
            Assert.That(shares.Reposts, Is.EqualTo(mentions.Where(m => m.Repost).Sum(m => m.Weight(Base)) / all).Within(1e-12));
            Assert.That(shares.Copies, Is.EqualTo(mentions.Where(m => m.Copy).Sum(m => m.Weight(Base)) / all).Within(1e-12));
            Assert.That(shares.UnknownAuthors, Is.EqualTo(mentions.Where(m => m.UnknownAuthor).Sum(m => m.Weight(Base)) / all).Within(1e-12));
            Assert.That(shares.News, Is.EqualTo(mentions.Where(m => m.News).Sum(m => m.Weight(Base)) / all).Within(1e-12));
        }
    }
}
