using NUnit.Framework;
using RtmPipeline.Opportunities.Communities;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Opportunities.Communities;

internal sealed class EventCommunitiesTests
{
    private const long Start = 1_710_448_680_000;
    private EventCommunities _communities = new();
    private int _made;

    [SetUp]
    public void Begin() => (_communities, _made) = (new EventCommunities(), 0);

    [Test]
    public void Read_PostsWithoutLinks_AreCommunitiesOfLanguages()
    {
        for (int i = 0; i < 30; i++)
            _communities.Add(Post($"a{i}"), i % 3 == 0 ? "it" : "en");

        CommunityReading[] read = Read();
        Assert.That(read.Select(c => (c.Kind, c.Id)), Is.EqualTo([(CommunityKind.Language, "en"), (CommunityKind.Language, "it")]));
        Assert.That(read[0].Shares.Share, Is.EqualTo(2 / 3.0).Within(1e-9));
        Assert.That(read[0].Authors, Is.EqualTo(20).Within(2));
    }

    [Test]
    public void Read_RepostsOfOneAccountsPosts_AreOneCommunityAroundIt()
    {
        Post first = Post("hub");
        Post second = Post("hub");
        _communities.Add(first, "es");
        _communities.Add(second, "es");
        for (int i = 0; i < 40; i++)
            _communities.Add(Post($"fan{i}", repostOf: (i % 2 == 0 ? first : second).Id), "es");

        CommunityReading hub = Read().Single(c => c.Kind == CommunityKind.Account);
        Assert.That(hub.Id, Is.EqualTo("@hub"));
        Assert.That(hub.Authors, Is.EqualTo(36).Within(4));
        Assert.That(hub.Languages[0].Name, Is.EqualTo("es"));
        Assert.That(hub.Since, Is.EqualTo(Start));
    }

    [Test]
    public void Read_AnswersToThoseWhoRepost_BelongToTheSameHub()
    {
        Post original = Post("hub");
        _communities.Add(original, "en");
        List<Post> quotes = [];
        for (int i = 0; i < 10; i++)
        {
            quotes.Add(Post($"quoter{i}", quoteOf: original.Id));
            _communities.Add(quotes[i], "en");
        }

        long before = Hub().Shares.Share > 0 ? Hub().Authors : 0;
        for (int i = 0; i < 30; i++)
            _communities.Add(Post($"second{i}", replyTo: quotes[i % 10].Id), "en");

        Assert.That(Hub().Authors, Is.GreaterThan(before + 20));
        Assert.That(Read().Count(c => c.Kind != CommunityKind.Language), Is.EqualTo(1));
    }

    [Test]
    public void Read_PostOfUnknownAuthor_IsACommunityAroundThePost()
    {
        for (int i = 0; i < 10; i++)
            _communities.Add(Post($"fan{i}", repostOf: "x:unseen"), "en");

        Assert.That(Hub().Id, Is.EqualTo("x:unseen"));
        Assert.That(Hub().Kind, Is.EqualTo(CommunityKind.Post));
    }

    [Test]
    public void Read_PostThatComesAfterItsReposts_NamesItsAuthor()
    {
        Post original = Post("hub");
        for (int i = 0; i < 10; i++)
            _communities.Add(Post($"fan{i}", repostOf: original.Id), "en");
        _communities.Add(original, "en");
        for (int i = 10; i < 20; i++)
            _communities.Add(Post($"fan{i}", repostOf: original.Id), "en");

        Assert.That((Hub().Id, Hub().Kind), Is.EqualTo(("@hub", CommunityKind.Account)));
    }

    [Test]
    public void Read_MentionsAndReposts_OfOneAccount_AreOneCommunity()
    {
        for (int i = 0; i < 10; i++)
            _communities.Add(Mention($"talker{i}", "hub"), "en");
        Post original = Post("hub");
        _communities.Add(original, "en");
        for (int i = 0; i < 20; i++)
            _communities.Add(Post($"fan{i}", repostOf: original.Id), "en");
        for (int i = 10; i < 20; i++)
            _communities.Add(Mention($"talker{i}", "hub"), "en");

        Assert.That(Read().Count(c => c.Kind != CommunityKind.Language), Is.EqualTo(1));
        Assert.That(Hub().Id, Is.EqualTo("@hub"));
    }

    [Test]
    public void Read_FewLinks_AreConversationNotACommunity()
    {
        Post original = Post("somebody");
        _communities.Add(original, "en");
        for (int i = 0; i < 4; i++)
            _communities.Add(Post($"friend{i}", replyTo: original.Id), "en");

        Assert.That(Read().Select(c => c.Kind), Is.EqualTo([CommunityKind.Language]));
    }

    [Test]
    public void Read_CommunityThatBeganLately_Grows()
    {
        for (int i = 0; i < 50; i++)
            _communities.Add(Post($"early{i}"), "en");
        Post original = Post("hub", Start + 1_800_000);
        _communities.Add(original, "it");
        for (int i = 0; i < 30; i++)
            _communities.Add(Post($"fan{i}", Start + 1_800_000, repostOf: original.Id), "it");

        CommunityReading hub = _communities.Read(Start + 1_860_000, 5).Single(c => c.Kind == CommunityKind.Account);
        Assert.That(hub.Shares.Growth, Is.GreaterThan(0.5));
    }

    [Test]
    public void Forget_DeletedAuthor_IsNoHubAnyMore()
    {
        Post original = Post("hub");
        _communities.Add(original, "en");
        for (int i = 0; i < 20; i++)
            _communities.Add(Post($"fan{i}", repostOf: original.Id), "en");
        _communities.Forget(new Post { Id = "gone", Action = PostAction.DeleteAuthor, Source = "x", PostedAt = 0, AuthorKey = original.AuthorKey });

        Assert.That(Read().Where(c => c.Kind != CommunityKind.Language), Is.Empty);
    }

    [Test]
    public void Forget_DeletedPostOfUnknownAuthor_IsNoHubAnyMore()
    {
        for (int i = 0; i < 10; i++)
            _communities.Add(Post($"fan{i}", repostOf: "x:unseen"), "en");
        _communities.Forget(new Post { Id = "x:unseen", Action = PostAction.Delete, Source = "x", PostedAt = 0 });

        Assert.That(Read().Where(c => c.Kind != CommunityKind.Language), Is.Empty);
    }

    [Test]
    public void Add_ManyHubs_StaysBoundedAndKeepsTheLargest()
    {
        Random random = new(9);
        for (int i = 0; i < 60_000; i++)
        {
            string hub = random.Next(4) == 0 ? "x:large" : $"x:small{random.Next(3_000)}";
            _communities.Add(Post($"fan{i}", Start + (i * 20), repostOf: hub), "en");
        }

        CommunityReading[] read = _communities.Read(Start + 1_200_000, 10);
        Assert.That(read.Where(c => c.Kind != CommunityKind.Language).Select(c => c.Id), Is.EqualTo(["x:large"]));
        Assert.That(read.Single(c => c.Id == "x:large").Shares.Share, Is.EqualTo(0.25).Within(0.02));
    }

    [Test]
    public void Read_SameStreamTwice_IsTheSame()
    {
        string first = string.Join('|', RandomStream());
        Begin();

        Assert.That(string.Join('|', RandomStream()), Is.EqualTo(first));
    }

    private IEnumerable<string> RandomStream()
    {
        Random random = new(11);
        List<Post> posts = [];
        for (int i = 0; i < 5_000; i++)
        {
            Post? target = posts.Count > 0 && random.Next(2) == 0 ? posts[random.Next(Math.Min(posts.Count, 40))] : null;
            Post post = Post($"a{random.Next(900)}", Start + (i * 100), repostOf: i % 3 == 0 ? target?.Id : null, replyTo: i % 3 == 1 ? target?.Id : null);
            posts.Add(post);
            _communities.Add(post, random.Next(3) == 0 ? "it" : "en");
        }

        return _communities.Read(Start + 500_000, 20).Select(c => $"{c.Id} {c.Authors} {c.Shares.Share:R} {c.Shares.Growth:R}");
    }

    private CommunityReading[] Read() => _communities.Read(Start + 60_000, 10);

    private CommunityReading Hub() => Read().Single(c => c.Kind != CommunityKind.Language);

    private Post Post(string author, long at = Start, string? repostOf = null, string? replyTo = null, string? quoteOf = null) => new()
    {
        Id = $"x:{_made++}",
        Kind = repostOf is not null ? PostKind.Repost : replyTo is not null ? PostKind.Reply : quoteOf is not null ? PostKind.Quote : PostKind.Post,
        Source = "x",
        PostedAt = at,
        CountedAt = at,
        IsCounted = true,
        Author = author,
        AuthorKey = StableHash.Of(author),
        RepostOf = repostOf,
        ReplyTo = replyTo,
        QuoteOf = quoteOf,
    };

    private Post Mention(string author, string account)
    {
        Assert.That(TermLabel.TryKeyOf($"@{account}", out ulong key), Is.True);
        return new Post
        {
            Id = $"x:{_made++}",
            Source = "x",
            PostedAt = Start,
            CountedAt = Start,
            IsCounted = true,
            Text = $"@{account} hello",
            Author = author,
            AuthorKey = StableHash.Of(author),
            Terms = [new Term(key, TopicKind.Mention, 0, account.Length + 1)],
        };
    }
}
