using System.Globalization;
using NUnit.Framework;
using RtmPipeline.Tests.Kills.Audit;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Kills;

/// <summary>Makes each kind of trouble with Redis once while a child writes to it through a proxy, and takes care that the child has met it.</summary>
internal sealed class RedisTrouble(RedisServer server, CutProxy proxy, string prefix)
{
    /// <summary>Entries the child must add before the next trouble, so that there is something to lose on either side of each.</summary>
    private const int EntriesBetween = 3;

    private const string Warning = "trying again until it works";
    private const string Over = "works again";

    /// <summary>Kinds of trouble, by the words for the table.</summary>
    public IReadOnlyList<(string Name, Func<Child, Task> Strike)> Kinds =>
    [
        ("killed, every write on disk", child => KillAsync(child, "always")),
        ("killed, writes on disk each second", child => KillAsync(child, "everysec")),
        ("held still", PauseAsync),
        ("scripts forgotten", ForgetScriptsAsync),
        ("out of memory", child => RefuseAsync(child, ["CONFIG", "SET", "maxmemory", "1"], ["CONFIG", "SET", "maxmemory", "0"])),
        ("read-only", child => RefuseAsync(child, ["REPLICAOF", "127.0.0.1", "1"], ["REPLICAOF", "NO", "ONE"])),
        ("cut before the reply", child => CutAsync(child, proxy.LoseNextReply)),
        ("cut in the middle of the reply", child => CutAsync(child, proxy.CutNextReply)),
    ];

    /// <summary>Makes all trouble in an order of the seed.</summary>
    public async Task StrikeAllAsync(Child child, int seed, KillTable table)
    {
        (string Name, Func<Child, Task> Strike)[] kinds = [.. Kinds];
        new Random(seed).Shuffle(kinds);
        foreach ((string name, Func<Child, Task> strike) in kinds)
        {
            await GrowAsync(child, EntriesBetween, name);
            await strike(child);
            table.Killed(name, child.Age);
        }

        await GrowAsync(child, 1, "the end");
    }

    private async Task KillAsync(Child child, string flush)
    {
        Run("CONFIG", "SET", "appendfsync", flush);
        int warnings = Warnings(child);
        await server.KillAsync();
        await WarnedAsync(child, warnings);
        await server.RestartAsync();
        await HealedAsync(child);
    }

    private async Task PauseAsync(Child child)
    {
        int warnings = Warnings(child);
        ProcessSignals.Pause(server.ProcessId);
        await WarnedAsync(child, warnings);
        ProcessSignals.GoOn(server.ProcessId);
        await HealedAsync(child);
    }

    /// <summary>The child need not warn of this one; that Redis was given the script anew shows that it met it.</summary>
    private async Task ForgetScriptsAsync(Child child)
    {
        long loads = ScriptLoads();
        Run("SCRIPT", "FLUSH");
        await Eventually.IsTrue(() => AliveAsync(child, ScriptLoads() > loads), "the child loads its script anew");
    }

    private async Task RefuseAsync(Child child, string[] strike, string[] heal)
    {
        int warnings = Warnings(child);
        Run(strike);
        await WarnedAsync(child, warnings);
        Run(heal);
        await HealedAsync(child);
    }

    private async Task CutAsync(Child child, Action cut)
    {
        int cuts = proxy.Cuts;
        cut();
        await Eventually.IsTrue(() => AliveAsync(child, proxy.Cuts > cuts), "a reply is cut");
    }

    private void Run(params string[] command)
    {
        using RespLink link = new(server.Port);
        link.Get(command);
    }

    private long ScriptLoads()
    {
        using RespLink link = new(server.Port);
        string line = link.Get("INFO", "commandstats").Text.Split("\r\n").FirstOrDefault(row => row.StartsWith("cmdstat_script|load:calls=", StringComparison.Ordinal), "=0,");
        return long.Parse(line.Split('=')[1].Split(',')[0], CultureInfo.InvariantCulture);
    }

    private async Task GrowAsync(Child child, int entries, string before)
    {
        using StreamWatch watch = new(server.Port, prefix);
        long? at = null;
        await Eventually.IsTrue(
            () =>
            {
                at ??= watch.Count();
                return AliveAsync(child, watch.Count() >= at + entries);
            },
            $"{entries} entries are written before {before}");
    }

    private static int Warnings(Child child) => child.Errors.Count(line => line.Contains(Warning, StringComparison.Ordinal));

    private static int Healings(Child child) => child.Errors.Count(line => line.Contains(Over, StringComparison.Ordinal));

    private static Task WarnedAsync(Child child, int before) => Eventually.IsTrue(() => AliveAsync(child, Warnings(child) > before), "the child warns of the trouble");

    private static Task HealedAsync(Child child) => Eventually.IsTrue(() => AliveAsync(child, Healings(child) >= Warnings(child)), "the child says that Redis works again");

    /// <summary>A child that ended meanwhile says why; waiting on would only say that it took too long.</summary>
    private static Task<bool> AliveAsync(Child child, bool condition)
    {
        if (!condition && child.HasEnded)
            Assert.Fail($"the child ended with {child.ExitCode}. It said:{Environment.NewLine}{child}");
        return Task.FromResult(condition);
    }
}
