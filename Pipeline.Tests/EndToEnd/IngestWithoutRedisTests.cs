using System.Net;
using NUnit.Framework;
using RtmPipeline.Tests.Kills;
using RtmPipeline.Tests.Kills.Audit;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.EndToEnd;

/// <summary>What shippers send while Redis is down is all there once Redis is up, once.</summary>
internal sealed class IngestWithoutRedisTests
{
    /// <summary>Lines of a request where a shipper puts several into one.</summary>
    private const int Batch = 100;

    /// <summary>How long one wave and what is before it last.</summary>
    private const int WaveHours = 4;

    private const string Broken = """{"id":"cut""";

    private static readonly TimeSpan s_endLimit = TimeSpan.FromSeconds(60);

    private readonly ScratchFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Shippers_WhileRedisIsDown_HaveAllTheyTook_Once()
    {
        await using RedisServer server = await RedisServer.StartAsync("--appendonly", "yes");
        string state = _folder.PathOf("state");
        string config = _folder.Write("http.yaml",
        [
            "Sources: { posts: { Kind: http, Listen: ['127.0.0.1:0'] } }",
            "Journal: { KeepHours: 1 }",
            "Merging: { QuietSeconds: 0 }",
        ]);
        await using Child run = Child.Start(ChildCommand.Rtm("run", "--config", config, "--state", state, "--redis", server.Options.Endpoint, "--prefix", "{shipped}"));
        await Eventually.IsTrue(() => run.HasEnded || RunAddresses.IngestOf(run) is not null, "it listens");
        IPEndPoint address = RunAddresses.EndPointOf(RunAddresses.IngestOf(run)!);

        await server.KillAsync();
        // What is received now was posted within the last hours.
        List<string> lines = InventedWaves.Lines(begin: DateTimeOffset.UtcNow.AddHours(-WaveHours).ToUnixTimeMilliseconds());
        List<string> table = await SendAllAsync(address, [.. lines, Broken]);
        await server.RestartAsync();
        await Eventually.IsTrue(() => run.HasEnded || StreamBook.Read(server.Port, "{shipped}")["deadletter"].Count > 0, "the last record, which is broken, is a dead letter");
        run.Terminate();
        await run.WaitAsync(s_endLimit);
        Assert.That(run.ExitCode, Is.Zero, run.ToString());

        ReplayReport report = ReplayReport.Of(string.Join('\n', run.Output));
        Assert.That((report["posts"], report["duplicates dropped"]), Is.EqualTo((lines.Count + Batch, Batch)), "the request that was sent twice");
        CommandResult replay = await CommandLine.RunAsync("replay", Path.Combine(state, "journal"), "--redis", server.Options.Endpoint, "--prefix", "{again}");
        Assert.That(replay.Code, Is.Zero, replay.Errors);
        StreamBook found = StreamBook.Read(server.Port, "{shipped}");
        AuditFindings findings = StreamAudit.Compare(StreamBook.Read(server.Port, "{again}"), found);
        table.ForEach(TestContext.Out.WriteLine);
        TestContext.Out.WriteLine($"posts {lines.Count}, entries in Redis {found.Entries}: {findings}");
        Assert.That(findings.IsClean, findings.ToString());
        Assert.That(found["deadletter"], Has.Count.EqualTo(1));
        Assert.That(found["alerts"], Is.Not.Empty);
    }

    /// <summary>Shippers in turn, so that each has some of the wave; one of them sends a request twice, as after an answer that it did not get.</summary>
    private static async Task<List<string>> SendAllAsync(IPEndPoint address, List<string> lines)
    {
        Dictionary<string, (int Requests, int Accepted, int Rejected)> sums = [];
        bool isAgain = true;
        for (int at = 0, turn = 0; at < lines.Count; turn++)
        {
            List<string> next = lines.GetRange(at, Math.Min(Batch, lines.Count - at));
            (ShipperRequest request, int taken) = (turn % 6) switch
            {
                0 => (ShipperRequest.Curl(next[0]), 1),
                1 => (ShipperRequest.CurlFile(next), next.Count),
                2 => (ShipperRequest.Fluentd(next), next.Count),
                3 => (ShipperRequest.FluentBit(next), next.Count),
                4 => (ShipperRequest.Logstash(next[0]), 1),
                _ => (ShipperRequest.Vector(next), next.Count),
            };
            (int status, int accepted, int rejected) = await request.SendAsync(address);
            int broken = at + taken == lines.Count ? 1 : 0;
            Assert.That((status, accepted, rejected), Is.EqualTo((202, taken - broken, broken)), request.Name);
            if (isAgain && request.Name == "Vector")
            {
                isAgain = false;
                Assert.That(await request.SendAsync(address), Is.EqualTo((202, taken, 0)));
            }

            (int requests, int before, int rejectedBefore) = sums.GetValueOrDefault(request.Name);
            sums[request.Name] = (requests + 1, before + accepted, rejectedBefore + rejected);
            at += taken;
        }

        Assert.That(sums, Has.Count.EqualTo(6));
        return [.. sums.Select(sum => $"{sum.Key,-20} requests {sum.Value.Requests,3}, accepted {sum.Value.Accepted,5}, rejected {sum.Value.Rejected}")];
    }
}
