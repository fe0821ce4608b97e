using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Opportunities;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.State;
using RtmPipeline.Tagging;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Opportunities.Saving;

/// <summary>What saving costs: bytes, and milliseconds of the processor, which others on the machine prolong less than those of the clock.</summary>
internal sealed class SavingCostTests
{
    private const int Rounds = 12;

    [Test]
    [Explicit("prints bytes and times in the middle of a simulated night at the default rate")]
    public async Task Night()
    {
        var stream = new JoinedStream(SimulatedNight.Lines(1, 0.01), BrandProfiles.Load([SharedData.Sample("crispo.yaml")]));
        OpportunityFinder finder = stream.Finder();
        HashSet<(string, long)> live = [];
        for (int batch = 0; batch < stream.Count / 2; batch++)
            stream.Give(batch, finder, tick => live.UnionWith(tick.Opportunities.Select(static o => (o.EventFounder, o.EventOnsetAt))));
        await PrintAsync(finder, () => stream.Finder(), $"middle of the night, {live.Count} events met");
    }

    [Test]
    [Explicit("prints bytes and times with as many events as are followed at once")]
    public async Task FiveHundredEvents()
    {
        static OpportunityFinder Fresh() => new(new OpportunityOptions(), InventedEvening.Brands);
        const int Events = 500;
        var random = new Random(1);
        var posts = new PostBatch(0);
        var trends = new TrendBatch(0);
        List<PostTags> tags = [];
        List<TopicSnapshot> topics = [.. Enumerable.Range(0, Events).Select(static slot => SampleTopics.Topic(slot, $"#{(char)('a' + (slot % 26))}{slot}"))];
        trends.Ticks.Add(new TickSnapshots(0, SampleTopics.Start, topics));
        posts.Ticks.Add(new TickRun(0, SampleTopics.Start / 1000, SampleTopics.Start / 1000));
        for (int i = 0; i < 60_000; i++)
        {
            int slot = (int)(Math.Pow(random.NextDouble(), 3) * Events);
            posts.Posts.Add(new PostBuilder
            {
                Id = $"x:{i}",
                Source = "x",
                PostedAt = SampleTopics.Start + (i * 20),
                Author = $"author{random.Next(20_000)}",
                AuthorFollowers = random.Next(5_000),
                Kind = i % 3 == 0 ? PostKind.Repost : PostKind.Post,
                RepostOf = i % 3 == 0 ? $"x:{random.Next(i + 1)}" : null,
                Topics = [topics[slot].Label, $"word{random.Next(3_000)}", $"word{random.Next(3_000)} more", $"@name{random.Next(400)}"],
            }.BuildCounted());
            tags.Add(new PostTags
            {
                Language = new LanguageTag(i % 3 == 0 ? "es" : "en", 0.9f),
                Themes = [new ThemeTag("1", $"theme {random.Next(20)}", 0.5f)],
                Entities = [new EntityTag("Town", EntityKind.Place, 0, 4, $"Town {random.Next(100)}")],
                Brands = [.. InventedEvening.Brands.Select(static _ => new BrandTag(0.4f, ["field"]))],
            });
            trends.Slots.Add(slot);
            trends.SlotEnds.Add(trends.Slots.Count);
        }

        OpportunityFinder finder = Fresh();
        finder.Process(posts, new TaggedBatch(0, [.. tags]), trends, static _ => { });
        await PrintAsync(finder, Fresh, $"{Events} events, {posts.Posts.Count} posts");
    }

    private static async Task PrintAsync(OpportunityFinder finder, Func<OpportunityFinder> fresh, string what)
    {
        StateWriter to = new();
        List<double> saves = [];
        List<double> loads = [];
        for (int i = 0; i < Rounds; i++)
        {
            to.Clear();
            saves.Add(ProcessorMs(() => finder.Save(to)));
            byte[] bytes = to.ToArray();
            OpportunityFinder next = fresh();
            loads.Add(ProcessorMs(() => next.Load(new StateReader(bytes))));
        }

        await TestContext.Out.WriteLineAsync(
            $"{what}: {to.Length:N0} bytes, save {saves.Min():0.0} to {saves.Max():0.0} ms, load {loads.Min():0.0} to {loads.Max():0.0} ms");
    }

    private static double ProcessorMs(Action work)
    {
        GC.Collect();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }
}
