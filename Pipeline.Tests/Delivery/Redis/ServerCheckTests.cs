using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Tests.TestKit;
using StackExchange.Redis;

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

    [Test]
    public async Task Service_OnAServerWhoseDiskIsFull_IsTold()
    {
        using ScratchFolder folder = new();
        RedisOptions options = new() { Endpoint = $"127.0.0.1:{FreePort()}", FirstRetryDelay = TimeSpan.FromMilliseconds(20), MaxRetryDelay = TimeSpan.FromMilliseconds(100) };
        using Process server = StartWithASmallDisk(options, folder);
        try
        {
            await using (RedisLink link = new(options, TimeProvider.System))
            {
                RedisRetry retry = new(options, static _ => { }, TimeProvider.System);
                await retry.RunAsync(() => link.ExecuteAsync("SET", [(RedisKey)"large", new byte[256 * 1024]], CancellationToken.None), TimeSpan.FromSeconds(20), CancellationToken.None);
                await Eventually.IsTrue(
                    async () => ((string?)await link.ExecuteAsync("INFO", ["persistence"], CancellationToken.None))!.Contains("aof_last_write_status:err", StringComparison.Ordinal),
                    "the file could not be written");
            }

            await OpenAsync(options);
            Assert.That(_warnings, Has.Count.EqualTo(1));
            Assert.That(_warnings[0], Does.Contain("aof_last_write_status").And.Contain("make room on its disk"));
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
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

    private async Task<RedisDelivery> OpenAsync(RedisOptions options)
    {
        RedisDelivery delivery = new(options, _warnings.Add, TimeProvider.System) { IsService = true };
        try
        {
            await delivery.OpenAsync(CancellationToken.None);
            return delivery;
        }
        catch (DeliveryRefusedException)
        {
            await delivery.DisposeAsync();
            throw;
        }
    }

    /// <summary>A limit on the size of its files stands for a full disk: both make the write of the append-only file fail.</summary>
    private static Process StartWithASmallDisk(RedisOptions options, ScratchFolder folder)
    {
        string port = options.Endpoint.Split(':')[1];
        string command = $"trap '' XFSZ; ulimit -f 64; exec redis-server --port {port} --bind 127.0.0.1 --dir '{folder.PathOf(".")}' --save '' --appendonly yes --appendfsync everysec --logfile redis.log";
        return Process.Start(new ProcessStartInfo("bash", ["-c", command]) { UseShellExecute = false })!;
    }

    private static string FreePort()
    {
        using System.Net.Sockets.TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
