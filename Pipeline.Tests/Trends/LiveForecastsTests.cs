using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.Trends;

[Parallelizable]
internal sealed class LiveForecastsTests
{
    private static Evening Waves(int seed)
    {
        Evening evening = new Evening(seed).Chatter(0, 300, 60);
        for (int i = 0; i < 12; i++)
            evening.Burst($"#wave{i}", 60 + (i * 14), 75 + (i * 16), 20 + (5 * i));
        return evening;
    }

    private static byte[] Saved(Action<StateWriter> save)
    {
        var writer = new StateWriter();
        save(writer);
        return writer.ToArray();
    }

    [Test]
    public void Learning_InOtherBatches_IsTheSameToTheLastBit()
    {
        IReadOnlyList<PostBuilder> posts = Waves(101).Posts;
        TrendTracker whole = new TrendRun(posts, 1000).Tracker;

        Assert.That(whole.ForecastFigures.Select(h => h.Judged).Take(2), Is.All.GreaterThan(50));
        foreach (int batchSize in new[] { 1, 7, 333 })
            Assert.That(Saved(new TrendRun(posts, batchSize).Tracker.Save).AsSpan().SequenceEqual(Saved(whole.Save)), Is.True, $"batches of {batchSize}");
    }

    /// <summary>The truth of each judged forecast, worked out from the list of mentions alone.</summary>
    [Test]
    public void Figures_OfARun_CountTheForecastsWhoseHorizonHasPassed()
    {
        var run = new TrendRun(Waves(102).Posts);

        IReadOnlyList<ForecastFigures> figures = run.Tracker.ForecastFigures;

        Assert.That(figures.Select(f => f.HorizonMinutes), Is.EqualTo([15, 60, 360]));
        Assert.That((figures[2].Judged, figures[2].Skill), Is.EqualTo((0L, 0.0)), "six hours have not passed");
        Assert.That(figures[0].Skill, Is.InRange(-1, 1));
        Assert.That(figures.SelectMany(f => new[] { f.Coverage50, f.Coverage90 }), Is.All.InRange(0, 1));
    }

    private static (LiveForecasts Live, TopicTable Table, int Slot) Start(IVelocityRegression? regression = null)
    {
        var live = new LiveForecasts(regression ?? new NoChange(), 1);
        var decay = new Decay(1);
        var table = new TopicTable(10, decay, new PastSketch(1, decay), new SeasonalProfiles(new TrendOptions()));
        Post post = new PostBuilder { Topics = ["#blackout"] }.Build();
        return (live, table, table.Find(post.Terms[0], 0));
    }

    /// <summary>Follows a topic that gets more of mentions each minute than its forecast says, for some hours.</summary>
    private static void Play(LiveForecasts live, TopicTable table, int slot, int fromMinute, int toMinute)
    {
        double[] features = [.. TopicFeatures.All.Select(f => f.Centre)];
        for (int minute = fromMinute; minute < toMinute; minute++)
        {
            long tick = minute * 60L;
            live.Advance(tick, table);
            live.Follow(slot, table[slot], tick, 1, features);
            table[slot].Total += 3;
        }
    }

    [Test]
    public void State_WrittenReadAndGoneOnWith_EndsAsARunWithoutStop()
    {
        (LiveForecasts whole, TopicTable table, int slot) = Start();
        Play(whole, table, slot, 0, 1500);
        (LiveForecasts first, TopicTable part, int sameSlot) = Start();
        Play(first, part, sameSlot, 0, 700);

        (LiveForecasts second, _, _) = Start();
        second.Load(new StateReader(Saved(first.Save)), part);
        SameState.Check(first, second);
        Play(second, part, sameSlot, 700, 1500);

        Assert.That(Saved(second.Save), Is.EqualTo(Saved(whole.Save)));
        Assert.That(whole.Figures.Select(f => f.Judged), Is.All.GreaterThan(30));
    }

    [Test]
    public void Forecasts_OfAStreamThatGrowsMoreThanShipped_AreCorrectedUpwards()
    {
        (LiveForecasts live, TopicTable table, int slot) = Start();
        double[] features = [.. TopicFeatures.All.Select(f => f.Centre)];

        Play(live, table, slot, 0, 3000);

        // Three times the present rate comes: log 3 is 1.1, of which the prior keeps a part.
        Assert.That(live.Predict(0, features).Expected, Is.InRange(0.4, 1.2));
        Assert.That(live.Figures[0].Skill, Is.GreaterThan(0.3));
    }

    [Test]
    public void Forecast_OfATopicThatWasPushedOut_TeachesNothing()
    {
        (LiveForecasts live, TopicTable table, int slot) = Start();
        live.Follow(slot, table[slot], 0, 1, new double[TopicFeatures.Count]);
        table[slot].Generation++;

        live.Advance(100_000, table);

        Assert.That(live.Figures.Select(f => f.Judged), Is.All.Zero);
        Assert.That(live.Waiting.SelectMany(w => w), Is.Empty);
    }

    [Test]
    public void State_OfOtherHorizons_IsRefused()
    {
        byte[] saved = Saved(Start().Live.Save);
        (LiveForecasts other, TopicTable table, _) = Start(new OneHorizon());

        Assert.That(() => other.Load(new StateReader(saved), table), Throws.TypeOf<StateFormatException>().With.Message.Contains("horizons of 3"));
    }

    private sealed class OneHorizon : IVelocityRegression
    {
        public IReadOnlyList<int> HorizonsMinutes => [15];

        public LogGrowth Predict(int horizon, ReadOnlySpan<double> features) => new NoChange().Predict(horizon, features);
    }
}
