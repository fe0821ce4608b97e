using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Live;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Live;

public sealed class ArrivalGateTests
{
    private const long Minute = 60_000;
    private readonly LiveHost _host = new();
    private ArrivalGate _gate = null!;

    [SetUp]
    public void MakeGate() => _gate = new ArrivalGate(new MergingOptions(), _host.Clock);

    [OneTimeTearDown]
    public void DisposeHost() => _host.Dispose();

    private long Now => _host.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    [Test]
    public async Task SourceAhead_WaitsUntilTheOneThatCatchesUpIsNear()
    {
        ArrivalGate.Lane live = Lane("live");
        ArrivalGate.Lane backlog = Lane("backlog", mayLag: true);
        Assert.That(Offer(backlog, Now - (60 * Minute)).IsCompleted);
        Task held = Offer(live, Now);
        Assert.That(Offer(backlog, Now - (6 * Minute)).IsCompleted);
        Assert.That(held.IsCompleted, Is.False);
        Assert.That(Offer(backlog, Now - (4 * Minute)).IsCompleted);
        await held;
        Assert.That(live.Source.Watch.Counts["held"], Is.EqualTo(1));
    }

    [Test]
    public void SourceThatCannotLag_HoldsNobodyBack()
    {
        ArrivalGate.Lane live = Lane("live");
        ArrivalGate.Lane archive = Lane("archive");
        Assert.That(Offer(archive, Now - (60 * Minute)).IsCompleted);
        Assert.That(Offer(live, Now).IsCompleted);
    }

    [Test]
    public async Task SourceBehind_ThatGivesNothing_BecomesIdleAndIsNotWaitedFor()
    {
        ArrivalGate.Lane live = Lane("live");
        ArrivalGate.Lane backlog = Lane("backlog", mayLag: true);
        Assert.That(Offer(backlog, Now - (60 * Minute)).IsCompleted);
        Task held = Offer(live, Now);
        _host.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.That(held.IsCompleted, Is.False);
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        await held.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Test]
    public async Task SourceWithLongGaps_IsGivenThreeOfThem()
    {
        ArrivalGate.Lane backlog = Lane("backlog", mayLag: true);
        for (int i = 0; i < 50; i++)
        {
            await Offer(backlog, Now - (60 * Minute));
            _host.Clock.Advance(TimeSpan.FromSeconds(40));
        }

        Assert.That(backlog.IdleAfter(new MergingOptions()).TotalSeconds, Is.EqualTo(120).Within(2));
    }

    [Test]
    public async Task SourceThatIsTooLateAlready_HoldsNobodyBack()
    {
        ArrivalGate.Lane live = Lane("live");
        ArrivalGate.Lane backlog = Lane("backlog", mayLag: true);
        await Offer(backlog, Now);
        Assert.That(Offer(live, Now).IsCompleted);
        ArrivalGate.Lane back = Lane("back from an outage", mayLag: true);
        Assert.That(Offer(back, Now - (11 * Minute)).IsCompleted);
        Assert.That(Offer(live, Now).IsCompleted, "ten minutes behind what has passed is late anyway");
    }

    [Test]
    public void TwoThatJumpTogether_DoNotWaitForEachOther()
    {
        ArrivalGate.Lane one = Lane("one", mayLag: true);
        ArrivalGate.Lane two = Lane("two", mayLag: true);
        Task[] begun = [Offer(one, Now - (60 * Minute)), Offer(two, Now - (60 * Minute))];
        Assert.That(() => Task.WhenAll(begun).IsCompleted, Is.True.After(20_000, 5));
        Task first = Offer(one, Now);
        Task second = Offer(two, Now);
        Assert.That(() => Task.WhenAll(first, second).IsCompleted, Is.True.After(20_000, 5));
    }

    [Test]
    public async Task Patience_OfASource_EndsItsWaitingUntilNothingHoldsIt()
    {
        ArrivalGate.Lane live = Lane("live", patience: TimeSpan.FromSeconds(5));
        ArrivalGate.Lane backlog = Lane("backlog", mayLag: true);
        Assert.That(Offer(backlog, Now - (60 * Minute)).IsCompleted);
        Task held = Offer(live, Now);
        _host.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.That(held.IsCompleted, Is.False);
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        await held.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(Offer(backlog, Now - (9 * Minute)).IsCompleted);
        Assert.That(Offer(live, Now).IsCompleted, "it is not held again for the same reason");
        Assert.That(Offer(backlog, Now).IsCompleted);
        Assert.That(Offer(live, Now).IsCompleted);
        Assert.That(live.HeldSince, Is.Null);
    }

    [Test]
    public async Task Start_GivesThoseThatMayLagTenSeconds()
    {
        ArrivalGate.Lane live = Lane("live");
        Lane("backlog", mayLag: true);
        Task held = Offer(live, Now);
        _host.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.That(held.IsCompleted, Is.False);
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await held.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Test]
    public void RefusedSource_IsNotWaitedFor()
    {
        ArrivalGate.Lane live = Lane("live");
        ArrivalGate.Lane refused = Lane("refused", mayLag: true);
        refused.Source.Watch.Refused("HTTP 401");
        Assert.That(Offer(live, Now).IsCompleted);
    }

    [Test]
    public async Task Stop_EndsTheWaiting()
    {
        ArrivalGate.Lane live = Lane("live");
        ArrivalGate.Lane backlog = Lane("backlog", mayLag: true);
        await Offer(backlog, Now - (60 * Minute));
        using CancellationTokenSource stop = new();
        Task held = Offer(live, Now, stop.Token);
        await stop.CancelAsync();
        Assert.That(async () => await held, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_gate.IsQuiet, Is.False);
        _host.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.That(_gate.IsQuiet, "nobody waits any more");
    }

    [Test]
    public void Quiet_IsSaidOnlyWhenNothingCanBeBehind()
    {
        ArrivalGate.Lane live = Lane("live");
        ArrivalGate.Lane backlog = Lane("backlog", mayLag: true);
        _host.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.That(_gate.IsQuiet, Is.False, "nothing has come yet");
        Assert.That(Offer(live, Now).IsCompleted);
        _host.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.That(_gate.IsQuiet, Is.False);
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(_gate.IsQuiet);
        backlog.Source.Watch.Waiting("HTTP 503");
        Assert.That(_gate.IsQuiet, Is.False, "what it will give is older than now");
    }

    private ArrivalGate.Lane Lane(string name, bool mayLag = false, TimeSpan? patience = null) => _gate.Add(new HandSource(name, _host, mayLag, patience));

    private Task Offer(ArrivalGate.Lane lane, long time, CancellationToken stop = default)
    {
        RawRecord record = new() { Form = RecordForm.Json, Bytes = default, Position = new RecordPosition(lane.Source.Name, 0, 0), ReceivedAt = time };
        return _gate.PassAsync(lane, new RawBatch([record], 1, null), stop).AsTask();
    }
}
