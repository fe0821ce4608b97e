using NUnit.Framework;
using RtmPipeline.Tests.Kills.Audit;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Kills;

/// <summary>The built program lives through everything that can happen to Redis in one run, and leaves what a run without trouble leaves.</summary>
internal sealed class RedisTroubleTests
{
    /// <summary>Stream seconds in a second, so that the run outlasts the trouble.</summary>
    private const string Speed = "1400";

    private const int Seed = 1;

    [Test]
    public async Task EveryTroubleInTurn_IsLivedThroughWithoutALossADoubleOrADifference()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("signals are of another kind on Windows");
        await using RedisServer server = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "everysec");
        await using CutProxy proxy = new(server.Port);
        using ScratchFolder folder = new();
        KnownNight night = KnownNight.Create(seed: 3, rate: 0.0005, share: 0.8);
        string file = folder.Write("night.ndjson", night.Lines);
        await using Child calm = Child.Start(Replays.Of(file, server.Port, "{calm}"));
        await calm.WaitAsync(Replays.RunLimit);
        Assert.That((calm.ExitCode, calm.Errors.Count), Is.EqualTo((0, 0)), calm.ToString());

        KillTable table = new();
        await using Child child = Child.Start(
            Replays.Of(file, proxy.Port, "{troubled}").With("--speed", Speed).Set("RTM__Redis__ResponseTimeoutMilliseconds", "400"));
        await new RedisTrouble(server, proxy, "{troubled}").StrikeAllAsync(child, Seed, table);
        await child.WaitAsync(Replays.RunLimit);
        Assert.That(child.ExitCode, Is.Zero, child.ToString());

        StreamBook found = StreamBook.Read(server.Port, "{troubled}");
        AuditFindings findings = StreamAudit.Compare(StreamBook.Read(server.Port, "{calm}"), found);
        DeadLetterPlaces.Check(found, night, isPiped: false, findings);
        table.Audited(findings);
        TestContext.Out.WriteLine(table);
        Assert.That(table.IsClean, $"seed {Seed}{Environment.NewLine}{table}");
    }
}
