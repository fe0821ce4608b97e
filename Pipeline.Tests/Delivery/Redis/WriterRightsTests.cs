using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery.Redis;

/// <summary>Rights of real users of a real server: what is missing is named at once, with the rules that grant it.</summary>
internal sealed class WriterRightsTests
{
    private readonly List<string> _warnings = [];
    private RedisServer _server = null!;

    [SetUp]
    public async Task Start() => _server = await RedisServer.StartAsync("--appendonly", "yes");

    [TearDown]
    public async Task End()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _server = null!;
        _warnings.Clear();
    }

    private static IEnumerable<TestCaseData> Lacking()
    {
        yield return new TestCaseData("-xdel", "the command xdel; grant them with: ACL SETUSER default +xdel (").SetName("Service_OfAUserThatLacksRights_IsRefusedWithAllOfThem(OneCommand)");
        yield return new TestCaseData("-xadd -xtrim -time -zadd", "the commands time, xadd, xtrim, zadd; grant them with: ACL SETUSER default +time +xadd +xtrim +zadd (").SetName("Service_OfAUserThatLacksRights_IsRefusedWithAllOfThem(SomeCommands)");
        yield return new TestCaseData("-xinfo", "the commands xinfo|stream, xinfo|groups, xinfo|consumers; grant them with: ACL SETUSER default +xinfo|stream +xinfo|groups +xinfo|consumers (").SetName("Service_OfAUserThatLacksRights_IsRefusedWithAllOfThem(PartOfACommand)");
        yield return new TestCaseData("resetkeys ~{rtm}:alerts ~{rtm}:opportunities ~{rtm}:deadletter ~{rtm}:writer ~{rtm}:seq ~{rtm}:opportunity:* ~{rtm}:decisions", "the keys {rtm}:board and the commands zadd, zrem, zremrangebyrank; grant them with: ACL SETUSER default ~{rtm}:* +zadd +zrem +zremrangebyrank (").SetName("Service_OfAUserThatLacksRights_IsRefusedWithAllOfThem(OneKey)");
        yield return new TestCaseData("resetkeys ~{rtm:1}:*", "the keys {rtm}:* and the commands type, exists, hmget, hget, hset, hdel, expire, del, xinfo|stream, xadd, xtrim, xrange, xdel, zadd, zrem, zremrangebyrank, xinfo|groups, xinfo|consumers, xgroup|create, xgroup|delconsumer, xreadgroup, xack, xpending, xclaim; grant").SetName("Service_OfAUserThatLacksRights_IsRefusedWithAllOfThem(AllKeys)");
        yield return new TestCaseData("-xreadgroup -xclaim", "the commands xreadgroup, xclaim; grant them with: ACL SETUSER default +xreadgroup +xclaim (").SetName("Service_OfAUserThatLacksRights_IsRefusedWithAllOfThem(Decisions)");
        yield return new TestCaseData("resetkeys %R~{rtm}:*", "the keys {rtm}:* and the commands").SetName("Service_OfAUserThatLacksRights_IsRefusedWithAllOfThem(WritingToKeys)");
        yield return new TestCaseData("-evalsha", "the commands evalsha and script|load, without which it cannot be asked for the others; all that is needed on ~{rtm}:* is: ACL SETUSER default +evalsha +script|load +time").SetName("Service_OfAUserThatLacksRights_IsRefusedWithAllOfThem(RunningScripts)");
        yield return new TestCaseData("-script", "the commands evalsha and script|load").SetName("Service_OfAUserThatLacksRights_IsRefusedWithAllOfThem(LoadingScripts)");
    }

    [TestCaseSource(nameof(Lacking))]
    public async Task Service_OfAUserThatLacksRights_IsRefusedWithAllOfThem(string rules, string said)
    {
        await GrantAsync(rules.Split(' '));
        Assert.That(
            () => OpenAsync(_server.Options),
            Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains($"Redis at {_server.Options.Endpoint}: the user 'default' lacks {said}"));
    }

    [Test]
    public async Task Service_AfterTheRuleItWasTold_IsNotRefused()
    {
        await GrantAsync("resetkeys", "~other:*", "-@all", "+evalsha", "+script|load", "+acl", "+ping", "+echo", "+select", "+client|setname", "+hello", "+info");
        string refusal = await RefusalAsync(_server.Options with { WaitReplicas = 1 }, keepsCheckpoints: true);
        const string begin = "ACL SETUSER default ";
        int rule = refusal.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        await GrantAsync(refusal[rule..refusal.IndexOf(" (", rule, StringComparison.Ordinal)].Split(' '));
        await using RedisDelivery delivery = await OpenAsync(_server.Options with { WaitReplicas = 1 }, keepsCheckpoints: true);
        await delivery.WriteAsync(SampleRevisions.Batch(new SampleRevisions(1).Take(50)), CancellationToken.None);
        Assert.That(delivery.Counts.Alerts, Is.Positive);
    }

    [Test]
    public async Task RightsForWaitingAndForCheckpoints_AreAskedForWhereTheyAreNeeded()
    {
        await GrantAsync("-wait", "-hgetall", "-set", "-get", "-persist", "-unlink");
        await using (await OpenAsync(_server.Options))
        {
        }

        Assert.That(() => OpenAsync(_server.Options with { WaitReplicas = 1 }), Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("lacks the command wait;"));
        Assert.That(
            () => OpenAsync(_server.Options, keepsCheckpoints: true),
            Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("lacks the commands hgetall, set, get, persist, unlink;"));
    }

    [Test]
    public async Task Replay_OfAUserThatLacksRights_IsNotAsked()
    {
        await GrantAsync("-xdel");
        await using RedisDelivery delivery = new(_server.Options, _warnings.Add, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        await delivery.WriteAsync(SampleRevisions.Batch(new SampleRevisions(1).Take(5)), CancellationToken.None);
        Assert.That(_warnings, Is.Empty);
    }

    [Test]
    public async Task ShippedWriter_LacksNothing_WhateverItKeeps()
    {
        await GrantAsync(ShippedRules("default"));
        await using RedisDelivery delivery = await OpenAsync(_server.Options with { WaitReplicas = 1, WaitMilliseconds = 10 }, keepsCheckpoints: true);
        await delivery.WriteAsync(SampleRevisions.Batch(new SampleRevisions(1).Take(50)), CancellationToken.None);
        Assert.That(_warnings, Is.Empty);
    }

    [TestCase("rtm-reader", null)]
    [TestCase("rtm-group", "team")]
    public async Task ShippedReaders_ReadWithoutAComplaint_AndAreNoWriters(string user, string? group)
    {
        SampleRevisions samples = new(1);
        await using (RedisDelivery delivery = await OpenAsync(_server.Options))
            await delivery.WriteAsync(SampleRevisions.Batch([.. Enumerable.Range(0, 3).Select(_ => samples.Next(OutputKind.Alert))]), CancellationToken.None);
        await GrantAsync(ShippedRules(user));
        List<TailEntry> seen = [];
        await using (StreamTail tail = new(_server.Options, new TailOptions { From = "0", Group = group, Consumer = "one", Count = 3 }, _warnings.Add, TimeProvider.System))
            await tail.RunAsync(seen.Add, CancellationToken.None);
        Assert.That((seen.Count, _warnings.Count), Is.EqualTo((3, 0)));
        Assert.That(() => OpenAsync(_server.Options), Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("+evalsha").And.Message.Contains("+xadd"));
    }

    /// <summary>The rules of a user in the shipped file, without a password. The client of this build knows no user names, so the default user is given them.</summary>
    private static string[] ShippedRules(string user)
    {
        string[] lines = File.ReadAllLines(Path.Combine(SharedData.RepositoryRoot, "deploy", "redis", "users.acl"));
        string[] words = lines.Select(line => line.Split(' ')).Single(words => words.Length > 1 && words[1] == user);
        return ["reset", "nopass", .. words[2..].Where(word => !word.StartsWith('#'))];
    }

    private Task GrantAsync(params string[] rules) => _server.RunAsync("ACL", ["SETUSER", "default", .. rules]);

    private async Task<string> RefusalAsync(RedisOptions options, bool keepsCheckpoints)
    {
        try
        {
            await using RedisDelivery open = await OpenAsync(options, keepsCheckpoints);
            return string.Empty;
        }
        catch (DeliveryRefusedException refused)
        {
            return refused.Message;
        }
    }

    private Task<RedisDelivery> OpenAsync(RedisOptions options, bool keepsCheckpoints = false) => ServiceDelivery.OpenAsync(options, _warnings.Add, keepsCheckpoints);
}
