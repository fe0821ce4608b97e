using System.Globalization;
using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.State;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Topology;

namespace RtmPipeline.Tests.Simulation;

/// <summary>
/// The whole graph on one thread, with interleavings, crashes, power failures and lost tails chosen by a seed. However it went, the target holds in the end what an
/// undisturbed run writes. <c>RTM_SIMULATION_SEEDS=FIRST-LAST</c> tries other seeds.
/// </summary>
[Parallelizable]
internal sealed class SimulationTests
{
    private const int DefaultSeeds = 12;
    private const int MostCrashes = 6;
    private const int PostsPerBrokenLine = 211;

    private static readonly Lazy<List<string>> s_night = new(() => WithBrokenLines(SimulatedNight.Lines(seed: 5, rate: 0.0002)));
    private static readonly Lazy<IReadOnlyList<string>> s_undisturbed = new(Undisturbed);

    private static IReadOnlyList<BrandProfile> Brands => BrandProfiles.Load([SharedData.Sample("crispo.yaml")]);

    private static IEnumerable<int> Seeds()
    {
        string[] range = (Environment.GetEnvironmentVariable("RTM_SIMULATION_SEEDS") ?? $"1-{DefaultSeeds}").Split('-');
        int first = int.Parse(range[0], CultureInfo.InvariantCulture);
        return Enumerable.Range(first, int.Parse(range[^1], CultureInfo.InvariantCulture) - first + 1);
    }

    [Test]
    public void UndisturbedRun_WritesToEveryStream()
    {
        foreach (string stream in OutputStreams.Names)
            Assert.That(s_undisturbed.Value, Has.Some.StartsWith(stream), $"nothing in {stream}: equal emptiness would prove nothing");
    }

    [TestCaseSource(nameof(Seeds))]
    public void AnyInterleavingWithCrashes_WritesWhatAnUndisturbedRunWrites(int seed)
    {
        Random random = new(seed);
        Ledger ledger = new();
        ForgetfulFolder disk = new();
        List<string> story = [];
        int crashes = 0;
        while (true)
        {
            SeededLoop loop = new(random.Next());
            CrashPlan? plan = crashes < MostCrashes ? new CrashPlan(loop, random) : null;
            TopologyOptions options = new() { Workers = random.Next(1, 4), BatchSize = random.Next(1, 200), QueueBatches = random.Next(1, 5) };
            try
            {
                loop.BeforeStep = () => Step(loop, plan);
                loop.Run(() => RunAsync(loop, options, ledger, disk, plan, story));
                break;
            }
            catch (SimulatedCrash crash)
            {
                crashes++;
                story.Add($"{crash.Message}{(plan!.IsPowerFailure ? ", power failure" : "")}{(plan.TargetLoses > 0 ? $", target loses {plan.TargetLoses}" : "")}");
                if (plan.IsPowerFailure)
                    disk.Crash(plan.Seed);
                ledger.Lose(plan.TargetLoses);
            }
            catch (DeliveryRefusedException refused) when (story.Exists(line => line.Contains("loses", StringComparison.Ordinal)))
            {
                // A tail that no kept checkpoint reaches is lost, and the run says so and does not go on with a gap.
                Assert.That(refused.Message, Does.Contain("reaches back far enough"));
                return;
            }
        }

        TestContext.Out.WriteLine($"seed {seed}: {string.Join("; ", story)}");
        Assert.That(ledger.All, Is.EqualTo(s_undisturbed.Value), $"seed {seed}: {string.Join("; ", story)}");
    }

    [Test]
    public void SameSeed_GoesTheSameWay()
    {
        int[] steps = new int[2];
        for (int i = 0; i < steps.Length; i++)
        {
            SeededLoop loop = new(7);
            loop.Run(() => RunAsync(loop, new TopologyOptions { Workers = 3, BatchSize = 50, QueueBatches = 2 }, new Ledger(), new ForgetfulFolder(), null, []));
            steps[i] = loop.Steps;
        }

        Assert.That(steps[1], Is.EqualTo(steps[0]));
    }

    /// <summary>Time passes now and then, so that checkpoints come due at any step.</summary>
    private static void Step(SeededLoop loop, CrashPlan? plan)
    {
        const int stepsPerSecond = 40;
        if (loop.Next(stepsPerSecond) == 0)
            loop.Clock.Pass(TimeSpan.FromSeconds(1));
        plan?.Step();
    }

    private static async Task RunAsync(
        SeededLoop loop, TopologyOptions options, Ledger ledger, IDurableFolder disk, CrashPlan? plan, List<string> story)
    {
        CrashPoints points = plan?.Points ?? CrashPoints.None;
        await using LedgerDelivery delivery = new(ledger, points.Reach);
        FolderCheckpointStore store = new(disk, keep: 3, story.Add, points);
        Resumption? from = await Resumption.FindAsync(store, delivery, models: null, story.Add, CancellationToken.None);
        CheckpointIdentity identity = new(
            TimeSpan.FromSeconds(3), 3, from?.Checkpoint.Number ?? 0, "1", "settings", new CheckpointSources(new Dictionary<string, string>(), []));
        Checkpointer checkpoints = new(store, delivery, identity, loop.Clock, points)
        {
            Beside = async work =>
            {
                await loop.YieldAsync();
                await work();
            },
        };
        Stages stages = TestRun.Stages(delivery, brands: Brands, from: from, checkpoints: checkpoints);
        await new SimulatedGraph(loop, options).RunAsync([new ScriptedSource("night", s_night.Value)], stages, CancellationToken.None, CancellationToken.None);
    }

    private static IReadOnlyList<string> Undisturbed()
    {
        Ledger ledger = new();
        LedgerDelivery delivery = new(ledger, _ => { });
        Stages stages = TestRun.Stages(delivery, brands: Brands);
        TestRun.RunAsync(new TopologyOptions(), stages, new ScriptedSource("night", s_night.Value)).GetAwaiter().GetResult();
        return ledger.All;
    }

    private static List<string> WithBrokenLines(List<string> lines)
    {
        for (int at = PostsPerBrokenLine; at < lines.Count; at += PostsPerBrokenLine)
            lines.Insert(at, """{"id":"cut off here""");
        return lines;
    }
}
