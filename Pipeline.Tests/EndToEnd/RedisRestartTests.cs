using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Topology;

namespace RtmPipeline.Tests.EndToEnd;

/// <summary>Redis is killed in the middle of a run and comes back with what it had written: the run waits, and ends as if nothing had been.</summary>
internal sealed class RedisRestartTests
{
    [Test]
    public async Task RedisKilledInMidReplay_HealsAndLosesNothing()
    {
        await using RedisServer server = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        List<string> warnings = [];
        await RunAsync(new RedisDelivery(server.Options with { Prefix = "{calm}" }, warnings.Add, TimeProvider.System));
        List<string> calm = Written(await server.AllEntriesAsync("{calm}"));
        Assert.That(warnings, Is.Empty);

        await using StrikingDelivery delivery = new(
            notice => new RedisDelivery(
                server.Options with { Prefix = "{struck}" },
                warning =>
                {
                    warnings.Add(warning);
                    notice();
                },
                TimeProvider.System),
            server,
            strikes: 2);
        await RunAsync(delivery);
        Assert.That(delivery.Struck, Is.EqualTo(2), "the fault that this is about did not happen");
        Assert.That(warnings, Has.Count.EqualTo(2 * delivery.Struck), "one warning when the trouble began, one when it was over");
        Assert.That(Written(await server.AllEntriesAsync("{struck}")), Is.EqualTo(calm));
        Assert.That(calm, Has.Count.GreaterThan(10), "too few entries to lose one");
    }

    private static async Task RunAsync(IDelivery delivery)
    {
        await using (delivery)
            await TestRun.RunAsync(new TopologyOptions { BatchSize = 32 }, TestRun.Stages(delivery), new ScriptedSource("waves.ndjson", InventedWaves.Lines(3)));
    }

    private static List<string> Written(List<StoredEntry>[] streams) =>
        [.. streams.SelectMany((entries, stream) => entries.Select(entry => $"{stream} {entry.Id} {string.Join(' ', entry.Values.Select(Convert.ToHexString))}"))];

    /// <summary>Kills the server just before a write, and starts it again once the write has noticed.</summary>
    private sealed class StrikingDelivery : IDelivery
    {
        /// <summary>Batches with outputs between two strikes, so that there is something to lose on either side of each.</summary>
        private const int BatchesBetween = 3;

        /// <summary>A write that says nothing for so long has not noticed.</summary>
        private static readonly TimeSpan s_noticeLimit = TimeSpan.FromSeconds(20);

        private readonly IDelivery _inner;
        private readonly RedisServer _server;
        private readonly int _strikes;
        private TaskCompletionSource _noticed = new();
        private Task _restart = Task.CompletedTask;
        private int _batches;

        /// <param name="inner">Makes the delivery under test, which calls what it is given at each warning.</param>
        /// <param name="server">Server it writes to.</param>
        /// <param name="strikes">Times the server is killed.</param>
        public StrikingDelivery(Func<Action, IDelivery> inner, RedisServer server, int strikes)
        {
            (_server, _strikes) = (server, strikes);
            _inner = inner(() => _noticed.TrySetResult());
        }

        public int Struck { get; private set; }

        public DeliveryCounts Counts => _inner.Counts;

        public DeliveryDigests Digests => _inner.Digests;

        public Task OpenAsync(CancellationToken hardStop) => _inner.OpenAsync(hardStop);

        public async Task WriteAsync(OutputBatch batch, CancellationToken hardStop)
        {
            if (++_batches % BatchesBetween == 0 && Struck < _strikes)
            {
                await _restart;
                _noticed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await _server.KillAsync();
                Struck++;
                _restart = RestartOnceNoticedAsync();
            }

            await _inner.WriteAsync(batch, hardStop);
        }

        public async ValueTask DisposeAsync()
        {
            await _restart;
            await _inner.DisposeAsync();
        }

        private async Task RestartOnceNoticedAsync()
        {
            await _noticed.Task.WaitAsync(s_noticeLimit);
            await _server.RestartAsync();
        }
    }
}
