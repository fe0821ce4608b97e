using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Trends;

/// <summary>
/// The slow and obvious version of counting: the list of all posts, and sums over it by the definition of an exponential decay. The tracker, which keeps no
/// list, must say the same at every tick, whatever the order in which posts came.
/// </summary>
[Parallelizable]
internal sealed class PlainRecomputationTests
{
    private const long Second = 1000;
    private const long Minute = 60 * Second;

    /// <summary>Sums of a word held back at the door stand in single precision for a while.</summary>
    private const double Percent = 1e-3;

    /// <summary>So easily moved that every wave of a random stream trends.</summary>
    private static readonly TrendOptions s_alert = TrendRun.SmallOptions with { MinMentions = 3, MinRatio = 1.2, MinSurprise = 1, MinVoices = 2 };

    private static readonly string[] s_topics = ["#blackout", "$CRSP", "lights", "power outage", "https://example.org/live"];

    private static readonly string[] s_everyday = ["#dinner", "traffic", "good music", "weather", "@ann"];

    /// <summary>One topic's mentions, worked out from the list of posts alone.</summary>
    private sealed class PlainTopic(IEnumerable<Post> posts, ulong key, long streamFirstTick)
    {
        private readonly Post[] _mentions = [.. posts.Where(p => p.IsCounted && p.Terms.Any(t => t.Key == key))];

        /// <summary>Sum of 2^(−age / half-life) over the posts that the tracker had when it judged the tick, of the kinds asked for.</summary>
        public double Sum(long tick, double halfLifeMinutes, int seen, Func<Post, bool>? of = null) => _mentions.Take(seen)
            .Where(p => of?.Invoke(p) ?? true)
            .Sum(p => Math.Pow(2, -(tick - (p.CountedAt / Second)) / (60 * halfLifeMinutes)));

        public double Rate(long tick, double halfLifeMinutes, int seen)
        {
            double window = Enumerable.Range(1, (int)(tick - streamFirstTick)).Sum(age => Math.Pow(2, -age / (60 * halfLifeMinutes)) / 60);
            return Sum(tick, halfLifeMinutes, seen) / window;
        }

        /// <summary>Mentions among the first posts of the stream.</summary>
        public int Among(IReadOnlyDictionary<Post, int> order, int posts) => _mentions.Count(p => order[p] < posts);
    }

    /// <summary>Random chatter and waves of several kinds of topics, in an order that lateness has shaken.</summary>
    private static PostBuilder[] RandomStream(int seed)
    {
        var random = new Random(seed);
        var posts = new List<(PostBuilder Post, long Arrives)>();
        for (int i = 0; i < 9_000; i++)
        {
            double minute = random.NextDouble() * 150;
            bool inWave = minute > 60 && random.NextDouble() < 0.5 * Math.Exp(-Math.Abs(minute - 75 - (10 * (seed % 3))) / 12);
            long at = PostBuilder.Evening + (long)(minute * Minute);
            // One in four comes up to nine minutes late: the default lets ten minutes pass.
            long late = random.Next(4) == 0 ? random.NextInt64(9 * Minute) : 0;
            posts.Add((new PostBuilder
            {
                Id = $"plain:{seed}/{i}",
                PostedAt = at,
                Topics = inWave ? [s_topics[random.Next(s_topics.Length)], s_everyday[random.Next(s_everyday.Length)]] : [s_everyday[random.Next(s_everyday.Length)]],
                Author = $"author {random.Next(3000)}",
                Kind = random.Next(5) switch { 0 => PostKind.News, 1 => PostKind.Quote, _ => PostKind.Post },
            }, at + late));
        }

        return [.. posts.OrderBy(p => p.Arrives).ThenBy(p => p.Post.Id, StringComparer.Ordinal).Select(p => p.Post)];
    }

    [TestCase(1, 1000)]
    [TestCase(2, 37)]
    [TestCase(3, 1)]
    [TestCase(4, 500)]
    public void Snapshots_OfARandomStreamWithLatePosts_AreThoseOfTheListOfPosts(int seed, int batchSize)
    {
        var run = new TrendRun(RandomStream(seed), batchSize, s_alert);
        Post[] posts = [.. run.Posts];
        Dictionary<Post, int> order = posts.Select((p, i) => (p, i)).ToDictionary(e => e.p, e => e.i);
        Dictionary<ulong, PlainTopic> plain = [];
        int compared = 0;

        foreach ((TickSnapshots tick, int before) in run.TicksWithPosts())
        {
            long number = tick.Time / Second;
            long first = posts.Take(before).Where(p => p.IsCounted).Min(p => p.CountedAt / Second);
            foreach (TopicSnapshot snapshot in tick.Topics.Where((_, i) => (number + i) % 10 == 0))
            {
                if (!plain.TryGetValue(snapshot.Key, out PlainTopic? topic))
                    plain[snapshot.Key] = topic = new PlainTopic(posts, snapshot.Key, first);
                int seen = topic.Among(order, before);
                double five = topic.Rate(number, 5, seen);
                Assert.That(snapshot.PerMinute, Is.EqualTo(five).Within(Percent).Percent, snapshot.Label);
                Assert.That(snapshot.RecentMentions, Is.EqualTo(topic.Sum(number, 60, seen)).Within(Percent).Percent, snapshot.Label);
                // Of what was held back at the door, the time is known and the kind is not.
                if (snapshot.Kind is not (TopicKind.Word or TopicKind.Pair))
                    Assert.That(snapshot.NewsShare, Is.EqualTo(topic.Sum(number, 15, seen, p => p.Kind == PostKind.News) / topic.Sum(number, 15, seen)).Within(1e-6), snapshot.Label);
                compared++;
            }
        }

        Assert.That(compared, Is.GreaterThan(100));
        Assert.That(plain, Has.Count.GreaterThanOrEqualTo(3), "topics");
    }

    /// <summary>Velocity is the growth at which an exponential would show the present ratio of the 5- and 15-minute rates.</summary>
    [TestCase(5)]
    [TestCase(6)]
    public void Velocity_OfARandomStreamWithLatePosts_IsThatOfTheListOfPosts(int seed)
    {
        var run = new TrendRun(RandomStream(seed), options: s_alert);
        Post[] posts = [.. run.Posts];
        Dictionary<Post, int> order = posts.Select((p, i) => (p, i)).ToDictionary(e => e.p, e => e.i);
        ulong key = PostBuilder.KeyOf("#blackout");
        int compared = 0;

        foreach ((TickSnapshots tick, int before) in run.TicksWithPosts().Where((_, i) => i % 5 == 0))
        {
            if (tick.Topics.FirstOrDefault(t => t.Key == key) is not { } snapshot)
                continue;
            long number = tick.Time / Second;
            PlainTopic topic = new(posts, key, posts.Take(before).Where(p => p.IsCounted).Min(p => p.CountedAt / Second));
            int seen = topic.Among(order, before);
            double five = topic.Rate(number, 5, seen);
            double quarter = topic.Rate(number, 15, seen);
            double smoothing = 0.3 * five / topic.Sum(number, 5, seen);
            double slowSmoothing = 0.3 * quarter / topic.Sum(number, 15, seen);
            double ratio = Math.Clamp((five + smoothing) / (quarter + slowSmoothing), 0.05, 2.7);
            double fast = Math.Log(2) / 5;
            double slow = Math.Log(2) / 15;
            double growth = Math.Clamp(60 * fast * slow * (ratio - 1) / (fast - (ratio * slow)), -20, 20);
            Assert.That(snapshot.GrowthLogPerHour, Is.EqualTo(growth).Within(1e-4));
            compared++;
        }

        Assert.That(compared, Is.GreaterThan(20));
    }

    /// <summary>Posts shaken by up to nine minutes, then some in order: when all are in, nothing shows the order they came in.</summary>
    [TestCase(7)]
    [TestCase(8)]
    public void Sums_OfTheSamePostsInAnyOrder_AreTheSame(int seed)
    {
        PostBuilder[] late = RandomStream(seed);
        PostBuilder[] inOrder = [.. late.OrderBy(p => p.PostedAt).ThenBy(p => p.Id, StringComparer.Ordinal)];
        PostBuilder[] end =
        [
            .. Enumerable.Range(0, 600).Select(i => new PostBuilder
            {
                Id = $"plain:end/{i}",
                PostedAt = inOrder[^1].PostedAt + (10 * Minute) + (i * 200),
                Topics = [s_topics[i % s_topics.Length]],
                Author = $"author {i}",
            }),
        ];

        TopicSnapshot[] plain = [.. new TrendRun([.. inOrder, .. end]).Ticks.Last(t => t.Topics.Count > 0).Topics.OrderBy(t => t.Key)];
        TopicSnapshot[] shaken = [.. new TrendRun([.. late, .. end]).Ticks.Last(t => t.Topics.Count > 0).Topics.OrderBy(t => t.Key)];

        Assert.That(shaken.Select(t => t.Key), Is.EqualTo(plain.Select(t => t.Key)).And.Not.Empty);
        foreach ((TopicSnapshot one, TopicSnapshot other) in plain.Zip(shaken))
        {
            Assert.That(other.PerMinute, Is.EqualTo(one.PerMinute).Within(Percent).Percent, one.Label);
            Assert.That(other.ExpectedPerMinute, Is.EqualTo(one.ExpectedPerMinute).Within(Percent).Percent, one.Label);
            Assert.That(other.RecentMentions, Is.EqualTo(one.RecentMentions).Within(Percent).Percent, one.Label);
            Assert.That(other.NewsShare, Is.EqualTo(one.NewsShare).Within(1e-6), one.Label);
        }
    }
}
