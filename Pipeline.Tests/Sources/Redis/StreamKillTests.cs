using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Journal;
using RtmPipeline.State;
using RtmPipeline.Tests.Kills;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Redis;

/// <summary>
/// Two processes of the built program in one group, each with a state of its own. They are killed with SIGKILL at any moment and come back, and so does Redis. In the end each
/// entry stands in one journal once, and none is pending.
/// </summary>
internal sealed class StreamKillTests : StreamFixture
{
    private const int Entries = 24_000;
    private const int AtOnce = 40;
    private const int Rounds = 4;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Test]
    [Explicit("takes about half a minute")]
    public async Task TwoProcessesAndRedis_KilledAgainAndAgain_LoseAndDoubleNothing()
    {
        using ScratchFolder folder = new();
        await using RedisServer server = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        string[] posts = [.. SimulatedNight.Lines(seed: 1, rate: 0.0015).Take(Entries)];
        using CancellationTokenSource enough = new();
        Task<int> sending = Task.Run(() => SendAsync(server, posts, enough.Token));
        await using Member first = new(folder, server, Stream, "a");
        await using Member second = new(folder, server, Stream, "b");
        first.Start();
        second.Start();
        for (int round = 0; round < Rounds; round++)
        {
            await first.HasMoreAsync(200 + (150 * round));
            await first.KillAsync();
            first.Start();
            await second.HasMoreAsync(100);
            if (round == Rounds / 2)
            {
                await server.KillAsync();
                await server.RestartAsync();
            }

            await second.KillAsync();
            second.Start();
        }

        await first.HasMoreAsync(100);
        await second.HasMoreAsync(100);
        await enough.CancelAsync();
        int sent = await sending;
        Assert.That(sent, Is.LessThan(posts.Length), "the posts ran out before the kills did");
        await Eventually.IsTrue(() => Task.FromResult(first.Places().Count + second.Places().Count >= sent), "all entries are in the journals", s_limit);
        await first.StopAsync();
        await second.StopAsync();
        List<long> places = [.. first.Places().Concat(second.Places())];
        await TestContext.Out.WriteLineAsync($"sent {sent}; in journal a {first.Places().Count}, b {second.Places().Count}; lost {sent - places.Distinct().Count()}, doubled {places.Count - places.Distinct().Count()}");
        Assert.That(places, Has.Count.EqualTo(sent).And.Unique);
        Assert.That(await PendingAsync(server), Is.Zero);
    }

    /// <summary>Sends until it is enough. An answer that was lost with the server leaves it open whether its posts are there, so they are looked for.</summary>
    private async Task<int> SendAsync(RedisServer server, string[] posts, CancellationToken enough)
    {
        int sent = 0;
        while (sent < posts.Length && !enough.IsCancellationRequested)
        {
            try
            {
                for (int i = 0; i < AtOnce && sent < posts.Length; i++)
                {
                    await server.RunAsync("XADD", Stream, "*", "data", posts[sent]);
                    sent++;
                }
            }
            catch (Exception away) when (away is RtmPipeline.Delivery.Redis.RedisFaultException or ObjectDisposedException)
            {
                await TestContext.Progress.WriteLineAsync("the server is away");
            }

            await Task.Delay(s_pause, CancellationToken.None);
        }

        return (int)await server.NumberAsync("XLEN", Stream);
    }

    /// <summary>One process of the group, through its lives.</summary>
    private sealed class Member(ScratchFolder folder, RedisServer server, string stream, string name) : IAsyncDisposable
    {
        private Child? _child;
        private int _before;

        public void Start()
        {
            Dictionary<string, object> source = new() { ["Kind"] = "redis", ["Endpoint"] = $"127.0.0.1:{server.Port}", ["Streams"] = new[] { stream }, ["StartAt"] = "beginning", ["BatchEntries"] = 20 };
            string config = folder.Write($"{name}.json",
            [
                JsonSerializer.Serialize(new Dictionary<string, object>
                {
                    ["Sources"] = new Dictionary<string, object> { ["posts"] = source },
                    ["Journal"] = new Dictionary<string, object> { ["KeepHours"] = 24 },
                    ["Checkpoints"] = new Dictionary<string, object> { ["EverySeconds"] = 1 },
                }),
            ]);
            _child = Child.Start(ChildCommand.Rtm("run", "--config", config, "--state", folder.PathOf(name), "--redis", $"127.0.0.1:{server.Port}", "--prefix", $"{{{name}}}"));
            _before = Places().Count;
        }

        /// <summary>Places of all entries that its journal holds.</summary>
        public List<long> Places()
        {
            List<long> places = [];
            string journal = Path.Combine(folder.PathOf(name), "journal");
            if (!Directory.Exists(journal))
                return places;
            using JournalCursor cursor = new(new DiskFolder(journal), "journal", 0, static _ => { });
            while (cursor.TryMove(null, out RawRecord record))
            {
                if (record.Position.Origin is { } origin)
                    places.Add(origin);
            }

            return places;
        }

        public async Task HasMoreAsync(int entries)
        {
            await Eventually.IsTrue(() => Task.FromResult(Places().Count >= _before + entries || _child!.HasEnded), $"{name} reads on. It said: {_child}", s_limit);
            Assert.That(_child!.HasEnded, Is.False, $"{name} ended by itself. It said: {_child}");
            await TestContext.Progress.WriteLineAsync($"{name} has {Places().Count} entries");
        }

        public async Task KillAsync()
        {
            _child!.Kill();
            await _child.WaitAsync(s_limit);
            await _child.DisposeAsync();
        }

        public async Task StopAsync()
        {
            _child!.Terminate();
            await _child.WaitAsync(s_limit);
            Assert.That(_child.ExitCode, Is.Zero, _child.ToString());
        }

        public async ValueTask DisposeAsync()
        {
            if (_child is not null)
                await _child.DisposeAsync();
        }
    }
}
