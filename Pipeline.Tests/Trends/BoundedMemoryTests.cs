using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Trends;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.Trends;

internal sealed class BoundedMemoryTests
{
    private const long LimitBytes = 400L * 1024 * 1024;
    private const int WordsAPost = 20;

    private static PostBatch BatchOf(long number, int posts, Func<int, ulong> keyOf, TopicKind kind)
    {
        var batch = new PostBatch(number);
        for (int i = 0; i < posts; i++)
        {
            var terms = new Term[WordsAPost];
            for (int w = 0; w < WordsAPost; w++)
                terms[w] = new Term(keyOf((i * WordsAPost) + w), kind, 0, 4);
            batch.Posts.Add(new Post
            {
                Id = "plain:1",
                Source = "plain",
                PostedAt = 1_359_921_600_000 + (number * 1000),
                CountedAt = 1_359_921_600_000 + (number * 1000),
                IsCounted = true,
                Text = "#tag",
                AuthorKey = StableHash.Finish((ulong)(number + i)),
                Terms = terms,
            });
        }

        batch.Ticks.Add(new TickRun(posts, 1_359_921_600 + number + 1, 1_359_921_600 + number + 1));
        return batch;
    }

    /// <summary>Ten million words, each said once, beside as many topics as the table holds: the service's own options, the whole tracker.</summary>
    [Test]
    public void TenMillionDistinctWords_AndAFullTable_StayWithinTheLimit()
    {
        var options = new TrendOptions();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var tracker = new TrendTracker(options, new NoChange());

        // Each topic often enough to have a name: words hold nothing back from the door that the hashtags do not have.
        for (int round = 0; round < 8; round++)
            tracker.Process(BatchOf(round, options.MaxTopics / WordsAPost, i => StableHash.Finish((ulong)i + 1), TopicKind.Hashtag));
        Assert.That(tracker.TopicCount, Is.EqualTo(options.MaxTopics));
        const int PostsABatch = 1_000;
        const int Batches = 10_000_000 / WordsAPost / PostsABatch;
        for (int batch = 0; batch < Batches; batch++)
        {
            ulong first = 1_000_000 + ((ulong)batch * PostsABatch * WordsAPost);
            tracker.Process(BatchOf(8 + batch, PostsABatch, i => StableHash.Finish(first + (ulong)i), TopicKind.Word));
        }

        long used = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(tracker);
        TestContext.Out.WriteLine($"{used / 1024.0 / 1024:0} MB, {tracker.TopicCount} topics, {tracker.Evicted} pushed out");
        Assert.That(used, Is.LessThan(LimitBytes));
        // The door lets a word in by mistake in fewer than three cases of a hundred.
        Assert.That(tracker.Evicted, Is.InRange(1, 300_000));
        Assert.That(tracker.TopicCount, Is.LessThanOrEqualTo(options.MaxTopics));
    }
}
