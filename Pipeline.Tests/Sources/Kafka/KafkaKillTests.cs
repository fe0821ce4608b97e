using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Journal;
using RtmPipeline.Sources.Kafka.Claims;
using RtmPipeline.State;
using RtmPipeline.Tests.Kills;
using RtmPipeline.Tests.Kills.Audit;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Kafka;

/// <summary>
/// Two processes of the built program in one group over eight partitions, each with a state and streams of its own. They are killed with SIGKILL, at crash points and at any moment,
/// while partitions move, and come back. In the end each record stands in one journal once, each broken one in one dead letter, and the streams of each are those that its
/// journal gives without any trouble.
/// </summary>
internal sealed class KafkaKillTests
{
    private const int Partitions = 8;
    private const int Records = 30_000;
    private const int BrokenEach = 50;
    private const int AtOnce = 30;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_endLimit = TimeSpan.FromSeconds(60);

    private readonly ScratchFolder _folder = new();

    [OneTimeTearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    [Explicit("takes about two minutes")]
    public async Task TwoProcesses_KilledWhilePartitionsMove_LoseAndDoubleNothing()
    {
        using MockKafka kafka = MockKafka.Start();
        kafka.AddTopic("posts", Partitions);
        await using RedisServer server = await RedisServer.StartAsync();
        string[] posts = [.. SimulatedNight.Lines(seed: 1, rate: 0.0015).Take(Records)];
        Assert.That(posts, Is.Not.Empty);
        List<string> broken = [];
        using CancellationTokenSource enough = new();
        Task<int> sending = Task.Run(() => SendAsync(kafka, posts, broken, enough.Token));

        await using Member first = new(this, kafka, server, "a");
        await using Member second = new(this, kafka, server, "b");
        first.Start();
        await first.HasAsync(200);
        second.Start();
        await second.HasAsync(100);
        await KillInTurnAsync(first, second);
        await enough.CancelAsync();
        int sent = await sending;
        Assert.That(sent, Is.LessThan(posts.Length), "the records ran out before the kills did");
        await Eventually.IsTrue(() => Task.FromResult(Places(first, second).Count >= sent || first.HasEnded || second.HasEnded), "all records are in the journals", s_endLimit);
        await first.StopAsync();
        await second.StopAsync();

        List<string> places = Places(first, second);
        List<string> letters = [.. new[] { first, second }.SelectMany(member => member.Streams(server)["deadletter"]).Select(letter => $"{letter.Text("source")}@{letter.Text("position").Split('@')[^1]}")];
        TestContext.Out.WriteLine($"records sent {sent}, broken {broken.Count}; kills {first.Kills + second.Kills}; in journal a {first.Places().Count}, b {second.Places().Count}; lost {sent - places.Distinct().Count()}, doubled {places.Count - places.Distinct().Count()}; dead letters {letters.Count}, doubled {letters.Count - letters.Distinct().Count()}");
        Assert.Multiple(() =>
        {
            Assert.That(places.Distinct().Count(), Is.EqualTo(sent), "records are lost");
            Assert.That(places, Is.Unique, "records are doubled");
            Assert.That(letters, Is.EquivalentTo(broken), "the dead letters are not those of the broken records");
        });
        foreach (Member member in (Member[])[first, second])
            await AuditAsync(member, server);
    }

    /// <summary>Each of the deaths at another place; between them partitions move to the other and back.</summary>
    private static async Task KillInTurnAsync(Member first, Member second)
    {
        await first.KillAsync();
        first.Start(ClaimedOffsets.ClaimedPoint);
        await first.DiedAsync();
        await second.HasMoreAsync(100);
        first.Start();
        await first.HasMoreAsync(100);
        await second.KillAsync();
        await first.HasMoreAsync(200);
        second.Start(ClaimedOffsets.IntentPoint + ":3");
        await second.DiedAsync();
        await first.HasMoreAsync(100);
        second.Start(ClaimedOffsets.ClaimedPoint + ":2");
        await second.DiedAsync();
        second.Start();
        await second.HasMoreAsync(100);
        await first.HasMoreAsync(50);
    }

    /// <summary>Sends until it is enough.</summary>
    private static async Task<int> SendAsync(MockKafka kafka, string[] posts, List<string> broken, CancellationToken enough)
    {
        int i = 0;
        long[] offsets = new long[Partitions];
        for (; i < posts.Length && !enough.IsCancellationRequested; i++)
        {
            int partition = i % Partitions;
            bool isBroken = i % BrokenEach == BrokenEach - 1;
            kafka.Send("posts", partition, isBroken ? posts[i][..20] : posts[i]);
            if (isBroken)
                broken.Add($"kafka:posts/posts/{partition}@{offsets[partition]}");
            offsets[partition]++;
            if (i % AtOnce == AtOnce - 1)
                await Task.Delay(s_pause, CancellationToken.None);
        }

        kafka.Flush();
        return i;
    }

    private static List<string> Places(params Member[] members) => [.. members.SelectMany(member => member.Places())];

    /// <summary>The streams of a member against those of a run over its journal that nothing happened to.</summary>
    private static async Task AuditAsync(Member member, RedisServer server)
    {
        string prefix = $"{{again-{member.Name}}}";
        await using Child replay = Child.Start(ChildCommand.Rtm("replay", member.JournalFolder, "--redis", $"127.0.0.1:{server.Port}", "--prefix", prefix));
        await replay.WaitAsync(s_endLimit);
        Assert.That(replay.ExitCode, Is.Zero, replay.ToString());
        StreamBook again = StreamBook.Read(server.Port, prefix);
        StreamBook found = member.Streams(server);
        AuditFindings findings = StreamAudit.Compare(again, found);
        TestContext.Out.WriteLine($"{member.Name}: {findings}");
        Assert.That(findings.IsClean, $"the streams of {member.Name} are not those of its journal: {findings}");
    }

    /// <summary>One process of the group, through its lives.</summary>
    private sealed class Member(KafkaKillTests owner, MockKafka kafka, RedisServer server, string name) : IAsyncDisposable
    {
        private Child? _child;
        private int _before;

        public string Name => name;

        public int Kills { get; private set; }

        public bool HasEnded => _child!.HasEnded;

        public string JournalFolder => Path.Combine(owner._folder.PathOf(name), "journal");

        private string Prefix => $"{{{name}}}";

        /// <summary>Begins a life.</summary>
        public void Start(string? crashAt = null)
        {
            string config = owner._folder.Write($"{name}.json",
            [
                JsonSerializer.Serialize(new Dictionary<string, object>
                {
                    ["Sources"] = new Dictionary<string, object>
                    {
                        ["posts"] = new Dictionary<string, object>
                        {
                            ["Kind"] = "kafka",
                            ["Brokers"] = kafka.Brokers,
                            ["Topics"] = new[] { "posts" },
                            ["StartAt"] = "earliest",
                            ["SessionTimeoutSeconds"] = 6,
                            ["Settings"] = new Dictionary<string, string> { ["heartbeat.interval.ms"] = "300", ["fetch.wait.max.ms"] = "50" },
                        },
                    },
                    ["Journal"] = new Dictionary<string, object> { ["KeepHours"] = 24 },
                    ["Checkpoints"] = new Dictionary<string, object> { ["EverySeconds"] = 1 },
                }),
            ]);
            ChildCommand command = ChildCommand.Rtm("run", "--config", config, "--state", owner._folder.PathOf(name), "--redis", $"127.0.0.1:{server.Port}", "--prefix", Prefix);
            _child = Child.Start(crashAt is null ? command : command.Set("RTM_CRASHPOINT", crashAt));
            _before = Places().Count;
        }

        /// <summary>Places of all records that its journal holds.</summary>
        public List<string> Places()
        {
            List<string> places = [];
            if (!Directory.Exists(JournalFolder))
                return places;
            using JournalCursor cursor = new(new DiskFolder(JournalFolder), "journal", 0, static _ => { });
            while (cursor.TryMove(null, out RawRecord record))
            {
                // The journal also notes when all sources were quiet; that is no record of a topic.
                if (record.Position.Origin is not null)
                    places.Add(record.Position.ToString());
            }

            return places;
        }

        public StreamBook Streams(RedisServer redis) => StreamBook.Read(redis.Port, Prefix);

        public Task HasAsync(int records) => Eventually.IsTrue(() => Task.FromResult(Places().Count >= records || HasEnded), $"{name} has {records} records. It said: {_child}", s_endLimit);

        public async Task HasMoreAsync(int records)
        {
            await HasAsync(Math.Max(_before, Places().Count) + records);
            Assert.That(HasEnded, Is.False, $"{name} ended by itself. It said: {_child}");
            await TestContext.Progress.WriteLineAsync($"{name} has {Places().Count} records");
        }

        public async Task KillAsync()
        {
            _child!.Kill();
            await _child.WaitAsync(s_endLimit);
            Kills++;
        }

        /// <summary>Waits for the death at the crash point.</summary>
        public async Task DiedAsync()
        {
            await _child!.WaitAsync(s_endLimit);
            Assert.That(_child.ExitCode, Is.EqualTo(Child.KilledCode), $"{name} ended by itself. It said: {_child}");
            Assert.That(_child.Errors, Has.Some.StartsWith("rtm: crash point kafka."), "something else killed it");
            Kills++;
        }

        public async Task StopAsync()
        {
            _child!.Terminate();
            await _child.WaitAsync(s_endLimit);
            Assert.That(_child.ExitCode, Is.Zero, _child.ToString());
        }

        public async ValueTask DisposeAsync()
        {
            if (_child is not null)
                await _child.DisposeAsync();
        }
    }
}
