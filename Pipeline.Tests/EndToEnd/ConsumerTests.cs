using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Tests.EndToEnd.Consumers;
using RtmPipeline.Tests.Kills;
using RtmPipeline.Tests.TestKit;
using StackExchange.Redis;

namespace RtmPipeline.Tests.EndToEnd;

/// <summary>
/// The consumers that stand in deploy/consumers, against a real Redis: killed, replaced, and given entries that nobody can handle. Those whose client can name a user have the rights of
/// deploy/redis/users.acl and no more.
/// </summary>
[Parallelizable]
internal sealed class ConsumerTests
{
    private const string Stream = "{rtm}:alerts";
    private const string Group = "team";
    private const string User = "rtm-group";
    private const string Password = "of-the-group";

    /// <summary>For all alerts, of the slowest, on a machine that does much else.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    private readonly ScratchFolder _programs = new();
    private readonly Dictionary<string, ChildCommand> _prepared = [];
    private ScratchFolder _folder = null!;
    private RedisServer _server = null!;

    private string Store => _folder.PathOf("team");

    [SetUp]
    public async Task BeginAsync()
    {
        _folder = new ScratchFolder();
        _server = await RedisServer.StartAsync(["--appendonly", "yes", "--appendfsync", "always", "--user", .. await RightsAsync()]);
    }

    [TearDown]
    public async Task EndAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }

    [OneTimeTearDown]
    public void End() => _programs.Dispose();

    [TestCaseSource(typeof(ConsumerProgram), nameof(ConsumerProgram.All))]
    public async Task Consumer_KilledAndReplaced_TakesEachAlertOnce_AndSetsAsideWhatNobodyCanHandle(ConsumerProgram program)
    {
        int part = program.Alerts / 3;
        List<string> said = [];
        await PrepareAsync(program);
        await WriteAsync(1, part);
        await AddAsync("broken", "rtm.alert.v1", part + 1);
        await AddAsync("newer", "rtm.alert.v2", part + 2);
        await using (Child first = Start(program, "one"))
        {
            await AtWorkAsync(first, part);
            first.Kill();
            await first.WaitAsync(s_limit);
            said.AddRange(first.Output);
        }

        await using Child second = Start(program, "two");
        await WriteAsync(1 + part, part);
        await AtWorkAsync(second, part);
        await _server.KillAsync();
        await _server.RestartAsync();
        await WriteAsync(1 + (2 * part), part);
        await DoneAsync(program, second, program.Alerts, setAside: 1);
        second.Terminate();
        await second.WaitAsync(s_limit);
        said.AddRange(second.Output);

        Assert.That(second.ExitCode, Is.Zero, second.ToString());
        Assert.That((await program.KeptAsync(Store)).Ids, Is.EquivalentTo(Enumerable.Range(1, program.Alerts).Select(i => $"inc-{i}.1")));
        Assert.That(said, Is.Unique);
        Assert.That(second.Errors, Has.None.Contains("never seen"));
    }

    [TestCaseSource(typeof(ConsumerProgram), nameof(ConsumerProgram.All))]
    public async Task Consumer_AfterDeathsInTheMiddle_SetsAsideWhatEndedFive_AndTakesWhatIsHalfWritten(ConsumerProgram program)
    {
        await PrepareAsync(program);
        await WriteAsync(1, 3);
        await _server.RunAsync("XGROUP", "CREATE", (RedisKey)Stream, Group, "0");
        await _server.RunAsync("XREADGROUP", "GROUP", Group, "dead", "COUNT", 2, "STREAMS", (RedisKey)Stream, ">");
        string deadly = (await _server.EntriesAsync("alerts"))[0].Id;
        await _server.RunAsync("XCLAIM", (RedisKey)Stream, Group, "dead", 0, deadly, "RETRYCOUNT", 5);
        program.LeaveTorn(Store, "inc-2.1");

        await using Child consumer = Start(program, "one");
        await DoneAsync(program, consumer, 2, setAside: 1);
        consumer.Terminate();
        await consumer.WaitAsync(s_limit);

        Assert.That(consumer.ExitCode, Is.Zero, consumer.ToString());
        Assert.That((await program.KeptAsync(Store)).Ids, Is.EquivalentTo((string[])["inc-2.1", "inc-3.1"]));
    }

    [TestCaseSource(typeof(ConsumerProgram), nameof(ConsumerProgram.All))]
    public async Task Consumer_ToldToEndWhileRedisIsAway_Ends(ConsumerProgram program)
    {
        await PrepareAsync(program);
        await _server.KillAsync();

        await using Child consumer = Start(program, "one");
        await Eventually.IsTrue(() => consumer.HasEnded || consumer.Errors.Any(line => line.EndsWith("trying again", StringComparison.Ordinal)), () => $"it tries again; it said {consumer}", s_limit);
        consumer.Terminate();
        await consumer.WaitAsync(s_limit);

        Assert.That(consumer.ExitCode, Is.Zero, consumer.ToString());
    }

    private static async Task<string[]> RightsAsync()
    {
        string[] users = await File.ReadAllLinesAsync(Path.Combine(SharedData.RepositoryRoot, "deploy/redis/users.acl"));
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Password)));
        return users.Single(line => line.StartsWith($"user {User} ", StringComparison.Ordinal)).Replace("#GROUP", $"#{hash}", StringComparison.Ordinal).Split(' ')[1..];
    }

    private async Task PrepareAsync(ConsumerProgram program)
    {
        if (!_prepared.ContainsKey(program.Name))
            _prepared[program.Name] = await program.PrepareAsync(_programs);
    }

    private Child Start(ConsumerProgram program, string member)
    {
        ChildCommand command = _prepared[program.Name].With(
            "--redis", _server.Options.Endpoint, "--group", Group, "--consumer", member, "--store", Store, "--claim-every", program.ClaimEvery, "--claim-idle", "300");
        return Child.Start(program.KnowsUsers ? command.Set("REDIS_USER", User).Set("REDIS_PASSWORD", Password) : command);
    }

    private async Task WriteAsync(int begin, int count)
    {
        await using RedisDelivery delivery = new(_server.Options with { Append = true }, static _ => { }, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        SampleRevisions samples = new(begin);
        IncidentRevision[] revisions = [.. Enumerable.Range(begin, count).Select(i => samples.Next(OutputKind.Alert, incident: $"inc-{i}", time: SampleRevisions.Noon + (i * 1000L)) with { Revision = 1 })];
        await delivery.WriteAsync(SampleRevisions.Batch(revisions), CancellationToken.None);
    }

    /// <summary>An entry that is no event. It has the stream's next number, so the writer goes on behind it.</summary>
    private Task AddAsync(string id, string type, int seq) =>
        _server.RunAsync("XADD", (RedisKey)Stream, "*", "id", id, "type", type, "seq", seq.ToString(CultureInfo.InvariantCulture), "t", "0", "brand", "b", "topic", "t", "severity", "0", "score", "0", "data", "{");

    private static Task AtWorkAsync(Child consumer, int part) =>
        Eventually.IsTrue(() => consumer.HasEnded || consumer.Output.Count > part / 3, () => $"it is at work; it said {consumer}", s_limit);

    /// <summary>Waits until all have taken effect or are set aside, and nothing is left unacknowledged.</summary>
    private async Task DoneAsync(ConsumerProgram program, Child consumer, int effects, int setAside)
    {
        await Eventually.IsTrue(
            async () =>
            {
                KeptEffects kept = await program.KeptAsync(Store);
                return consumer.HasEnded || (kept.Ids.Count >= effects && kept.SetAside >= setAside && await PendingAsync() == 0);
            },
            "all are taken and acknowledged",
            s_limit);
        Assert.That(consumer.HasEnded, Is.False, consumer.ToString());
        Assert.That((await program.KeptAsync(Store)).SetAside, Is.EqualTo(setAside));
    }

    private async Task<long> PendingAsync() => (long)((RedisResult[])(await _server.RunAsync("XPENDING", (RedisKey)Stream, Group))!)[0];
}
