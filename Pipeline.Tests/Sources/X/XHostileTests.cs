using NUnit.Framework;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.X;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.X;

/// <summary>Answers that are meant to cost memory, and a plan that is used up.</summary>
internal sealed class XHostileTests
{
    [Test]
    public async Task PackedLineThatUnpacksToALotOfNothing_IsAFaultOfBoundedSize_AndTheStreamGoesOn()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnect(async connection =>
        {
            connection.Compress();
            byte[] nothing = new byte[1 << 20];
            Array.Fill(nothing, (byte)' ');
            for (int i = 0; i < 32; i++)
                await connection.BytesAsync(nothing);
            await connection.LinesAsync(string.Empty, XRun.Post(1));
            await connection.HoldAsync();
        });
        run.Read();
        await run.HasRecords(2);
        Assert.That(run.Records.Select(record => record.Form), Is.EqualTo(new[] { RecordForm.Fault, RecordForm.Json }));
        Assert.That(run.Records[0].Bytes.Length, Is.LessThanOrEqualTo(4096));
        Assert.That((run.Count("too-long"), run.Count("reconnect")), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task AnswerWithoutEnd_ToARequestForRules_IsAFaultAndTriedAgain()
    {
        await using XRun run = await XRun.CreateAsync(options => options with { Rules = XRuleMode.On });
        run.Server.Rules.Refusal = (200, new string(' ', XClient.MaxAnswerBytes + 1), []);
        run.Server.OnConnect(connection => connection.HoldAsync());
        run.Host.Brands.Replace([new WatchedBrand("tea", ["Acme"], [], [], [], [], [])]);
        run.Read();
        await run.HasWarning($"an answer of more than {XClient.MaxAnswerBytes} bytes");
        run.Server.Rules.Refusal = null;
        await Eventually.IsTrue(
            () =>
            {
                if (run.Server.Rules.All.Count == 0)
                    run.Clock.Advance(TimeSpan.FromSeconds(1));
                return run.Server.Rules.All.Count == 1;
            },
            "the rule is there");
        Assert.That(run.Count("rule-fault"), Is.EqualTo(1));
    }

    [Test]
    public async Task PlanThatIsUsedUp_IsWaitedForAndToldByItsName()
    {
        await using XRun run = await XRun.CreateAsync();
        run.Server.OnConnectRefuse(429, """{"title":"UsageCapExceeded","detail":"Usage cap exceeded: Monthly product cap","period":"Monthly","scope":"Product","type":"https://api.twitter.com/2/problems/usage-capped"}""");
        run.Read();
        await run.HasWarning("UsageCapExceeded: Usage cap exceeded: Monthly product cap");
        Assert.That(await run.WaitsAsync(), Is.InRange(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(72)));
        Assert.That(run.Count("rate-limited"), Is.EqualTo(1));
    }
}
