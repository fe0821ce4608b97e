using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery.Redis;

internal sealed class RedisCheckpointStoreTests : RedisServerTests
{
    private RedisDelivery _delivery = null!;
    private ICheckpointStore _store = null!;

    [SetUp]
    public async Task Open()
    {
        _delivery = await OpenAsync();
        await _delivery.SaveAsync(new StateWriter(), CancellationToken.None);
        _store = _delivery.CheckpointStore(3);
    }

    [TearDown]
    public async Task Close() => await _delivery.DisposeAsync();

    [TestCase(0)]
    [TestCase(1000)]
    [TestCase(RedisCheckpointStore.PartBytes - 10)]
    [TestCase((3 * RedisCheckpointStore.PartBytes) + 7)]
    public async Task Checkpoint_OfAnySize_ComesBackAsItWas(int bytes)
    {
        Checkpoint made = Made(1, bytes);
        long length = await _store.SaveAsync(made, CancellationToken.None);
        Checkpoint read = (await LoadAsync())[0];
        Assert.That((read.Number, read.Settings, read.Sources[0], length), Is.EqualTo((1L, made.Settings, made.Sources[0], await StoredBytesAsync())));
        Assert.That(read.Part("trends")!.Value.Span.SequenceEqual(made.Part("trends")!.Value.Span), Is.True);
    }

    [Test]
    public async Task Checkpoints_BeyondThoseKept_AreDroppedWithTheirParts()
    {
        for (int number = 1; number <= 7; number++)
            await _store.SaveAsync(Made(number, 5_000_000), CancellationToken.None);
        Assert.That((await LoadAsync()).Select(checkpoint => checkpoint.Number), Is.EqualTo([7L, 6L, 5L]), "newest first");
        Assert.That(RedisReply.Texts(await Server.RunAsync("KEYS", "{rtm}:checkpoint:*")), Has.Length.EqualTo(6), "two parts each");
    }

    [Test]
    public async Task Checkpoints_NewerThanTheOneMade_WereLeftBehindAndGo()
    {
        foreach (int number in (int[])[4, 5, 6, 5])
            await _store.SaveAsync(Made(number, 100 + number), CancellationToken.None);
        Assert.That((await LoadAsync()).Select(checkpoint => checkpoint.Number), Is.EqualTo([5L, 4L]));
    }

    [TestCase("checkpoint.before-rename", 1L)]
    [TestCase("checkpoint.after-rename", 2L)]
    public async Task Crash_WhileOneIsMade_LeavesAWholeOne(string place, long newest)
    {
        await _store.SaveAsync(Made(1, 9_000_000), CancellationToken.None);
        await using RedisDelivery crashing = await OpenAsync(CrashPoints.At(place, _ => throw new InvalidOperationException("crashed here")));
        await crashing.SaveAsync(new StateWriter(), CancellationToken.None);
        Assert.That(() => crashing.CheckpointStore(3).SaveAsync(Made(2, 9_000_000), CancellationToken.None), Throws.InvalidOperationException);
        Assert.That((await LoadAsync())[0].Number, Is.EqualTo(newest));
        string[] parts = RedisReply.Texts(await Server.RunAsync("KEYS", "{rtm}:checkpoint:2:*"));
        Assert.That(parts, Has.Length.EqualTo(3));
        Assert.That(await Server.NumberAsync("TTL", parts[0]), newest == 2 ? Is.EqualTo(-1) : Is.Positive, "parts that never became a checkpoint pass away");
    }

    [Test]
    public async Task Checkpoint_BrokenOrIncomplete_IsPassedOverWithAWarning()
    {
        for (int number = 1; number <= 3; number++)
            await _store.SaveAsync(Made(number, 2000), CancellationToken.None);
        await Server.RunAsync("SETRANGE", RedisReply.Texts(await Server.RunAsync("KEYS", "{rtm}:checkpoint:3:*"))[0], 1000, "damage");
        await Server.RunAsync("DEL", RedisReply.Texts(await Server.RunAsync("KEYS", "{rtm}:checkpoint:2:*"))[0]);
        await Server.RunAsync("HSET", "{rtm}:checkpoints", "9", "no such thing");
        Assert.That((await LoadAsync()).Select(checkpoint => checkpoint.Number), Is.EqualTo([1L]));
        Assert.That(Warnings, Has.One.Contains("checkpoint 3").And.One.Contains("checkpoint 2").And.One.Contains("'9'"));
    }

    [Test]
    public async Task Checkpoint_OfAWriterThatWasReplaced_IsNotKept()
    {
        await _store.SaveAsync(Made(1, 100), CancellationToken.None);
        await using RedisDelivery other = new(Server.Options with { TakeOver = true }, Warnings.Add, TimeProvider.System);
        await other.OpenAsync(CancellationToken.None);
        await other.SaveAsync(new StateWriter(), CancellationToken.None);
        Assert.That(() => _store.SaveAsync(Made(2, 100), CancellationToken.None), Throws.TypeOf<DeliveryBrokenException>().With.Message.Contains("another writer"));
        Assert.That((await LoadAsync()).Select(checkpoint => checkpoint.Number), Is.EqualTo([1L]));
    }

    [Test]
    public async Task Checkpoint_AfterRedisWasEmptied_IsWrittenAnew()
    {
        await _store.SaveAsync(Made(1, 100), CancellationToken.None);
        await Server.RunAsync("FLUSHALL");
        await _store.SaveAsync(Made(2, 100), CancellationToken.None);
        Assert.That((await LoadAsync()).Select(checkpoint => checkpoint.Number), Is.EqualTo([2L]));
    }

    private async Task<RedisDelivery> OpenAsync(CrashPoints? points = null)
    {
        RedisDelivery delivery = new(Server.Options with { Holder = "the-state" }, Warnings.Add, TimeProvider.System, points);
        await delivery.OpenAsync(CancellationToken.None);
        return delivery;
    }

    private async Task<List<Checkpoint>> LoadAsync()
    {
        List<Checkpoint> all = [];
        await foreach (Checkpoint checkpoint in _store.LoadAsync(CancellationToken.None))
            all.Add(checkpoint);
        return all;
    }

    private async Task<long> StoredBytesAsync()
    {
        long bytes = 0;
        foreach (string key in RedisReply.Texts(await Server.RunAsync("KEYS", "{rtm}:checkpoint:*")))
            bytes += await Server.NumberAsync("STRLEN", key);
        return bytes;
    }

    private static Checkpoint Made(long number, int bytes)
    {
        byte[] state = new byte[bytes];
        new Random((int)number).NextBytes(state);
        return new Checkpoint
        {
            Number = number,
            StreamTime = 5,
            MadeAt = 6,
            Program = "test",
            Settings = "settings",
            Sources = [new SourceMark("in.ndjson", 7, 8, 9, false)],
            Parts = [new StatePart("trends", [state.AsMemory(0, bytes / 3), state.AsMemory(bytes / 3)]), new StatePart("posts", [new byte[10]])],
        };
    }
}
