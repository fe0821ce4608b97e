using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Telemetry;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery.Redis;

internal sealed class ChunkSenderTests
{
    private readonly RedisKeys _keys = new("{rtm}");
    private RedisServer _server = null!;
    private RedisLink _link = null!;
    private DeliveryMetrics _metrics = null!;
    private RoleKeeper _role = null!;
    private ChunkSender _sender = null!;
    private StreamHeads _heads = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await RedisServer.StartAsync();
        _link = new RedisLink(_server.Options, TimeProvider.System);
        _metrics = new DeliveryMetrics();
        DeliveryWatch watch = new(TimeProvider.System, _metrics);
        RedisRetry retry = new(_server.Options, _ => { }, TimeProvider.System);
        _role = new RoleKeeper(_link, _keys, _server.Options, retry, watch, _ => { }, TimeProvider.System);
        _heads = (await _role.TakeAsync(0, mend: false, CancellationToken.None)).Heads;
        _sender = new ChunkSender(_link, _keys, _server.Options, _role);
    }

    [TearDown]
    public async Task End()
    {
        if (_role is not null)
            await _role.DisposeAsync();
        _metrics?.Dispose();
        if (_link is not null)
            await _link.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    public async Task Chunk_SentTwice_AddsNothingTwice()
    {
        Chunk chunk = ChunkOf(new SampleRevisions(1).Take(40));
        await _sender.SendAsync(chunk, CancellationToken.None);
        await _sender.SendAsync(chunk, CancellationToken.None);
        Assert.That((await _server.EntriesAsync("alerts")).Count + (await _server.EntriesAsync("opportunities")).Count, Is.EqualTo(40));
    }

    [Test]
    public async Task Chunk_SentAgainWithOtherContent_BreaksWithTheEntry()
    {
        IncidentRevision[] revisions = [.. Enumerable.Range(0, 3).Select(_ => new SampleRevisions(1).Next(OutputKind.Alert, incident: "a"))];
        await _sender.SendAsync(ChunkOf(revisions), CancellationToken.None);
        revisions[1] = revisions[1] with { Summary = "something else" };
        Assert.That(
            () => _sender.SendAsync(ChunkOf(revisions), CancellationToken.None),
            Throws.TypeOf<DeliveryBrokenException>().With.Message.Contains("another entry with seq 2").And.Message.Contains("'data' differs from byte").And.Message.Not.Contains("something else"));
    }

    [Test]
    public async Task Chunk_SentAgainAfterAnEntryWasDeleted_Breaks()
    {
        Chunk chunk = ChunkOf([new SampleRevisions(1).Next(OutputKind.Alert)]);
        await _sender.SendAsync(chunk, CancellationToken.None);
        await _server.RunAsync("XDEL", "{rtm}:alerts", chunk.Ids[0].ToString());
        Assert.That(() => _sender.SendAsync(chunk, CancellationToken.None), Throws.TypeOf<DeliveryBrokenException>());
    }

    [Test]
    public void Chunk_OfEntriesThatDoNotFollow_CannotBeMade() =>
        Assert.That(() => Chunk.Of([OutputEntries.Of(new SampleRevisions(1).Next(), 7)], _heads), Throws.ArgumentException);

    [Test]
    public async Task Role_TakenTwiceByOneAttempt_KeepsItsToken()
    {
        WriterRole again = await _role.TakeAsync(0, mend: false, CancellationToken.None);
        Assert.That(again.Token, Is.EqualTo("1"));
    }

    [Test]
    public async Task ChunkOfNothing_WhileAllIsThere_KeepsTheRole()
    {
        await _sender.SendAsync(ChunkOf(new SampleRevisions(1).Take(5)), CancellationToken.None);
        StreamHeads after = ChunkOf(new SampleRevisions(1).Take(5)).After;
        Assert.That(await _sender.SendAsync(Chunk.Of([], after), CancellationToken.None), Is.EqualTo(SendOutcome.Written));
    }

    private Chunk ChunkOf(IncidentRevision[] revisions) => Chunk.Of([.. new EntryNumbering().Compose(SampleRevisions.Batch(revisions))], _heads);
}
