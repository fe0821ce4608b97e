using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Posts.News.Conformance;

/// <summary>A parser's test suite, each file with what came of it.</summary>
internal static class FeedSuite
{
    /// <summary>Skips the test that asks where the archive is absent.</summary>
    public static List<(FeedTestFile File, FeedVerdict Verdict)> Judged() => [.. Files().Select(file => (file, new FeedVerdict(file)))];

    public static IEnumerable<FeedTestFile> Files() =>
        SharedData.Unpack(SharedData.Require("feedparser_tests", "feedparser_tests.tar.gz"))
            .Where(file => file.Name.EndsWith(".xml", StringComparison.Ordinal) || file.Name.EndsWith(".json", StringComparison.Ordinal))
            .Select(file => new FeedTestFile(file.Name, file.Bytes));
}
