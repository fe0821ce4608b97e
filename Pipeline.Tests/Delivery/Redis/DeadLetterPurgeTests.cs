using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery.Redis;

internal sealed class DeadLetterPurgeTests
{
    private const int Letters = 150;

    private RedisServer _server = null!;
    private RedisLink _link = null!;
    private SetClock _clock = null!;
    private DeadLetterPurge _purge = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await RedisServer.StartAsync();
        await using RedisDelivery delivery = new(_server.Options, _ => { }, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        await delivery.WriteAsync(new OutputBatch([], [.. Enumerable.Range(1, Letters).Select(Letter)], 0), CancellationToken.None);
        _link = new RedisLink(_server.Options, TimeProvider.System);
        _clock = new SetClock();
        _purge = New();
    }

    [TearDown]
    public async Task End()
    {
        if (_link is not null)
            await _link.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    public async Task Delete_OfOnePost_RemovesItsLettersWithinASecond()
    {
        _purge.Add([$"x:{Id(70)}"]);
        await _purge.StepAsync(CancellationToken.None);
        Assert.That(_purge.IsIdle, Is.False, "others may come along");

        _clock.Advance(DeadLetterPurge.FewWait);
        while (!_purge.IsIdle)
            await _purge.StepAsync(CancellationToken.None);

        Assert.That(await LinesAsync(), Is.EqualTo(Enumerable.Range(1, Letters).Where(i => i != 70)));
        Assert.That(_purge.Removed, Is.EqualTo(1));
    }

    [Test]
    public async Task Purge_Finished_RemovesAllThatWaits()
    {
        _purge.Add(Enumerable.Range(1, Letters - 3).Select(i => $"x:{Id(i)}"));
        await _purge.FinishAsync(CancellationToken.None);
        Assert.That(await LinesAsync(), Is.EqualTo([Letters - 2, Letters - 1, Letters]));
    }

    [Test]
    public async Task Purge_SavedInTheMiddle_IsBegunAgainByTheNextRun()
    {
        _purge.Add([$"x:{Id(149)}", $"x:{Id(3)}"]);
        StateWriter saved = new();
        _purge.Save(saved);
        DeadLetterPurge next = New();
        next.Load(new StateReader(saved.ToArray()));
        await next.FinishAsync(CancellationToken.None);
        Assert.That(next.Removed, Is.EqualTo(2));
    }

    [Test]
    public async Task Purge_WithNothingToDo_AsksRedisNothing()
    {
        await _server.KillAsync();
        await _purge.StepAsync(CancellationToken.None);
        Assert.That(_purge.IsIdle, Is.True);
    }

    /// <summary>A clock that is set by hand.</summary>
    private sealed class SetClock : TimeProvider
    {
        private TimeSpan _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now.Ticks;

        public void Advance(TimeSpan by) => _now += by;
    }

    private DeadLetterPurge New() =>
        new(new TailCommands(_link, new RedisRetry(_server.Options, _ => { }, TimeProvider.System)), new RedisKeys(RedisOptions.DefaultPrefix), _clock);

    private async Task<List<int>> LinesAsync() =>
        [.. (await _server.EntriesAsync("deadletter")).Select(entry => (int)new DeadLetter(new TailEntry(OutputStream.DeadLetters, entry.Id, entry.Names, entry.Values)).Position.Line)];

    private static string Id(int line) => $"{1_000_000_000_000_000_000 + line}";

    private static Rejection Letter(int line) =>
        new(new RecordPosition("x", line, line), RejectReason.MissingText, "no text", System.Text.Encoding.UTF8.GetBytes($$$"""{"data":{"id":"{{{Id(line)}}}"}}""")) { StreamTime = 1_700_000_000_000 + line };
}
