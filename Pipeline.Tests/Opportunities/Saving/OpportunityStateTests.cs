using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Opportunities;
using RtmPipeline.Opportunities.Stories;
using RtmPipeline.State;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Opportunities.Saving;

/// <summary>A finder that goes on from a saved state says the same as one that never stopped, for ever after.</summary>
[Parallelizable]
internal sealed class OpportunityStateTests
{
    private readonly NewsPosts _news = new();

    [Test]
    public void Finder_RestoredDuringAnEvening_GoesOnAsIfItHadNeverStopped([Values(1, 2, 3, 6)] int seed)
    {
        var evening = new InventedEvening(seed, _news);
        var run = new FinderRun(InventedEvening.Finder(), InventedEvening.Finder);
        for (int minute = 0; minute < InventedEvening.Minutes; minute++)
        {
            (var posts, var tags, var trends) = evening.Batches[minute];
            run.Give((finder, onTick) => finder.Process(posts, tags, trends, onTick));
            if (minute % 17 == 0 || minute is 85 or InventedEvening.Minutes - 1)
                run.Cut();
            if (minute == 85)
                Assert.That(Lacking(run.Said), Is.Empty, "everything that can be held is held at this cut");
        }

        Assert.That(run.Whole.EventsDropped, Is.Positive);
    }

    [TestCase(1UL)]
    [TestCase(2UL)]
    public void Finder_RestoredDuringANight_GoesOnAsIfItHadNeverStopped(ulong seed)
    {
        IReadOnlyList<BrandProfile> brands = BrandProfiles.Load([SharedData.Sample("crispo.yaml"), SharedData.Sample("aria.yaml")]);
        var stream = new JoinedStream(SimulatedNight.Lines(seed, 0.0007), brands);
        OpportunityOptions options = new() { RecentPosts = 4_096 };
        var run = new FinderRun(stream.Finder(options), () => stream.Finder(options));
        for (int batch = 0; batch < stream.Count; batch++)
        {
            run.Give((finder, onTick) => stream.Give(batch, finder, onTick));
            if (batch % (stream.Count / 5) == stream.Count / 6)
                run.Cut();
        }

        run.Cut();
        Assert.That(run.Said, Is.Not.Empty);
        Assert.That(run.Said.Exists(static o => o.Story is not null));
    }

    [Test]
    public void Finder_ThatGoesOverToOtherBrands_IsRestoredWithThoseInForce([Range(1, 3)] int seed)
    {
        var evening = new InventedEvening(seed, _news);
        BrandSet before = BrandSet.First(InventedEvening.Brands);
        BrandSet after = before.Next([InventedEvening.Brands[1], InventedEvening.Brands[0] with { Field = ["soup"], Content = 7 }]);
        BrandChange change = new(before, after);
        var run = new FinderRun(InventedEvening.Finder(), InventedEvening.Finder);
        FinderRun? later = null;
        for (int minute = 0; minute < 130; minute++)
        {
            (var posts, var tags, var trends) = evening.Batches[minute];
            (later ?? run).Give((finder, onTick) => finder.Process(posts, tags, trends, onTick));
            if (minute == 70)
                run.Cut();
            if (minute == 90)
            {
                run.Give((finder, _) => finder.Adopt(change));
                Assert.That(() => run.Cut(), Throws.TypeOf<StateFormatException>().With.Message.Contains("'aria, snack' and not of 'snack, aria'"));
                later = new FinderRun(run.Whole, () => new OpportunityFinder(InventedEvening.Options, after.Profiles));
                later.Cut();
            }
        }

        later!.Cut();
    }

    [Test]
    public void Finder_OfOtherLimits_RefusesTheState()
    {
        OpportunityOptions options = InventedEvening.Options with { RecentPosts = 2_048 };
        byte[] bytes = FinderRun.Bytes(InventedEvening.Finder());

        Assert.That(
            () => new OpportunityFinder(options, InventedEvening.Brands).Load(new StateReader(bytes)),
            Throws.TypeOf<StateFormatException>().With.Message.Contains("1024 recent posts where 2048 belong"));
        Assert.That(
            () => new OpportunityFinder(InventedEvening.Options, InventedEvening.Brands, 10).Load(new StateReader(bytes)),
            Throws.TypeOf<StateFormatException>().With.Message.Contains("ticks of 1000 ms where 10000 belong"));
    }

    [Test]
    public void Finder_ReadingBrokenBytes_SaysSoAndTakesNoMemoryForThem()
    {
        var evening = new InventedEvening(1, _news);
        OpportunityFinder finder = InventedEvening.Finder();
        for (int minute = 0; minute < 86; minute++)
            finder.Process(evening.Batches[minute].Posts, evening.Batches[minute].Tags, evening.Batches[minute].Trends, static _ => { });
        byte[] whole = FinderRun.Bytes(finder);
        var random = new Random(5);
        int refused = 0;
        const int Tries = 300;
        for (int i = 0; i < Tries; i++)
        {
            byte[] bytes = [.. whole];
            if (i % 3 == 0)
                bytes = bytes[..random.Next(bytes.Length)];
            else
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            OpportunityFinder fresh = InventedEvening.Finder();
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                fresh.Load(new StateReader(bytes));
            }
            catch (StateFormatException)
            {
                refused++;
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(20L * whole.Length), $"try {i}");
        }

        Assert.That(refused, Is.InRange(Tries / 3, Tries));
    }

    private static IEnumerable<string> Lacking(List<Opportunity> said)
    {
        if (!said.Exists(static o => o.Kind == OpportunityKind.Threat))
            yield return "a wave against a brand";
        if (!said.Exists(static o => o.Kind == OpportunityKind.Reinforce))
            yield return "an own post that fades";
        if (!said.Exists(static o => o.Story is { Publishers: > 1, Leads: StoryLead.Social or StoryLead.News }))
            yield return "news of an event";
        if (!said.Exists(static o => o.MergedInto is not null))
            yield return "events that became one";
        if (!said.Exists(static o => o.TakenBackShare > 0))
            yield return "posts taken back";
        if (!said.Exists(static o => o.Authenticity.Because.Length > 0))
            yield return "doubts about people";
        if (!said.Exists(o => o.Summary.Crowd.Communities.Read(o.Lead.OnsetAt, 9).Any(static c => c.Kind == RtmPipeline.Opportunities.Communities.CommunityKind.Account)))
            yield return "communities around accounts";
    }
}
