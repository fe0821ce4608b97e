using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.News;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Posts.News;

/// <summary>Feeds as they were found, from disk to posts. The counts are written to the test's output.</summary>
[TestFixture]
internal sealed class SavedFeedTests
{
    [TestCase("as.xml.gz", 25, false)]
    [TestCase("bbc.xml", 38, false)]
    [TestCase("cnn.xml", 29, false)]
    [TestCase("eldiario.xml", 10, false)]
    [TestCase("elmundo.xml", 30, false)]
    [TestCase("huffpost.xml", 31, false)]
    [TestCase("nytimes.xml.gz", 61, false)]
    [TestCase("theguardian.xml.gz", 95, false)]
    [TestCase("tujmon-elpais.xml.gz", 76, false)]
    public async Task SavedFeed_GivesAllItsItems(string file, int items, bool isRepaired)
    {
        FileSource source = new(SharedData.Require("news_feeds", file), FileLimits.Default);
        DecodedBatch decoded = new();
        bool wasRepaired = false;
        await foreach (RawBatch batch in source.ReadAsync(10, CancellationToken.None))
        {
            using (batch)
            {
                FeedDecoder.DecodeXml(batch.Records[0], decoded);
                wasRepaired = FeedDecoder.ReadXml(batch.Records[0].Bytes.Span).Document is { IsRepaired: true };
            }
        }

        List<Post> posts = decoded.Posts();
        await TestContext.Out.WriteLineAsync($"{file}: {posts.Count} posts, {decoded.Rejections().Count} rejected, {(wasRepaired ? "repaired" : "strict")}");
        foreach (Rejection rejection in decoded.Rejections())
            await TestContext.Out.WriteLineAsync($"  {rejection.Reason}: {rejection.Detail}");
        foreach (Post post in posts.Take(2))
            await TestContext.Out.WriteLineAsync($"  {post.Id} | {post.PostedAt} | {post.Author} | {post.Language} | {post.Url} | {post.Text.Length} characters");
        Assert.That((posts.Count, wasRepaired), Is.EqualTo((items, isRepaired)));
        Assert.That(posts.Select(p => p.PostedAt), Is.Ordered);
        Assert.That(posts.Select(p => p.Id), Is.Unique);
    }
}
