using System.Text;
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.News;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Posts.News;

/// <summary>Feeds as they were found, from disk to posts. The counts are written to the test's output.</summary>
[TestFixture]
internal sealed partial class SavedFeedTests
{
    /// <summary>
    /// Titles in base64 and the Channel Definition Format are not read; HTTP headers are not part of a recording; brackets in a title that says it is
    /// plain text are text (RFC 4287, section 3.1.1.1).
    /// </summary>
    private static readonly string[] s_knownDifferences = ["base64", "/cdf/", "base/http_", "text_plain_brackets"];

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

    [Test]
    public void FeedsOfAParsersTestSuite_AreAnswered_AsThatParserDoes()
    {
        string archive = SharedData.Require("feedparser_tests", "feedparser_tests.tar.gz");
        int files = 0;
        Dictionary<string, (int Same, int All)> scores = new(StringComparer.Ordinal) { ["title"] = (0, 0), ["link"] = (0, 0) };
        SortedDictionary<string, int> outcomes = new(StringComparer.Ordinal);
        List<string> misses = [];
        foreach ((string name, byte[] bytes) in Entries(archive))
        {
            files++;
            DecodedBatch batch = name.EndsWith(".json", StringComparison.Ordinal) ? FeedSamples.JsonFeed(Encoding.UTF8.GetString(bytes)) : FeedSamples.Xml(bytes, name);
            Assert.That(batch.Items.Count + batch.Ignored.Sum(), Is.Positive, name);
            foreach (DecodedItem item in batch.Items)
                Count(outcomes, item.Rejection?.Reason.ToString() ?? "post");
            Compare(name, bytes, scores, misses);
        }

        TestContext.Out.WriteLine($"{files} files; {string.Join(", ", outcomes.Select(o => $"{o.Key} {o.Value}"))}");
        TestContext.Out.WriteLine($"same title {scores["title"]}, same link {scores["link"]}");
        misses.ForEach(TestContext.Out.WriteLine);
        Assert.That(files, Is.EqualTo(1851));
        Assert.That(scores["title"].Same + scores["link"].Same, Is.GreaterThan(70));
        Assert.That(misses.Where(miss => !s_knownDifferences.Any(miss.Contains)), Is.Empty);
    }

    private static void Compare(string name, byte[] bytes, Dictionary<string, (int Same, int All)> scores, List<string> misses)
    {
        Match expected = Expectation().Match(Encoding.UTF8.GetString(bytes));
        if (!expected.Success)
            return;
        string field = expected.Groups["field"].Value;
        FeedDocument? feed = FeedDecoder.ReadXml(bytes).Document;
        string got = "(no item)";
        if (feed is { Items: [FeedItem item, ..] })
            got = field == "title" ? FeedText.Headline(item.Title ?? item.OtherTitle) : FeedPosts.AddressOf(feed, item) ?? "";

        string wanted = Unescape(expected.Groups["value"].Value);
        if (field == "title")
            wanted = CleanText.Collapse(HtmlText.Convert(wanted, []));
        bool isSame = got == wanted;
        scores[field] = (scores[field].Same + (isSame ? 1 : 0), scores[field].All + 1);
        if (!isSame)
            misses.Add($"  {name}: {field} '{got}' instead of '{wanted}'");
    }

    private static string Unescape(string python) => Escapes().Replace(python, match => match.Value[1] switch
    {
        'u' or 'x' => ((char)Convert.ToInt32(match.Value[2..], 16)).ToString(),
        'n' => "\n",
        char other => other.ToString(),
    });

    private static void Count(SortedDictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;

    private static IEnumerable<(string Name, byte[] Bytes)> Entries(string archive) =>
        SharedData.Unpack(archive).Where(file =>
            file.Name.EndsWith(".xml", StringComparison.Ordinal) || file.Name.EndsWith(".json", StringComparison.Ordinal));

    [GeneratedRegex(@"^Expect:.*entries\[0\](?:\['|\.)(?<field>title|link)(?:'\])? == u?'(?<value>[^']*)'\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Expectation();

    [GeneratedRegex(@"\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Escapes();
}
