using System.Globalization;
using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Posts.Decoding.X;
using RtmPipeline.Posts.News;
using RtmPipeline.Sources;
using RtmPipeline.Tests.Posts.Decoding;
using RtmPipeline.Tests.Posts.News;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>Single records made to exhaust or mislead the decoders, each with the limit it meets.</summary>
internal sealed class HardRecordTests
{
    private const int Million = 1_000_000;

    [Test]
    public void AMillionKeys_CostNoMemory()
    {
        byte[] record = Encoding.UTF8.GetBytes($$"""{"id":"k","time":1786700010,{{string.Concat(Enumerable.Range(0, Million).Select(i => $"\"k{i}\":0,"))}}"text":"a"}""");
        Assert.That(Allocated(record, out DecodedBatch batch), Is.LessThan(1 << 16));
        Assert.That(Decoded.OnlyPost(batch).Text, Is.EqualTo("a"));
    }

    [TestCase("{}", "EmptyValue")]
    [TestCase("1", "EmptyValue")]
    public void AMillionEmptyElements_AreCountedWithoutMemory(string element, string reason)
    {
        byte[] record = Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(element, Million))}]");
        Assert.That(Allocated(record, out DecodedBatch batch), Is.LessThan(1 << 16));
        Assert.That((batch.Items.Count, batch.Ignored[(int)Enum.Parse<IgnoreReason>(reason)]), Is.EqualTo((0, (long)Million)));
    }

    [Test]
    public void APageOfAMillionPosts_GivesTheFirstThousand_AndTellsThatItWasCut()
    {
        byte[] record = Encoding.UTF8.GetBytes($$"""{"data":[{{string.Join(',', Enumerable.Repeat("{}", Million))}}]}""");
        Assert.That(Allocated(record, out DecodedBatch batch), Is.LessThan(2 << 20));
        Assert.That((batch.Ignored[(int)IgnoreReason.OtherEvent], batch.Items.Single().Rejection?.Reason), Is.EqualTo(((long)XResponse.MaxPosts, RejectReason.TooLong)));
    }

    [Test]
    public void AMillionIncludedPosts_AreTakenUpToTheLimit()
    {
        string included = string.Join(',', Enumerable.Repeat("{}", Million));
        byte[] record = Encoding.UTF8.GetBytes($$$"""{"data":{"id":"1900000000000000123","text":"a"},"includes":{"tweets":[{{{included}}}],"users":[{{{included}}}]}}""");
        Assert.That(Allocated(record, out DecodedBatch batch), Is.LessThan(20 << 20));
        Assert.That(Decoded.OnlyPost(batch).Text, Is.EqualTo("a"));
    }

    [TestCase("""{"data":[1,{"id":"1900000000000000123","text":"a"},null]}""", 2)]
    [TestCase("""{"for_user_id":"1","tweet_create_events":[null,{"id_str":"1900000000000000123","text":"a","created_at":"Thu Mar 05 08:15:30 +0000 2020"}]}""", 1)]
    public void ElementsThatAreNoObjects_AreCounted(string record, int empty) =>
        Assert.That(Decoded.Batch(record).Ignored[(int)IgnoreReason.EmptyValue], Is.EqualTo(empty));

    [Test]
    public void TextOf10MillionCharacters_IsCutToTheLimit()
    {
        byte[] record = Encoding.UTF8.GetBytes($$"""{"id":"t","time":1786700010,"text":"{{new string('é', 10 * Million)}}"}""");
        Assert.That(Allocated(record, out DecodedBatch batch), Is.LessThan(4L * record.Length));
        Assert.That(Decoded.OnlyPost(batch).Text, Has.Length.EqualTo(PostLimits.MaxTextLength));
    }

    [TestCase("#")]
    [TestCase("@")]
    [TestCase("$A")]
    [TestCase("https://a.example/")]
    [TestCase("")]
    public void AMillionTerms_AreTakenUpToTheLimit(string sign)
    {
        string text = string.Join(' ', Enumerable.Range(0, Million).Select(i => $"{sign}w{(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}"));
        Post post = Decoded.Post($$"""{"id":"t","time":1786700010,"text":"{{text}}"}""");
        Assert.That((post.Terms.Length <= PostLimits.MaxTerms, post.Links.Length <= PostLimits.MaxLinks), Is.EqualTo((true, true)));
    }

    [TestCase("\\ud83d", "\uFFFD", TestName = "LoneSurrogates_BecomeReplacements(high escape)")]
    [TestCase("\\ude00\\ud83d", "\uFFFD\uFFFD", TestName = "LoneSurrogates_BecomeReplacements(the wrong way round)")]
    [TestCase("\\ud83d\\ude00", "😀", TestName = "LoneSurrogates_BecomeReplacements(a pair stays)")]
    [TestCase("a\\u0000b", "ab", TestName = "Nuls_AreLeftOut")]
    public void Escape_OfNoCharacter_IsReplaced(string written, string text) =>
        Assert.That(Decoded.Post($$"""{"id":"s","time":1786700010,"text":"{{written}}"}""").Text, Is.EqualTo(text));

    [Test]
    public void RawSurrogateBytes_BecomeReplacements()
    {
        byte[] record = [.. "{\"id\":\"s\",\"time\":1786700010,\"text\":\"a"u8, 0xED, 0xA0, 0xBD, .. "b\"}"u8];
        Assert.That(Decoded.OnlyPost(Decoded.Records(Decoded.Record(record))).Text, Does.StartWith("a\uFFFD").And.EndWith("b"));
    }

    [Test]
    public void LoneSurrogateInAName_OfAJsonFeed_IsNoName()
    {
        const string feed = """{"version":"https://jsonfeed.org/version/1.1","\ud800tems":0,"\ud800":1,"items":[{"\ud800d":1,"id":"1","content_text":"a","date_published":"2026-08-14T09:00:00Z"}]}""";
        Assert.That(Decoded.Post(feed).Text, Is.EqualTo("a"));
    }

    [TestCase("""{"id":"a","id":"b","time":1786700010,"time":1786700020,"text":"one","text":"two"}""", "plain:b two 1786700020000")]
    [TestCase("""{"data":{"id":"1900000000000000001","text":"one"},"data":{"id":"1900000000000000002","text":"two"}}""", "x:1900000000000000002 two 1741830274949")]
    public void DuplicateKeys_TheLastCounts(string record, string outcome)
    {
        Post post = Decoded.Post(record);
        Assert.That($"{post.Id} {post.Text} {post.PostedAt}", Is.EqualTo(outcome));
    }

    [TestCase("id")]
    [TestCase("time")]
    [TestCase("likes")]
    public void NumberOf10000Digits_IsAnsweredWithoutMemory(string name)
    {
        string digits = new('9', 10_000);
        byte[] record = Encoding.UTF8.GetBytes($$"""{"id":"n","time":1786700010,"text":"a","{{name}}":{{digits}}}""");
        Assert.That(Allocated(record, out DecodedBatch batch), Is.LessThan(1 << 16));
        Assert.That(batch.Items.Single().Post?.Likes ?? -1, Is.EqualTo(-1));
    }

    [Test]
    public void YearsFrom1970To9999_AreTakenFrom2000To2099_AndRejectedElsewhere([Values("plain", "tweet", "rss")] string form)
    {
        for (int year = 1970; year <= 9999; year++)
        {
            DateTime time = new(year, 7, 1, 12, 30, 15, DateTimeKind.Utc);
            DecodedItem item = form switch
            {
                "plain" => Decoded.Batch($$"""{"id":"y","time":"{{time:yyyy-MM-dd'T'HH:mm:ss'Z'}}","text":"a"}"""),
                "tweet" => Decoded.Batch(string.Create(CultureInfo.InvariantCulture, $$$"""{"id_str":"20","created_at":"{{{time:ddd MMM dd HH:mm:ss}}} +0000 {{{time:yyyy}}}","text":"a","user":{"id_str":"1"}}""")),
                _ => FeedSamples.Xml(FeedSamples.RssOf(string.Create(CultureInfo.InvariantCulture, $"<item><title>a</title><pubDate>{time:r}</pubDate></item>"))),
            } is var batch ? batch.Items.Single() : default;
            bool isTaken = year is >= 2000 and <= 2099;
            Assert.That((item.Post?.PostedAt, item.Rejection?.Reason), Is.EqualTo(isTaken ? (new DateTimeOffset(time).ToUnixTimeMilliseconds(), (RejectReason?)null) : ((long?)null, RejectReason.BadTime)), $"{year}");
        }
    }

    [TestCase("""{"id":"a","text":"the canary sings","time":trunk""")]
    [TestCase("""{"version":"https://jsonfeed.org/version/1","items":[{"content_text":"the canary sings"},nil]}""")]
    public void BrokenWord_IsRejectedWithoutTheTextBehindIt(string record)
    {
        Rejection rejection = Decoded.Rejection($"{record}, \"text\":\"the canary sings\"");
        Assert.That(rejection.Reason, Is.EqualTo(RejectReason.InvalidJson));
        Assert.That(rejection.Detail, Does.Not.Contain("canary").And.Contain("line 1").And.Contain("invalid JSON literal"));
    }

    [Test]
    public void DateThatIsAText_IsRejectedWithoutIt()
    {
        DecodedBatch batch = FeedSamples.Xml(FeedSamples.RssOf("<item><title>a</title><pubDate>the canary sings at 12</pubDate></item>"));
        Assert.That(batch.Rejections().Single().Detail, Does.Not.Contain("canary").And.Contain("2000 to 2099"));
    }

    [Test]
    public void DetailOfAnXmlFault_IsAWholeText()
    {
        DecodedBatch batch = FeedSamples.Xml("<rss>&#1114112;" + string.Concat(Enumerable.Repeat("😀", 400)));
        Assert.That(batch.Rejections().Single().Detail, Has.Length.LessThanOrEqualTo(Rejection.MaxDetailLength).And.Matches<string>(detail => Outcomes.IsWellFormed(detail!)));
    }

    private static long Allocated(byte[] record, out DecodedBatch batch)
    {
        RawRecord raw = Decoded.Record(record);
        Decoded.Records(raw);
        long before = GC.GetAllocatedBytesForCurrentThread();
        batch = Decoded.Records(raw);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
