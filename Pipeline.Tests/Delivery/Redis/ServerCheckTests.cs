using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery.Redis;

/// <summary>What a service is told of the server when it opens it. Every test has a server of its own, with the fault in question.</summary>
internal sealed class ServerCheckTests
{
    private static readonly string[] s_durable = ["--appendonly", "yes", "--appendfsync", "everysec"];

    private readonly List<string> _warnings = [];
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
    public async Task Service_OnAServerSetAsOurs_IsToldNothing()
    {
        _server = await RedisServer.StartAsync([.. s_durable, "--maxmemory-policy", "noeviction", "--save", "3600 1"]);
        await OpenAsync(_server.Options);
        Assert.That(_warnings, Is.Empty);
    }

    private static IEnumerable<TestCaseData> WeakServers()
    {
        yield return Weak("NothingOnDisk", ["--save", ""], "keeps nothing on disk", "set appendonly yes");
        yield return Weak("SnapshotsAlone", ["--save", "3600 1"], "all that came since its last snapshot is gone", "set appendonly yes");
        yield return Weak("FlushLeftToTheSystem", ["--appendonly", "yes", "--appendfsync", "no"], "appendfsync no", "set appendfsync everysec");
        yield return Weak("StreamsDropped", [.. s_durable, "--maxmemory-policy", "allkeys-lru"], "drops whole streams", "set it to noeviction");
        yield return Weak("HashesDropped", [.. s_durable, "--maxmemory-policy", "volatile-ttl"], "drops the hashes of opportunities", "set it to noeviction");
    }

    [TestCaseSource(nameof(WeakServers))]
    public async Task Service_OnAWeakServer_IsToldOnceWithWhatToDo(string[] settings, string what, string remedy)
    {
        _server = await RedisServer.StartAsync(settings);
        await using RedisDelivery delivery = await OpenAsync(_server.Options);
        await delivery.WriteAsync(Alert(), CancellationToken.None);
        Assert.That(_warnings, Has.Count.EqualTo(1));
        Assert.That(_warnings[0], Does.StartWith($"Redis at {_server.Options.Endpoint} ").And.Contain(what).And.Contain(remedy));
    }

    [Test]
    public async Task Service_OnAServerWhoseSettingsMayNotBeAsked_IsToldOfTheMissingFileAllTheSame()
    {
        _server = await RedisServer.StartAsync();
        await _server.RunAsync("ACL", "SETUSER", "default", "-config");
        await OpenAsync(_server.Options);
        Assert.That(_warnings, Has.Count.EqualTo(1));
        Assert.That(_warnings[0], Does.Contain("appendonly no"));
    }

    [Test]
    public async Task Service_OnAServerThatMayNotBeAsked_IsToldHowToLetIt()
    {
        _server = await RedisServer.StartAsync(s_durable);
        await _server.RunAsync("ACL", "SETUSER", "default", "-info");
        await OpenAsync(_server.Options);
        Assert.That(_warnings, Has.Count.EqualTo(1));
        Assert.That(_warnings[0], Does.EndWith("ACL SETUSER default +info"));
    }

    [Test]
    public async Task Replay_OnAServerThatKeepsNothing_IsToldNothing()
    {
        _server = await RedisServer.StartAsync();
        await using RedisDelivery delivery = new(_server.Options, _warnings.Add, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        Assert.That(_warnings, Is.Empty);
    }

    /// <summary>A server whose disk is full answers a new connection's greeting with that fault now and then, so what it would say of itself is written down here.</summary>
    [Test]
    public void ServerThatCouldNotAppend_IsToldWithWhatToDo()
    {
        new ServerDurability("noeviction", HasAppendFile: true, CouldAppend: false, "everysec", null).Check(new RedisOptions(), _warnings.Add);
        Assert.That(_warnings, Has.Count.EqualTo(1));
        Assert.That(_warnings[0], Does.Contain("aof_last_write_status").And.Contain("make room on its disk"));
    }

    [Test]
    public async Task Service_OnAReplica_IsRefusedAndSentToTheMaster()
    {
        _server = await RedisServer.StartAsync(s_durable);
        await using RedisServer replica = await RedisServer.StartAsync([.. s_durable, "--replicaof", $"127.0.0.1 {_server.Port}"]);
        RedisOptions options = replica.Options with { OpenPatience = TimeSpan.FromMilliseconds(100) };
        Assert.That(
            () => OpenAsync(options),
            Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains($"it is a replica, of 127.0.0.1:{_server.Port}").And.Message.EndsWith("name its master with --redis HOST:PORT"));
    }

    [Test]
    public async Task Service_OnAReplicaThatTakesOver_GoesOn()
    {
        _server = await RedisServer.StartAsync(s_durable);
        await using RedisServer replica = await RedisServer.StartAsync([.. s_durable, "--replicaof", $"127.0.0.1 {_server.Port}"]);
        Task<RedisDelivery> opening = OpenAsync(replica.Options);
        await Eventually.IsTrue(() => _warnings.Count > 0, "a warning about the replica");
        await replica.RunAsync("REPLICAOF", "NO", "ONE");
        await using RedisDelivery delivery = await opening;
        Assert.That(_warnings[^1], Does.EndWith("works again"));
    }

    [Test]
    public void TooOldServer_IsRefusedWithWhatToDo() =>
        Assert.That(
            () => new ServerFacts(new Version(6, 0, 16), null).Check("there:6379", _warnings.Add),
            Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("6.0.16; 6.2 or newer is needed: install one"));

    private static TestCaseData Weak(string name, string[] settings, string what, string remedy) =>
        new TestCaseData(settings, what, remedy).SetName($"Service_OnAWeakServer_IsToldOnceWithWhatToDo({name})");

    private static OutputBatch Alert() => SampleRevisions.Batch(new SampleRevisions(7).Next(OutputKind.Alert));

    private Task<RedisDelivery> OpenAsync(RedisOptions options) => ServiceDelivery.OpenAsync(options, _warnings.Add);
}
