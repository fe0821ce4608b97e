using System.Text;
using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Live;
using RtmPipeline.State;
using RtmPipeline.Telemetry;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Live;

public sealed class LivePartsTests
{
    private static readonly BackoffRule s_doubling = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(320));
    private static readonly BackoffRule s_linear = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(16), IsLinear: true);

    [Test]
    public void Backoff_GrowsToItsCap_WithJitterOnTopOnly()
    {
        Backoff backoff = new(new SteppedClock(), 7, TimeSpan.FromSeconds(60));
        double[] doubled = [.. Enumerable.Range(0, 9).Select(_ => backoff.Failed(s_doubling).TotalSeconds)];
        double[] wanted = [5, 10, 20, 40, 80, 160, 320, 320, 320];
        for (int i = 0; i < wanted.Length; i++)
            Assert.That(doubled[i], Is.InRange(wanted[i], wanted[i] * (1 + Backoff.Jitter)));
        Assert.That(backoff.Failed(s_linear).TotalSeconds, Is.InRange(0.25, 0.25 * (1 + Backoff.Jitter)), "another kind counts for itself");
        Assert.That(backoff.Failed(s_linear).TotalSeconds, Is.InRange(0.5, 0.5 * (1 + Backoff.Jitter)));
    }

    [Test]
    public void Backoff_IsResetByAWhileOfHealthAndNotByAConnectionAlone()
    {
        SteppedClock clock = new();
        Backoff backoff = new(clock, 7, TimeSpan.FromSeconds(60));
        backoff.Failed(s_doubling);
        backoff.Healthy();
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.That(backoff.Failed(s_doubling).TotalSeconds, Is.GreaterThanOrEqualTo(10));
        backoff.Healthy();
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.That(backoff.WasHealthy);
        Assert.That(backoff.Failed(s_doubling).TotalSeconds, Is.LessThan(10));
        Assert.That(backoff.WasHealthy, Is.False, "it failed since");
    }

    [Test]
    public void Backoff_OfOtherSeeds_DoesNotComeBackTogether()
    {
        TimeSpan[] waits = [.. Enumerable.Range(0, 20).Select(seed => new Backoff(new SteppedClock(), seed, TimeSpan.Zero).Failed(s_doubling))];
        Assert.That(waits.Distinct().Count(), Is.EqualTo(20));
    }

    [Test]
    public void Memory_OfAnyName_StaysInItsFolderAndOutlivesTheSource()
    {
        ForgetfulFolder folder = new();
        new SourceMemory(folder, "../up\\..").Write("cursor", "one"u8);
        new SourceMemory(folder, "../up\\..").Write("cursor", "two"u8);
        new SourceMemory(folder, "other").Write("cursor", "three"u8);
        folder.Crash(seed: 1);
        Assert.That(folder.List(), Has.Count.EqualTo(2).And.All.Not.Contains("/").And.All.Not.StartsWith("."));
        Assert.That(Encoding.UTF8.GetString(new SourceMemory(folder, "../up\\..").Read("cursor")!), Is.EqualTo("two"));
        Assert.That(new SourceMemory(folder, "third").Read("cursor"), Is.Null);
    }

    [Test]
    public void Memory_ThatMayNotBeTouched_IsAFaultOfTheDisk()
    {
        SourceMemory memory = new(new ForbiddenFolder("source.cursor"), "source");
        Assert.That(() => memory.Read("cursor"), Throws.InstanceOf<IOException>().With.Message.Contains("source.cursor"));
        Assert.That(() => memory.Write("cursor", [1]), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void Memory_WithoutAFolder_LastsAsLongAsItself()
    {
        SourceMemory memory = new(null, "source");
        Assert.That(memory.Read("cursor"), Is.Null);
        memory.Write("cursor", "one"u8);
        Assert.That(memory.Read("cursor"), Is.EqualTo("one"u8.ToArray()));
        Assert.That(() => memory.Write("cursor", new byte[SourceMemory.MaxBytes + 1]), Throws.ArgumentException);
    }

    [Test]
    public void Watch_TellsOncePerOutageAndOnceWhenItIsOver()
    {
        SteppedClock clock = new();
        using SourceMetrics metrics = new(TimeProvider.System);
        List<string> told = [];
        SourceWatch watch = new("wire", "x", clock, metrics, told.Add);
        watch.Connecting();
        watch.Streaming();
        for (int i = 0; i < 3; i++)
        {
            watch.Waiting("HTTP 503", clock.GetUtcNow() + TimeSpan.FromSeconds(5));
            watch.Connecting();
        }

        Assert.That(told, Is.EqualTo(new[] { "source wire: waiting until 2026-08-14 09:00:05 UTC: HTTP 503" }));
        watch.Refused("HTTP 401");
        watch.Streaming();
        watch.Streaming();
        Assert.That(told.Skip(1), Is.EqualTo(new[] { "source wire: refused: HTTP 401", "source wire: streaming" }));
    }

    [Test]
    public void Watch_KeepsTheNewestTimeAndSinceWhenAStateHolds()
    {
        SteppedClock clock = new();
        using SourceMetrics metrics = new(TimeProvider.System);
        SourceWatch watch = new("wire", "x", clock, metrics, static _ => { });
        watch.Streaming();
        clock.Advance(TimeSpan.FromMinutes(1));
        watch.Streaming("only deletes come");
        watch.Received(2, 20, 100);
        watch.Received(1, 10, 50);
        watch.Count("reconnect");
        watch.Count("reconnect", 2);
        Assert.That((watch.Records, watch.Bytes, watch.Newest), Is.EqualTo((3L, 30L, 100L)));
        Assert.That(watch.State.Since, Is.EqualTo(clock.GetUtcNow() - TimeSpan.FromMinutes(1)));
        Assert.That(watch.Counts, Is.EqualTo(new Dictionary<string, long> { ["reconnect"] = 3 }));
    }

    [Test]
    public async Task Queue_ThatIsFull_HoldsBackWhoAddsUntilSomebodyTakes()
    {
        RecordQueue queue = new(1000);
        Assert.That(queue.TryAdd(BatchOf(900)));
        Assert.That(queue.TryAdd(BatchOf(900)), Is.False);
        Task added = queue.AddAsync(BatchOf(5000), CancellationToken.None).AsTask();
        Assert.That(added.IsCompleted, Is.False);
        await using IAsyncEnumerator<RawBatch> taking = queue.TakeAsync(CancellationToken.None).GetAsyncEnumerator();
        Assert.That(await taking.MoveNextAsync());
        await added.WaitAsync(TimeSpan.FromSeconds(20));
        queue.Complete();
        Assert.That(await taking.MoveNextAsync(), "a batch longer than the limit goes alone");
        Assert.That(await taking.MoveNextAsync(), Is.False);
        Assert.That(queue.Waiting, Is.Zero);
        Assert.That(async () => await queue.AddAsync(BatchOf(1), CancellationToken.None), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Queue_WhoseTakerIsStopped_EndsWithoutAnException()
    {
        RecordQueue queue = new(1000);
        using CancellationTokenSource stop = new();
        Task<int> taking = CountAsync(queue, stop.Token);
        Assert.That(taking.IsCompleted, Is.False);
        await stop.CancelAsync();
        Assert.That(await taking, Is.Zero);
    }

    [Test]
    public async Task TimedStream_ThatIsQuietTooLong_Stalls()
    {
        SteppedClock clock = new();
        System.IO.Pipelines.Pipe pipe = new();
        TimedStream stream = new(pipe.Reader.AsStream(), clock, TimeSpan.FromSeconds(30));
        byte[] into = new byte[10];
        await pipe.Writer.WriteAsync("ab"u8.ToArray());
        Assert.That(await stream.ReadAsync(into, CancellationToken.None), Is.EqualTo(2));
        Task<int> reading = stream.ReadAsync(into, CancellationToken.None).AsTask();
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.That(reading.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(async () => await reading, Throws.TypeOf<StalledException>().With.Message.EqualTo("nothing came for 30 s"));
    }

    private static async Task<int> CountAsync(RecordQueue queue, CancellationToken stop)
    {
        int count = 0;
        await foreach (RawBatch batch in queue.TakeAsync(stop))
            count += batch.Records.Length;
        return count;
    }

    private static RawBatch BatchOf(int bytes) =>
        new([new RawRecord { Form = RecordForm.Json, Bytes = new byte[bytes], Position = new RecordPosition("a", 0, 0) }], 1, null);
}
