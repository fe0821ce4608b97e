using NUnit.Framework;
using RtmPipeline.Opportunities.Communities;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Tests.Opportunities.Communities;

internal sealed class EventCrowdTests
{
    private const long Start = 1_710_448_680_000;
    private static readonly BrandProfile s_crispo = new() { Id = "crispo", Name = "Crispo", OwnAccounts = ["crispo"], Content = 1 };
    private static readonly BrandProfile s_aria = new() { Id = "aria", Name = "Aria", Content = 2 };
    private EventCrowd _crowd = new(2);
    private int _made;

    [SetUp]
    public void Begin() => (_crowd, _made) = (new EventCrowd(2), 0);

    [Test]
    public void Carriers_RepostsCountForTheOriginal()
    {
        Post original = Add("small", followers: 100);
        Add("loud", followers: 5_000);
        Add("star", followers: 20_000, repostOf: original.Id);

        CarrierPost[] carriers = _crowd.Carriers.Top(2);
        Assert.That(carriers.Select(c => (c.Author, c.Reach)), Is.EqualTo([("small", 20_100L), ("loud", 5_000L)]));
        Assert.That(carriers[0].PostedAt, Is.EqualTo(Start));
    }

    [Test]
    public void Carriers_OriginalNeverSeen_IsToldByItsIdAlone()
    {
        Add("star", followers: 20_000, repostOf: "x:unseen");

        Assert.That(_crowd.Carriers.Top(1), Is.EqualTo([new CarrierPost("x:unseen", null, "x", null, 0, null, 20_000, null)]));
    }

    [Test]
    public void Carriers_OriginalSeenLater_IsFilledIn()
    {
        Add("star", followers: 20_000, repostOf: "x:1");
        Add("late", followers: 10);

        Assert.That(_crowd.Carriers.Top(1)[0], Is.EqualTo(new CarrierPost("x:1", "https://x.com/late/status/1", "x", "late", StableHash.Of("late"), Start, 20_010, null)));
    }

    [Test]
    public void Carriers_UnknownFollowers_CountOneEach()
    {
        Post original = Add("a", followers: -1);
        Add("b", followers: -1, repostOf: original.Id);

        Assert.That(_crowd.Carriers.Top(1)[0].Reach, Is.EqualTo(2));
    }

    [Test]
    public void Carriers_OneAmongThousands_IsFoundWithNoMoreThanItsReach()
    {
        Post original = Add("hub", followers: 1_000);
        for (int i = 0; i < 20_000; i++)
            Add($"a{i}", followers: 100, repostOf: i % 20 == 0 ? original.Id : null);

        CarrierPost carrier = _crowd.Carriers.Top(1)[0];
        Assert.That(carrier.Id, Is.EqualTo(original.Id));
        Assert.That(carrier.Reach, Is.EqualTo(101_000));
    }

    [Test]
    public void Forget_DeletedPostOrAuthor_IsOutOfCarriersAndStart()
    {
        Post first = Add("hub", followers: 1_000, named: true);
        Post second = Add("other", followers: 500);
        _crowd.Forget(new Post { Id = second.Id, Action = PostAction.Delete, Source = "x", PostedAt = 0 });
        _crowd.Forget(new Post { Id = "gone", Action = PostAction.DeleteAuthor, Source = "x", PostedAt = 0, AuthorKey = first.AuthorKey });

        Assert.That(_crowd.Carriers.Top(5), Is.Empty);
        Assert.That(_crowd.Start.Count, Is.Zero);
        Assert.That(_crowd.Start.NamedShare(0), Is.Zero);
    }

    [Test]
    public void Start_FirstPostsOfTheirOwn_TellWhoBegan()
    {
        Add("fan", repostOf: "x:unseen");
        Add("Crispo");
        for (int i = 0; i < EventStart.MaxStarters; i++)
            Add($"later{i}", named: true);

        OwnAccounts own = new([s_crispo, s_crispo with { OwnAccounts = ["fan", "later9", "bluesky:later1"] }]);
        Assert.That(_crowd.Start.IsBy(own, 0), Is.True);
        Assert.That(_crowd.Start.IsBy(own, 1), Is.False, "one reposted, one came too late, one is another network's");
        Assert.That(_crowd.Start.NamedShare(0), Is.EqualTo(0.9).Within(1e-9));
        Assert.That(_crowd.Start.NamedShare(1), Is.Zero);
    }

    [Test]
    public void Reasons_WordsOfPosts_AreSharesOfAll()
    {
        for (int i = 0; i < 10; i++)
            Add($"a{i}", named: i < 4);

        Assert.That(_crowd.Reasons.Top(0, 3), Is.EqualTo([("Crispo", 0.4)]));
        Assert.That(_crowd.Reasons.NamedShare(0), Is.EqualTo(0.4).Within(1e-9));
        Assert.That(_crowd.Reasons.Top(1, 3), Is.Empty);
    }

    [Test]
    public void Adopt_BrandsComeGoAndMove_EachKeepsWhatWasSaidOfIt()
    {
        for (int i = 0; i < 10; i++)
            Add($"a{i}", named: i < 4);
        _crowd.Adopt(Between([s_crispo, s_aria], [s_aria with { Id = "new" }, s_aria, s_crispo]));

        Assert.That(Named(3), Is.EqualTo([(0, 0), (0, 0), (0.4, 0.4)]));
        Assert.That(_crowd.Reasons.Top(2, 3), Is.EqualTo([("Crispo", 0.4)]));

        _crowd.Adopt(Between([s_aria with { Id = "new" }, s_aria, s_crispo], [s_crispo]));
        Assert.That(Named(1), Is.EqualTo([(0.4, 0.4)]));
        _crowd.Add(Make("later", 1, null), new PostTags { Language = new LanguageTag("en", 1), Brands = [new BrandTag(1, ["Crispo"]) { IsNamed = true }] }, 1);
        Assert.That(_crowd.Reasons.NamedShare(0), Is.EqualTo(5 / 11.0).Within(1e-9));
    }

    [Test]
    public void Adopt_EditedBrand_WasNamedByWhomItWasForWordsThatAreNoMore()
    {
        for (int i = 0; i < 10; i++)
            Add($"a{i}", named: i < 4);
        _crowd.Adopt(Between([s_crispo, s_aria], [s_aria, s_crispo with { Content = 9 }]));

        Assert.That(Named(2), Is.EqualTo([(0, 0), (0.4, 0.4)]));
        Assert.That(_crowd.Reasons.Top(1, 3), Is.Empty);
    }

    [Test]
    public void Outlets_News_AreCountedByPublisher()
    {
        foreach (string outlet in new[] { "wire", "wire", "daily" })
        {
            Post item = new() { Id = $"n{_made++}", Kind = PostKind.News, Source = "news", PostedAt = Start, CountedAt = Start, Author = outlet, AuthorKey = StableHash.Of(outlet) };
            _crowd.Add(item, Tags(false), 1);
        }

        Assert.That(_crowd.Outlets.Top(5).Select(o => o.Name), Is.EqualTo(["wire", "daily"]));
    }

    [Test]
    public void Places_NamedInPosts_HaveTheirShare()
    {
        for (int i = 0; i < 10; i++)
            _crowd.Add(Make($"a{i}", 1, null), Tags(false, i < 5 ? "Rovigo" : null), 1);

        Assert.That(_crowd.Places.Read(Start, 3).Select(p => (p.Name, p.Share)), Is.EqualTo([("Rovigo", 0.5)]));
    }

    /// <summary>For each brand the share of the first posts, and of all, that name it.</summary>
    private IEnumerable<(double First, double All)> Named(int brands) =>
        Enumerable.Range(0, brands).Select(b => (_crowd.Start.NamedShare(b), Math.Round(_crowd.Reasons.NamedShare(b), 9)));

    private static BrandChange Between(BrandProfile[] from, BrandProfile[] to)
    {
        BrandSet first = BrandSet.First(from);
        return new BrandChange(first, first.Next(to));
    }

    private Post Add(string author, long followers = 1, string? repostOf = null, bool named = false)
    {
        Post post = Make(author, followers, repostOf);
        _crowd.Add(post, Tags(named), 1);
        return post;
    }

    private Post Make(string author, long followers, string? repostOf) => new()
    {
        Id = $"x:{_made++}",
        Kind = repostOf is null ? PostKind.Post : PostKind.Repost,
        Source = "x",
        PostedAt = Start,
        CountedAt = Start,
        IsCounted = true,
        Author = author,
        AuthorKey = StableHash.Of(author),
        AuthorFollowers = followers,
        RepostOf = repostOf,
    };

    private static PostTags Tags(bool named, string? place = null) => new()
    {
        Language = new LanguageTag("en", 1),
        Entities = place is null ? [] : [new EntityTag(place, EntityKind.Place, 0, place.Length, place)],
        Brands = [named ? new BrandTag(1, ["Crispo"]) { IsNamed = true } : new BrandTag(0, []), new BrandTag(0, [])],
    };
}
