using System.Globalization;
using NUnit.Framework;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Kills.Soak;

/// <summary>How long a killed program takes until it has loaded its state, and until it writes something new, with a table full of topics.</summary>
internal sealed class RecoverySoakTests
{
    /// <summary>Quiet lines that one kill may use up: at most two checkpoints' time at <see cref="TopicFlood.QuietPerSecond"/>, and what is read ahead.</summary>
    private const int QuietLinesEach = 80_000;

    private const string Prefix = "{recovery}";

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(5);

    [Test]
    [Category("Soak")]
    public async Task RecoveryTime_OfAFullTable_IsPrinted()
    {
        int topics = SoakSettings.Required("RTM_SOAK_TOPICS", "recovery TOPICS RUNS");
        int runs = SoakSettings.Optional("RTM_SOAK_RUNS", 10);
        int every = SoakSettings.Optional("RTM_SOAK_EVERY", 10);
        Replays.RequireSignals();
        using ScratchFolder folder = new();
        await using RedisServer server = await RedisServer.StartAsync();
        TopicFlood flood = new(topics);
        string input = folder.PathOf("flood.ndjson");
        flood.WriteFile(input, (runs + 2) * QuietLinesEach);
        string state = folder.PathOf("state");
        ChildCommand Command(string speed) => Replays.Of(input, server.Port, Prefix).With("--state", state, "--resume", "--speed", speed)
            .Set("RTM__Checkpoints__EverySeconds", $"{every}");

        Random random = new(SoakSettings.Optional("RTM_SOAK_SEED", 1));
        List<TimeSpan> loaded = [];
        List<TimeSpan> recovered = [];
        using StreamWatch watch = new(server.Port, Prefix);
        for (int run = 0; run < runs; run++)
        {
            await using (Child child = Child.Start(Command("1")))
            {
                await UntilAsync(child, () => (watch.Count() ?? 0) >= flood.FloodLines / TopicFlood.BrokenEach, "the table is full");
                string before = NewestIn(state);
                await UntilAsync(child, () => NewestIn(state) is { Length: > 0 } newest && newest != before, "a checkpoint is made");
                await child.HasEndedWithinAsync(TimeSpan.FromSeconds(every * random.NextDouble()));
                child.Kill();
                await child.WaitAsync(s_limit);
            }

            long written = watch.Count() ?? 0;
            await using Child restarted = Child.Start(Command("max"));
            await UntilAsync(restarted, () => restarted.Output.Any(line => line.StartsWith("goes on from checkpoint", StringComparison.Ordinal)), "the state is loaded");
            loaded.Add(restarted.Age);
            await UntilAsync(restarted, () => watch.Count() > written, "something new is written");
            recovered.Add(restarted.Age);
            restarted.Kill();
            await restarted.WaitAsync(s_limit);
            SoakSettings.Say($"run {run + 1} of {runs}: loaded after {KillTable.Seconds(loaded[^1])}, recovered after {KillTable.Seconds(recovered[^1])}");
        }

        SoakSettings.Report(string.Create(CultureInfo.InvariantCulture, $"""
            recovery with {topics:#,0} topics of the input, a checkpoint each {every} s ({new FileInfo(Path.Combine(state, NewestIn(state))).Length / 1e6:0.0} MB), {runs} kills
              from the start of the process to the loaded state   median {KillTable.Seconds(KillTable.Median(loaded))}, worst {KillTable.Seconds(loaded.Max())}
              to the first entry that was not there before        median {KillTable.Seconds(KillTable.Median(recovered))}, worst {KillTable.Seconds(recovered.Max())}
            """));
        Assert.That(recovered, Has.Count.EqualTo(runs));
    }

    /// <summary>Name of the newest checkpoint; empty where there is none.</summary>
    private static string NewestIn(string state)
    {
        if (!Directory.Exists(state))
            return "";
        return Directory.EnumerateFiles(state, "checkpoint-*").Select(file => Path.GetFileName(file)).Where(name => !name.Contains('.', StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).LastOrDefault("");
    }

    private static async Task UntilAsync(Child child, Func<bool> condition, string what)
    {
        while (!condition())
        {
            Assert.That(child.HasEnded, Is.False, $"the child ended before {what}. It said:{Environment.NewLine}{child}");
            Assert.That(child.Age, Is.LessThan(s_limit), $"{what}: not within {s_limit.TotalMinutes:0} minutes");
            await child.HasEndedWithinAsync(s_look);
        }
    }
}
