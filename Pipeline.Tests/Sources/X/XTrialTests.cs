using NUnit.Framework;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.X;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.X;

/// <summary>What <c>sources test</c> says.</summary>
internal sealed class XTrialTests
{
    [Test]
    public async Task FilteredStream_IsTriedByItsRulesWithoutTakingTheConnection()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Rules = XRuleMode.On });
        run.Server.Rules.Put("theirs", "theirs");
        run.Server.Rules.Put("old", "rtm:gone:1");
        run.Host.Brands.Replace([new WatchedBrand("tea", ["Acme"], [], [], [], [], [])]);
        SourceTrial trial = await run.Source.TryAsync(CancellationToken.None);
        Assert.That(trial.IsUsable, Is.True);
        Assert.That(trial.Findings, Is.EqualTo(new[]
        {
            "authorised",
            "cap_per_project: 1000",
            "project_rules_count: 2",
            "rate limit of rule counts: 449 of 450 requests left until 2026-08-14 09:33:20 UTC",
            "2 rules on the server, 1 of them kept by this program; rate limit of rules: 449 of 450 requests left until 2026-08-14 09:33:20 UTC",
            "the brand profiles ask for 1 rules: 1 to add, 1 to remove",
        }));
        Assert.That((run.Server.Connects.Count, run.Server.Rules.Changes.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task WrongToken_IsNotUsable()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.Token = "another";
        SourceTrial trial = await run.Source.TryAsync(CancellationToken.None);
        Assert.That(trial.IsUsable, Is.False);
        Assert.That(trial.Findings, Is.EqualTo(new[] { "refused: HTTP 401: Unauthorized" }));
    }

    [Test]
    public async Task SampleStream_IsConnectedForOneLineAndClosed()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Stream = XStreamKind.Sample });
        long id = (run.Clock.GetUtcNow().ToUnixTimeMilliseconds() - 2_500 - 1_288_834_974_657) << 22;
        run.Server.OnConnect(async connection =>
        {
            await connection.LinesAsync(XRun.Post(id));
            await connection.HoldAsync();
        });
        SourceTrial trial = await run.Source.TryAsync(CancellationToken.None);
        Assert.That(trial.IsUsable, Is.True);
        Assert.That(trial.Findings, Is.EqualTo(new[] { "authorised, and connected", "rate limit of connects: the server does not say what is left of the rate limit", "a post of 2.5 s ago came" }));
        await Eventually.IsTrue(() => run.Server.Open == 0, "the connection is closed");
    }

    [Test]
    public async Task SampleStream_ThatARunningPipelineHolds_IsUsable()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Stream = XStreamKind.Sample });
        run.Server.OnConnectRefuse(429, """{"title":"ConnectionException","detail":"full","connection_issue":"TooManyConnections"}""");
        SourceTrial trial = await run.Source.TryAsync(CancellationToken.None);
        Assert.That(trial.IsUsable, Is.True);
        Assert.That(trial.Findings, Has.Some.Contains("another connection holds the place"));
    }

    [Test]
    public async Task ServerThatIsAway_IsNotUsable()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Endpoint = new Uri("http://127.0.0.1:1") });
        SourceTrial trial = await run.Source.TryAsync(CancellationToken.None);
        Assert.That(trial.IsUsable, Is.False);
        Assert.That(trial.Findings.Single(), Does.StartWith("127.0.0.1 cannot be talked to: "));
    }
}
