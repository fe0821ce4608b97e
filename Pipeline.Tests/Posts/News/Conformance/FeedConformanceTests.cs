using NUnit.Framework;
using RtmPipeline.Posts.News;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Posts.News.Conformance;

[TestFixture]
internal sealed class FeedConformanceTests
{
    [Test]
    public void Explore()
    {
        List<(FeedTestFile File, FeedVerdict Verdict)> all = [.. Files().Select(file => (file, new FeedVerdict(file)))];
        foreach (var folder in all.GroupBy(f => f.File.Folder))
            TestContext.Out.WriteLine($"{folder.Key,-24} files {folder.Count(),4} read {folder.Count(f => f.Verdict.IsRead),4} asked {folder.Count(f => f.Verdict.Equal + f.Verdict.Differences.Count > 0),4} passes {folder.Count(f => f.Verdict.Passes),4} equal {folder.Sum(f => f.Verdict.Equal),4}");
        TestContext.Out.WriteLine($"all {all.Count} read {all.Count(f => f.Verdict.IsRead)} passes {all.Count(f => f.Verdict.Passes)}");
        foreach (var (file, verdict) in all.Where(f => !f.Verdict.Passes))
            TestContext.Out.WriteLine($"FAIL {file.Name} {(verdict.IsRead ? "" : "NOT READ ")}{string.Join(" | ", verdict.Differences)}");
        foreach (var notOurs in all.SelectMany(f => f.Verdict.NotOurs.Select(n => (n, f.File.Name))).GroupBy(n => n.n).OrderByDescending(g => g.Count()))
            TestContext.Out.WriteLine($"NOTOURS {notOurs.Count(),4} {notOurs.Key} {notOurs.First().Name}");
    }

    private static IEnumerable<FeedTestFile> Files() =>
        SharedData.Unpack(SharedData.Require("feedparser_tests", "feedparser_tests.tar.gz")).Where(file =>
            file.Name.EndsWith(".xml", StringComparison.Ordinal) || file.Name.EndsWith(".json", StringComparison.Ordinal)).Select(file => new FeedTestFile(file.Name, file.Bytes));
}
