using System.Text;
using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.Mastodon;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Mastodon;

/// <summary>What was missed between two connections, and while the program did not run.</summary>
public sealed class GapFillingTests : OneServerTests
{
    private const string Timeline = "/api/v1/timelines/public";

    [Test]
    public async Task Reconnect_FillsTheGapOnceAndInOrder_BeforeWhatTheStreamGives()
    {
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        ServerStream first = await _server.StreamAsync();
        _server.Write(Timeline, "1001");
        await first.UpdateAsync("1001");
        await run.IdsAsync(1);
        first.Cut();
        await run.PhaseAsync(SourcePhase.Waiting);
        _server.Write(Timeline, [.. Ids(1002, 100)]);
        ServerStream second = await ReconnectAsync();
        await second.UpdateAsync("1101");
        await second.UpdateAsync("1102");
        Assert.That(await run.IdsAsync(102), Is.EqualTo(Ids(1001, 102)));
        await run.CountAsync("duplicate");
        Assert.That((run.Watch.Counts["filled"], run.Watch.Counts["duplicate"]), Is.EqualTo((100L, 1L)));
        Assert.That(_server.Asked(Timeline), Is.EqualTo(new[]
        {
            $"{Timeline}?limit=1", $"{Timeline}?min_id=1001&limit=40", $"{Timeline}?min_id=1041&limit=40", $"{Timeline}?min_id=1081&limit=40", $"{Timeline}?min_id=1101&limit=40",
        }));
    }

    [Test]
    public async Task FirstStart_ReadsNothingOld_AndKnowsFromWhereAGapBegins()
    {
        _server.Write(Timeline, "1001");
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        ServerStream first = await _server.StreamAsync();
        await Eventually.IsTrue(() => _server.Asked(Timeline).Count == 1, "the newest status was asked for");
        await first.EventAsync("delete", "7");
        await run.IdsAsync(1);
        first.Cut();
        await run.PhaseAsync(SourcePhase.Waiting);
        _server.Write(Timeline, "1002");
        await ReconnectAsync();
        Assert.That(await run.IdsAsync(2), Is.EqualTo(new[] { "-7", "1002" }));
    }

    [Test]
    public async Task Restart_GoesOnBehindTheLastAcceptedStatus_OfEachStream()
    {
        const string Tag = "/api/v1/timelines/tag/heat";
        string[] streams = ["public", "hashtag:heat"];
        await using (MastodonRun before = new(_host, MastodonRun.Options(_server, streams)))
        {
            ServerStream[] opened = [await _server.StreamAsync(), await _server.StreamAsync()];
            await opened.Single(stream => stream.Target.EndsWith("public", StringComparison.Ordinal)).UpdateAsync("1001");
            await opened.Single(stream => stream.Target.EndsWith("tag=heat", StringComparison.Ordinal)).UpdateAsync("900");
            await before.IdsAsync(2);
            await Eventually.IsTrue(() => _server.Asked("/api/v1/timelines").Count == 2, "both timelines were asked");
            await Eventually.IsTrue(
                () =>
                {
                    before.Source.Remember();
                    return Encoding.UTF8.GetString(_host.Memory.Read("cursor")!) is var text && text.Contains("1001") && text.Contains("900");
                },
                "both are remembered");
        }

        _server.Write(Timeline, "1001", "1002");
        _server.Write(Tag, "900", "901");
        await using MastodonRun after = new(_host, MastodonRun.Options(_server, streams));
        Assert.That(await after.IdsAsync(2), Is.EquivalentTo(new[] { "1002", "901" }));
        Assert.That(_server.Asked(Timeline), Does.Contain($"{Timeline}?min_id=1001&limit=40"));
        Assert.That(_server.Asked(Tag), Does.Contain($"{Tag}?min_id=900&limit=40"));
    }

    [Test]
    public async Task Cursor_IsNotBeyondWhatWasAccepted()
    {
        _server.Write(Timeline, "1001");
        await using MastodonRun run = new(_host, MastodonRun.Options(_server), accepts: false);
        ServerStream stream = await _server.StreamAsync();
        await Eventually.IsTrue(() => Remembered(run).Contains("1001"), "the start is remembered");
        await stream.UpdateAsync("1002");
        await run.IdsAsync(1);
        Assert.That(Remembered(run), Does.Contain("1001").And.Not.Contain("1002"));
        run.AcceptAll();
        Assert.That(Remembered(run), Does.Contain("1002"));
    }

    [Test]
    public async Task Memory_OfAnotherServer_IsNotUsed()
    {
        _host.Memory.Write("cursor", """{"instance":"https://other.example","streams":{"public":"5"}}"""u8);
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        await _server.StreamAsync();
        await Eventually.IsTrue(() => _server.Asked(Timeline).Count == 1, "the timeline was asked");
        Assert.That(_server.Asked(Timeline).Single(), Is.EqualTo($"{Timeline}?limit=1"));
    }

    [TestCase("broken")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"instance":5}""")]
    public async Task Memory_ThatIsBroken_IsToldAndTheSourceBegins(string content)
    {
        _host.Memory.Write("cursor", Encoding.UTF8.GetBytes(content));
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        await _server.StreamAsync();
        Assert.That(_host.Warnings.Single(), Does.Contain("cannot be read"));
        Assert.That(run.Watch.Counts["memory"], Is.EqualTo(1));
    }

    [Test]
    public async Task Gap_LargerThanAllowed_IsFilledSoFar_CountedAndWarnedOf()
    {
        Begin("1000");
        _server.Write(Timeline, [.. Ids(1001, 100)]);
        await using MastodonRun run = new(_host, MastodonRun.Options(_server) with { MaxGapPages = 2 });
        ServerStream stream = await _server.StreamAsync();
        await run.CountAsync("gap");
        await stream.UpdateAsync("2000");
        Assert.That(await run.IdsAsync(81), Is.EqualTo((string[])[.. Ids(1001, 80), "2000"]));
        Assert.That(_host.Warnings.Single(), Does.Contain("more was missed than 2 pages of 40 statuses"));
        Assert.That(Remembered(run), Does.Contain("2000"));
    }

    [Test]
    public async Task Gap_OfExactlyWhatIsAllowed_IsNone()
    {
        Begin("1000");
        _server.Write(Timeline, [.. Ids(1001, 80)]);
        await using MastodonRun run = new(_host, MastodonRun.Options(_server) with { MaxGapPages = 2 });
        await Eventually.IsTrue(() => _server.Asked(Timeline).Count == 3, "the end was reached");
        await run.IdsAsync(80);
        Assert.That(run.Watch.Counts, Does.Not.ContainKey("gap"));
    }

    [Test]
    public async Task Limit_OfTheTimelines_IsWaitedForUntilItsReset_AndTheStreamIsReadMeanwhile()
    {
        Begin("1000");
        _server.Write(Timeline, [.. Ids(1001, 3)]);
        _server.Answer(Timeline, new ServerAnswer(429, [("X-RateLimit-Reset", "2026-08-14T09:04:30.000000Z")]));
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        ServerStream stream = await _server.StreamAsync();
        await Eventually.IsTrue(() => run.Watch.State.Reason.StartsWith("filling a gap waits until 09:04:30", StringComparison.Ordinal), "the state tells it");
        await stream.UpdateAsync("2000");
        _host.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.That(await run.IdsAsync(1), Is.EqualTo(new[] { "2000" }));
        Assert.That(Remembered(run), Does.Contain("1000").And.Not.Contain("2000"));
        await AdvanceAsync(stream, new DateTimeOffset(2026, 8, 14, 9, 4, 30, TimeSpan.Zero));
        Assert.That(await run.IdsAsync(4), Is.EqualTo(new[] { "2000", "1001", "1002", "1003" }));
        await Eventually.IsTrue(() => Remembered(run).Contains("2000"), "what came meanwhile is remembered once the gap is filled");
    }

    [Test]
    public async Task LimitThatIsUsedUp_IsWaitedForBeforeTheNextPage()
    {
        Begin("1000");
        _server.Answer(Timeline, new ServerAnswer(200, [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "2026-08-14T09:00:05Z")], $"[{MastodonServer.Status("1001")}]"));
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        await Eventually.IsTrue(() => run.Watch.State.Reason.StartsWith("filling a gap waits until 09:00:05", StringComparison.Ordinal), "the state tells it");
        Assert.That(_server.Asked(Timeline), Has.Count.EqualTo(1));
        _host.Clock.Advance(TimeSpan.FromSeconds(5));
        await Eventually.IsTrue(() => _server.Asked(Timeline).Count == 2, "the next page is asked for");
    }

    [Test]
    public async Task Timeline_InTrouble_IsAskedAgain([Values(500, 200)] int status)
    {
        Begin("1000");
        _server.Write(Timeline, "1001");
        _server.Answer(Timeline, new ServerAnswer(status, Body: "<html>"));
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        await run.CountAsync("gap-failed");
        await Eventually.IsTrue(() => run.Watch.State.Reason.Length > 0, "it waits");
        _host.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.That(await run.IdsAsync(1), Is.EqualTo(new[] { "1001" }));
    }

    [Test]
    public async Task Timeline_ThatIsRefused_IsToldAndTheStreamGoesOn([Values(401, 422)] int status)
    {
        Begin("1000");
        _server.Answer(Timeline, new ServerAnswer(status));
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        ServerStream stream = await _server.StreamAsync();
        await run.CountAsync("gap-refused");
        await stream.UpdateAsync("2000");
        await run.IdsAsync(1);
        Assert.That(_host.Warnings.Single(), Does.Contain("gaps cannot be filled"));
        Assert.That(Remembered(run), Does.Contain("2000"));
    }

    [Test]
    public async Task Timeline_WithoutEnd_IsNotReadToIt_AndTheStreamGoesOn()
    {
        Begin("1000");
        _server.Answer(Timeline, new ServerAnswer(200, Body: $"[{new string(' ', MastodonHttp.MaxAnswerBytes)}]"));
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        ServerStream stream = await _server.StreamAsync();
        await Eventually.IsTrue(() => run.Watch.State.Reason.EndsWith($"the answer is longer than {MastodonHttp.MaxAnswerBytes} bytes", StringComparison.Ordinal), "it waits");
        _host.Clock.Advance(TimeSpan.FromSeconds(3));
        await stream.UpdateAsync("1001");
        Assert.That(await run.IdsAsync(1), Is.EqualTo(new[] { "1001" }));
        Assert.That(run.Watch.Counts["gap-failed"], Is.EqualTo(1));
    }

    [Test]
    public async Task NextPage_IsTheOneThatTheServerNames()
    {
        Begin("1000");
        string link = "<https://elsewhere.example/api/v1/timelines/public?max_id=1>; rel=\"next\", <https://elsewhere.example/api/v1/timelines/public?limit=40&min_id=7777>; rel=\"prev\"";
        _server.Answer(Timeline, new ServerAnswer(200, [("Link", link)], $"[{MastodonServer.Status("1001")}]"));
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        await Eventually.IsTrue(() => _server.Asked(Timeline).Count == 2, "the next page is asked for");
        Assert.That(_server.Asked(Timeline)[1], Is.EqualTo($"{Timeline}?min_id=7777&limit=40"));
    }

    [Test]
    public async Task Server_ThatDoesNotKnowMinId_IsNotAskedForever()
    {
        Begin("1000");
        _server.Answer(Timeline, [.. Enumerable.Repeat(new ServerAnswer(200, Body: $"[{MastodonServer.Status("1001")}]"), 10)]);
        await using MastodonRun run = new(_host, MastodonRun.Options(_server));
        ServerStream stream = await _server.StreamAsync();
        await stream.UpdateAsync("2000");
        Assert.That(await run.IdsAsync(2), Is.EqualTo(new[] { "1001", "2000" }));
        Assert.That(_server.Asked(Timeline), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task GapFill_SwitchedOff_AsksNoTimeline()
    {
        Begin("1000");
        await using MastodonRun run = new(_host, MastodonRun.Options(_server) with { GapFill = false });
        await (await _server.StreamAsync()).UpdateAsync("2000");
        await run.IdsAsync(1);
        Assert.That(_server.Asked(Timeline), Is.Empty);
    }

    [Test]
    public async Task OnlyDeletes_ForTenMinutes_AreTold_AndTheTimelineIsAskedInstead()
    {
        Begin("1000");
        await using MastodonRun run = new(_host, MastodonRun.Options(_server) with { ReadTimeout = TimeSpan.FromMinutes(10) });
        ServerStream stream = await _server.StreamAsync();
        for (int i = 0; i < 25; i++)
            await stream.EventAsync("delete", $"{i}");
        await run.IdsAsync(25);
        _host.Clock.Advance(TimeSpan.FromMinutes(9));
        await stream.EventAsync("delete", "25");
        await run.IdsAsync(26);
        Assert.That(run.Watch.State.Reason, Is.Empty);
        _server.Write(Timeline, "1001");
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        await stream.EventAsync("delete", "26");
        Assert.That((await run.IdsAsync(28))[^1], Is.EqualTo("1001"));
        Assert.That((run.Watch.State.Phase, run.Watch.State.Reason, run.Watch.Counts["deletes-only"]), Is.EqualTo((SourcePhase.Streaming, "only deletes come", 1L)));
        Assert.That(_host.Warnings.Single(), Does.Contain("only deletes have come for 10 min"));
        await stream.UpdateAsync("1002");
        await run.IdsAsync(29);
        await Eventually.IsTrue(() => run.Watch.State.Reason.Length == 0, "it is told no more");
    }

    [Test]
    public async Task SameStatus_OfTwoStreamsOfAServer_IsHandedOnOnce()
    {
        await using MastodonRun run = new(_host, MastodonRun.Options(_server, "public", "hashtag:heat"));
        ServerStream[] streams = [await _server.StreamAsync(), await _server.StreamAsync()];
        foreach (ServerStream stream in streams)
            await stream.UpdateAsync("1001");
        await run.CountAsync("duplicate");
        await streams[0].UpdateAsync("1002");
        Assert.That(await run.IdsAsync(2), Is.EqualTo(new[] { "1001", "1002" }));
    }

    private static string[] Ids(int first, int count) => [.. Enumerable.Range(first, count).Select(id => $"{id}")];

    /// <summary>As after a restart that remembers a status.</summary>
    private void Begin(string id) =>
        _host.Memory.Write("cursor", Encoding.UTF8.GetBytes($$$"""{"instance":"{{{_server.Address.GetLeftPart(UriPartial.Authority)}}}","streams":{"public":"{{{id}}}"}}"""));

    private string Remembered(MastodonRun run)
    {
        run.Source.Remember();
        return Encoding.UTF8.GetString(_host.Memory.Read("cursor") ?? []);
    }

    private async Task<ServerStream> ReconnectAsync()
    {
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        return await _server.StreamAsync();
    }

    /// <summary>Moves the clock on in steps, with signs of life, so that the stream is not taken for dead.</summary>
    private async Task AdvanceAsync(ServerStream stream, DateTimeOffset to)
    {
        while (_host.Clock.GetUtcNow() < to)
        {
            DateTimeOffset due = _host.Clock.GetUtcNow() + TimeSpan.FromSeconds(45);
            await stream.ThumpAsync();
            await Eventually.IsTrue(() => _host.Clock.Waiting >= 2 && _host.Clock.NextDue is { } next && (next >= due || next >= to), "the sign of life was read");
            TimeSpan step = to - _host.Clock.GetUtcNow();
            _host.Clock.Advance(step < TimeSpan.FromSeconds(30) ? step : TimeSpan.FromSeconds(30));
        }
    }
}
