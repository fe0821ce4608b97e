using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Sources.Http;

namespace RtmPipeline.Tests.Sources.Http;

/// <summary>What log shippers and CloudEvents send, headers and bodies, ends as posts with nothing configured.</summary>
internal sealed class ShipperTests
{
    private const string Ndjson = "application/x-ndjson";
    private const string Json = "application/json";

    [TestCase("Fluentd out_http", Ndjson, """{"id":"a","time":1786698000,"text":"t"}""" + "\n", TestName = "Fluentd_ByDefault_GivesItsPosts")]
    [TestCase("Fluentd json_array", Json, """[{"id":"a","time":1786698000,"text":"t"}]""", TestName = "Fluentd_WithJsonArray_GivesItsPosts")]
    [TestCase("Fluentd none parser", Ndjson, """{"message":"{\"id\":\"a\",\"time\":1786698000,\"text\":\"t\"}"}""" + "\n", TestName = "Fluentd_OfUnparsedLines_GivesItsPosts")]
    [TestCase("Fluent-Bit", Json, """[{"date":1786698000.125,"log":"{\"id\":\"a\",\"text\":\"t\"}"}]""", TestName = "FluentBit_OfJson_GivesItsPosts")]
    [TestCase("Fluent-Bit", Json, """{"date":1786698000.5,"id":"a","text":"t"}{"date":1786698000.5,"id":"a","text":"t"}""", TestName = "FluentBit_OfJsonStream_GivesItsPosts")]
    [TestCase("Fluent-Bit", Ndjson, """{"date":"2026-08-14T09:00:00.000000Z","id":"a","text":"t"}""" + "\n", TestName = "FluentBit_OfJsonLines_GivesItsPosts")]
    [TestCase("Manticore", Json, """{"@timestamp":"2026-08-14T09:00:00.000Z","@version":"1","event":{"original":"x"},"host":{"name":"h"},"log":{"file":{"path":"/x"}},"message":"{\"id\":\"a\",\"text\":\"t\"}"}""", TestName = "Logstash_ByDefault_GivesItsPosts")]
    [TestCase("Manticore", Json, """[{"@timestamp":"2026-08-14T09:00:00.000Z","@version":"1","id":"a","text":"t"}]""", TestName = "Logstash_OfJsonBatch_GivesItsPosts")]
    [TestCase("Manticore", "application/x-www-form-urlencoded", "%40timestamp=2026-08-14T09%3A00%3A00.000Z&%40version=1&message=%7B%22id%22%3A%22a%22%2C%22text%22%3A%22t%22%7D", TestName = "Logstash_OfForms_GivesItsPosts")]
    [TestCase("Manticore", "text/plain", """{"id":"a","time":1786698000,"text":"t"}""", TestName = "Logstash_OfMessages_GivesItsPosts")]
    [TestCase("Vector/0.40", Json, """[{"host":"h","message":"{\"id\":\"a\",\"text\":\"t\"}","source_type":"stdin","timestamp":"2026-08-14T09:00:00.123456789Z"}]""", TestName = "Vector_ByDefault_GivesItsPosts")]
    [TestCase("Vector/0.40", Ndjson, """{"host":"h","message":{"id":"a","text":"t"},"source_type":"file","timestamp":"2026-08-14T09:00:00Z"}""" + "\n", TestName = "Vector_OfLines_GivesItsPosts")]
    [TestCase("curl/8", Json, """{"timestamp":"2026-08-14T09:00:00Z","data":{"id":"a","text":"t"}}""", TestName = "Wrapper_OfData_GivesItsPosts")]
    public async Task Shipper(string agent, string type, string body)
    {
        await using IngestRun run = await IngestRun.StartAsync();
        run.Client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
        Assert.That((await run.PostAsync(IngestRun.Bytes(IngestRun.Utf8(body), type))).Answer.ToString(), Does.Contain("\"rejected\":0"));
        Assert.That(run.Posts.Select(post => (post.Id, post.PostedAt / 1000)).Distinct(), Is.EqualTo(((string, long)[])[("plain:a", 1786698000)]));
    }

    [Test]
    public async Task PayloadPath_ToAPlaceOfTheSendersOwn_IsOpened()
    {
        await using IngestRun run = await IngestRun.StartAsync(new HttpOptions { PayloadPath = "event.post" });
        await run.PostAsync(IngestRun.Json("""[{"@timestamp":"2026-08-14T09:00:00Z","event":{"post":{"id":"a","text":"t"}}},{"event":{"post":"{\"id\":\"b\",\"time\":1786698001,\"text\":\"t\"}"}},{"id":"c","time":1786698002,"text":"t"}]"""));
        Assert.That(run.Posts.Select(post => (post.Id, post.PostedAt / 1000)), Is.EqualTo(((string, long)[])[("plain:a", 1786698000), ("plain:b", 1786698001), ("plain:c", 1786698002)]));
    }

    [TestCase("application/cloudevents+json", """{"specversion":"1.0","id":"a-1","source":"/crm","type":"p","time":"2026-08-14T09:00:00Z","data":{"text":"t"}}""")]
    [TestCase("application/cloudevents-batch+json", """[{"specversion":"1.0","id":"a-1","source":"/crm","type":"p","time":"2026-08-14T09:00:00Z","datacontenttype":"application/json","data":{"text":"t"}}]""")]
    [TestCase("application/cloudevents+json", """{"specversion":"1.0","id":"a-1","source":"/crm","type":"p","time":"2026-08-14T09:00:00Z","data_base64":"eyJ0ZXh0IjoidCJ9"}""")]
    public async Task CloudEvent_Structured_GivesIdAndTime(string type, string body)
    {
        await using IngestRun run = await IngestRun.StartAsync();
        Assert.That((await run.PostAsync(IngestRun.Bytes(IngestRun.Utf8(body), type))).Status, Is.EqualTo(202));
        Assert.That(run.Posts.Select(post => (post.Id, post.PostedAt)), Is.EqualTo(((string, long)[])[("plain:/crm#a-1", 1786698000000)]));
    }

    [Test]
    public async Task CloudEvent_Binary_GivesIdAndTime()
    {
        await using IngestRun run = await IngestRun.StartAsync();
        foreach ((string name, string value) in (IEnumerable<(string, string)>)[("ce-specversion", "1.0"), ("ce-id", "a%201"), ("ce-source", "/crm"), ("ce-type", "p"), ("ce-time", "2026-08-14T09:00:00Z")])
            run.Client.DefaultRequestHeaders.Add(name, value);
        Assert.That((await run.PostAsync(IngestRun.Json("""{"text":"t"}"""))).Status, Is.EqualTo(202));
        Assert.That(run.Posts.Select(post => (post.Id, post.PostedAt)), Is.EqualTo(((string, long)[])[("plain:/crm#a 1", 1786698000000)]));
    }

    [Test]
    public async Task CloudEvent_BinaryWithoutARequiredHeader_IsRefused()
    {
        await using IngestRun run = await IngestRun.StartAsync();
        run.Client.DefaultRequestHeaders.Add("ce-id", "a");
        Assert.That((await run.PostAsync(IngestRun.Json("""{"text":"t"}"""))).Answer.GetProperty("error").GetString(), Does.Contain("ce-specversion"));
        Assert.That(run.Records, Is.Empty);
    }

    [TestCase("""{"specversion":"1.0","source":"/crm","type":"p","data":{"id":"x","time":1786698000,"text":"t"}}""", "'id'")]
    [TestCase("""{"specversion":"1.0","id":"a","type":"p","data":{"id":"x","time":1786698000,"text":"t"}}""", "'source'")]
    [TestCase("""{"specversion":"1.0","id":"a","source":"/crm","data":{"id":"x","time":1786698000,"text":"t"}}""", "'type'")]
    public async Task CloudEvent_StructuredWithoutARequiredAttribute_IsADeadLetter(string body, string missing)
    {
        await using IngestRun run = await IngestRun.StartAsync();
        (int status, System.Text.Json.JsonElement answer) = await run.PostAsync(IngestRun.Json(body));
        Assert.That((status, answer.GetProperty("rejected").GetInt32()), Is.EqualTo((202, 1)));
        Assert.That(answer.GetProperty("records")[0].GetProperty("reason").GetString(), Does.Contain(missing));
        Assert.That(run.Letters.Single().Reason, Is.EqualTo(RejectReason.MissingId));
    }
}
