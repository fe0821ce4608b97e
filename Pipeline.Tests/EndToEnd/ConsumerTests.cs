using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Tests.Kills;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.EndToEnd;

/// <summary>The consumers that stand in deploy/consumers, against a real Redis: killed, replaced, and given an entry that nobody can handle.</summary>
internal sealed class ConsumerTests
{
    private const string Python = "/usr/bin/python3";
    private const int Alerts = 300;

    private ScratchFolder _folder = null!;
    private RedisServer _server = null!;

    [SetUp]
    public async Task BeginAsync()
    {
        _folder = new ScratchFolder();
        _server = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
    }

    [TearDown]
    public async Task EndAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private async Task WriteAsync(int begin, int count)
    {
        await using RedisDelivery delivery = new(_server.Options with { Append = true }, static _ => { }, TimeProvider.System);
        await delivery.OpenAsync(CancellationToken.None);
        SampleRevisions samples = new(begin);
        IncidentRevision[] revisions = [.. Enumerable.Range(begin, count).Select(i => samples.Next(OutputKind.Alert, incident: $"inc-{i}", time: SampleRevisions.Noon + (i * 1000L)) with { Revision = 1 })];
        await delivery.WriteAsync(SampleRevisions.Batch(revisions), CancellationToken.None);
    }

    private ChildCommand Consumer(string name) => new(Python,
    [
        Path.Combine(SharedData.RepositoryRoot, "deploy/consumers/consumer.py"),
        "--redis", _server.Options.Endpoint, "--consumer", name, "--store", _folder.PathOf("team.sqlite"), "--claim-every", "0.2", "--claim-idle", "300",
    ]);

    private async Task<string> AskAsync(string query)
    {
        ProcessStartInfo start = new(Python, ["-c", "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])", _folder.PathOf("team.sqlite"), query])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        string answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return answer.Trim();
    }

    private async Task<long> PendingAsync() => (long)((StackExchange.Redis.RedisResult[])(await _server.RunAsync("XPENDING", "{rtm}:alerts", "team"))!)[0];

    [Test]
    public async Task PythonConsumer_KilledAndReplaced_TakesEachAlertOnce_AndSetsAsideWhatNobodyCanHandle()
    {
        using (Process tried = Process.Start(new ProcessStartInfo(File.Exists(Python) ? Python : "false", ["-c", "import redis"]) { UseShellExecute = false, RedirectStandardError = true })!)
        {
            await tried.WaitForExitAsync();
            if (tried.ExitCode != 0)
                Assert.Ignore("Python's redis is not here: install python3-redis");
        }

        await WriteAsync(1, Alerts / 3);
        await _server.RunAsync("XADD", "{rtm}:alerts", "*", "id", "broken", "type", "rtm.alert.v1", "seq", "0", "brand", "b", "topic", "t", "data", "{");
        await using (Child first = Child.Start(Consumer("one")))
        {
            await Eventually.IsTrue(() => first.HasEnded || first.Output.Count > Alerts / 10, "the first is at work");
            first.Kill();
            await first.WaitAsync(TimeSpan.FromSeconds(20));
        }

        await using Child second = Child.Start(Consumer("two"));
        await WriteAsync(1 + (Alerts / 3), Alerts / 3);
        await Eventually.IsTrue(() => second.HasEnded || second.Output.Count > Alerts / 10, "the second is at work");
        await _server.KillAsync();
        await _server.RestartAsync();
        await WriteAsync(1 + (2 * Alerts / 3), Alerts / 3);
        await Eventually.IsTrue(async () => second.HasEnded || (await AskAsync("SELECT count(*) FROM alerts") == Alerts.ToString(CultureInfo.InvariantCulture) && await AskAsync("SELECT count(*) FROM poison") == "1"), "all are taken", TimeSpan.FromSeconds(30));
        await Eventually.IsTrue(async () => await PendingAsync() == 0, "nothing is left unacknowledged");
        second.Terminate();
        await second.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.That(second.ExitCode, Is.Zero, second.ToString());
        Assert.That(second.Output, Is.Unique);
        Assert.That(second.Errors, Has.None.Contains("never seen"));
    }
}
