using NUnit.Framework;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.X;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.X;

/// <summary>What asking again does not change, and where the token goes.</summary>
internal sealed class XRefusalTests
{
    private const string OtherToken = "BBBB-another-token";

    [TestCase(400, "Invalid Request", "backfill_minutes is not for your plan")]
    [TestCase(401, "Unauthorized", "Unauthorized for this app")]
    [TestCase(403, "Forbidden", "client-not-enrolled")]
    [TestCase(404, "Not Found", "no such path")]
    public async Task Refusal_ByTheServer_IsToldWithItsReasonAndNotTriedAgain(int status, string title, string detail)
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnectRefuse(status, $$"""{"title":"{{title}}","detail":"{{detail}}","type":"https://api.x.com/2/problems/client-forbidden","status":{{status}}}""");
        run.Read();
        await run.IsIn(SourcePhase.Refused);
        Assert.That(run.State.Reason, Is.EqualTo($"HTTP {status}: {title}: {detail}"));
        run.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(run.Server.Connects, Has.Count.EqualTo(1));
        Assert.That(run.Warnings, Has.Length.EqualTo(1).And.Some.Contains(detail));
        Assert.That(run.Count("refused"), Is.EqualTo(1));
    }

    [Test]
    public async Task Refusal_WithoutAProblemDocument_TellsTheStatus()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnectRefuse(404, "<html>nothing here</html>");
        run.Read();
        await run.IsIn(SourcePhase.Refused);
        Assert.That(run.State.Reason, Is.EqualTo("HTTP 404"));
    }

    [Test]
    public async Task Token_ThatTheServerSendsBack_IsNotShown()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnectRefuse(403, $$"""{"title":"Forbidden","detail":"the token {{XRun.Token}} may not do that"}""");
        run.Read();
        await run.IsIn(SourcePhase.Refused);
        Assert.That(run.State.Reason, Is.EqualTo("HTTP 403: Forbidden: the token (token) may not do that"));
        Assert.That(new XOptions { BearerToken = XRun.Token }.ToString(), Does.Not.Contain(XRun.Token));
    }

    [Test]
    public async Task Token_ChangedInItsFileAfterARefusal_IsTakenUp()
    {
        using ScratchFolder folder = new();
        string file = folder.Write("token", [XRun.Token]);
        await using XRun run = await XRun.CreateAsync(options => options with { BearerTokenFile = file });
        run.Server.Token = OtherToken;
        run.Server.OnConnect(connection => connection.LinesAsync(XRun.Post(1)).ContinueWith(_ => connection.HoldAsync(), TaskScheduler.Default).Unwrap());
        run.Read();
        await run.IsIn(SourcePhase.Refused);
        await run.Clock.AdvanceToNextAsync();
        folder.Write("token", ["half a token"]);
        await run.Clock.AdvanceToNextAsync();
        Assert.That(run.State.Phase, Is.EqualTo(SourcePhase.Refused));
        Assert.That(run.Server.Connects, Has.Count.EqualTo(1), "a file that holds no other token changes nothing");
        folder.Write("token", [OtherToken]);
        await run.Clock.AdvanceToNextAsync();
        await run.HasRecords(1);
        Assert.That(run.Server.Connects[1].Authorization, Is.EqualTo($"Bearer {OtherToken}"));
        Assert.That((run.State.Phase, run.Count("token-changed")), Is.EqualTo((SourcePhase.Streaming, 1L)));
    }

    [Test]
    public async Task NoRules_WaitsUntilSomebodyAddsSome()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnectRefuse(409, """{"title":"RuleConfigurationIssue","detail":"You must define rules for this stream","type":"https://api.x.com/2/problems/rule-configuration-issue"}""");
        run.Server.OnConnect(connection => connection.LinesAsync(XRun.Post(1)).ContinueWith(_ => connection.HoldAsync(), TaskScheduler.Default).Unwrap());
        run.Read();
        await run.IsIn(SourcePhase.Waiting);
        Assert.That(run.State.Reason, Does.Contain("no rules").And.Contain("adds none"));
        await run.Clock.AdvanceToNextAsync();
        await Eventually.IsTrue(() => run.Server.Requests.Count(request => request.Path.EndsWith("/rules", StringComparison.Ordinal)) == 2, "it looked for rules again");
        Assert.That(run.Server.Connects, Has.Count.EqualTo(1));
        run.Server.Rules.Put("tea", "somebody's");
        await run.Clock.AdvanceToNextAsync();
        await run.HasRecords(1);
        Assert.That(run.Count("no-rules"), Is.EqualTo(1));
    }

    [Test]
    public async Task Redirect_ToAnotherHost_IsFollowedWithoutTheToken()
    {
        await using XServer other = await XServer.StartAsync();
        other.Token = "any other";
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnectRefuse(307, "", ("location", new Uri(other.Address, "/2/tweets/search/stream?a=b").AbsoluteUri));
        run.Read();
        await run.IsIn(SourcePhase.Refused);
        Assert.That(other.Requests.Single().Authorization, Is.Empty);
        Assert.That(run.State.Reason, Does.StartWith("HTTP 401").And.Contain("where a redirect led; the token is not sent there"));
    }

    [Test]
    public async Task Redirect_WithinTheHost_KeepsTheToken()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnectRefuse(301, "", ("location", "/3/tweets/search/stream"));
        run.Server.OnConnect(connection => connection.LinesAsync(XRun.Post(1)).ContinueWith(_ => connection.HoldAsync(), TaskScheduler.Default).Unwrap());
        run.Read();
        await run.HasRecords(1);
        Assert.That(run.Server.Connects.Select(request => (request.Path, request.Authorization)), Is.EqualTo(new[]
        {
            ("/2/tweets/search/stream", $"Bearer {XRun.Token}"),
            ("/3/tweets/search/stream", $"Bearer {XRun.Token}"),
        }));
    }

    [Test]
    public async Task Redirect_InACircle_IsAFaultOfTheServer()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.Otherwise = connection => connection.RefuseAsync(302, "", ("location", "/2/tweets/search/stream"));
        run.Read();
        await run.WaitsAsync();
        Assert.That(run.State.Reason, Is.EqualTo("HTTP 302"));
        Assert.That(run.Server.Connects, Has.Count.EqualTo(XClient.MaxRedirects + 1));
    }
}
