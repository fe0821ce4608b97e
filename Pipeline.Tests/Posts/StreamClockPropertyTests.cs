using NUnit.Framework;
using RtmPipeline.Posts;
using static RtmPipeline.Tests.TestKit.PostBuilder;

namespace RtmPipeline.Tests.Posts;

/// <summary>Random streams of many rates with broken clocks in them, by seed.</summary>
internal sealed class StreamClockPropertyTests
{
    private const long Second = 1000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;

    private const long MaxLateness = 10 * Minute;
    private const long MaxLeap = 48 * Hour;

    [TestCase(1, 100)]
    [TestCase(2, 10_000)]
    [TestCase(3, 120_000)]
    [TestCase(4, 1_800_000)]
    [TestCase(5, 40_000_000)]
    public void Posts_OfAnyStream_CountWhereAPlainReadingPutsThem(int seed, int meanGapMs)
    {
        var random = new Random(seed);
        long[] posts = new long[3_000];
        long now = Evening;
        for (int i = 0; i < posts.Length; i++)
        {
            // A pause now and then, posts behind, and broken clocks often enough that they follow each other.
            now += (long)(-Math.Log(1 - random.NextDouble()) * meanGapMs) + (random.Next(200) == 0 ? random.NextInt64(100 * Hour) : 0);
            posts[i] = now + random.Next(8) switch
            {
                0 => random.NextInt64(-20 * Minute, 0),
                1 => random.NextInt64(0, 30 * Minute),
                2 when random.Next(4) == 0 => random.NextInt64(0, 100 * Hour),
                3 when random.Next(8) == 0 => random.NextInt64(-20_000 * Hour, 20_000 * Hour),
                _ => 0,
            };
        }

        var run = new ClockRun(MaxLateness, MaxLeap);
        foreach (long post in posts)
        {
            long before = run.Clock.Now;
            run.Take(post);
            Assert.That(run.Clock.Now, Is.GreaterThanOrEqualTo(before), "stream time never goes back");
            Assert.That(run.Clock.HeldCount, Is.LessThan(StreamClock.BusyPosts));
        }

        run.Decide(WaitEnd.StreamEnds);
        Assert.That(run.CountedAt, Is.EqualTo(ReadPlainly(posts)));
    }

    [TestCase(6, 50, 100, 100, TestName = "BusyStream_WithOneClockInAHundredDaysAhead_LosesNoOtherPost")]
    [TestCase(7, 50, 20, 100, TestName = "BusyStream_WithOneClockInTwentyDaysAhead_LosesNoOtherPost")]
    [TestCase(8, 50, 20, 1, TestName = "BusyStream_WithOneClockInTwentyMinutesAhead_LosesNoOtherPost")]
    [TestCase(9, 2_000, 20, 5, TestName = "StreamOfThirtyPostsAMinute_WithOneClockInTwentyHoursAhead_LosesNoOtherPost")]
    public void Stream_WithBrokenClocks_LosesNoOtherPost(int seed, int meanGapMs, int oneIn, int maxHoursAhead)
    {
        var random = new Random(seed);
        var run = new ClockRun(MaxLateness, MaxLeap);
        var posts = new List<(long PostedAt, bool IsBroken)>();
        long now = Evening;
        for (int i = 0; i < 50_000; i++)
        {
            now += (long)(-Math.Log(1 - random.NextDouble()) * meanGapMs);
            bool broken = i > StreamClock.BusyWindow && random.Next(oneIn) == 0;
            posts.Add((broken ? now + random.NextInt64(0, maxHoursAhead * Hour) : now, broken));
            run.Take(posts[i].PostedAt);
        }

        run.Decide(WaitEnd.StreamEnds);
        int ahead = posts.Where((post, i) => !post.IsBroken && run.CountedAt[i] != post.PostedAt).Count();
        int late = posts.Where((post, i) => !post.IsBroken && run.StreamTimes[i] - run.CountedAt[i] > MaxLateness).Count();
        Assert.That((ahead, late), Is.EqualTo((0, 0)));
        Assert.That(run.Clock.Now - now, Is.LessThan(MaxLateness));
    }

    /// <summary>The rules as they stand in the comment, with the whole stream in sight.</summary>
    private static List<long> ReadPlainly(long[] posts)
    {
        var countedAt = new List<long>();
        var inTime = new List<long>();
        long now = PlainStart(posts);
        for (int i = 0; i < posts.Length; i++)
        {
            long ahead = posts[i] - now;
            long span = inTime.Count < StreamClock.BusyWindow ? long.MaxValue : now - inTime[^StreamClock.BusyWindow];
            bool busy = span < MaxLateness;
            bool right = ahead <= (busy ? Math.Max(span, StreamClock.MinStepMs) : MaxLateness);
            if (!right)
            {
                bool far = ahead > MaxLeap;
                int asked = (busy ? StreamClock.BusyPosts : far ? StreamClock.FarPosts : StreamClock.QuietPosts) - 1;
                long[] next = [.. posts.Skip(i + 1).Take(asked)];
                long tolerance = busy ? Math.Min(MaxLateness, ahead / 2) : MaxLateness;
                right = next.All(p => p >= posts[i] - tolerance && (!far || p <= posts[i] + MaxLeap)) && (next.Length == asked || !far);
            }

            countedAt.Add(right ? posts[i] : now);
            if (!right)
                continue;
            now = Math.Max(now, posts[i]);
            if (now - posts[i] <= MaxLateness)
                inTime.Add(now);
        }

        return countedAt;
    }

    private static long PlainStart(long[] posts)
    {
        (int From, int To)[] pairs = [(0, 1), (0, 2), (1, 2)];
        foreach ((int from, int to) in pairs)
        {
            if (posts[to] - posts[from] is >= -MaxLateness and <= MaxLeap)
                return posts[from];
        }

        return posts.Take(3).Order().ElementAt(1);
    }
}
