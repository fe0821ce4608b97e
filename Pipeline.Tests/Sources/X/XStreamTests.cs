using System.Text;
using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.X;

namespace RtmPipeline.Tests.Sources.X;

/// <summary>What comes over a connection that does not break.</summary>
internal sealed class XStreamTests
{
    [Test]
    public async Task Connection_OfTheFilteredStream_AsksForTheFieldsAndNamesItself()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnect(async connection =>
        {
            await connection.LinesAsync(connection.TakesGzip ? XRun.Post(1) : "no gzip");
            await connection.HoldAsync();
        });
        run.Read();
        await run.HasRecords(1);
        XRequest request = run.Server.Connects.Single();
        Assert.That((request.Path, request.Authorization), Is.EqualTo(("/2/tweets/search/stream", $"Bearer {XRun.Token}")));
        Assert.That(request.UserAgent, Does.StartWith("RtmPipeline/"));
        foreach (string part in new[] { "tweet.fields=created_at,lang,", "note_tweet", "referenced_tweets.id.author_id", "user.fields=username,verified,public_metrics,created_at" })
            Assert.That(request.Query, Does.Contain(part));
        Assert.That(request.Query, Does.Not.Contain("backfill_minutes").And.Not.Contain("partition"));
        Assert.That(run.Texts, Is.EqualTo(new[] { XRun.Post(1) }));
    }

    [TestCase(XStreamKind.Sample, 0, "/2/tweets/sample/stream")]
    [TestCase(XStreamKind.Sample10, 2, "/2/tweets/sample10/stream")]
    [TestCase(XStreamKind.Firehose, 20, "/2/tweets/firehose/stream")]
    [TestCase(XStreamKind.Compliance, 3, "/2/tweets/compliance/stream")]
    [TestCase(XStreamKind.UserCompliance, 4, "/2/users/compliance/stream")]
    public async Task OtherStreams_HaveTheirPathAndPart(XStreamKind stream, int part, string path)
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Stream = stream, Partition = part, Rules = XRuleMode.On });
        run.Server.OnConnect(connection => connection.HoldAsync());
        run.Read();
        await run.HasConnects(1);
        XRequest request = run.Server.Connects.Single();
        Assert.That(request.Path, Is.EqualTo(path));
        Assert.That(request.Query.Contains($"partition={part}", StringComparison.Ordinal), Is.EqualTo(part > 0));
        Assert.That(request.Query.Contains("tweet.fields", StringComparison.Ordinal), Is.EqualTo(!path.Contains("compliance", StringComparison.Ordinal)));
        Assert.That(run.Server.Requests, Has.Count.EqualTo(1), "only the filtered stream has rules");
    }

    [Test]
    public async Task Record_HasItsSourceAndReceiptAndTheNewestTime()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnect(Lines(XRun.Post(1_900_000_000_000_000_123)));
        run.Read();
        await run.HasRecords(1);
        RawRecord record = run.Records.Single();
        Assert.That((record.Form, record.Position, record.ReceivedAt), Is.EqualTo((RecordForm.Json, new RecordPosition("source", 0, 0), run.Clock.GetUtcNow().ToUnixTimeMilliseconds())));
        Assert.That(run.State.Phase, Is.EqualTo(SourcePhase.Streaming));
        // (1900000000000000123 >> 22) + 1288834974657
        await TestKit.Eventually.IsTrue(() => run.Source.Watch.Newest == 1_741_830_274_949, "the newest time is that of the id");
        Assert.That(run.Source.Watch.Records, Is.EqualTo(1));
    }

    [Test]
    public async Task Pieces_OfOneByteAndInMidCharacter_GiveWholeLines()
    {
        string post = XRun.Post(1, "Wärme 😀 für alle");
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnect(async connection =>
        {
            foreach (byte one in Encoding.UTF8.GetBytes(post + "\r\n"))
                await connection.BytesAsync(new[] { one });
            byte[] bytes = Encoding.UTF8.GetBytes(post + "\n\r\n" + post + "\r\n");
            int inEmoji = Array.IndexOf(bytes, (byte)0xF0) + 2;
            await connection.BytesAsync(bytes.AsMemory(0, inEmoji));
            await connection.BytesAsync(bytes.AsMemory(inEmoji));
            await connection.HoldAsync();
        });
        run.Read();
        await run.HasRecords(3);
        Assert.That(run.Texts, Is.EqualTo(new[] { post, post, post }));
    }

    [Test]
    public async Task Gzip_IsReadAsItComes()
    {
        await using XRun run = await XRun.CreateAsync();
        TaskCompletionSource first = new();
        run.Server.OnConnect(async connection =>
        {
            connection.Compress();
            await connection.LinesAsync(XRun.Post(1));
            await connection.UntilAsync(first.Task);
            await connection.LinesAsync(XRun.Post(2));
            await connection.HoldAsync();
        });
        run.Read();
        await run.HasRecords(1);
        first.SetResult();
        await run.HasRecords(2);
        Assert.That(run.Texts, Is.EqualTo(new[] { XRun.Post(1), XRun.Post(2) }));
    }

    [Test]
    public async Task PartialErrors_ArePassedOnWithTheirPost()
    {
        const string partial = """{"data":{"id":"7","text":"a"},"errors":[{"value":"1","title":"Not Found Error","type":"https://api.twitter.com/2/problems/resource-not-found"}]}""";
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnect(Lines(partial, XRun.Post(2)));
        run.Read();
        await run.HasRecords(2);
        Assert.That(run.Texts, Is.EqualTo(new[] { partial, XRun.Post(2) }));
        Assert.That(run.Count("partial"), Is.EqualTo(1));
        Assert.That(run.State.Phase, Is.EqualTo(SourcePhase.Streaming));
    }

    [Test]
    public async Task ErrorsOnly_AreCountedAndTheStreamGoesOn()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnect(Lines("""{"errors":[{"title":"Forbidden","detail":"a field is not for you","type":"https://api.x.com/2/problems/not-authorized-for-resource"}]}""", XRun.Post(2)));
        run.Read();
        await run.HasRecords(1);
        Assert.That(run.Texts, Is.EqualTo(new[] { XRun.Post(2) }));
        Assert.That(run.Count("message"), Is.EqualTo(1));
    }

    [TestCase("""{"something_new":{"id":"1"}}""")]
    [TestCase("""["a"]""")]
    [TestCase("not json at all")]
    public async Task UnknownMessage_IsCountedAndLeftToTheDecoder(string line)
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnect(Lines(line, XRun.Post(2)));
        run.Read();
        await run.HasRecords(2);
        Assert.That(run.Texts, Is.EqualTo(new[] { line, XRun.Post(2) }));
        Assert.That(run.Count("unknown"), Is.EqualTo(1));
    }

    [TestCase("""{"delete":{"tweet":{"id":"1"}}}""")]
    [TestCase("""{"data":{"user_delete":{"user":{"id":"1"}}}}""")]
    [TestCase("""{"includes":{},"data":{"id":"1","text":"a"}}""")]
    [TestCase("""{"data":{"id":"1","text":"he said \"errors\":[1]"}}""")]
    public async Task KnownMessage_InAnyForm_IsNotUnknown(string line)
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnect(Lines(line));
        run.Read();
        await run.HasRecords(1);
        Assert.That(run.Source.Watch.Counts.Keys, Is.Empty);
    }

    [Test]
    public async Task LongLine_IsAFaultWithItsHeadAndTheStreamGoesOn()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnect(Lines(new string('x', XOptions.MaxLineBytes + 1), XRun.Post(2)));
        run.Read();
        await run.HasRecords(2);
        RawRecord fault = run.Records[0];
        Assert.That((fault.Form, fault.Bytes.Length), Is.EqualTo((RecordForm.Fault, LineBuffer.DefaultHeadBytes)));
        Assert.That(fault.Fault, Does.StartWith("too long: ").And.Contain("the limit is 1048576"));
        Assert.That(run.Texts[1], Is.EqualTo(XRun.Post(2)));
        Assert.That(run.Count("too-long"), Is.EqualTo(1));
    }

    [Test]
    public async Task KeepAliveOnly_KeepsTheConnection()
    {
        System.Threading.Channels.Channel<bool> beats = System.Threading.Channels.Channel.CreateUnbounded<bool>();
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnect(async connection =>
        {
            await foreach (bool _ in beats.Reader.ReadAllAsync(connection.Gone))
                await connection.KeepAliveAsync();
        });
        run.Read();
        for (int i = 0; i < 10; i++)
        {
            beats.Writer.TryWrite(true);
            await run.IsIn(SourcePhase.Streaming);
            await run.Listens();
            run.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.That((run.Server.Connects.Count, run.Records.Count, run.State.Phase), Is.EqualTo((1, 0, SourcePhase.Streaming)));
        Assert.That(run.Source.Watch.Counts, Is.Empty);
    }

    [Test]
    public async Task Stop_ClosesTheConnectionAndEndsTheSequence()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnect(Lines(XRun.Post(1)));
        run.Read();
        await run.HasRecords(1);
        Assert.That(run.Server.Open, Is.EqualTo(1));
        await run.StopAsync();
        await TestKit.Eventually.IsTrue(() => run.Server.Open == 0, "the server sees that the client went");
        Assert.That(run.State.Phase, Is.EqualTo(SourcePhase.Ended));
    }

    [Test]
    public async Task SlowPipeline_StopsReadingAndIsToldAndComesBackWithBackfill()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { QueueBytes = 2_000, BackfillMinutes = 5 });
        TaskCompletionSource cut = new();
        run.Server.OnConnect(async connection =>
        {
            for (int i = 1; i <= 20; i++)
                await connection.LinesAsync(XRun.Post(i, new string('a', 500)));
            await connection.UntilAsync(cut.Task);
            connection.Reset();
        });
        run.Server.OnConnect(Lines(XRun.Post(21)));
        await using IAsyncEnumerator<RawBatch> reading = run.Source.ReadAsync(1, CancellationToken.None).GetAsyncEnumerator();
        Assert.That(await reading.MoveNextAsync(), Is.True);
        await TestKit.Eventually.IsTrue(() => run.Count("held-back") >= 1 && run.State.Phase == SourcePhase.Waiting, $"the source is held back: {run.State}, {string.Join(" ", run.Source.Watch.Counts)}, {run.Source.Watch.Records}");
        Assert.That(run.State.Reason, Does.Contain("wait for the pipeline"));
        cut.SetResult();
        HashSet<string> seen = [Encoding.UTF8.GetString(reading.Current.Records[0].Bytes.Span)];
        while (!seen.Contains(XRun.Post(21)))
        {
            Task<bool> next = reading.MoveNextAsync().AsTask();
            await TestKit.Eventually.IsTrue(
                () =>
                {
                    if (!next.IsCompleted && run.State is { Phase: SourcePhase.Waiting, Until: { } until } && run.Clock.NextDue <= until)
                        run.Clock.Advance(until - run.Clock.GetUtcNow());
                    return next.IsCompleted;
                },
                "the next record");
            Assert.That(await next, Is.True);
            seen.Add(Encoding.UTF8.GetString(reading.Current.Records[0].Bytes.Span));
        }

        Assert.That(run.Server.Connects[1].Query, Does.Contain("backfill_minutes=1"));
    }

    private static Func<XConnection, Task> Lines(params string[] lines) => async connection =>
    {
        await connection.LinesAsync(lines);
        await connection.HoldAsync();
    };
}
