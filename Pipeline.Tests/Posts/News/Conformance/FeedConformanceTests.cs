using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;

namespace RtmPipeline.Tests.Posts.News.Conformance;

/// <summary>
/// The test suite of a widely used feed parser (feedparser, tests of 2026): every file is read, and the fields that the pipeline uses are as that suite expects, but for listed exceptions. Markup is compared
/// after both sides became text for people, since that is all we keep of it.
/// </summary>
[TestFixture]
internal sealed class FeedConformanceTests
{
    private const int FileCount = 1_851;

    /// <summary>Files whose feed came out, with each used field as expected, by folder.</summary>
    private static readonly Dictionary<string, int> s_passes = new(StringComparer.Ordinal)
    {
        ["encoding"] = 78,
        ["illformed"] = 6,
        ["illformed/chardet"] = 8,
        ["illformed/geo"] = 3,
        ["json"] = 1,
        ["wellformed/amp"] = 70,
        ["wellformed/atom"] = 158,
        ["wellformed/atom10"] = 242,
        ["wellformed/base"] = 122,
        ["wellformed/cdf"] = 14,
        ["wellformed/feedburner"] = 1,
        ["wellformed/geo"] = 10,
        ["wellformed/http"] = 9,
        ["wellformed/itunes"] = 56,
        ["wellformed/lang"] = 62,
        ["wellformed/media-rss"] = 12,
        ["wellformed/namespace"] = 23,
        ["wellformed/node_precedence"] = 3,
        ["wellformed/psc"] = 6,
        ["wellformed/rdf"] = 12,
        ["wellformed/rss"] = 187,
        ["wellformed/sanitize"] = 733,
        ["wellformed/sgml"] = 1,
        ["wellformed/xml"] = 3,
    };

    [Test]
    public void FilesOfTheSuite_AreAsExpected_ButForListedOnes()
    {
        List<(FeedTestFile File, FeedVerdict Verdict)> all = FeedSuite.Judged();
        WriteTable(all);
        string[] failing = [.. all.Where(f => !f.Verdict.Passes).Select(f => f.File.Name)];
        Assert.Multiple(() =>
        {
            Assert.That(all, Has.Count.EqualTo(FileCount));
            Assert.That(failing.Except(FeedExceptions.Files.Keys), Is.Empty, "files that fail and are not listed");
            Assert.That(FeedExceptions.Files.Keys.Except(failing), Is.Empty, "listed files that do not fail");
            foreach (IGrouping<string, (FeedTestFile File, FeedVerdict Verdict)> folder in all.GroupBy(f => f.File.Folder))
                Assert.That(folder.Count(f => f.Verdict.Passes), Is.GreaterThanOrEqualTo(s_passes[folder.Key]), folder.Key);
        });
    }

    [Test]
    public void FieldsThatFilesAskFor_AreCompared_OrNamedAsUnused()
    {
        List<(FeedTestFile File, FeedVerdict Verdict)> all = FeedSuite.Judged();
        Assert.Multiple(() =>
        {
            Assert.That(all.Where(f => f.File.HasNoRule).Select(f => f.File.Name), Is.Empty, "files without an expectation");
            Assert.That(all.SelectMany(f => f.Verdict.NotOurs).Distinct().Where(path => UnusedFields.ReasonOf(path) is null), Is.Empty, "fields neither compared nor named");
            Assert.That(all.Where(f => f.Verdict.NotUnderstood.Count > 0).Select(f => f.File.Name), Is.EquivalentTo(FeedExceptions.NotUnderstood.Keys));
        });
    }

    [Test]
    public void FilesOfTheSuite_AreAnsweredByTheDecoder()
    {
        SortedDictionary<string, int> outcomes = new(StringComparer.Ordinal);
        foreach (FeedTestFile file in FeedSuite.Files())
        {
            DecodedBatch batch = file.IsJson ? FeedSamples.JsonFeed(Encoding.UTF8.GetString(file.Bytes)) : FeedSamples.Xml(file.Bytes, file.Address);
            Assert.That(batch.Items.Count + batch.Ignored.Sum(), Is.Positive, file.Name);
            foreach (DecodedItem item in batch.Items)
            {
                string outcome = item.Rejection?.Reason.ToString() ?? "post";
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            }
        }

        TestContext.Out.WriteLine(string.Join(", ", outcomes.Select(o => $"{o.Key} {o.Value}")));
    }

    [TestCase("entries[0]['title'] == 'Ebb'", "entries[0].title", TestName = "{m}(another title)")]
    [TestCase("not bozo and entries[0]['link'] == 'https://quay.example/2'", "entries[0].link", TestName = "{m}(another link)")]
    [TestCase("entries[0]['published_parsed'] == (2026, 8, 14, 9, 0, 1, 4, 226, 0)", "entries[0].published_parsed", TestName = "{m}(another second)")]
    [TestCase("bozo and feed['title'] == 'Quay'", "ill-formed", TestName = "{m}(well-formed and expected not to be)")]
    [TestCase("not entries[0].has_key('link')", "entries[0].link", TestName = "{m}(a link where none is expected)")]
    [TestCase("encoding == 'utf-16le'", "", TestName = "{m}(nothing: another encoding that reads the same)")]
    [TestCase("len(entries) == 2", "entries", TestName = "{m}(another count)")]
    [TestCase("feed['title'] == 'Que' or feed['title'] == 'Kay'", "feed.title", TestName = "{m}(neither of two)")]
    public void WrongExpectation_IsNoticed(string expected, string difference)
    {
        string xml = $"<!-- Expect: {expected}\n--><rss><channel><title>Quay</title><item><title>Tide</title><link>https://quay.example/1</link>"
            + "<pubDate>Fri, 14 Aug 2026 09:00:00 GMT</pubDate></item></channel></rss>";
        FeedVerdict verdict = new(new FeedTestFile("made/up.xml", Encoding.UTF8.GetBytes(xml)));
        Assert.That(string.Join('\n', verdict.Differences), difference.Length == 0 ? Is.Empty : Does.Contain(difference));
    }

    private static void WriteTable(List<(FeedTestFile File, FeedVerdict Verdict)> all)
    {
        TestContext.Out.WriteLine("folder                       files  read  with fields of ours  fields equal  weakly  passes");
        foreach (IGrouping<string, (FeedTestFile File, FeedVerdict Verdict)> folder in all.GroupBy(f => f.File.Folder))
            WriteRow(folder.Key, [.. folder.Select(f => f.Verdict)]);
        WriteRow("all", [.. all.Select(f => f.Verdict)]);
        foreach (IGrouping<string, string> field in all.SelectMany(f => f.Verdict.Equal).GroupBy(path => path).OrderByDescending(g => g.Count()))
            TestContext.Out.WriteLine($"equal {field.Count(),5}  {field.Key}");
        foreach (IGrouping<string, string> reason in all.SelectMany(f => f.Verdict.NotOurs).GroupBy(path => UnusedFields.ReasonOf(path) ?? path).OrderByDescending(g => g.Count()))
            TestContext.Out.WriteLine($"not used {reason.Count(),4}  {reason.Key}");
        foreach (IGrouping<string, string> reason in FeedExceptions.Files.GroupBy(f => f.Value, f => f.Key))
            TestContext.Out.WriteLine($"exceptions {reason.Count(),3}  {reason.Key}");
        foreach ((FeedTestFile file, FeedVerdict verdict) in all.Where(f => !f.Verdict.Passes))
            TestContext.Out.WriteLine($"  {file.Name}{(verdict.IsRead ? "" : " (refused)")}: {string.Join("; ", verdict.Differences)}");
    }

    private static void WriteRow(string name, FeedVerdict[] verdicts) => TestContext.Out.WriteLine(
        $"{name,-28} {verdicts.Length,5} {verdicts.Count(v => v.IsRead),5} {verdicts.Count(v => v.Equal.Count + v.Differences.Count > 0),20} {verdicts.Sum(v => v.Equal.Count),13} {verdicts.Sum(v => v.Weak),7} {verdicts.Count(v => v.Passes),7}");
}
