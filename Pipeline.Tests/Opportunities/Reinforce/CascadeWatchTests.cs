using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Opportunities;
using RtmPipeline.Opportunities.Reinforce;
using RtmPipeline.Posts;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.Delivery;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Opportunities.Reinforce;

internal sealed class CascadeWatchTests
{
    private const long Minute = 60_000;
    private const long Start = PostBuilder.Evening;

    private static readonly BrandProfile[] s_brands = [new() { Id = "snack", Name = "Snack", OwnAccounts = ["snack"] }];

    private readonly List<IncidentRevision> _out = [];
    private CascadeWatch _watch = null!;
    private IncidentTracker _incidents = null!;
    private long _tick;

    [SetUp]
    public void Begin()
    {
        _out.Clear();
        _watch = new CascadeWatch(new ReinforceOptions { MaxPosts = 3 }, s_brands, 1);
        _incidents = new IncidentTracker(new AlertOptions(), s_brands);
        _tick = Start / 1000;
    }

    [Test]
    public void WaveThatStopsEarly_IsToldOnceAndExpires()
    {
        See(Own("x:own", Start));
        Spread("x:own", minutes: 40, perMinute: 8);
        RunUntil(Start + (9 * 60 * Minute));

        Assert.That(_out.Select(r => r.Phase), Is.EqualTo([IncidentPhase.Raised, IncidentPhase.Expired]));
        Assert.That(_out.Select(r => (r.Kind, r.Output, r.Brand)), Is.All.EqualTo((AlertKind.Reinforce, OutputKind.Alert, "snack")));
        Assert.That(_out[0].Time - Start, Is.InRange(40 * Minute, 150 * Minute));
        Assert.That(_out[0].Factors.Sum(f => f.Contribution), Is.EqualTo(_out[0].Score).Within(1e-9));
        Assert.That(_out[0].Evidence.Select(e => e.Id), Does.Contain("x:own"));
        Assert.That(_out.SelectMany(r => OutputChecks.Faults(OutputEntries.Of(r, 1))), Is.Empty);
        Assert.That(_watch.Count, Is.Zero);
    }

    [Test]
    public void WaveThatGoesOn_IsNotTold()
    {
        See(Own("x:own", Start));
        // Evenly in the logarithm of time, as attention fades.
        for (int i = 0; i < 600; i++)
            See(Repost("x:own", i, Start + (long)(Minute * Math.Exp(i / 100.0))));
        RunUntil(Start + (7 * 60 * Minute));

        Assert.That(_out, Is.Empty);
    }

    [Test]
    public void FewPeople_AreNoWave()
    {
        See(Own("x:own", Start));
        Spread("x:own", minutes: 15, perMinute: 1);
        RunUntil(Start + (7 * 60 * Minute));

        Assert.That(_out, Is.Empty);
    }

    [Test]
    public void OnePersonManyTimes_IsOnePerson()
    {
        See(Own("x:own", Start));
        for (int i = 0; i < 400; i++)
            See(Repost("x:own", i, Start + (i * Minute / 10), author: "fan"));
        RunUntil(Start + (7 * 60 * Minute));

        Assert.That(_out, Is.Empty);
    }

    [Test]
    public void WaveThatComesBack_IsOver()
    {
        See(Own("x:own", Start));
        Spread("x:own", minutes: 40, perMinute: 8);
        RunUntil(Start + (150 * Minute));
        Spread("x:own", minutes: 30, perMinute: 60, from: Start + (150 * Minute), first: 10_000);
        RunUntil(Start + (240 * Minute));

        Assert.That(_out.Select(r => r.Phase), Is.EqualTo([IncidentPhase.Raised, IncidentPhase.Expired]));
        Assert.That(_out[1].Time, Is.LessThan(Start + (240 * Minute)));
        Assert.That(_out[1].Summary, Does.Contain("picked up again"));
    }

    [Test]
    public void DeletedPost_IsFollowedNoMore()
    {
        See(Own("x:own", Start));
        Spread("x:own", minutes: 35, perMinute: 8);
        _watch.Forget(new Post { Id = "x:own", Action = PostAction.Delete, Source = "x", PostedAt = Start + (36 * Minute) }, []);
        RunUntil(Start + (7 * 60 * Minute));

        Assert.That(_out, Is.Empty);
        Assert.That(_watch.Count, Is.Zero);
    }

    [Test]
    public void OthersPosts_AreNotFollowed()
    {
        See(Own("x:other", Start, author: "somebody"));

        Assert.That(_watch.Count, Is.Zero);
    }

    [Test]
    public void MorePostsThanTheLimit_TheOldestGoes()
    {
        for (int i = 0; i < 10; i++)
            See(Own($"x:own{i}", Start + (i * Minute)));

        Assert.That(_watch.Count, Is.EqualTo(3));
    }

    [Test]
    public void OwnPostsAndTheirReposts_AreTheBrandsWords()
    {
        Assert.That(_watch.Observe(Own("x:own", Start), SampleTopics.Tags(1)), Is.EqualTo([0]));
        Assert.That(_watch.Observe(Repost("x:own", 1, Start + Minute), SampleTopics.Tags(1)), Is.EqualTo([0]));
        Assert.That(_watch.Observe(SampleTopics.Post(1), SampleTopics.Tags(1)), Is.Empty);
    }

    private void Spread(string post, int minutes, int perMinute, long from = Start, int first = 0)
    {
        for (int i = 0; i < minutes * perMinute; i++)
            See(Repost(post, first + i, from + (i * Minute / perMinute)));
    }

    private void See(Post post, long? at = null)
    {
        RunUntil(at ?? post.CountedAt);
        _watch.Observe(post, SampleTopics.Tags(1));
    }

    private void RunUntil(long time)
    {
        while (_watch.NextTick(_tick, time / 1000) is { } next)
        {
            List<Opportunity> found = [];
            _watch.Judge(next, found);
            if (found.Count > 0)
                _incidents.Update(new TickOpportunities(next * 1000, found), _out);
            _tick = next + 1;
        }

        _tick = Math.Max(_tick, (time / 1000) + 1);
    }

    private static Post Own(string id, long at, string author = "Snack") =>
        new PostBuilder { Id = id, Source = "x", PostedAt = at, Author = author, Topics = ["#crunch"] }.BuildCounted();

    private static Post Repost(string of, int number, long at, string? author = null) => new PostBuilder
    {
        Id = $"x:r{number}",
        Source = "x",
        Kind = PostKind.Repost,
        RepostOf = of,
        PostedAt = at,
        Author = author ?? $"fan{number}",
        Topics = ["#crunch"],
    }.BuildCounted();
}
