using NUnit.Framework;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.X;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.X;

/// <summary>What <c>sources test</c> says when X does not do what was asked.</summary>
internal sealed class XTrialFaultTests
{
    private const string NotEnrolled = """{"title":"Client Forbidden","detail":"When authenticating requests, you must use keys from an app that is attached to a project.","reason":"client-not-enrolled","type":"https://api.twitter.com/2/problems/client-forbidden"}""";
    private const string TooMany = """{"title":"Too Many Requests","detail":"Too Many Requests","type":"about:blank","status":429}""";

    [TestCase(XStreamKind.Filtered)]
    [TestCase(XStreamKind.Sample)]
    public async Task AppThatIsNotEnrolled_IsNotUsable_AndXSaysWhy(XStreamKind stream)
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Stream = stream, Rules = XRuleMode.On });
        run.Server.Rules.Refusal = (403, NotEnrolled, []);
        run.Server.OnConnectRefuse(403, NotEnrolled);
        SourceTrial trial = await run.Source.TryAsync(CancellationToken.None);
        Assert.That(trial.IsUsable, Is.False);
        Assert.That(trial.Findings[0], Is.EqualTo("refused: HTTP 403: Client Forbidden: When authenticating requests, you must use keys from an app that is attached to a project."));
    }

    [TestCase(XStreamKind.Filtered, "rule counts")]
    [TestCase(XStreamKind.Sample, "connects")]
    public async Task RateLimit_IsSaidWithItsReset(XStreamKind stream, string of)
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Stream = stream });
        (string, string)[] headers = [("x-rate-limit-limit", "50"), ("x-rate-limit-remaining", "0"), ("x-rate-limit-reset", "1786698600")];
        run.Server.Rules.Refusal = (429, TooMany, headers);
        run.Server.OnConnectRefuse(429, TooMany, headers);
        SourceTrial trial = await run.Source.TryAsync(CancellationToken.None);
        Assert.That(trial.IsUsable, Is.False);
        Assert.That(trial.Findings, Is.EqualTo(new[]
        {
            "refused: HTTP 429: Too Many Requests",
            $"rate limit of {of}: 0 of 50 requests left until 2026-08-14 09:10:00 UTC",
        }));
    }

    [Test]
    public async Task ListOfRulesThatIsRefused_IsSaidAsTheRefusalItIs()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.Rules.Counts = "{}";
        run.Server.Rules.Refusal = (403, NotEnrolled, []);
        SourceTrial trial = await run.Source.TryAsync(CancellationToken.None);
        Assert.That(trial.IsUsable, Is.False);
        Assert.That(trial.Findings[0], Is.EqualTo("authorised"));
        Assert.That(trial.Findings[^1], Does.StartWith("refused: HTTP 403: Client Forbidden"));
    }

    [TestCase("<html>no counts</html>", "the counts cannot be read")]
    [TestCase("[]", "0 rules on the server")]
    public async Task CountsThatMakeNoSense_AreNoReasonToFail(string body, string finding)
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Rules = XRuleMode.Off });
        run.Server.Rules.Counts = body;
        SourceTrial trial = await run.Source.TryAsync(CancellationToken.None);
        Assert.That(trial.IsUsable, Is.True);
        Assert.That(trial.Findings, Has.Some.StartsWith(finding));
    }

    [Test]
    public async Task NoRuleAndNobodyWhoWantsOne_IsSaid()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Rules = XRuleMode.On });
        SourceTrial trial = await run.Source.TryAsync(CancellationToken.None);
        Assert.That(trial.IsUsable, Is.True);
        Assert.That(trial.Findings[^1], Does.StartWith("there is no rule, and no brand profile or extra rule asks for one"));
    }

    [Test]
    public async Task StreamThatIsSilent_IsNotUsable()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Stream = XStreamKind.Sample });
        TaskCompletionSource isOpen = new();
        run.Server.OnConnect(async connection =>
        {
            await connection.BytesAsync("{"u8.ToArray());
            isOpen.SetResult();
            await connection.HoldAsync();
        });
        Task<SourceTrial> trying = run.Source.TryAsync(CancellationToken.None);
        await isOpen.Task.WaitAsync(TimeSpan.FromSeconds(20));
        SourceTrial trial = await StallAsync(run, trying);
        Assert.That(trial.IsUsable, Is.False);
        Assert.That(trial.Findings, Has.Some.EndsWith("cannot be talked to: nothing came for 30 s"));
    }

    [Test]
    public async Task StreamThatIsClosedBeforeItGives_IsSaid()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Stream = XStreamKind.Sample });
        run.Server.OnConnect(connection => connection.BytesAsync("{"u8.ToArray()));
        SourceTrial trial = await run.Source.TryAsync(CancellationToken.None);
        Assert.That(trial.Findings[^1], Is.EqualTo("the server closed the stream before a line came"));
    }

    private static async Task<SourceTrial> StallAsync(XRun run, Task<SourceTrial> trying)
    {
        await Eventually.IsTrue(
            () =>
            {
                if (!trying.IsCompleted)
                    run.Clock.Advance(TimeSpan.FromSeconds(30));
                return trying.IsCompleted;
            },
            "it is taken for dead");
        return await trying;
    }
}
