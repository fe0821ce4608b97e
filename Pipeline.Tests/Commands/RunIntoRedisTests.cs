using NUnit.Framework;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands;

/// <summary>The verb <c>run</c> on a Redis that is not as it should be, beside a replay into the same one.</summary>
internal sealed class RunIntoRedisTests
{
    private const string Broken = """{"id":"cut""";

    private readonly ScratchFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Run_IntoARedisThatKeepsNothing_SaysSoOnce_AndAReplaySaysNothing()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        string input = _folder.Write("in.ndjson", [.. InventedWaves.Lines(), Broken]);
        using CancellationTokenSource stop = new();
        using StringWriter output = new();
        using StringWriter errors = new();
        Task<int> run = Task.Run(() => Program.RunAsync(
            ["run", "--config", Config(input), "--redis", redis.Options.Endpoint], TextWriter.Synchronized(output), TextWriter.Synchronized(errors), stop.Token));
        await Eventually.IsTrue(async () => run.IsCompleted || await redis.NumberAsync("XLEN", "{rtm}:deadletter") == 1, "the broken line is a dead letter", TimeSpan.FromSeconds(60));
        await stop.CancelAsync();
        Assert.That(await run, Is.Zero, errors.ToString());
        Assert.That(errors.ToString().Split("keeps nothing on disk"), Has.Length.EqualTo(2), errors.ToString());
        CommandResult replay = await CommandLine.RunAsync("replay", input, "--redis", redis.Options.Endpoint, "--prefix", "{again}");
        Assert.That((replay.Code, replay.Errors), Is.EqualTo((0, string.Empty)));
    }

    [Test]
    public async Task Run_AsAUserThatLacksRights_EndsWithOneAndAllOfThem()
    {
        await using RedisServer redis = await RedisServer.StartAsync("--appendonly", "yes");
        await redis.RunAsync("ACL", "SETUSER", "default", "-xdel", "-hdel");
        CommandResult refused = await CommandLine.RunAsync("run", "--config", Config(_folder.PathOf("absent.ndjson")), "--redis", redis.Options.Endpoint);
        Assert.That((refused.Code, refused.Errors.TrimEnd()), Is.EqualTo((1,
            $"rtm: Redis at {redis.Options.Endpoint}: the user 'default' lacks the commands hdel, xdel; grant them with: ACL SETUSER default +hdel +xdel "
            + "(and write it into the server's file of users; deploy/redis/users.acl has a user with all of it)")));
    }

    [Test]
    public async Task Replay_ThatKeepsItsStateInRedis_AsAUserThatMayNot_EndsBeforeItBegins()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await redis.RunAsync("ACL", "SETUSER", "default", "-persist", "-unlink");
        string input = _folder.Write("short.ndjson", InventedWaves.Lines().Take(10));
        CommandResult refused = await CommandLine.RunAsync("replay", input, "--redis", redis.Options.Endpoint, "--state", "redis");
        Assert.That(refused.Code, Is.EqualTo(1));
        Assert.That(refused.Errors, Does.Contain("lacks the commands persist, unlink; grant them with: ACL SETUSER default +persist +unlink"));
        Assert.That(await redis.NumberAsync("DBSIZE"), Is.Zero);
    }

    private string Config(string input)
    {
        string path = _folder.PathOf("run.yaml");
        File.WriteAllText(path, $"Sources:\n  lines: {{ Kind: files, Paths: ['{input}'], PollSeconds: 0.1 }}\n");
        return path;
    }
}
