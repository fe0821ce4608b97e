using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using MessagePack;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Sources.Http;

namespace RtmPipeline.Tests.Sources.Http;

/// <summary>MessagePack, as Fluent Bit's HTTP output sends it when nothing is set, and as Fluentd can.</summary>
internal sealed class MessagePackTests
{
    private const uint At = 1_786_698_000;

    private delegate void Writing(ref MessagePackWriter writer);

    [Test]
    public async Task FluentBit_ByDefault_GivesItsPosts()
    {
        byte[] body = Packed((ref MessagePackWriter writer) =>
        {
            foreach (string id in (string[])["a", "b"])
            {
                WriteHead(ref writer, At, 500_000_000);
                WriteText(ref writer, ("log", $$"""{"id":"{{id}}","text":"t"}"""), ("stream", "stdout"));
            }
        });
        Assert.That(await PostsOfAsync(body), Is.EqualTo(((string, long)[])[("plain:a", (At * 1000L) + 500), ("plain:b", (At * 1000L) + 500)]));
    }

    [Test]
    public async Task FluentBit_BeforeMetadata_GivesItsPosts()
    {
        byte[] body = Packed((ref MessagePackWriter writer) =>
        {
            writer.WriteArrayHeader(2);
            WriteTime(ref writer, At, 0);
            WriteText(ref writer, ("id", "ext"), ("text", "t"));
            writer.WriteArrayHeader(2);
            writer.Write(At + 0.25);
            WriteText(ref writer, ("id", "float"), ("text", "t"));
            writer.WriteArrayHeader(2);
            writer.Write((ulong)At);
            WriteText(ref writer, ("id", "int"), ("text", "t"));
        });
        Assert.That(await PostsOfAsync(body), Is.EqualTo(((string, long)[])[("plain:ext", At * 1000L), ("plain:float", (At * 1000L) + 250), ("plain:int", At * 1000L)]));
    }

    [Test]
    public async Task FluentBit_MarkersOfGroups_AreNoRecords()
    {
        byte[] body = Packed((ref MessagePackWriter writer) =>
        {
            WriteHead(ref writer, unchecked((uint)-1), 0);
            WriteText(ref writer, ("resource", "x"));
            WriteHead(ref writer, At, 0);
            WriteText(ref writer, ("id", "a"), ("text", "t"));
            WriteHead(ref writer, unchecked((uint)-2), 0);
            writer.WriteMapHeader(0);
        });
        await using IngestRun run = await IngestRun.StartAsync();
        JsonElement answer = (await run.PostAsync(IngestRun.Bytes(body, "application/msgpack"))).Answer;
        Assert.That((run.PostIds.Single(), answer.ToString()), Is.EqualTo(("plain:a", """{"accepted":1,"rejected":0,"records":[]}""")));
    }

    [Test]
    public async Task Fluentd_OfMsgpack_GivesItsPosts()
    {
        byte[] body = Packed((ref MessagePackWriter writer) =>
        {
            WriteText(ref writer, ("id", "a"), ("text", "t"), ("time", "2026-08-14T09:00:00Z"));
            WriteText(ref writer, ("id", "b"), ("text", "t"), ("time", "2026-08-14T09:00:01Z"));
        });
        Assert.That(await PostsOfAsync(body), Is.EqualTo(((string, long)[])[("plain:a", At * 1000L), ("plain:b", (At + 1) * 1000L)]));
    }

    [Test]
    public async Task Array_OfRecords_GivesEach()
    {
        byte[] body = Packed((ref MessagePackWriter writer) =>
        {
            writer.WriteArrayHeader(3);
            foreach (string id in (string[])["a", "b", "c"])
                WriteText(ref writer, ("id", id), ("text", "t"), ("time", "2026-08-14T09:00:00Z"));
        });
        Assert.That((await PostsOfAsync(body)).Select(post => post.Id), Is.EqualTo(["plain:a", "plain:b", "plain:c"]));
    }

    [Test]
    public async Task Value_OfEachType_IsItsJson()
    {
        byte[] body = Packed((ref MessagePackWriter writer) =>
        {
            writer.WriteMapHeader(13);
            WriteName(ref writer, "text", (ref MessagePackWriter value) => value.Write("Grüße \"\n\u0001"));
            WriteName(ref writer, "no", (ref MessagePackWriter value) => value.WriteNil());
            WriteName(ref writer, "yes", (ref MessagePackWriter value) => value.Write(true));
            WriteName(ref writer, "large", (ref MessagePackWriter value) => value.Write(ulong.MaxValue));
            WriteName(ref writer, "small", (ref MessagePackWriter value) => value.Write(long.MinValue));
            WriteName(ref writer, "half", (ref MessagePackWriter value) => value.Write(0.5f));
            WriteName(ref writer, "nan", (ref MessagePackWriter value) => value.Write(double.NaN));
            WriteName(ref writer, "utf8", (ref MessagePackWriter value) => value.Write("é"u8));
            WriteName(ref writer, "bytes", (ref MessagePackWriter value) => value.Write([0xff, 0x00]));
            WriteName(ref writer, "list", (ref MessagePackWriter value) =>
            {
                value.WriteArrayHeader(2);
                value.Write(1);
                value.WriteMapHeader(1);
                value.Write(7);
                value.Write("seven");
            });
            WriteName(ref writer, "at", (ref MessagePackWriter value) => WriteTime(ref value, At, 0));
            WriteName(ref writer, "date", (ref MessagePackWriter value) => value.Write(DateTime.UnixEpoch.AddSeconds(At)));
            WriteName(ref writer, "other", (ref MessagePackWriter value) => value.WriteExtensionFormat(new ExtensionResult(9, new ReadOnlySequence<byte>([1, 2, 3]))));
        });
        await using IngestRun run = await IngestRun.StartAsync();
        await run.PostAsync(IngestRun.Bytes(body));
        string json = """{"text":"Grüße \"\n\u0001","no":null,"yes":true,"large":18446744073709551615,"small":-9223372036854775808,"half":0.5,"nan":null,"utf8":"é","bytes":"/wA=","list":[1,{"7":"seven"}],"at":1786698000,"date":"2026-08-14T09:00:00Z","other":null}""";
        Assert.That(System.Text.Encoding.UTF8.GetString(run.Records.Single().Bytes.Span), Is.EqualTo(json));
    }

    [TestCase("9292d7006a", TestName = "Body_ThatBreaksOff_IsRefused")]
    [TestCase("dfffffffffa16101", TestName = "Body_ThatLiesAboutItsMembers_IsRefused")]
    [TestCase("93010203", TestName = "Body_OfNumbers_IsRefused")]
    [TestCase("91919180", TestName = "Body_OfArraysOfArrays_IsRefused")]
    [TestCase("81c001", TestName = "Body_WithANameOfNil_IsRefused")]
    [TestCase("81a161c1", TestName = "Body_WithAByteThatMeansNothing_IsRefused")]
    public async Task Body_ThatIsWrong(string hex)
    {
        await using IngestRun run = await IngestRun.StartAsync();
        (int status, JsonElement answer) = await run.PostAsync(IngestRun.Bytes(Convert.FromHexString(hex)));
        Assert.That((status, answer.GetProperty("error").GetString(), run.Records.Length), Is.EqualTo((400, "the body is no MessagePack of maps, or breaks off", 0)));
    }

    [TestCase(MessagePackBody.MaxDepth - 1, 202)]
    [TestCase(MessagePackBody.MaxDepth, 400)]
    [TestCase(100_000, 400)]
    public async Task Nesting_BeyondItsLimit_IsRefused(int depth, int status)
    {
        byte[] body = [0x81, 0xa1, (byte)'a', .. Enumerable.Repeat((byte)0x91, depth - 1), 0x01];
        await using IngestRun run = await IngestRun.StartAsync();
        Assert.That((await run.PostAsync(IngestRun.Bytes(body))).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task Metadata_NestedDeeply_IsPassedOver()
    {
        byte[] body = [0x92, 0x92, 0x01, .. Enumerable.Repeat((byte)0x91, 1_000_000), 0x01, 0x81, 0xa1, (byte)'a', 0x01];
        await using IngestRun run = await IngestRun.StartAsync();
        Assert.That((await run.PostAsync(IngestRun.Bytes(body))).Status, Is.EqualTo(202));
        Assert.That(run.Records, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Body_ThatIsTooLongAsJson_IsRefused()
    {
        byte[] body = Packed((ref MessagePackWriter writer) =>
        {
            writer.WriteArrayHeader(100);
            for (int i = 0; i < 100; i++)
                WriteText(ref writer, ("t", new string('\u0001', 15)));
        });
        await using IngestRun run = await IngestRun.StartAsync(new HttpOptions { MaxBodyBytes = 3000 });
        (int status, JsonElement answer) = await run.PostAsync(IngestRun.Bytes(body));
        Assert.That((body.Length < 3000, status, answer.GetProperty("error").GetString()!.Contains("as JSON", StringComparison.Ordinal)), Is.EqualTo((true, 413, true)));
    }

    [Test]
    public void Body_OfAnyBytes_IsReadOrRefused()
    {
        byte[] whole = Packed((ref MessagePackWriter writer) =>
        {
            WriteHead(ref writer, At, 0);
            WriteText(ref writer, ("id", "a"), ("text", "tttttttttttttttttttttttttttttttttttttttttt"));
            WriteText(ref writer, ("id", "b"));
        });
        Random random = new(1);
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] mutated = [.. whole];
            for (int changes = random.Next(1, 4); changes > 0; changes--)
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            using IngestBody lines = new(new ByteBudget(1 << 20));
            if (new MessagePackBody(lines, 1 << 16, IngestRefusal.BadBody("no room")).Read(mutated) is { } why)
                refused += why.Message.Contains("no MessagePack", StringComparison.Ordinal) ? 1 : throw new InvalidDataException(why.Message);
            else
                Assert.That(BodyFramer.Frame(lines.Bytes.Span, 100).Why, Is.Null, "what is made is JSON");
        }

        Assert.That(refused, Is.InRange(2_000, 19_000));
    }

    private static async Task<(string Id, long PostedAt)[]> PostsOfAsync(byte[] body)
    {
        await using IngestRun run = await IngestRun.StartAsync();
        Assert.That((await run.PostAsync(IngestRun.Bytes(body, "application/msgpack"))).Status, Is.EqualTo(202));
        return [.. run.Posts.Select(static (Post post) => (post.Id, post.PostedAt))];
    }

    private static byte[] Packed(Writing write)
    {
        ArrayBufferWriter<byte> bytes = new();
        MessagePackWriter writer = new(bytes);
        write(ref writer);
        writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The head of an event, up to its record.</summary>
    private static void WriteHead(ref MessagePackWriter writer, uint seconds, uint nanoseconds)
    {
        writer.WriteArrayHeader(2);
        writer.WriteArrayHeader(2);
        WriteTime(ref writer, seconds, nanoseconds);
        writer.WriteMapHeader(0);
    }

    private static void WriteTime(ref MessagePackWriter writer, uint seconds, uint nanoseconds)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, seconds);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), nanoseconds);
        writer.WriteExtensionFormat(new ExtensionResult(0, new ReadOnlySequence<byte>(bytes)));
    }

    private static void WriteText(ref MessagePackWriter writer, params ReadOnlySpan<(string Name, string Text)> members)
    {
        writer.WriteMapHeader(members.Length);
        foreach ((string name, string text) in members)
        {
            writer.Write(name);
            writer.Write(text);
        }
    }

    private static void WriteName(ref MessagePackWriter writer, string name, Writing write)
    {
        writer.Write(name);
        write(ref writer);
    }
}
