using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery.Redis;

/// <summary>
/// Each kind of trouble of Redis, in the middle of a run: the write does not return while it lasts, the health names it, and when it is over the entries
/// are those of a run that had none. Every test has a server of its own, because it breaks it.
/// </summary>
internal sealed class RedisTroubleTests
{
    private readonly List<string> _warnings = [];
    private readonly List<OutputBatch> _written = [];
    private readonly SampleRevisions _samples = new(79);
    private RedisServer _server = null!;

    [SetUp]
    public void Begin()
    {
        _warnings.Clear();
        _written.Clear();
    }

    [TearDown]
    public async Task End()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _server = null!;
    }

    [Test]
    public async Task Down_AtStart_IsWaitedFor()
    {
        _server = await RedisServer.StartAsync();
        await _server.KillAsync();
        await using RedisDelivery delivery = new(_server.Options with { OpenPatience = TimeSpan.FromMinutes(1) }, Note, TimeProvider.System);
        Task opening = delivery.OpenAsync(CancellationToken.None);
        await UntilTroubleAsync(delivery, opening, DeliveryTrouble.NoConnection);
        await _server.RestartAsync();
        await opening;
        await WriteAsync(delivery);
        await AssertAsUndisturbedAsync(delivery);
    }

    [Test]
    public async Task Killed_AndRestartedWithItsFile_GoesOn()
    {
        await using RedisDelivery delivery = await StartAsync(options => options, "--appendonly", "yes", "--appendfsync", "always");
        for (int i = 0; i < 3; i++)
        {
            await WriteAsync(delivery);
            await _server.KillAsync();
            Task writing = WriteAsync(delivery);
            await UntilTroubleAsync(delivery, writing, DeliveryTrouble.NoConnection, DeliveryTrouble.NoAnswer);
            await _server.RestartAsync();
            await writing;
        }

        await AssertAsUndisturbedAsync(delivery);
    }

    [Test]
    public async Task Stopped_ForAWhile_GoesOn()
    {
        await using RedisDelivery delivery = await StartAsync(options => options with { ResponseTimeout = TimeSpan.FromMilliseconds(200), ConnectTimeout = TimeSpan.FromMilliseconds(200) });
        await WriteAsync(delivery);
        await SignalAsync("STOP");
        Task writing = WriteAsync(delivery);
        await UntilTroubleAsync(delivery, writing, DeliveryTrouble.NoAnswer, DeliveryTrouble.NoConnection);
        await SignalAsync("CONT");
        await writing;
        await AssertAsUndisturbedAsync(delivery);
    }

    /// <summary>The client of this build cannot connect to a server that loads, and tells it as no connection.</summary>
    [Test]
    public async Task Restart_ThatLoadsSlowly_IsWaitedFor()
    {
        string[] slowToLoad = ["--appendonly", "yes", "--appendfsync", "always", "--key-load-delay", "3000", "--loading-process-events-interval-bytes", "1024"];
        await using RedisDelivery delivery = await StartAsync(options => options, slowToLoad);
        for (int i = 0; i < 30; i++)
            await WriteAsync(delivery);
        for (int i = 0; i < 300; i++)
            await _server.RunAsync("SET", $"other:{i}", "x");
        await _server.KillAsync();
        Task writing = WriteAsync(delivery);
        Task restarting = _server.RestartAsync();
        await UntilTroubleAsync(delivery, writing, DeliveryTrouble.Loading, DeliveryTrouble.NoConnection);
        await restarting;
        await writing;
        await AssertAsUndisturbedAsync(delivery);
    }

    [Test]
    public async Task OutOfMemory_UntilThereIsMore_HoldsBack() =>
        await TroubleAsync(
            DeliveryTrouble.OutOfMemory, () => _server.RunAsync("CONFIG", "SET", "maxmemory", "1"), () => _server.RunAsync("CONFIG", "SET", "maxmemory", "0"));

    [Test]
    public async Task ReadOnly_WhileItIsAReplica_HoldsBack() =>
        await TroubleAsync(
            DeliveryTrouble.ReadOnly, () => _server.RunAsync("REPLICAOF", "127.0.0.1", "1"), () => _server.RunAsync("REPLICAOF", "NO", "ONE"));

    [Test]
    public async Task TooFewReplicas_UntilTheyAreNotNeeded_HoldsBack() =>
        await TroubleAsync(
            DeliveryTrouble.TooFewReplicas,
            () => _server.RunAsync("CONFIG", "SET", "min-replicas-to-write", "1"),
            () => _server.RunAsync("CONFIG", "SET", "min-replicas-to-write", "0"));

    [Test]
    public async Task DiskFault_UntilWritesAreAllowed_HoldsBack() =>
        await TroubleAsync(
            DeliveryTrouble.DiskFault,
            async () =>
            {
                // A folder where the dump should be makes saving fail for every user, root too.
                Directory.CreateDirectory(Path.Combine(_server.Folder, "dump.rdb"));
                await _server.RunAsync("CONFIG", "SET", "save", "3600 1");
                await _server.RunAsync("BGSAVE");
                await Eventually.IsTrue(
                    async () => (await _server.TextAsync("INFO", "persistence"))!.Contains("rdb_last_bgsave_status:err", StringComparison.Ordinal), "saving fails");
            },
            // The client cannot even connect meanwhile, where its connection has to be made anew.
            async () => Assert.That(await AskAsync("CONFIG SET stop-writes-on-bgsave-error no"), Does.StartWith("+OK")));

    [Test]
    public async Task Busy_WithAScriptThatDoesNotEnd_HoldsBack()
    {
        await using RedisDelivery delivery = await StartAsync(options => options, "--busy-reply-threshold", "50");
        await WriteAsync(delivery);
        using TcpClient runner = await SendAsync("EVAL \"while true do end\" 0");
        await Eventually.IsTrue(async () => (await AskAsync("PING")).StartsWith("-BUSY", StringComparison.Ordinal), "the script runs");
        Task writing = WriteAsync(delivery);
        await UntilTroubleAsync(delivery, writing, DeliveryTrouble.Busy);
        Assert.That(await AskAsync("SCRIPT KILL"), Does.StartWith("+OK"));
        await writing;
        await AssertAsUndisturbedAsync(delivery);
    }

    [Test]
    public async Task Scripts_Flushed_AreLoadedAgain()
    {
        await using RedisDelivery delivery = await StartAsync(options => options);
        for (int i = 0; i < 3; i++)
        {
            await WriteAsync(delivery);
            await _server.RunAsync("SCRIPT", "FLUSH");
        }

        await AssertAsUndisturbedAsync(delivery);
        Assert.That(_warnings, Is.Empty);
    }

    [TestCase("lost reply")]
    [TestCase("half a reply")]
    [TestCase("half a request")]
    [TestCase("reset")]
    public async Task Connection_CutAtAnyPlace_LosesAndRepeatsNothing(string fault)
    {
        _server = await RedisServer.StartAsync();
        await using CutProxy proxy = new(_server.Port);
        await using RedisDelivery delivery = new(_server.Options with { Endpoint = proxy.Endpoint, BatchEntries = 20 }, Note, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        await WriteAsync(delivery);
        for (int i = 0; i < 10; i++)
        {
            switch (fault)
            {
                case "lost reply": proxy.LoseNextReply(); break;
                case "half a reply": proxy.CutNextReply(); break;
                case "half a request": proxy.CutNextRequest(); break;
                default: proxy.Reset(); break;
            }

            await WriteAsync(delivery, 50);
        }

        Assert.That(proxy.Cuts, Is.GreaterThanOrEqualTo(10), "every fault happened");
        await AssertAsUndisturbedAsync(delivery);
    }

    [Test]
    public async Task Password_ChangedWhileRunning_IsReadAgainFromItsFile()
    {
        using ScratchFolder folder = new();
        string file = folder.Write("password", ["first-secret"]);
        _server = await RedisServer.StartAsync();
        await _server.RunAsync("CONFIG", "SET", "requirepass", "first-secret");
        await using CutProxy proxy = new(_server.Port);
        RedisOptions options = _server.Options with { Endpoint = proxy.Endpoint, Password = "first-secret", PasswordFile = file };
        await using RedisDelivery delivery = new(options, Note, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        await WriteAsync(delivery);
        await _server.RunAsync("CONFIG", "SET", "requirepass", "second-secret");
        await WriteAsync(delivery);
        Assert.That(_warnings, Is.Empty, "the connection that is there stays good");
        proxy.Reset();
        Task writing = WriteAsync(delivery);
        await UntilTroubleAsync(delivery, writing, DeliveryTrouble.Credentials);
        folder.Write("password", ["second-secret"]);
        await writing;
        Assert.That(_warnings, Has.None.Contains("secret"));
        await AssertAsUndisturbedAsync(delivery);
    }

    [Test]
    public async Task Password_ChangedAndInNoFile_EndsTheRun()
    {
        await using RedisDelivery delivery = await StartAsync(options => options);
        await WriteAsync(delivery);
        await _server.RunAsync("CONFIG", "SET", "requirepass", "new-secret");
        await _server.RunAsync("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
        Assert.That(() => WriteAsync(delivery), Throws.TypeOf<DeliveryRefusedException>().With.Message.Contains("password"));
        Assert.That((delivery.Health!.State, delivery.Health.Trouble), Is.EqualTo((DeliveryState.Refused, DeliveryTrouble.Credentials)));
    }

    [Test]
    public async Task Idle_WhileRedisIsAway_ShowsInTheHealth()
    {
        await using RedisDelivery delivery = await StartAsync(options => options with { Lease = TimeSpan.FromMilliseconds(300) }, "--appendonly", "yes");
        await WriteAsync(delivery);
        await _server.KillAsync();
        await Eventually.IsTrue(() => delivery.Health!.State == DeliveryState.Waiting, "the health shows that Redis is away");
        await _server.RestartAsync();
        await Eventually.IsTrue(() => delivery.Health!.State == DeliveryState.Connected, "the health shows that it is back");
    }

    /// <summary>Sends a command without a client, whose first words the busy server would refuse.</summary>
    private async Task<TcpClient> SendAsync(string command)
    {
        TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, _server.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
        return client;
    }

    private async Task<string> AskAsync(string command)
    {
        using TcpClient client = await SendAsync(command);
        byte[] answer = new byte[1024];
        int length = await client.GetStream().ReadAsync(answer);
        return Encoding.ASCII.GetString(answer, 0, length);
    }

    /// <summary>One write goes well, the next meets the trouble and waits, and goes through when it is over.</summary>
    private async Task TroubleAsync(DeliveryTrouble trouble, Func<Task> begin, Func<Task> end)
    {
        await using RedisDelivery delivery = await StartAsync(options => options);
        await WriteAsync(delivery);
        await begin();
        Task writing = WriteAsync(delivery);
        await UntilTroubleAsync(delivery, writing, trouble);
        await end();
        await writing;
        await AssertAsUndisturbedAsync(delivery);
        Assert.That(_warnings, Has.Count.EqualTo(2), "one when trouble begins, one when it is over");
    }

    private static async Task UntilTroubleAsync(RedisDelivery delivery, Task waiting, params DeliveryTrouble[] troubles)
    {
        await Eventually.IsTrue(() => troubles.Contains(delivery.Health!.Trouble), $"the health names {string.Join(" or ", troubles)}");
        Assert.That(waiting.IsCompleted, Is.False, "the pipeline is held back meanwhile");
    }

    private void Note(string warning)
    {
        lock (_warnings)
            _warnings.Add(warning);
    }

    private async Task<RedisDelivery> StartAsync(Func<RedisOptions, RedisOptions> options, params string[] settings)
    {
        _server = await RedisServer.StartAsync(settings);
        RedisDelivery delivery = new(options(_server.Options), Note, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        return delivery;
    }

    private Task WriteAsync(RedisDelivery delivery, int count = 3)
    {
        OutputBatch batch = SampleRevisions.Batch(_samples.Take(count));
        _written.Add(batch);
        return delivery.WriteAsync(batch, CancellationToken.None);
    }

    private async Task AssertAsUndisturbedAsync(RedisDelivery delivery)
    {
        string password = RedisReply.Texts(await _server.RunAsync("CONFIG", "GET", "requirepass"))[1];
        await using RedisDelivery calm = new(_server.Options with { Prefix = "{calm}", Password = password.Length > 0 ? password : null }, _ => { }, TimeProvider.System);
        await calm.OpenAsync(CancellationToken.None);
        foreach (OutputBatch batch in _written)
            await calm.WriteAsync(batch, CancellationToken.None);
        Assert.That(StoredText.Of(await _server.AllEntriesAsync()), Is.EqualTo(StoredText.Of(await _server.AllEntriesAsync("{calm}"))));
        Assert.That(delivery.Digests, Is.EqualTo(calm.Digests));
        Assert.That(delivery.Health!.State, Is.EqualTo(DeliveryState.Connected));
    }

    private async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", $"{_server.ProcessId}"]);
        await kill.WaitForExitAsync();
    }
}
