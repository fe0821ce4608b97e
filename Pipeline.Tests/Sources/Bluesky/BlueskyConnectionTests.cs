using System.Net.WebSockets;
using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Bluesky;
using RtmPipeline.Sources.Live;
using RtmPipeline.Tests.TestKit;
using static RtmPipeline.Tests.Sources.Bluesky.JetstreamEvents;

namespace RtmPipeline.Tests.Sources.Bluesky;

/// <summary>A server that has gone without a word, and a pipeline that takes nothing.</summary>
internal sealed class BlueskyConnectionTests
{
    [Test]
    public async Task Server_ThatAnswersNoPing_IsTakenForDeadAndReadAnew()
    {
        using LiveHost host = NewHost();
        TaskCompletionSource over = new();
        await using JetstreamServer server = await JetstreamServer.StartAsync(async (client, n) =>
        {
            await client.SendAsync(Event(n));
            // A server that does not read does not see pings.
            if (n == 0)
                await over.Task;
        });
        await using BlueskyRun run = new(host, Of(server) with { KeepAlive = TimeSpan.FromMilliseconds(150) });
        await run.HasAsync(1);
        await ReconnectAsync(host, server, 2);
        await run.HasAsync(2);
        over.SetResult();
        Assert.That(run.Count("stall"), Is.GreaterThanOrEqualTo(1));
        Assert.That(host.Warnings, Has.Some.Contains("no answer to a ping"));
        Assert.That(CursorOf(server.Client(1)), Is.EqualTo(Base - 5_000_000));
    }

    [Test]
    public async Task ServerThatListensOnly_WhileItIsTried_IsUnusable()
    {
        using LiveHost host = NewHost();
        TaskCompletionSource over = new();
        await using JetstreamServer server = await JetstreamServer.StartAsync((_, _) => over.Task);
        SourceTrial trial = await (Of(server) with { KeepAlive = TimeSpan.FromMilliseconds(50) }).Create(host.Begin()).TryAsync(CancellationToken.None);
        over.SetResult();
        Assert.That(trial.IsUsable, Is.False);
        Assert.That(trial.Findings[0], Does.EndWith("connected, then cut: no answer to a ping"));
    }

    [Test]
    public async Task WhatAServerSays_IsShownOnOneLineAndShort()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync((client, n) =>
            client.SendAsync(n == 0 ? $$$"""{"$type":"error","error":"Odd\nName","message":"\u001b[2J{{{new string('x', 5_000)}}}"}""" : Event(n)));
        await using BlueskyRun run = new(host, Of(server));
        await ReconnectAsync(host, server, 2);
        await run.HasAsync(1);
        string warning = host.Warnings.First(line => line.Contains("the server says", StringComparison.Ordinal));
        Assert.That(warning, Has.Length.LessThan(500).And.Not.Contains('\n').And.Not.Contains('\u001b'));
        Assert.That(run.Count("error"), Is.EqualTo(1));
    }

    [Test]
    public async Task FullQueue_HoldsTheServerBack_AndIsNoStallAndLosesNothing()
    {
        using LiveHost host = NewHost();
        string[] events = [.. Enumerable.Range(0, 300).Select(n => Event(n, shiftUs: -400_000_000))];
        // The rest comes once the first is taken: what is held back then stays so until somebody takes more.
        TaskCompletionSource first = new();
        await using JetstreamServer server = await JetstreamServer.StartAsync(async (client, _) =>
        {
            await SendAllAsync(client, events[..1]);
            await first.Task;
            await SendAllAsync(client, events[1..]);
        });
        BlueskySource source = (BlueskySource)(Of(server) with { QueueBytes = 1 }).Create(host.Begin());
        using CancellationTokenSource stop = new();
        await using IAsyncEnumerator<RawBatch> batches = source.ReadAsync(10, stop.Token).GetAsyncEnumerator(CancellationToken.None);
        List<string> taken = [];
        await TakeAsync(batches, taken, 1);
        first.SetResult();
        await Eventually.IsTrue(() => source.Watch.Counts.ContainsKey("held-back"), "it is held back");
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.That(source.Watch.State.Phase, Is.EqualTo(SourcePhase.Streaming));
        await TakeAsync(batches, taken, events.Length);
        Assert.That(taken, Is.EqualTo(events));
        Assert.That((server.Count, source.Watch.Counts.ContainsKey("stall")), Is.EqualTo((1, false)));
        await stop.CancelAsync();
    }

    [Test]
    public async Task ServerThatCutsAReaderThatWasHeldBack_IsGoneOnWithFromWhatWasTaken()
    {
        using LiveHost host = NewHost();
        string[] events = [.. Enumerable.Range(0, 50).Select(n => Event(n))];
        await using JetstreamServer other = await JetstreamServer.StartAsync();
        await using JetstreamServer server = await JetstreamServer.StartAsync((client, _) => SendAllAsync(client, events));
        BlueskySource source = (BlueskySource)(Of(server, other) with { QueueBytes = 1 }).Create(host.Begin());
        using CancellationTokenSource stop = new();
        await using IAsyncEnumerator<RawBatch> batches = source.ReadAsync(5, stop.Token).GetAsyncEnumerator(CancellationToken.None);
        List<string> taken = [];
        await TakeAsync(batches, taken, 1);
        await Eventually.IsTrue(() => source.Watch.Counts.ContainsKey("held-back"), "it is held back");
        server.Client(0).Abort();
        Task taking = TakeAsync(batches, taken, events.Length);
        await ReconnectAsync(host, server, 2);
        await taking;
        Assert.That(taken, Is.EqualTo(events), "what came again is not handed on again");
        Assert.That((other.Count, source.Watch.Counts["reconnect"]), Is.EqualTo((0, 1)), "the server is not at fault");
        Assert.That(host.Warnings, Has.Some.Contains("after it was held back"));
        await stop.CancelAsync();
    }

    [Test]
    public async Task PipelineThatStands_ForLongerThanAPingMayTake_IsGoneOnWith()
    {
        using LiveHost host = NewHost();
        string[] events = [.. Enumerable.Range(0, 50).Select(n => Event(n))];
        await using JetstreamServer other = await JetstreamServer.StartAsync();
        await using JetstreamServer server = await JetstreamServer.StartAsync((client, _) => SendAllAsync(client, events));
        BlueskySource source = (BlueskySource)(Of(server, other) with { QueueBytes = 1, KeepAlive = TimeSpan.FromMilliseconds(100) }).Create(host.Begin());
        using CancellationTokenSource stop = new();
        await using IAsyncEnumerator<RawBatch> batches = source.ReadAsync(5, stop.Token).GetAsyncEnumerator(CancellationToken.None);
        List<string> taken = [];
        await TakeAsync(batches, taken, 1);
        await Eventually.IsTrue(() => source.Watch.Counts.ContainsKey("held-back") && server.Client(0).Socket.State != WebSocketState.Open, "the runtime gives the connection up");
        Task taking = TakeAsync(batches, taken, events.Length);
        await ReconnectAsync(host, server, 2);
        await taking;
        Assert.That(taken, Is.EqualTo(events));
        Assert.That((other.Count, source.Watch.Counts.ContainsKey("stall")), Is.EqualTo((0, false)), "the server is not at fault");
        await stop.CancelAsync();
    }

    [Test]
    public async Task Stop_WhileTheQueueIsFull_EndsAtOnceAndAcceptsNothingOfIt()
    {
        using LiveHost host = NewHost();
        await using JetstreamServer server = await JetstreamServer.StartAsync((client, _) => SendAllAsync(client, [.. Enumerable.Range(0, 50).Select(n => Event(n))]));
        BlueskySource source = (BlueskySource)(Of(server) with { QueueBytes = 1 }).Create(host.Begin());
        using CancellationTokenSource stop = new();
        IAsyncEnumerator<RawBatch> batches = source.ReadAsync(5, stop.Token).GetAsyncEnumerator(CancellationToken.None);
        await batches.MoveNextAsync();
        batches.Current.Accepted!();
        await Eventually.IsTrue(() => source.Watch.Counts.ContainsKey("held-back"), "it is held back");
        await stop.CancelAsync();
        Assert.That(await batches.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20)), Is.False);
        await batches.DisposeAsync();
        source.Remember();
        Assert.That(BitConverter.ToInt64(host.Memory.Read("cursor")!, 1), Is.LessThan(Base + 10_000_000));
    }

    private static async Task SendAllAsync(JetstreamClient client, string[] events)
    {
        foreach (string one in events)
            await client.SendAsync(one);
    }

    private static async Task TakeAsync(IAsyncEnumerator<RawBatch> batches, List<string> taken, int count)
    {
        while (taken.Count < count && await batches.MoveNextAsync())
        {
            taken.AddRange(batches.Current.Records.ToArray().Select(record => TextOf(record.Bytes)));
            batches.Current.Accepted?.Invoke();
        }
    }
}
