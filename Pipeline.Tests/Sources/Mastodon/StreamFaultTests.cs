using System.Text;
using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.Mastodon;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Mastodon;

/// <summary>What goes wrong with a stream that is open.</summary>
public sealed class StreamFaultTests : OneServerTests
{
    [Test]
    public async Task Stream_ThatGives_HandsOnWhatCame()
    {
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        ServerStream stream = await _server.StreamAsync();
        await stream.SendAsync(":)\n:thump\n\n");
        await stream.UpdateAsync("101");
        await stream.EventAsync("status.update", MastodonServer.Status("101", text: "better soup"));
        await stream.EventAsync("delete", "101");
        Assert.That(await run.IdsAsync(3), Is.EqualTo(new[] { "101", "101", "-101" }));
        Assert.That(run.Records.Select(record => record.EventName), Is.EqualTo(new[] { "update", "status.update", "delete" }));
        Assert.That(run.Records, Has.All.Matches<RawRecord>(record => record.Form == RecordForm.ServerSentEvent && record.ReceivedAt == _host.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
        Assert.That(run.Records[0].Position.Named, Is.EqualTo($"mastodon:{_server.Address.Authority}"));
        Assert.That((run.Watch.State.Phase, run.Watch.Records), Is.EqualTo((SourcePhase.Streaming, 3L)));
        Assert.That(_server.Requests[^1].UserAgent, Does.StartWith("RtmPipeline/"));
    }

    [Test]
    public async Task Stream_WithoutSignsOfLife_IsTakenForDeadAndOpenedAgain()
    {
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        ServerStream dead = await _server.StreamAsync();
        await dead.UpdateAsync("101");
        await run.IdsAsync(1);
        await ReadingAsync();
        _host.Clock.Advance(TimeSpan.FromSeconds(45));
        await run.PhaseAsync(SourcePhase.Waiting);
        Assert.That(run.Watch.State.Reason, Is.EqualTo("nothing came for 45 s"));
        await dead.ClientLeft;
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        await (await _server.StreamAsync()).UpdateAsync("102");
        Assert.That(await run.IdsAsync(2), Is.EqualTo(new[] { "101", "102" }));
        Assert.That((run.Watch.Counts["stall"], run.Watch.Counts["reconnect"]), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public async Task Stream_WithSignsOfLifeOnly_StaysOpen()
    {
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        ServerStream quiet = await _server.StreamAsync();
        for (int i = 0; i < 8; i++)
        {
            await ReadingAsync();
            DateTimeOffset due = _host.Clock.NextDue!.Value;
            _host.Clock.Advance(TimeSpan.FromSeconds(15));
            await quiet.ThumpAsync();
            await Eventually.IsTrue(() => _host.Clock.NextDue is { } next && next > due, "the sign of life was read");
        }

        await quiet.UpdateAsync("101");
        Assert.That(await run.IdsAsync(1), Is.EqualTo(new[] { "101" }));
        Assert.That(run.Watch.Counts, Does.Not.ContainKey("stall").And.Not.ContainKey("reconnect"));
    }

    [Test]
    public async Task Bytes_OneByOneAndCutInsideCharacters_GiveWholeRecords([Values(1, 7)] int pieceBytes)
    {
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        ServerStream stream = await _server.StreamAsync();
        string status = MastodonServer.Status("101", text: "ä€😀 Wärme");
        await stream.SendAsync(Encoding.UTF8.GetBytes($":thump\nevent: update\ndata: {status}\n\n"), pieceBytes);
        await run.IdsAsync(1);
        Assert.That(Encoding.UTF8.GetString(run.Records[0].Bytes.Span), Is.EqualTo(status));
    }

    [Test]
    public async Task Event_CutByTheConnection_IsNotHandedOn_AndComesWithTheGap()
    {
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        ServerStream stream = await _server.StreamAsync();
        await stream.UpdateAsync("101");
        await run.IdsAsync(1);
        _server.Write("/api/v1/timelines/public", "101", "102");
        await stream.SendAsync(Encoding.UTF8.GetBytes($"event: update\ndata: {MastodonServer.Status("102")[..60]}"));
        stream.Cut();
        await run.PhaseAsync(SourcePhase.Waiting);
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That(await run.IdsAsync(2), Is.EqualTo(new[] { "101", "102" }));
        Assert.That(run.Records[1].Form, Is.EqualTo(RecordForm.Json));
        Assert.That(run.Watch.Counts["failed"], Is.EqualTo(1));
    }

    [Test]
    public async Task EndOfTheStream_IsNoFaultAndItIsOpenedAgain()
    {
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        ServerStream first = await _server.StreamAsync();
        await run.PhaseAsync(SourcePhase.Streaming);
        first.End();
        await run.PhaseAsync(SourcePhase.Waiting);
        Assert.That(run.Watch.State.Reason, Is.EqualTo("the server ended the stream"));
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        await _server.StreamAsync();
        await run.PhaseAsync(SourcePhase.Streaming);
        Assert.That(_host.Warnings, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Event_ThatIsTooLong_IsTold_AndTheNextOneIsRead()
    {
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        ServerStream stream = await _server.StreamAsync();
        await stream.EventAsync("update", MastodonServer.Status("101", text: new string('x', 1 << 20)));
        await stream.UpdateAsync("102");
        Assert.That(await run.IdsAsync(2), Is.EqualTo(new[] { "too long: event of more than 1048576 bytes (limit 1048576)", "102" }));
        Assert.That((run.Records[0].Form, run.Records[0].Bytes.Length), Is.EqualTo((RecordForm.Fault, 4096)));
        Assert.That(run.Watch.Counts["too-long"], Is.EqualTo(1));
    }

    [TestCase("filters_changed", "undefined", "other")]
    [TestCase("notification", "{\"id\":\"1\",\"type\":\"mention\"}", "other")]
    [TestCase("conversation", "{\"id\":\"1\"}", "other")]
    [TestCase("announcement.delete", "1", "other")]
    [TestCase("something.new", "{}", "unknown")]
    public async Task Event_WithoutAPost_IsCountedAndNotHandedOn(string name, string data, string counted)
    {
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        ServerStream stream = await _server.StreamAsync();
        await stream.EventAsync(name, data);
        await stream.UpdateAsync("101");
        Assert.That(await run.IdsAsync(1), Is.EqualTo(new[] { "101" }));
        Assert.That(run.Watch.Counts[counted], Is.EqualTo(1));
    }

    [TestCase("private")]
    [TestCase("direct")]
    [TestCase("unlisted")]
    public async Task Status_ThatIsNotPublic_IsNotHandedOn(string visibility)
    {
        await using MastodonRun run = new(_host, MastodonRun.Options(_server, "user"));
        ServerStream stream = await _server.StreamAsync();
        string status = MastodonServer.Status("101").Replace("\"visibility\":\"public\"", $"\"visibility\":\"{visibility}\"");
        await stream.EventAsync("update", status);
        await stream.EventAsync("status.update", status);
        await stream.UpdateAsync("102");
        Assert.That(await run.IdsAsync(1), Is.EqualTo(new[] { "102" }));
        Assert.That(run.Watch.Counts["private"], Is.EqualTo(2));
    }

    [Test]
    public async Task BrokenStatus_IsHandedOn_SoThatItCanBeToldWhatIsWrong()
    {
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        await (await _server.StreamAsync()).EventAsync("update", "{\"id\":\"101\",\"content\":");
        Assert.That(await run.IdsAsync(1), Is.EqualTo(new[] { "none" }));
    }

    [Test]
    public async Task Stop_ClosesTheConnectionsAndEndsWithoutAnException()
    {
        await using MastodonRun run = new(_host, MastodonRun.Options(_server, "public", "hashtag:heat"));
        ServerStream[] streams = [await _server.StreamAsync(), await _server.StreamAsync()];
        await run.PhaseAsync(SourcePhase.Streaming);
        await run.StopAsync();
        await Task.WhenAll(streams.Select(stream => stream.ClientLeft));
        Assert.That(run.Watch.State.Phase, Is.EqualTo(SourcePhase.Ended));
        Assert.That(_host.Clock.Waiting, Is.Zero);
    }

    [Test]
    public async Task QueueThatIsFull_HoldsTheSenderBackAndLosesNothing()
    {
        using LiveHost host = new();
        MastodonSource source = (MastodonSource)(MastodonRun.Options(_server) with { QueueBytes = 1 << 20 }).Create(host.Begin());
        using CancellationTokenSource stop = new();
        await using IAsyncEnumerator<RawBatch> batches = source.ReadAsync(1000, stop.Token).GetAsyncEnumerator();
        ValueTask<bool> next = batches.MoveNextAsync();
        ServerStream stream = await _server.StreamAsync();
        string[] ids = [.. Enumerable.Range(1000, 100).Select(id => id.ToString())];
        string text = new('x', 40_000);
        Task sending = Task.Run(async () =>
        {
            foreach (string id in ids)
                await stream.EventAsync("update", MastodonServer.Status(id, text: text));
        });
        await Eventually.IsTrue(() => source.Watch.Records > 10, "records wait");
        List<string> got = [];
        while (got.Count < ids.Length && await next)
        {
            got.AddRange(batches.Current.Records.ToArray().Select(record => StatusHead.Of(record.Bytes.Span).Id!));
            if (got.Count < ids.Length)
                next = batches.MoveNextAsync();
        }

        await sending;
        await stop.CancelAsync();
        Assert.That(got, Is.EqualTo(ids));
    }

    /// <summary>Waits until the source reads its stream, and nothing else waits for the clock: what the stream has given so far is read.</summary>
    private Task ReadingAsync() => Eventually.IsTrue(() => _host.Clock.Waiting == 1, "the stream is read");
}
