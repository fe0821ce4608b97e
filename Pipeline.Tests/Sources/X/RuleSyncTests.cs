using NUnit.Framework;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.X;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.X;

/// <summary>The rules on the server follow the brand profiles.</summary>
internal sealed class RuleSyncTests
{
    [Test]
    public async Task Rules_OfTheProfiles_AreThereBeforeTheFirstConnect()
    {
        await using XRun run = await StartAsync(brands: Brand("tea", "Acme"));
        await run.HasConnects(1);
        Assert.That(Rules(run), Is.EqualTo(new[] { "rtm:tea:1 Acme" }));
        Assert.That(run.Server.Rules.Changes, Is.EqualTo(new[] { "dry 1", "add 1" }));
        string[] order = [.. run.Server.Requests.Select(request => $"{request.Method} {request.Path[(request.Path.LastIndexOf('/') + 1)..]}{request.Query.Replace("?dry_run", " dry_run", StringComparison.Ordinal).Split('&')[0]}")];
        Assert.That(order.Take(3), Is.EqualTo(new[] { "GET rules", "POST rules dry_run=true", "POST rules" }));
        Assert.That((run.Count("rule-added"), run.Count("rule-sync")), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Rules_OfChangedProfiles_AreChangedOnceWithoutANewConnection()
    {
        await using XRun run = await StartAsync(brands: [Brand("tea", "Acme"), Brand("cake", "Crumb")]);
        await run.HasConnects(1);
        run.Host.Brands.Replace([Brand("tea", "half saved")]);
        await Eventually.IsTrue(() => run.Clock.NextDue == run.Clock.GetUtcNow() + RuleSync.Debounce, "it waits for more changes");
        run.Host.Brands.Replace([Brand("tea", "Acme Tea"), Brand("jam", "Berry")]);
        run.Clock.Advance(RuleSync.Debounce);
        await Eventually.IsTrue(() => Rules(run).Length == 2 && run.Count("rule-removed") == 2, "the rules changed");
        Assert.That(Rules(run), Is.EqualTo(new[] { "rtm:tea:1 \"Acme Tea\"", "rtm:jam:1 Berry" }));
        Assert.That(run.Server.Rules.Changes, Is.EqualTo(new[] { "dry 2", "add 2", "dry 2", "add 2", "delete 2" }), "the new are there before the old go");
        Assert.That(run.Server.Connects, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task RulesOfOthers_AreLeftAlone()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Rules = XRuleMode.On });
        run.Server.Rules.Put("theirs", "their tag");
        run.Server.Rules.Put("no tag", "");
        run.Server.Rules.Put("Acme", "rtmlike");
        run.Server.Rules.Put("ours, of before", "rtm:gone:1");
        run.Host.Brands.Replace([Brand("tea", "Acme")]);
        await ConnectedAsync(run);
        await Eventually.IsTrue(() => run.Count("rule-removed") == 1, "the old rule goes");
        Assert.That(Rules(run), Is.EqualTo(new[] { "their tag theirs", " no tag", "rtmlike Acme" }));
        await run.HasWarning("the rule rtm:tea:1 is on the server already, under another tag");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task InvalidRule_IsToldWithItsReasonAndTheOthersGoIn(bool isTaciturn)
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Rules = XRuleMode.On, ExtraRules = ["tea is:wrong"] });
        run.Server.Rules.IsTaciturn = isTaciturn;
        run.Host.Brands.Replace([.. Enumerable.Range(1, 7).Select(i => Brand($"b{i}", $"Name{i}"))]);
        await ConnectedAsync(run);
        Assert.That(Rules(run), Is.EqualTo(Enumerable.Range(1, 7).Select(i => $"rtm:b{i}:1 Name{i}")));
        await run.HasWarning(isTaciturn ? "the rule rtm:+:1 is not valid at X: Invalid Request: One or more rules are wrong." : "the rule rtm:+:1 is not valid at X: UnprocessableEntity: is:wrong is no operator (at position 1)");
        Assert.That((run.Count("rule-invalid"), run.Count("rule-added")), Is.EqualTo((1, 7)));
    }

    [Test]
    public async Task RuleThatSomebodyAddsMeanwhile_IsADuplicateAndNoFault()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Rules = XRuleMode.On });
        run.Server.Rules.Put("placeholder", "theirs");
        run.Server.Rules.OnDryRun = () => run.Server.Rules.Put("Acme", "theirs");
        run.Host.Brands.Replace([Brand("tea", "Acme"), Brand("cake", "Crumb")]);
        await ConnectedAsync(run);
        Assert.That(Rules(run), Is.EqualTo(new[] { "theirs placeholder", "theirs Acme", "rtm:cake:1 Crumb" }));
        Assert.That((run.Count("rule-duplicate"), run.Count("rule-added"), run.Count("rule-fault")), Is.EqualTo((1, 1, 0)));
    }

    [Test]
    public async Task Cap_OfThePlan_LetsInAsManyAsFit()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Rules = XRuleMode.On });
        run.Server.Rules.Cap = 5;
        run.Server.Rules.Put("theirs", "theirs");
        run.Host.Brands.Replace([.. Enumerable.Range(1, 9).Select(i => Brand($"b{i}", $"Name{i}"))]);
        await ConnectedAsync(run);
        Assert.That(Rules(run).Skip(1), Is.EqualTo(Enumerable.Range(1, 4).Select(i => $"rtm:b{i}:1 Name{i}")));
        await run.HasWarning("the plan has no room for the rule rtm:b5:1");
        Assert.That(run.Count("rule-cap"), Is.EqualTo(1));
    }

    [Test]
    public async Task Cap_AsConfigured_IsKeptWithoutAskingTheServer()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Rules = XRuleMode.On, MaxRules = 3 });
        run.Server.Rules.Put("theirs", "theirs");
        run.Host.Brands.Replace([.. Enumerable.Range(1, 4).Select(i => Brand($"b{i}", $"Name{i}"))]);
        await ConnectedAsync(run);
        Assert.That(Rules(run), Has.Length.EqualTo(3));
        await run.HasWarning("2 rules, from rtm:b3:1 on, are left out");
        Assert.That(run.Count("rule-cap"), Is.EqualTo(2));
    }

    [Test]
    public async Task DryRun_SaysWhatItWouldDoAndChangesNothing()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Rules = XRuleMode.DryRun });
        run.Server.Rules.Put("old", "rtm:gone:1");
        run.Host.Brands.Replace([Brand("tea", "Acme")]);
        await ConnectedAsync(run);
        Assert.That(run.Server.Rules.Changes, Is.EqualTo(new[] { "dry 1" }));
        Assert.That(run.Warnings, Is.SupersetOf(new[]
        {
            "source source: rules, dry run: 1 would be added, and 1 removed",
            "source source: rules, dry run: would add rtm:tea:1: Acme",
            "source source: rules, dry run: would remove rtm:gone:1: old",
        }));
        Assert.That(Rules(run), Is.EqualTo(new[] { "rtm:gone:1 old" }));
    }

    [Test]
    public async Task ListOfManyPages_IsReadWhole()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Rules = XRuleMode.On });
        run.Server.Rules.PageSize = 2;
        for (int i = 1; i <= 5; i++)
            run.Server.Rules.Put($"Name{i}", $"rtm:b{i}:1");
        run.Host.Brands.Replace([.. Enumerable.Range(1, 5).Select(i => Brand($"b{i}", $"Name{i}"))]);
        await ConnectedAsync(run);
        Assert.That(run.Server.Rules.Changes, Is.Empty);
    }

    [Test]
    public async Task RateLimit_OfRules_IsWaitedOutAndTheStreamIsConnectedMeanwhile()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Rules = XRuleMode.On });
        DateTimeOffset reset = run.Clock.GetUtcNow() + TimeSpan.FromMinutes(11);
        run.Server.Rules.Refusal = (429, """{"title":"Too Many Requests"}""", [("x-rate-limit-remaining", "0"), ("x-rate-limit-reset", $"{reset.ToUnixTimeSeconds()}")]);
        run.Host.Brands.Replace([Brand("tea", "Acme")]);
        await ConnectedAsync(run);
        await run.HasWarning("the rules cannot be kept in step: HTTP 429: Too Many Requests");
        run.Server.Rules.Refusal = null;
        await Eventually.IsTrue(() => run.Clock.Waiting == 2, "the stream listens, and the rules wait");
        run.Clock.Advance(TimeSpan.FromSeconds(25));
        Assert.That(run.Server.Rules.Changes, Is.Empty);
        Assert.That(run.Clock.NextDue, Is.LessThan(reset));
        run.Clock.Advance(TimeSpan.FromMinutes(11));
        await Eventually.IsTrue(() => Rules(run).Length == 1, "the rule is added after the reset");
    }

    [Test]
    public async Task NoRulesYet_ConnectsAsSoonAsAProfileBringsOne()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Rules = XRuleMode.On });
        run.Server.OnConnectRefuse(409, """{"title":"RuleConfigurationIssue","detail":"You must define rules"}""");
        run.Server.OnConnect(connection => connection.LinesAsync(XRun.Post(1)).ContinueWith(_ => connection.HoldAsync(), TaskScheduler.Default).Unwrap());
        run.Read();
        await run.IsIn(SourcePhase.Waiting);
        await Eventually.IsTrue(() => run.Clock.Waiting == 2, "both wait");
        run.Host.Brands.Replace([Brand("tea", "Acme")]);
        await Eventually.IsTrue(() => run.Clock.NextDue == run.Clock.GetUtcNow() + RuleSync.Debounce, "it waits for more changes");
        run.Clock.Advance(RuleSync.Debounce);
        await run.HasRecords(1);
        Assert.That(run.Server.Connects, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task AnswerThatMakesNoSense_IsAFaultAndTriedAgain()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Rules = XRuleMode.On });
        run.Server.Rules.Refusal = (200, "<html>", []);
        run.Host.Brands.Replace([Brand("tea", "Acme")]);
        await ConnectedAsync(run);
        await run.HasWarning("the answer about rules is no JSON");
        run.Server.Rules.Refusal = null;
        await Eventually.IsTrue(() => run.Clock.NextDue < run.Clock.GetUtcNow() + TimeSpan.FromSeconds(7), "it waits");
        run.Clock.Advance(TimeSpan.FromSeconds(7));
        await Eventually.IsTrue(() => Rules(run).Length == 1, "the rule is added");
    }

    private static async Task<XRun> StartAsync(params WatchedBrand[] brands)
    {
        XRun run = await XRun.CreateAsync(options => options with { Rules = XRuleMode.On });
        run.Host.Brands.Replace(brands);
        await ConnectedAsync(run);
        return run;
    }

    /// <summary>Reads until the stream is connected: then the rules were tried.</summary>
    private static async Task ConnectedAsync(XRun run)
    {
        run.Server.OnConnect(async connection =>
        {
            await connection.KeepAliveAsync();
            await connection.HoldAsync();
        });
        run.Read();
        await run.IsIn(SourcePhase.Streaming);
    }

    private static string[] Rules(XRun run) => [.. run.Server.Rules.All.Select(rule => $"{rule.Tag} {rule.Value}")];

    private static WatchedBrand Brand(string id, params string[] names) => new(id, names, [], [], [], [], []);
}
