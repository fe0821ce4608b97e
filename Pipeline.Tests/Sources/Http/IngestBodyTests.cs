using System.IO.Compression;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Sources.Http;

namespace RtmPipeline.Tests.Sources.Http;

/// <summary>What bodies may look like, and what happens to those that do not.</summary>
internal sealed class IngestBodyTests
{
    private const string A = """{"id":"a","time":1786698000,"text":"one"}""";
    private const string B = """{"id":"b","time":1786698001,"text":"two"}""";

    [TestCase(A + B, TestName = "Body_OfConcatenatedObjects_GivesEach")]
    [TestCase(A + "\n" + B + "\n", TestName = "Body_OfLines_GivesEach")]
    [TestCase("[" + A + "," + B + "]", TestName = "Body_OfAnArray_GivesItsElements")]
    [TestCase(A + "[" + B + "]", TestName = "Body_OfAMixture_GivesAll")]
    [TestCase("\uFEFF" + A + "\r\n" + B, TestName = "Body_WithAByteOrderMark_IsRead")]
    public async Task Body(string body)
    {
        await using IngestRun run = await IngestRun.StartAsync();
        (int status, JsonElement answer) = await run.PostAsync(IngestRun.Bytes(IngestRun.Utf8(body)));
        Assert.That((status, answer.GetProperty("accepted").GetInt32()), Is.EqualTo((202, 2)));
        Assert.That(run.PostIds, Is.EqualTo((string[])["plain:a", "plain:b"]));
    }

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("image/png")]
    [TestCase(null)]
    public async Task ContentType_WrongOrMissing_DoesNotMatter(string? type)
    {
        await using IngestRun run = await IngestRun.StartAsync();
        Assert.That((await run.PostAsync(IngestRun.Bytes(IngestRun.Utf8(A), type), "/ingest/v1/events")).Status, Is.EqualTo(202));
        Assert.That(run.PostIds, Is.EqualTo((string[])["plain:a"]));
    }

    [TestCase("", "empty")]
    [TestCase(" \r\n", "empty")]
    [TestCase("[" + A + "," + B, "breaks off")]
    [TestCase(A + "\n{\"id\":\"b\",\"te", "breaks off")]
    [TestCase("hello", "not JSON")]
    [TestCase("[" + A + ",x]", "not JSON")]
    [TestCase("{\"a\":x}\n{\"b\":y}\n", "not JSON")]
    public async Task Body_IllFormedAsAWhole_IsRefusedAndNothingTaken(string body, string why)
    {
        await using IngestRun run = await IngestRun.StartAsync();
        (int status, JsonElement answer) = await run.PostAsync(IngestRun.Json(body));
        Assert.That((status, answer.GetProperty("accepted").GetInt32()), Is.EqualTo((400, 0)));
        Assert.That(answer.GetProperty("error").GetString(), Does.Contain(why));
        Assert.That(run.Records, Is.Empty);
    }

    [Test]
    public async Task Fault_InABody_IsToldByItsOffset()
    {
        await using IngestRun run = await IngestRun.StartAsync();
        (_, JsonElement answer) = await run.PostAsync(IngestRun.Json("[1,\n x]"));
        Assert.That(answer.GetProperty("offset").GetInt32(), Is.EqualTo(5));
    }

    [Test]
    public async Task Line_IllFormedAmongOthers_CostsOnlyItself()
    {
        await using IngestRun run = await IngestRun.StartAsync();
        (int status, JsonElement answer) = await run.PostAsync(IngestRun.Json($"{A}\n{{\"id\":\"x\",\n{B}\n{{\"id\":\"no text\",\"time\":1}}\n"));
        Assert.That((status, answer.GetProperty("accepted").GetInt32(), answer.GetProperty("rejected").GetInt32()), Is.EqualTo((202, 2, 2)));
        Assert.That(answer.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("index").GetInt32()), Is.EqualTo((int[])[1, 3]));
        Assert.That(run.PostIds, Is.EqualTo((string[])["plain:a", "plain:b"]));
        Assert.That(run.Letters, Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Record_NestedTooDeeply_IsRejectedAlone()
    {
        await using IngestRun run = await IngestRun.StartAsync();
        string deep = $"{{\"id\":\"d\",\"x\":{new string('[', 70)}{new string(']', 70)}}}";
        (int status, JsonElement answer) = await run.PostAsync(IngestRun.Json($"[{A},{deep}]"));
        Assert.That((status, answer.GetProperty("accepted").GetInt32(), answer.GetProperty("rejected").GetInt32()), Is.EqualTo((202, 1, 1)));
    }

    [Test]
    public async Task Text_OfInvalidUtf8_IsMended()
    {
        await using IngestRun run = await IngestRun.StartAsync();
        byte[] body = [.. IngestRun.Utf8("""{"id":"a","time":1786698000,"text":"x"""), 0xc3, .. IngestRun.Utf8("\"}")];
        Assert.That((await run.PostAsync(IngestRun.Bytes(body))).Status, Is.EqualTo(202));
        Assert.That(run.Posts[0].Text, Is.EqualTo("x\uFFFD"));
    }

    [TestCase("gzip")]
    [TestCase(null, TestName = "Body_OfGzipThatIsNotSaid_IsUnpacked")]
    public async Task Body_OfGzip_IsUnpacked(string? encoding)
    {
        await using IngestRun run = await IngestRun.StartAsync();
        Assert.That((await run.PostAsync(IngestRun.Bytes(IngestRun.Gzip(IngestRun.Utf8(A)), null, encoding))).Status, Is.EqualTo(202));
        Assert.That(run.PostIds, Is.EqualTo((string[])["plain:a"]));
    }

    [TestCase(true, TestName = "Body_OfDeflateInItsZlibForm_IsUnpacked")]
    [TestCase(false, TestName = "Body_OfDeflateAlone_IsUnpacked")]
    public async Task Body_OfDeflate(bool isZlib)
    {
        using MemoryStream packed = new();
        await using (Stream deflate = isZlib ? new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true) : new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            await deflate.WriteAsync(IngestRun.Utf8(A));
        await using IngestRun run = await IngestRun.StartAsync();
        Assert.That((await run.PostAsync(IngestRun.Bytes(packed.ToArray(), null, "deflate"))).Status, Is.EqualTo(202));
        Assert.That(run.PostIds, Is.EqualTo((string[])["plain:a"]));
    }

    [Test]
    public async Task GzipBomb_BeyondTheSize_IsRefused()
    {
        await using IngestRun run = await IngestRun.StartAsync(new HttpOptions { MaxBodyBytes = 1 << 20 });
        Assert.That((await run.PostAsync(IngestRun.Bytes(IngestRun.Gzip(new byte[4 << 20]), null, "gzip"))).Status, Is.EqualTo(413));
        Assert.That(run.Counts["too-large"], Is.EqualTo(1));
    }

    [Test]
    public async Task GzipBomb_BeyondTheRatio_IsRefused()
    {
        await using IngestRun run = await IngestRun.StartAsync();
        byte[] blanks = IngestRun.Utf8(new string(' ', 8 << 20));
        (int status, JsonElement answer) = await run.PostAsync(IngestRun.Bytes(IngestRun.Gzip(blanks), null, "gzip"));
        Assert.That((status, answer.GetProperty("error").GetString()), Is.EqualTo((413, "the body unpacks to more than 200 times its size")));
    }

    [Test]
    public async Task Gzip_ThatBreaksOff_IsRefused()
    {
        await using IngestRun run = await IngestRun.StartAsync();
        byte[] packed = IngestRun.Gzip(IngestRun.Utf8(A + "\n" + B + "\n"));
        Assert.That((await run.PostAsync(IngestRun.Bytes(packed[..^9], null, "gzip"))).Status, Is.EqualTo(400));
        Assert.That((await run.PostAsync(IngestRun.Bytes(IngestRun.Utf8(A), null, "gzip"))).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Encoding_ThatIsNotRead_IsRefusedWithThoseThatAre()
    {
        await using IngestRun run = await IngestRun.StartAsync();
        using HttpResponseMessage response = await run.Client.PostAsync(new Uri("/ingest", UriKind.Relative), IngestRun.Bytes(IngestRun.Utf8(A), null, "zstd"));
        Assert.That(((int)response.StatusCode, response.Headers.GetValues("Accept-Encoding").Single()), Is.EqualTo((415, "gzip, deflate")));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Body_TooLong_IsRefusedWithAndWithoutALength(bool isChunked)
    {
        await using IngestRun run = await IngestRun.StartAsync(new HttpOptions { MaxBodyBytes = 2048 });
        using HttpRequestMessage request = new(HttpMethod.Post, "/ingest") { Content = IngestRun.Bytes(new byte[5000]) };
        request.Headers.TransferEncodingChunked = isChunked;
        using HttpResponseMessage response = await run.Client.SendAsync(request);
        Assert.That((int)response.StatusCode, Is.EqualTo(413));
        Assert.That(run.Counts["too-large"], Is.EqualTo(1));
    }

    [Test]
    public async Task Records_TooMany_AreRefused()
    {
        await using IngestRun run = await IngestRun.StartAsync(new HttpOptions { MaxRecords = 3 });
        Assert.That((await run.PostAsync(IngestRun.Json("{}{}{}{}"))).Status, Is.EqualTo(413));
        Assert.That((await run.PostAsync(IngestRun.Json("[{},{},{},{},{}]"))).Status, Is.EqualTo(413));
    }

    [Test]
    public async Task Batch_LargerThanTheGraphs_IsHandedOnInPartsAndAcceptedOnce()
    {
        await using IngestRun run = await IngestRun.StartAsync();
        StringBuilder body = new();
        for (int i = 0; i < 350; i++)
            body.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"{i}\",\"time\":1786698000,\"text\":\"t\"}}\n");
        (int status, JsonElement answer) = await run.PostAsync(IngestRun.Json(body.ToString()));
        Assert.That((status, answer.GetProperty("accepted").GetInt32(), run.PostIds.Distinct().Count()), Is.EqualTo((202, 350, 350)));
    }

    [Test]
    public async Task Feed_AsABody_IsARecord()
    {
        await using IngestRun run = await IngestRun.StartAsync();
        const string feed = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>n</title><item><guid>g</guid><title>News</title><pubDate>Fri, 14 Aug 2026 09:00:00 GMT</pubDate></item></channel></rss>";
        Assert.That((await run.PostAsync(IngestRun.Bytes(IngestRun.Utf8(feed), "application/rss+xml"))).Status, Is.EqualTo(202));
        Assert.That(run.Posts.Single().Title, Is.EqualTo("News"));
    }

    [Test]
    public async Task RecordWithoutAnId_SentAgain_IsTheSamePost()
    {
        await using IngestRun run = await IngestRun.StartAsync();
        await run.PostAsync(IngestRun.Json("""{"time":1786698000,"text":"one"}"""));
        await run.PostAsync(IngestRun.Json("""[{"time":1786698000,"text":"one"},{"time":1786698000,"text":"two"}]"""));
        Assert.That(run.PostIds.Distinct().Count(), Is.EqualTo(2));
    }
}
