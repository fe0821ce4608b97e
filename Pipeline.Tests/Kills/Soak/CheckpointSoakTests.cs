using System.Globalization;
using NUnit.Framework;
using RtmPipeline.Sources.Simulation;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Kills.Soak;

/// <summary>What checkpoints cost: the same input with and without them in turn, so that whatever else the machine does meets both.</summary>
internal sealed class CheckpointSoakTests
{
    private const string Row = "time  ";

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(20);
    private static readonly string[] s_rows = ["checkpoints", "  bytes of the last", "  stages stood still", "  kept within"];

    [Test]
    [Category("Soak")]
    public async Task Throughput_WithAndWithoutCheckpoints_IsPrinted()
    {
        int runs = SoakSettings.Required("RTM_SOAK_CHECKPOINT_RUNS", "checkpoints [RUNS] [RATE]");
        int every = SoakSettings.Optional("RTM_SOAK_EVERY", 10);
        double rate = SoakSettings.Optional("RTM_SOAK_RATE", 0.1);
        Replays.RequireSignals();
        using ScratchFolder folder = new();
        await using RedisServer server = await RedisServer.StartAsync();
        string input = folder.PathOf("night.ndjson");
        await using (FileStream file = File.Create(input))
            Scenario.Create(new ScenarioOptions(ScenarioOptions.SuperBowlBlackout, 1, rate, null, null)).WriteTo(file);

        List<double> without = [];
        List<double> with = [];
        IReadOnlyList<string> said = [];
        for (int run = 0; run < runs; run++)
        {
            (double plain, _) = await MeasureAsync(Replays.Of(input, server.Port, $"{{plain{run}}}"));
            ChildCommand kept = Replays.Of(input, server.Port, $"{{kept{run}}}").With("--state", folder.PathOf($"state{run}"), "--resume")
                .Set("RTM__Checkpoints__EverySeconds", $"{every}");
            (double checkpointed, said) = await MeasureAsync(kept);
            without.Add(plain);
            with.Add(checkpointed);
            SoakSettings.Say(string.Create(CultureInfo.InvariantCulture, $"run {run + 1} of {runs}: {plain:#,0} posts a second without, {checkpointed:#,0} with checkpoints"));
        }

        double loss = 1 - (Median(with) / Median(without));
        SoakSettings.Report(string.Create(CultureInfo.InvariantCulture, $"""
            throughput, median of {runs} runs each in turn
              without checkpoints        {Median(without),12:#,0} posts a second
              one each {every,3} s            {Median(with),12:#,0} posts a second, {loss:0.0%} less
            of the last run:
            {string.Join('\n', said.Where(line => s_rows.Any(row => line.StartsWith(row, StringComparison.Ordinal))))}
            """));
    }

    private static async Task<(double PostsPerSecond, IReadOnlyList<string> Said)> MeasureAsync(ChildCommand command)
    {
        // Long runs are compiled as a user's are.
        await using Child child = Child.Start(command.Set("DOTNET_TieredPGO", "1"));
        await child.WaitAsync(s_limit);
        Assert.That(child.ExitCode, Is.Zero, child.ToString());
        string line = child.Output.Single(row => row.StartsWith(Row, StringComparison.Ordinal));
        string figure = line.Split(',')[^1].Trim().Split(' ')[0];
        return (double.Parse(figure, CultureInfo.InvariantCulture), child.Output);
    }

    private static double Median(List<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
