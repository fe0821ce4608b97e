using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery.Redis;

internal sealed class ChunkSenderTests
{
    private readonly RedisKeys _keys = new("{rtm}");
    private RedisServer _server = null!;
    private RedisLink _link = null!;
    private ChunkSender _sender = null!;
    private StreamHeads _heads = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await RedisServer.StartAsync();
        _link = new RedisLink(_server.Options, TimeProvider.System);
        WriterRole role = await new RoleTaking(_link, _keys, _server.Options, "test").TakeAsync(0, CancellationToken.None);
        _heads = role.Heads;
        _sender = new ChunkSender(_link, _keys, _server.Options, role.Token);
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
            Throws.TypeOf<DeliveryBrokenException>().With.Message.Contains("another entry with seq 2 than a.1"));
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
    public async Task Role_TakenTwiceByOneHolder_KeepsItsToken()
    {
        WriterRole again = await new RoleTaking(_link, _keys, _server.Options, "test").TakeAsync(0, CancellationToken.None);
        WriterRole other = await new RoleTaking(_link, _keys, _server.Options, "other").TakeAsync(0, CancellationToken.None);
        Assert.That((again.Token, other.Token, other.PreviousHolder), Is.EqualTo(("1", "2", "test")));
    }

    private Chunk ChunkOf(IncidentRevision[] revisions) => Chunk.Of([.. new EntryNumbering().Compose(SampleRevisions.Batch(revisions))], _heads);
}
