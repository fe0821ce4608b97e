using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.Trends;

[Parallelizable]
internal sealed class TrendTrackerTests
{
    private const long Second = 1000;
    private const long Minute = 60 * Second;

    /// <summary>Two hours of chatter; the lights go out after 90 minutes, for a quarter of an hour.</summary>
    private static Evening Blackout(int seed) => new Evening(seed).Chatter(0, 240, 60).Burst("#blackout", 90, 105, 60);

    /// <summary>Mentions a minute worked out from the list of mentions alone, at the five-minute half-life.</summary>
    private static double PlainRate(IEnumerable<Post> posts, string? topic, long time, double halfLifeMinutes)
    {
        (double sum, double window) = PlainSum(posts, topic, time, halfLifeMinutes);
        return sum / window;
    }

    /// <summary>The rate of the past without the last hour.</summary>
    private static double PlainPast(IEnumerable<Post> posts, string? topic, long time, double halfLifeMinutes)
    {
        (double whole, double wholeWindow) = PlainSum(posts, topic, time, halfLifeMinutes);
        (double hour, double hourWindow) = PlainSum(posts, topic, time, 60);
        return (whole - hour) / (wholeWindow - hourWindow);
    }

    private static (double Sum, double WindowMinutes) PlainSum(IEnumerable<Post> posts, string? topic, long time, double halfLifeMinutes)
    {
        long tick = time / Second;
        List<long> counted = [.. posts.Where(p => p.IsCounted).Select(p => p.CountedAt / Second)];
        IEnumerable<long> mentions = posts
            .Where(p => p.IsCounted && p.CountedAt < time && (topic is null || p.Terms[0].Key == PostBuilder.KeyOf(topic)))
            .Select(p => p.CountedAt / Second);
        double sum = mentions.Sum(m => Math.Pow(2, -(tick - m) / (60 * halfLifeMinutes)));
        double window = 0;
        for (long age = 1; age <= tick - counted.Min(); age++)
            window += Math.Pow(2, -age / (60 * halfLifeMinutes)) / 60;
        return (sum, window);
    }

    [Test]
    public void Burst_Trends_AndChatterDoesNot()
    {
        var run = new TrendRun(Blackout(1).Posts);

        HashSet<ulong> trending = [.. run.Ticks.SelectMany(t => t.Topics).Select(s => s.Key)];
        Assert.That(trending, Is.EqualTo([PostBuilder.KeyOf("#blackout")]));
        Assert.That(run.Of("#blackout")[0].Time, Is.InRange(PostBuilder.Evening + (90 * Minute), PostBuilder.Evening + (93 * Minute)));
    }

    [Test]
    public void Burst_LivesThroughItsPhasesAndEnds()
    {
        List<TrendPhase> phases = [.. new TrendRun(Blackout(1).Posts).Of("#blackout").Select(r => r.Snapshot.Phase)];

        Assert.That(phases[0], Is.EqualTo(TrendPhase.Emerging));
        Assert.That(phases, Does.Contain(TrendPhase.Growing).And.Contain(TrendPhase.Fading));
        Assert.That(phases.Count(p => p == TrendPhase.Over), Is.EqualTo(1));
        Assert.That(phases[^1], Is.EqualTo(TrendPhase.Over));
    }

    [Test]
    public void Burst_OverAndBackAgain_TrendsAnew()
    {
        IReadOnlyList<PostBuilder> posts = new Evening(2).Chatter(0, 700, 30).Burst("#blackout", 90, 100, 60).Burst("#blackout", 600, 610, 60).Posts;

        List<(long Time, TopicSnapshot Snapshot)> readings = new TrendRun(posts).Of("#blackout");

        Assert.That(readings.Select(r => r.Snapshot.OnsetAt).Distinct().Count(), Is.EqualTo(2));
        Assert.That(readings.Select(r => r.Snapshot.FirstSeen).Distinct().Count(), Is.EqualTo(1));
    }

    [TestCase(60, 1)]
    [TestCase(0, 2)]
    public void Burst_OverAndBackSoonAndLower_IsTheSameTrendWithinTheTimeToResume(int resumeMinutes, int onsets)
    {
        IReadOnlyList<PostBuilder> posts = new Evening(11).Chatter(0, 400, 30).Burst("#blackout", 200, 206, 80).Burst("#blackout", 260, 266, 30).Posts;

        List<(long Time, TopicSnapshot Snapshot)> readings = new TrendRun(posts, options: TrendRun.SmallOptions with { ResumeMinutes = resumeMinutes }).Of("#blackout");

        Assert.That(readings.Count(r => r.Snapshot.Phase == TrendPhase.Over), Is.EqualTo(2), "the pause ends it");
        Assert.That(readings.Select(r => r.Snapshot.OnsetAt).Distinct().Count(), Is.EqualTo(onsets));
    }

    [TestCase(1)]
    [TestCase(7)]
    public void SamePosts_InOtherBatches_GiveTheSameSnapshotsAndSlots(int batchSize)
    {
        IReadOnlyList<PostBuilder> posts = Blackout(3).Posts;

        List<string> whole = new TrendRun(posts, 1000).Trace();

        Assert.That(new TrendRun(posts, batchSize).Trace(), Is.EqualTo(whole));
        Assert.That(whole.Count(l => l.Contains("Phase =", StringComparison.Ordinal)), Is.GreaterThan(500));
    }

    [Test]
    public void Rates_OfEverySnapshot_AreThoseOfTheListOfMentions()
    {
        var run = new TrendRun(Blackout(4).Posts);
        Post[] posts = [.. run.Posts];

        List<(long Time, TopicSnapshot Snapshot)> readings = run.Of("#blackout");

        Assert.That(readings, Has.Count.GreaterThan(500));
        foreach ((long time, TopicSnapshot snapshot) in readings.Where((_, i) => i % 25 == 0))
        {
            Assert.That(snapshot.PerMinute, Is.EqualTo(PlainRate(posts, "#blackout", time, 5)).Within(1e-6).Percent);
            double baseline = Math.Max(PlainRate(posts, "#blackout", snapshot.OnsetAt, 360), PlainRate(posts, "#blackout", snapshot.OnsetAt, 1440));
            Assert.That(snapshot.BaselinePerMinute, Is.EqualTo(baseline).Within(1e-6).Percent);
            double stream = Math.Clamp(PlainRate(posts, null, time, 5) / PlainPast(posts, null, time, 360), 0.5, 3);
            // The stream is under three hours old: its past without the last hour is too short to be the whole baseline.
            double now = Math.Max(PlainRate(posts, "#blackout", time, 360), PlainRate(posts, "#blackout", time, 1440));
            double expected = (now * stream) + (0.0005 * PlainRate(posts, null, time, 15));
            Assert.That(snapshot.ExpectedPerMinute, Is.EqualTo(expected).Within(1e-6).Percent);
        }
    }

    [Test]
    public void LatePosts_GiveTheSameRatesAsPostsInOrder()
    {
        IReadOnlyList<PostBuilder> inOrder = Blackout(5).Posts;
        var random = new Random(6);
        // One post in five comes up to eight minutes late; the last hour comes in order, so that all are in by its first tick.
        PostBuilder[] late =
        [
            .. inOrder.Select(p => (Post: p, At: p.PostedAt + (p.PostedAt < PostBuilder.Evening + (100 * Minute) && random.Next(5) == 0 ? random.NextInt64(8 * Minute) : 0)))
                .OrderBy(p => p.At).Select(p => p.Post),
        ];

        Dictionary<long, TopicSnapshot> plain = new TrendRun(inOrder).Of("#blackout").Where(r => r.Time > PostBuilder.Evening + (109 * Minute)).ToDictionary(r => r.Time, r => r.Snapshot);
        Dictionary<long, TopicSnapshot> delayed = new TrendRun(late).Of("#blackout").ToDictionary(r => r.Time, r => r.Snapshot);
        List<long> both = [.. plain.Keys.Where(delayed.ContainsKey)];

        Assert.That(both, Has.Count.GreaterThan(50));
        foreach (long time in both)
        {
            Assert.That(delayed[time].PerMinute, Is.EqualTo(plain[time].PerMinute).Within(1e-6).Percent);
            Assert.That(delayed[time].ExpectedPerMinute, Is.EqualTo(plain[time].ExpectedPerMinute).Within(1e-6).Percent);
            Assert.That(delayed[time].NewsShare, Is.EqualTo(plain[time].NewsShare).Within(1e-6).Percent);
            Assert.That(delayed[time].RecentMentions, Is.EqualTo(plain[time].RecentMentions).Within(1e-6).Percent);
        }
    }

    [Test]
    public void Rates_OfAStreamThatStartsWithLatePosts_AreThoseOfTheListOfMentions()
    {
        IReadOnlyList<PostBuilder> posts = Blackout(10).Posts;
        var run = new TrendRun([.. posts.Take(500).Reverse(), .. posts.Skip(500)]);
        Post[] sequenced = [.. run.Posts];

        (long time, TopicSnapshot snapshot) = run.Of("#blackout")[0];

        Assert.That(snapshot.PerMinute, Is.EqualTo(PlainRate(sequenced, "#blackout", time, 5)).Within(1e-6).Percent);
        Assert.That(snapshot.BaselinePerMinute, Is.EqualTo(PlainRate(sequenced, "#blackout", time, 360)).Within(1e-6).Percent);
    }

    [Test]
    public void FirstPost_WithAClockFarAhead_DoesNotStopTheTrendsOfTheStream()
    {
        PostBuilder broken = new() { Id = "plain:broken", Topics = ["#dinner"], PostedAt = PostBuilder.Evening + (1_000_000 * Minute) };

        Assert.That(new TrendRun([broken, .. Blackout(1).Posts]).Of("#blackout"), Is.Not.Empty);
    }

    [Test]
    public void TenThousandYearsOfSilence_AreJudgedOnlyUntilTheTrendIsOver()
    {
        var tracker = new TrendTracker(TrendRun.SmallOptions, new NoChange());
        PostBuilder[] posts = [.. Blackout(1).Posts.Where(p => p.PostedAt < PostBuilder.Evening + (105 * Minute))];
        var sequencer = new PostSequencer(new PostOptions { DuplicateIds = 100_000, CopySignatures = 1_024 }, TimeSpan.FromSeconds(1));
        var batch = new PostBatch(0);
        foreach (PostBuilder post in posts)
            sequencer.Take(new DecodedItem(post.Build(), null), batch);
        tracker.Process(batch);
        long next = (batch.StreamTime / Second) + 1;

        var silence = new PostBatch(1);
        silence.Ticks.Add(new TickRun(0, next, next + (10_000L * 365 * 86_400)));
        TrendBatch answer = tracker.Process(silence);

        // A quiet trend is judged every ten seconds, and its rate falls to a tenth in less than an hour.
        Assert.That(answer.Ticks, Has.Count.InRange(10, 400));
        Assert.That(answer.Ticks[^1].Topics[0].Phase, Is.EqualTo(TrendPhase.Over));
    }

    [Test]
    public void Ticks_WithNothingToJudge_SayNothing()
    {
        var tracker = new TrendTracker(TrendRun.SmallOptions, new NoChange());
        var batch = new PostBatch(0);
        batch.Ticks.Add(new TickRun(0, 1, 1_000_000_000_000));

        Assert.That(tracker.Process(batch).Ticks, Is.Empty);
    }

    [Test]
    public void UncountedPosts_HaveNoTopicsAndKeepTheirPlaces()
    {
        var tracker = new TrendTracker(TrendRun.SmallOptions, new NoChange());
        var batch = new PostBatch(0);
        batch.Posts.Add(new PostBuilder { Topics = ["#snow", "#ice"] }.BuildCounted());
        batch.Posts.Add(new PostBuilder { Topics = ["#snow"] }.Build());
        batch.Posts.Add(new PostBuilder { Topics = ["#ice"] }.BuildCounted());

        TrendBatch answer = tracker.Process(batch);

        Assert.That(answer.SlotEnds, Is.EqualTo([2, 2, 3]));
        Assert.That(answer.Slots[2], Is.EqualTo(answer.Slots[1]).And.Not.EqualTo(answer.Slots[0]));
    }

    [Test]
    public void TopicsBeyondTheMostThatMayTrend_AreRefusedAndCounted()
    {
        Evening evening = new Evening(7).Chatter(0, 120, 60);
        for (int i = 0; i < 6; i++)
            evening.Burst($"#wave{i}", 90, 100, 40);

        var run = new TrendRun(evening.Posts, options: TrendRun.SmallOptions with { MaxTrending = 4 });

        Assert.That(run.Ticks.Max(t => t.Topics.Select(s => s.Key).Distinct().Count()), Is.EqualTo(4));
        Assert.That(run.Tracker.TrendingRefused, Is.Positive);
    }

    [Test]
    public void MoreTopicsThanTheTableHolds_AreForgottenWhileTheTrendGoesOn()
    {
        Evening evening = Blackout(8);
        for (int i = 0; i < 3_000; i++)
            evening.Burst($"#once{i}", 80, 110, 1.0 / 30);

        var run = new TrendRun(evening.Posts, options: TrendRun.SmallOptions with { MaxTopics = 300 });

        Assert.That((run.Tracker.TopicCount <= 300, run.Tracker.Evicted > 2_000), Is.EqualTo((true, true)));
        List<(long Time, TopicSnapshot Snapshot)> readings = run.Of("#blackout");
        Assert.That(readings.Select(r => r.Snapshot.Generation).Distinct().Count(), Is.EqualTo(1));
        Assert.That(readings[^1].Snapshot.Phase, Is.EqualTo(TrendPhase.Over));
    }

    [Test]
    public void Snapshots_OfATick_AreInTheOrderInWhichTrendsBegan()
    {
        Evening evening = new Evening(9).Chatter(0, 130, 60);
        for (int i = 0; i < 5; i++)
            evening.Burst($"#wave{i}", 90 + (i * 2), 115, 40);

        foreach (TickSnapshots tick in new TrendRun(evening.Posts).Ticks)
            Assert.That(tick.Topics.Select(s => s.OnsetAt), Is.Ordered);
    }
}
