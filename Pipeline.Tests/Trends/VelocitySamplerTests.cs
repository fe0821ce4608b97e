using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.Trends;

internal sealed class VelocitySamplerTests
{
    private const long Second = 1000;

    private static readonly int[] s_horizons = [15, 60];

    private static (TrendRun Run, VelocitySampler Sampler) Sample(double chatterUntilMinute)
    {
        var sampler = new VelocitySampler(s_horizons, 1);
        // Chatter about nothing that has a name: the only topic is the burst, so every sample is of it.
        IEnumerable<PostBuilder> posts = new Evening(71).Chatter(0, chatterUntilMinute, 60).Burst("#blackout", 90, 112, 30).Posts
            .Where(p => p.PostedAt < PostBuilder.Evening + (chatterUntilMinute * 60 * Second))
            .Select((p, i) => p.Topics[0] == "#blackout" ? p : p with { Topics = [$"#once{i}"] });
        return (new TrendRun(posts, sampler: sampler), sampler);
    }

    /// <summary>The tick of a sample, worked back from the age that its features hold.</summary>
    private static long TickOf(VelocitySample sample, long firstTick) => firstTick + (long)Math.Round((Math.Exp(sample.Features[TopicFeatures.AgeIndex]) - 1) * 60);

    private static long[] MentionTicks(TrendRun run) =>
        [.. run.Posts.Where(p => p.IsCounted && p.Terms[0].Key == PostBuilder.KeyOf("#blackout")).Select(p => p.CountedAt / Second).Order()];

    [Test]
    public void Truth_OfEachSample_IsTheMentionsThatCame()
    {
        (TrendRun run, VelocitySampler sampler) = Sample(240);
        long[] mentions = MentionTicks(run);

        Assert.That(sampler.Samples, Has.Count.GreaterThan(8));
        foreach (VelocitySample sample in sampler.Samples)
        {
            long tick = TickOf(sample, mentions[0]);
            for (int h = 0; h < s_horizons.Length; h++)
                Assert.That(sample.Mentions[h], Is.EqualTo(mentions.Count(m => m >= tick && m < tick + (s_horizons[h] * 60))), $"at tick {tick}, {s_horizons[h]} minutes");
        }

        Assert.That(sampler.Samples.Select(s => s.Mentions[0]), Has.Some.GreaterThan(100).And.Some.LessThan(100));
    }

    [Test]
    public void PresentRate_OfEachSample_IsTheQuarterHourRate()
    {
        (TrendRun run, VelocitySampler sampler) = Sample(240);
        long[] mentions = MentionTicks(run);
        long start = run.Posts.Where(p => p.IsCounted).Min(p => p.CountedAt / Second);

        foreach (VelocitySample sample in sampler.Samples)
        {
            long tick = TickOf(sample, mentions[0]);
            double sum = mentions.Where(m => m < tick).Sum(m => Math.Pow(2, -(tick - m) / 900.0));
            double window = Enumerable.Range(1, (int)(tick - start)).Sum(age => Math.Pow(2, -age / 900.0)) / 60;
            Assert.That(sample.PresentRate, Is.EqualTo(sum / window).Within(1e-6).Percent);
        }
    }

    [Test]
    public void Samples_OfOneTopic_AreTwoMinutesApart()
    {
        (TrendRun run, VelocitySampler sampler) = Sample(240);
        long first = MentionTicks(run)[0];
        long[] ticks = [.. sampler.Samples.Select(s => TickOf(s, first))];

        Assert.That(sampler.Samples.Select(s => s.Tick), Is.EqualTo(ticks));
        Assert.That(sampler.Samples.Select(s => s.IsTrending), Has.Some.True.And.Some.False);
        Assert.That(ticks.Zip(ticks.Skip(1), (a, b) => b - a), Is.All.GreaterThanOrEqualTo(120));
    }

    [Test]
    public void Truth_OfAHorizonThatHasNotPassed_IsNotANumber()
    {
        (_, VelocitySampler sampler) = Sample(112);

        Assert.That(sampler.Samples.Select(s => s.Mentions[1]), Is.All.NaN);
        Assert.That(sampler.Samples[0].Mentions[0], Is.Not.NaN);
        Assert.That(sampler.Samples[^1].Mentions[0], Is.NaN);
    }

    [Test]
    public void Truth_OfATopicThatWasPushedOut_IsNotANumber()
    {
        var options = new TrendOptions();
        var simulation = new TopicSimulation(options, 1);
        while (simulation.Minutes < 60)
            simulation.PassExactly(1000, simulation.Minutes < 50 ? 0 : 20);
        var table = new TopicTable(10, simulation.Decay, new PastSketch(1, simulation.Decay), new SeasonalProfiles(options));
        int slot = table.Find(new PostBuilder { Topics = ["#blackout"] }.Build().Terms[0], simulation.Tick);
        var sampler = new VelocitySampler([15], options.TickSeconds);
        simulation.Topic.Generation = table[slot].Generation;
        var forecaster = new TopicForecaster(new NoChange(), simulation.Decay, options.TickSeconds);
        sampler.Offer(slot, simulation.Topic, simulation.Now, forecaster, simulation.Judgement);

        for (int i = 0; i < 10; i++)
        {
            Post other = new PostBuilder { Topics = [$"#other{i}"] }.Build();
            table[table.Find(other.Terms[0], simulation.Tick)].Mentions.Add(simulation.Decay, simulation.Tick, 5);
        }

        sampler.Advance(simulation.Tick + 900, table);

        Assert.That(sampler.Samples, Has.Count.EqualTo(1));
        Assert.That(sampler.Samples[0].Mentions[0], Is.NaN);
    }

    [Test]
    public void Topic_AtItsUsualRate_IsNotSampled()
    {
        var options = new TrendOptions { TickSeconds = 5 };
        var simulation = new TopicSimulation(options, 1);
        while (simulation.Minutes < 600)
            simulation.PassExactly(1000, 20);
        var sampler = new VelocitySampler([15], options.TickSeconds);
        var forecaster = new TopicForecaster(new NoChange(), simulation.Decay, options.TickSeconds);

        sampler.Offer(0, simulation.Topic, simulation.Now, forecaster, simulation.Judgement);

        Assert.That(sampler.Samples, Is.Empty);
    }
}
