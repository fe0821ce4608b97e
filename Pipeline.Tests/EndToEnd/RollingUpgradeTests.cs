using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtmPipeline.Tests.Kills;
using RtmPipeline.Tests.Kills.Audit;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.EndToEnd;

/// <summary>The program is replaced while shippers send: one process is told to end, the next goes on from its state, and what was taken is there once.</summary>
[Parallelizable]
internal sealed partial class RollingUpgradeTests
{
    private const int Restarts = 3;
    private const int Shippers = 3;

    /// <summary>Posts of a request: few, so that requests are under way whenever a process is told to end.</summary>
    private const int Batch = 10;

    /// <summary>Posts behind all others, by which the end is known. The clock believes none of them alone: how far one may lead depends on the order in which the shippers' posts came.</summary>
    private const int Tail = 10;

    /// <summary>A process loads its models and its state, with others beside it.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(90);

    private readonly ScratchFolder _folder = new();
    private int _taken;
    private int _again;

    [GeneratedRegex(@"^rtm_stream_time_seconds (?<seconds>[\d.]+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex StreamTime();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Shippers_WhileTheProgramIsReplacedThreeTimes_HaveAllTheyTook_Once()
    {
        await using RedisServer server = await RedisServer.StartAsync("--appendonly", "yes");
        IPEndPoint address = new(IPAddress.Loopback, SteadyPort());
        string state = _folder.PathOf("state");
        ChildCommand command = ChildCommand.Rtm("run", "--config", ConfigFor(address), "--state", state, "--redis", server.Options.Endpoint, "--prefix", "{upgraded}");
        // What is received now was posted within the last hours, and the last one after all others.
        List<string> lines = InventedWaves.Lines(begin: DateTimeOffset.UtcNow.AddHours(-4).AddMinutes(-5).ToUnixTimeMilliseconds());
        string[] tail = LinesAfter(lines[^1], out double tailSeconds);
        using CancellationTokenSource end = new();
        List<Life> lives = [await BeginAsync(command)];
        try
        {
            Task shipped = Task.WhenAll(Enumerable.Range(0, Shippers).Select(shipper => ShipAsync(address, lines, shipper, end.Token)));
            for (int restart = 1; restart <= Restarts; restart++)
            {
                await Eventually.IsTrue(() => Task.FromResult(shipped.IsFaulted || Volatile.Read(ref _taken) >= lines.Count * restart / (Restarts + 1)), "the shippers get on", s_limit);
                lives.Add(await ReplaceAsync(lives[^1], command));
            }

            await shipped;
            await SendAsync(address, tail, end.Token);
            await Eventually.IsTrue(async () => await StreamTimeAsync(lives[^1]) >= tailSeconds - 1, "the last posts are through", s_limit);
            await EndAsync(lives[^1]);
        }
        finally
        {
            await end.CancelAsync();
            foreach (Life life in lives)
                await life.DisposeAsync();
        }

        ReplayReport[] reports = [.. lives.Select(life => ReplayReport.Of(string.Join('\n', life.Process.Output)))];
        CommandResult replay = await CommandLine.RunAsync("replay", Path.Combine(state, "journal"), "--redis", server.Options.Endpoint, "--prefix", "{again}");
        Assert.That(replay.Code, Is.Zero, replay.Errors);
        ReplayReport whole = ReplayReport.Of(replay.Output);
        StreamBook found = StreamBook.Read(server.Port, "{upgraded}");
        AuditFindings findings = StreamAudit.Compare(StreamBook.Read(server.Port, "{again}"), found);
        TestContext.Out.WriteLine(
            $"posts sent {lines.Count + Tail}, requests sent again {_again}, journalled {whole["posts"]}, of them doubled by their sender and dropped {whole["duplicates dropped"]}, by process {string.Join(" + ", reports.Select(report => report["posts"]))}; {findings}");

        Assert.That(_taken, Is.EqualTo(lines.Count + Tail));
        Assert.That(whole["posts"] - whole["duplicates dropped"], Is.EqualTo(lines.Count + Tail), "each post once");
        Assert.That(reports.Sum(report => report["posts"]), Is.EqualTo(whole["posts"]), "no process works on what the one before had done");
        Assert.That(findings.IsClean, findings.ToString());
        Assert.That(found["deadletter"], Is.Empty);
        Assert.That(found["alerts"], Is.Not.Empty);
    }

    /// <summary>Ends one process and begins the next on its state, while the shippers go on.</summary>
    private async Task<Life> ReplaceAsync(Life old, ChildCommand command)
    {
        int before = Volatile.Read(ref _again);
        long told = Stopwatch.GetTimestamp();
        await EndAsync(old);
        TimeSpan ended = Stopwatch.GetElapsedTime(told);
        Life next = await BeginAsync(command);
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ended {ended.TotalSeconds:0.0} s after SIGTERM, the next one ready after {Stopwatch.GetElapsedTime(told).TotalSeconds:0.0} s; taken so far {_taken} posts"));
        Assert.That(Volatile.Read(ref _again), Is.GreaterThan(before), "no shipper noticed, so this shows nothing");
        return next;
    }

    private static async Task EndAsync(Life life)
    {
        life.Process.Terminate();
        await life.Process.WaitAsync(s_limit);
        Assert.That(life.Process.ExitCode, Is.Zero, life.Process.ToString());
    }

    /// <summary>Starts a process, and waits until it says that it is ready.</summary>
    private static async Task<Life> BeginAsync(ChildCommand command)
    {
        Child process = Child.Start(command);
        await Eventually.IsTrue(() => Task.FromResult(process.HasEnded || RunAddresses.DashboardOf(process) is not null), "it says where its health is", s_limit);
        Assert.That(process.HasEnded, Is.False, process.ToString());
        Life life = new(process, new HttpClient { BaseAddress = RunAddresses.DashboardOf(process) });
        await Eventually.IsTrue(async () => (await life.Client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode, "it is ready", s_limit);
        return life;
    }

    private static async Task<double> StreamTimeAsync(Life life)
    {
        Match found = StreamTime().Match(await life.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative)));
        return found.Success ? double.Parse(found.Groups["seconds"].Value, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>One shipper of several sends every so manieth post, in their order.</summary>
    private async Task ShipAsync(IPEndPoint address, List<string> lines, int shipper, CancellationToken stop)
    {
        foreach (string[] batch in lines.Where((_, i) => i % Shippers == shipper).Chunk(Batch))
            await SendAsync(address, batch, stop);
    }

    /// <summary>Sends a request again until it is taken, as shippers do: when nobody listens, when the connection breaks, and when the answer is to come back.</summary>
    private async Task SendAsync(IPEndPoint address, string[] lines, CancellationToken stop)
    {
        ShipperRequest request = ShipperRequest.Fluentd(lines);
        await Eventually.IsTrue(
            async () =>
            {
                stop.ThrowIfCancellationRequested();
                if (await IsTakenAsync(request, address, lines.Length))
                    return true;
                Interlocked.Increment(ref _again);
                return false;
            },
            "a request is taken",
            s_limit);
        Interlocked.Add(ref _taken, lines.Length);
    }

    private static async Task<bool> IsTakenAsync(ShipperRequest request, IPEndPoint address, int posts)
    {
        try
        {
            (int status, int accepted, _) = await request.SendAsync(address);
            Assert.That(status, Is.AnyOf(202, 503), "all that a shipper repeats");
            if (status == 202)
                Assert.That(accepted, Is.EqualTo(posts));
            return status == 202;
        }
        catch (Exception refused) when (refused is IOException or SocketException)
        {
            return false;
        }
    }

    private string ConfigFor(IPEndPoint address) => _folder.Write("rtm.yaml",
    [
        $"Sources: {{ posts: {{ Kind: http, Listen: ['{address}'] }} }}",
        "Journal: { KeepHours: 1 }",
        "Merging: { QuietSeconds: 0 }",
        "Checkpoints: { EverySeconds: 1 }",
        "Health: { MaxLagSeconds: 86400 }",
    ]);

    /// <param name="line">The last of the others.</param>
    /// <param name="seconds">Unix time of the first of the tail.</param>
    private static string[] LinesAfter(string line, out double seconds)
    {
        using JsonDocument post = JsonDocument.Parse(line);
        DateTimeOffset time = post.RootElement.GetProperty("time").GetDateTimeOffset().AddMinutes(1);
        seconds = time.ToUnixTimeMilliseconds() / 1000.0;
        return [.. Enumerable.Range(0, Tail).Select(i => $$"""{"id":"last{{i}}","time":"{{time.UtcDateTime.AddSeconds(i):O}}","text":"one of the last","author":"somebody{{i}}","lang":"en"}""")];
    }

    /// <summary>
    /// A free port below those that the system gives to connections: while nobody listens, a shipper's own connection could be given one of these, and keep the program from it.
    /// </summary>
    private static int SteadyPort()
    {
        const int first = 20_000, span = 5_000;
        for (int i = 0; i < span; i++)
        {
            int port = first + ((Environment.ProcessId + i) % span);
            try
            {
                using TcpListener trial = new(IPAddress.Loopback, port);
                trial.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it: the next one.
            }
        }

        throw new InvalidOperationException($"no port from {first} to {first + span - 1} is free");
    }

    /// <summary>A process and who asks it how it is.</summary>
    private sealed record Life(Child Process, HttpClient Client) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await Process.DisposeAsync();
        }
    }
}
