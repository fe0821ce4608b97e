using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery.Redis;

/// <summary>Writing while the server or the way to it fails. Every test has a server of its own, because it breaks it.</summary>
internal sealed class RedisDeliveryFaultTests
{
    private readonly List<string> _warnings = [];
    private readonly SampleRevisions _samples = new(77);
    private RedisServer _server = null!;

    [TearDown]
    public async Task End()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _server = null!;
        _warnings.Clear();
    }

    [Test]
    public async Task Restart_WithItsData_HealsWithoutLossOrRepetition()
    {
        await using RedisDelivery delivery = await StartAsync("--appendonly", "yes", "--appendfsync", "always");
        await delivery.WriteAsync(Alerts(3), CancellationToken.None);
        await _server.KillAsync();
        Task writing = delivery.WriteAsync(Alerts(3), CancellationToken.None);
        await Eventually.IsTrue(() => _warnings.Count > 0, "a warning that Redis is away");
        await _server.RestartAsync();
        await writing;
        Assert.That(await _server.SeqsAsync("alerts"), Is.EqualTo(Enumerable.Range(1, 6).Select(seq => $"{seq}")));
        Assert.That(_warnings, Has.Count.EqualTo(2), "one when trouble begins, one when it is over");
    }

    [Test]
    public async Task LostAnswer_OfAWrittenChunk_AddsNothingTwice()
    {
        _server = await RedisServer.StartAsync();
        await using CutProxy proxy = new(_server.Port);
        await using RedisDelivery delivery = new(_server.Options with { Endpoint = $"127.0.0.1:{proxy.Port}" }, _warnings.Add, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        await delivery.WriteAsync(Alerts(1), CancellationToken.None);
        for (int i = 0; i < 10; i++)
        {
            proxy.LoseNextReply();
            await delivery.WriteAsync(Alerts(5), CancellationToken.None);
        }

        Assert.That(proxy.Cuts, Is.EqualTo(10), "every fault happened");
        Assert.That(await _server.SeqsAsync("alerts"), Is.EqualTo(Enumerable.Range(1, 51).Select(seq => $"{seq}")));
        Assert.That(delivery.Counts.Alerts, Is.EqualTo(51));
    }

    [Test]
    public async Task LostAnswer_OfTakingTheRole_KeepsTheToken()
    {
        _server = await RedisServer.StartAsync();
        await using CutProxy proxy = new(_server.Port);
        await using RedisDelivery delivery = new(_server.Options with { Endpoint = $"127.0.0.1:{proxy.Port}" }, _warnings.Add, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        proxy.LoseNextReply();
        await delivery.WriteAsync(Alerts(2), CancellationToken.None);
        Assert.That((proxy.Cuts, await _server.TextAsync("HGET", "{rtm}:writer", "token")), Is.EqualTo((1, "1")));
    }

    [Test]
    public async Task OutOfMemory_UntilThereIsSome_HoldsTheWriterBack()
    {
        await using RedisDelivery delivery = await StartAsync();
        await delivery.WriteAsync(Alerts(1), CancellationToken.None);
        await _server.RunAsync("CONFIG", "SET", "maxmemory", "1");
        Task writing = delivery.WriteAsync(Alerts(4), CancellationToken.None);
        await Eventually.IsTrue(() => _warnings.Count > 0, "a warning about memory");
        Assert.That(writing.IsCompleted, Is.False);
        Assert.That(_warnings[0], Does.Contain("OOM"));
        await _server.RunAsync("CONFIG", "SET", "maxmemory", "0");
        await writing;
        Assert.That((await _server.NumberAsync("XLEN", "{rtm}:alerts"), _warnings.Count), Is.EqualTo((5, 2)));
    }

    [Test]
    public async Task MissingReplica_UntilItIsNotNeeded_HoldsTheWriterBack()
    {
        await using RedisDelivery delivery = await StartAsync();
        await delivery.WriteAsync(Alerts(1), CancellationToken.None);
        await _server.RunAsync("CONFIG", "SET", "min-replicas-to-write", "1");
        Task writing = delivery.WriteAsync(Alerts(1), CancellationToken.None);
        await Eventually.IsTrue(() => _warnings.Count > 0, "a warning about replicas");
        await _server.RunAsync("CONFIG", "SET", "min-replicas-to-write", "0");
        await writing;
        Assert.That(_warnings[0], Does.Contain("NOREPLICAS"));
    }

    [Test]
    public async Task ServerThatHangs_PastTheResponseTimeout_IsAskedAgain()
    {
        _server = await RedisServer.StartAsync();
        await using RedisDelivery delivery = new(
            _server.Options with { ResponseTimeout = TimeSpan.FromMilliseconds(200), ConnectTimeout = TimeSpan.FromMilliseconds(500) },
            _warnings.Add,
            TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        await delivery.WriteAsync(Alerts(1), CancellationToken.None);
        await _server.RunAsync("CLIENT", "PAUSE", 1500, "ALL");
        await delivery.WriteAsync(Alerts(2), CancellationToken.None);
        Assert.That(await _server.SeqsAsync("alerts"), Is.EqualTo(["1", "2", "3"]));
        Assert.That(_warnings, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ScriptFlush_InBetween_IsNotNoticed()
    {
        await using RedisDelivery delivery = await StartAsync();
        await delivery.WriteAsync(Alerts(1), CancellationToken.None);
        await _server.RunAsync("SCRIPT", "FLUSH");
        await delivery.WriteAsync(Alerts(1), CancellationToken.None);
        Assert.That((await _server.NumberAsync("XLEN", "{rtm}:alerts"), _warnings.Count), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task EntryOfOthers_InTheStream_BreaksTheRun()
    {
        await using RedisDelivery delivery = await StartAsync();
        await delivery.WriteAsync(Alerts(1), CancellationToken.None);
        await _server.RunAsync("XADD", "{rtm}:alerts", "*", "note", "by hand");
        Assert.That(() => delivery.WriteAsync(Alerts(1), CancellationToken.None),
            Throws.TypeOf<DeliveryBrokenException>().With.Message.Contains("somebody else adds"));
    }

    [Test]
    public async Task HardStop_WhileRedisIsAway_EndsTheWait()
    {
        await using RedisDelivery delivery = await StartAsync();
        await delivery.WriteAsync(Alerts(1), CancellationToken.None);
        await _server.KillAsync();
        using CancellationTokenSource hardStop = new();
        Task writing = delivery.WriteAsync(Alerts(1), hardStop.Token);
        await Eventually.IsTrue(() => _warnings.Count > 0, "a warning that Redis is away");
        await hardStop.CancelAsync();
        Assert.That(() => writing, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Open_NoServer_IsRefusedWhenPatienceEnds()
    {
        _server = await RedisServer.StartAsync();
        await _server.KillAsync();
        await using RedisDelivery delivery = new(_server.Options with { OpenPatience = TimeSpan.FromMilliseconds(50) }, _warnings.Add, TimeProvider.System);
        Assert.That(() => delivery.OpenAsync(CancellationToken.None), Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("--redis HOST:PORT"));
    }

    [TestCase(null, TestName = "Open_NoPasswordWhereOneIsNeeded_IsRefused")]
    [TestCase("wrong-secret", TestName = "Open_WrongPassword_IsRefusedWithoutPrintingIt")]
    public async Task Password(string? password)
    {
        _server = await RedisServer.StartAsync();
        await _server.RunAsync("CONFIG", "SET", "requirepass", "right-secret");
        await using RedisDelivery delivery = new(_server.Options with { Password = password }, _warnings.Add, TimeProvider.System);
        Assert.That(
            () => delivery.OpenAsync(CancellationToken.None),
            Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("password").And.Message.Contains("RTM__Redis__Password").And.Message.Not.Contains("secret"));
    }

    [Test]
    public async Task Open_RightPassword_Writes()
    {
        _server = await RedisServer.StartAsync();
        await _server.RunAsync("CONFIG", "SET", "requirepass", "right-secret");
        await using RedisDelivery delivery = new(_server.Options with { Password = "right-secret" }, _warnings.Add, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        await delivery.WriteAsync(Alerts(1), CancellationToken.None);
        Assert.That(delivery.Counts.Alerts, Is.EqualTo(1));
    }

    [Test]
    public async Task NoRights_ToRunScripts_IsRefused()
    {
        await using RedisDelivery delivery = await StartAsync();
        await _server.RunAsync("ACL", "SETUSER", "default", "-evalsha");
        Assert.That(() => delivery.WriteAsync(Alerts(1), CancellationToken.None), Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("NOPERM").And.Message.EndsWith("deploy/redis/users.acl has users with the rights that are needed"));
    }

    private OutputBatch Alerts(int count) => SampleRevisions.Batch([.. Enumerable.Range(0, count).Select(_ => _samples.Next(OutputKind.Alert))]);

    private async Task<RedisDelivery> StartAsync(params string[] settings)
    {
        _server = await RedisServer.StartAsync(settings);
        RedisDelivery delivery = new(_server.Options, _warnings.Add, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        return delivery;
    }
}
