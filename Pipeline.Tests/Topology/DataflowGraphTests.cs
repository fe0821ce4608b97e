using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Topology;

namespace RtmPipeline.Tests.Topology;

[Parallelizable]
internal sealed class DataflowGraphTests
{
    private static readonly TopologyOptions s_small = new() { Workers = 2, BatchSize = 4, QueueBatches = 1 };

    [Test]
    public async Task Run_SourceEnds_CarriesEveryPostToTheEnd()
    {
        var source = new ScriptedSource("a", Posts(1_000, 0));
        RunSummary summary = await TestRun.RunAsync(s_small, TestRun.Stages(new NowhereDelivery()), source);

        Assert.That(summary.Posts.Posts, Is.EqualTo(1_000));
        Assert.That(summary.Records, Is.EqualTo(1_000));
    }

    [Test]
    public async Task Run_TwoSources_AreMergedByTime()
    {
        var even = new ScriptedSource("even", Posts(200, 0, 2));
        var odd = new ScriptedSource("odd", Posts(200, 1, 2));
        RunSummary summary = await TestRun.RunAsync(s_small, TestRun.Stages(new NowhereDelivery()), even, odd);

        Assert.That(summary.Posts.Posts, Is.EqualTo(400));
        Assert.That(summary.Posts.Late, Is.Zero);
    }

    [Test]
    public async Task Run_SecondSourceLiesWhollyEarlier_NothingComesLate()
    {
        var later = new ScriptedSource("later", Posts(100, 10_000));
        var earlier = new ScriptedSource("earlier", Posts(100, 0));
        RunSummary summary = await TestRun.RunAsync(s_small, TestRun.Stages(new NowhereDelivery()), later, earlier);

        Assert.That(summary.Posts.Late, Is.Zero);
    }

    [Test]
    public async Task Run_EmptySource_EndsWithNothing()
    {
        RunSummary summary = await TestRun.RunAsync(s_small, TestRun.Stages(new NowhereDelivery()), new ScriptedSource("empty", []));

        Assert.That(summary.Records, Is.Zero);
    }

    [Test]
    public void Run_SourceBreaks_FailsWithItsReason()
    {
        var source = new ScriptedSource("broken", Posts(1_000, 0)) { FailAfter = 500 };

        Assert.That(
            async () => await TestRun.RunAsync(s_small, TestRun.Stages(new NowhereDelivery()), source),
            Throws.TypeOf<IOException>().With.Message.EqualTo("broken broke at line 500"));
    }

    [Test]
    public void Run_DeliveryBreaks_FailsWithItsReasonAndStopsReading()
    {
        var source = new ScriptedSource("endless", [.. Enumerable.Repeat("{broken", 100_000)]);

        Assert.That(
            async () => await TestRun.RunAsync(s_small, TestRun.Stages(new BrokenDelivery()), source),
            Throws.TypeOf<IOException>().With.Message.EqualTo("the target is gone"));
        Assert.That(source.Given, Is.LessThan(100_000), "bounded queues hold the source back");
    }

    [Test]
    public void Run_DeliveryBreaksWithWorkOnItsWay_EndsWhereverTheWorkIs([Range(1, 16)] int batches)
    {
        var limit = TimeSpan.FromSeconds(20);
        for (int round = 0; round < 25; round++)
        {
            var source = new ScriptedSource("short", [.. Enumerable.Repeat("{broken", batches * s_small.BatchSize)]);

            Assert.That(
                async () => await TestRun.RunAsync(s_small, TestRun.Stages(new BrokenDelivery()), source).WaitAsync(limit),
                Throws.TypeOf<IOException>().With.Message.EqualTo("the target is gone"));
        }
    }

    [Test]
    public async Task Run_StopWhileReading_CarriesWhatWasReadToTheEnd()
    {
        using var stop = new CancellationTokenSource();
        var source = new ScriptedSource("long", [.. Enumerable.Repeat("{broken", 50_000)]);
        await using var delivery = new NowhereDelivery();
        Stages stages = TestRun.Stages(delivery, _ => stop.Cancel());

        RunSummary summary = await new DataflowGraph(s_small).RunAsync([source], stages, stop.Token, CancellationToken.None);

        Assert.That(summary.Records, Is.EqualTo(source.Given).And.LessThan(50_000));
        Assert.That(delivery.Counts.DeadLetters, Is.EqualTo(source.Given));
    }

    [Test]
    public void Run_HardStop_GivesUp()
    {
        using var stop = new CancellationTokenSource();
        var source = new ScriptedSource("long", [.. Enumerable.Repeat("{broken", 50_000)]);
        Stages stages = TestRun.Stages(new NowhereDelivery(), _ => stop.Cancel());

        Assert.That(
            async () => await new DataflowGraph(s_small).RunAsync([source], stages, CancellationToken.None, stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Run_BadInputAmongGood_GoesToTheDeadLettersInOrder()
    {
        List<string> lines = [.. Posts(10, 0)];
        lines.Insert(3, "{broken");
        lines.Insert(7, "[1,2");
        var kept = new List<Rejection>();
        await TestRun.RunAsync(s_small, TestRun.Stages(new NowhereDelivery(), batch => kept.AddRange(batch.Rejections)), new ScriptedSource("a", lines));

        Assert.That(kept.Select(r => (r.Position.Line, r.Reason)), Is.EqualTo([(4L, RejectReason.InvalidJson), (8L, RejectReason.InvalidJson)]));
    }

    private static List<string> Posts(int count, int firstSecond, int step = 1) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
            $$"""{"id":"{{firstSecond + (i * step)}}-{{step}}","timestamp_ms":{{SampleTopics.Start + ((firstSecond + (i * step)) * 1000L)}},"text":"number {{i}} of an invented run"}"""),
    ];

    private sealed class BrokenDelivery : IDelivery
    {
        public DeliveryCounts Counts => default;

        public DeliveryDigests Digests => default!;

        public Task OpenAsync(CancellationToken hardStop) => Task.CompletedTask;

        public Task WriteAsync(OutputBatch batch, CancellationToken hardStop) => Task.FromException(new IOException("the target is gone"));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
