using NUnit.Framework;
using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Opportunities.Authenticity;

internal sealed class EventAuthenticityTests
{
    private static readonly BotWave s_people = BotWave.People;

    /// <summary>Aged accounts with bought followers, texts of their own, chance times: nothing but what a case adds gives them away.</summary>
    private static readonly BotWave s_careful = new() { Name = "bots", Accounts = 200, YoungestDays = 700, MedianFollowers = 800, LinkShare = 0, RepostShare = 0, PerMinute = 6 };

    private static readonly TestCaseData[] s_caught =
    [
        Case("YoungAccounts", s_careful with { YoungestDays = 1, OldestDays = 20 }, AuthenticitySignal.YoungAccounts),
        Case("AccountsWithoutFollowers", s_careful with { MedianFollowers = 1 }, AuthenticitySignal.SilentAccounts),
        Case("OneTextForAll", s_careful with { Texts = WaveTexts.Same }, AuthenticitySignal.CopiedTexts),
        Case("PatternsWithWordsExchanged", s_careful with { Texts = WaveTexts.Patterns }, AuthenticitySignal.SimilarTexts),
        Case("StaggeredAgedAccountsWithOneSite", s_careful with { LinkShare = 1, Site = "win.campaign.example" }, AuthenticitySignal.OneSite),
        Case("FewAccounts", s_careful with { Accounts = 5 }, AuthenticitySignal.FewAuthors),
        Case("SlowDripOfFourAccounts", s_careful with { Accounts = 4, PerMinute = 2, Minutes = 120 }, AuthenticitySignal.FewAuthors),
        Case("SameSecondOfTheMinute", s_careful with { Second = 17, PerMinute = 2, Minutes = 60 }, AuthenticitySignal.MachineRhythm),
        Case("Clockwork", s_careful with { IsClockwork = true, PerMinute = 3 }, AuthenticitySignal.MachineRhythm),
    ];

    private static TestCaseData Case(string name, BotWave wave, AuthenticitySignal signal) =>
        new TestCaseData(wave, signal).SetName($"Bots_{name}_AreDiscounted");

    [TestCaseSource(nameof(s_caught))]
    public void Bots(BotWave wave, AuthenticitySignal signal)
    {
        AuthenticityReading reading = After(wave);

        Assert.That(reading.Value, Is.LessThan(0.35));
        Assert.That(reading.Because[0].Signal, Is.EqualTo(signal));
        Assert.That(reading.Because.Select(b => b.Share), Is.All.InRange(0, 1));
    }

    [Test]
    public void People_OfAnySeed_HaveFullTrust([Range(1, 20)] int seed)
    {
        Assert.That(After(s_people with { Seed = seed }).Value, Is.EqualTo(1));
    }

    [Test]
    public void People_WhoSendBurstsOfSeconds_HaveFullTrust()
    {
        var authenticity = new EventAuthenticity(Habits());
        for (int burst = 0; burst < 6; burst++)
            Add(authenticity, s_people with { Seed = burst, Name = $"burst{burst}", From = burst * 5, Minutes = 0.4, PerMinute = 300 });

        Assert.That(authenticity.Read(End(30)).Value, Is.EqualTo(1));
    }

    /// <summary>What is known to be missed: the careful machine that links nowhere, or through what everybody uses. Only its deletion takes it back.</summary>
    [TestCase(0.0, null, TestName = "CarefulBots_WithoutLinks_AreNotSeen")]
    [TestCase(1.0, "short.example", TestName = "CarefulBots_BehindACommonShortener_AreNotSeen")]
    public void CarefulBots(double links, string? site) =>
        Assert.That(After(s_careful with { LinkShare = links, Site = site }).Value, Is.EqualTo(1));

    [Test]
    public void OneSite_CommonInTheStream_IsNoSign() =>
        Assert.That(After(s_people with { LinkShare = 1, Site = "news.example", RepostShare = 0 }).Value, Is.EqualTo(1));

    [Test]
    public void OneSite_InAYoungStream_IsNoSignYet()
    {
        var authenticity = new EventAuthenticity(new StreamHabits());
        Add(authenticity, s_people with { LinkShare = 1, Site = "strange.example" });

        Assert.That(authenticity.Read(End(30)).Value, Is.EqualTo(1));
    }

    [Test]
    public void TimesToTheMinute_AsInSomeRecordings_AreNoSign()
    {
        StreamHabits habits = new();
        BotWave coarse = s_people with { Second = 0, PerMinute = 4, Minutes = 60 };
        foreach (Post post in (coarse with { Name = "others", Seed = 9 }).Posts())
            habits.Add(Floored(post));
        var authenticity = new EventAuthenticity(habits);
        foreach (Post post in coarse.Posts())
            authenticity.Add(Floored(post));

        Assert.That(authenticity.Read(End(60)).Value, Is.EqualTo(1));
    }

    [Test]
    public void FewPosts_HoweverAlike_CondemnNobody([Range(0, 9)] int posts)
    {
        var authenticity = new EventAuthenticity(Habits());
        foreach (Post post in (s_careful with { Texts = WaveTexts.Same, Accounts = 1, YoungestDays = 1, OldestDays = 2 }).Posts().Take(posts))
            authenticity.Add(post);

        Assert.That(authenticity.Read(End(1)).Value, Is.EqualTo(1));
    }

    [Test]
    public void News_OfManyPublishersWithOneText_IsNoSign()
    {
        var authenticity = new EventAuthenticity(Habits());
        foreach (Post post in (s_careful with { Texts = WaveTexts.Same }).Posts())
        {
            authenticity.Add(new Post
            {
                Id = post.Id, Kind = PostKind.News, Source = "news", PostedAt = post.PostedAt, CountedAt = post.CountedAt, Signature = post.Signature, IsCopy = post.IsCopy, AuthorKey = post.AuthorKey,
            });
        }

        Assert.That(authenticity.Read(End(30)).Value, Is.EqualTo(1));
    }

    [Test]
    public void BotWave_InsideARealOne_IsSeenWithinAQuarterOfAnHour()
    {
        var authenticity = new EventAuthenticity(Habits());
        Add(authenticity, s_people with { Minutes = 60 });
        double before = authenticity.Read(End(60)).Value;
        Add(authenticity, s_careful with { From = 60, Minutes = 15, PerMinute = 60, YoungestDays = 1, OldestDays = 20 });

        Assert.That(before, Is.EqualTo(1));
        Assert.That(authenticity.Read(End(75)).Value, Is.LessThan(0.5));
    }

    [Test]
    public void RealWave_AfterABotStart_IsTrustedAgain()
    {
        var authenticity = new EventAuthenticity(Habits());
        Add(authenticity, s_careful with { Minutes = 30, YoungestDays = 1, OldestDays = 20 });
        double before = authenticity.Read(End(30)).Value;
        Add(authenticity, s_people with { From = 30, Minutes = 30, PerMinute = 30 });

        Assert.That(before, Is.LessThan(0.1));
        Assert.That(authenticity.Read(End(60)).Value, Is.EqualTo(1));
    }

    [Test]
    public void TwoSigns_WeighMoreThanOne()
    {
        BotWave some = s_careful with { YoungestDays = 1, OldestDays = 68 };
        double young = After(some).Value;
        double both = After(some with { Accounts = 12 }).Value;

        Assert.That(young, Is.InRange(0.2, 0.95));
        Assert.That(both, Is.LessThan(young));
    }

    [Test]
    public void TakeBack_OfAllBots_GivesTrustBack()
    {
        var authenticity = new EventAuthenticity(Habits());
        List<(Post Post, TextMarks Marks)> bots = Add(authenticity, s_careful with { YoungestDays = 1, OldestDays = 20, Texts = WaveTexts.Same, LinkShare = 1, Site = "strange.example" });
        Add(authenticity, s_people with { PerMinute = 6 });
        double before = authenticity.Read(End(30)).Value;
        foreach ((Post post, TextMarks marks) in bots)
            authenticity.TakeBack(post, marks);

        Assert.That(before, Is.LessThan(0.9));
        Assert.That(authenticity.Read(End(30)).Value, Is.EqualTo(1));
        Assert.That(authenticity.TakenBackShare, Is.InRange(0.4, 0.6));
    }

    [Test]
    public void TakeBack_OfEverything_LeavesNothing()
    {
        var authenticity = new EventAuthenticity(Habits());
        foreach ((Post post, TextMarks marks) in Add(authenticity, s_careful with { Texts = WaveTexts.Same, IsClockwork = false }))
            authenticity.TakeBack(post, marks);

        Assert.That(authenticity.Read(End(30)).Value, Is.EqualTo(1));
        Assert.That(authenticity.TakenBackShare, Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void Read_AfterWeights_MovedTheirLandmark_StaysTheSame()
    {
        var authenticity = new EventAuthenticity(Habits());
        BotWave drip = s_careful with { PerMinute = 1, Minutes = 24 * 60, YoungestDays = 1, OldestDays = 20 };
        Add(authenticity, drip);
        var late = new EventAuthenticity(Habits());
        foreach (Post post in drip.Posts().Where(p => p.CountedAt > End(20 * 60)))
            late.Add(post);

        Assert.That(authenticity.Read(End(24 * 60)).Value, Is.EqualTo(late.Read(End(24 * 60)).Value).Within(1e-3));
    }

    private static AuthenticityReading After(BotWave wave)
    {
        var authenticity = new EventAuthenticity(Habits());
        Add(authenticity, wave);
        return authenticity.Read(End(wave.Minutes));
    }

    private static List<(Post Post, TextMarks Marks)> Add(EventAuthenticity authenticity, BotWave wave) => [.. wave.Posts().Select(p => (p, authenticity.Add(p)))];

    /// <summary>A stream of two hours before, in which people linked to many sites, and to two of them all the time.</summary>
    private static StreamHabits Habits()
    {
        var habits = new StreamHabits();
        foreach (string? site in new[] { null, "news.example", "short.example" })
        {
            foreach (Post post in (s_people with { Name = $"before {site}", From = -120, Minutes = 120, Site = site }).Posts())
                habits.Add(post);
        }

        return habits;
    }

    private static long End(double minutes) => BotWave.Start + (long)(minutes * 60_000);

    private static Post Floored(Post post)
    {
        post.CountedAt = post.CountedAt / 60_000 * 60_000;
        return post;
    }
}
