using RtmPipeline.Tests.Kills.Audit;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Kills.Soak;

/// <summary>One night with kills at random: places, moments, speeds, cuts into batches and workers are of the seed, and Redis dies now and then too.</summary>
internal sealed class KillRound(int seed, int mostKills, KillTable table)
{
    /// <summary>Kills in a round.</summary>
    private const int KillsInARound = 25;

    private static readonly string[] s_journalPoints = ["journal.before-flush", "journal.after-flush", "journal.rolled", "journal.before-delete"];

    private static readonly string[] s_points =
    [
        "delivery.before-write", "delivery.after-write", "checkpoint.cut", "checkpoint.before-flush", "checkpoint.before-rename", "checkpoint.after-rename",
        "checkpoint.before-delete", "resume.loaded", "resume.compared",
    ];

    private static readonly string[] s_speeds = ["200", "500", "500", "1000", "4000", "max"];

    private readonly Random _random = new(seed);

    /// <summary>All crash points a round may choose.</summary>
    public static IEnumerable<string> Points => [.. s_points, .. s_journalPoints, "shutdown.drained"];

    public async Task RunAsync()
    {
        // Each third round is of standard input; 0 leaves them out.
        int pipedEach = SoakSettings.Optional("RTM_SOAK_PIPED_EACH", 3);
        bool isPiped = pipedEach > 0 && _random.Next(pipedEach) == 0;
        KnownNight night = KnownNight.Create((ulong)_random.Next(1, int.MaxValue), 0.0003 + (_random.NextDouble() * 0.0005));
        using ScratchFolder folder = new();
        await using RedisServer server = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", _random.Next(2) == 0 ? "always" : "everysec");
        string input = isPiped ? "-" : folder.Write("night.ndjson", night.Lines);
        KillRun calm = RunOf(server, input, night, "{calm}", folder.PathOf("calm"), new KillTable(), isPiped);
        KillRun killed = RunOf(server, input, night, "{killed}", folder.PathOf("state"), table, isPiped);
        bool isClean = false;
        try
        {
            await calm.RunAsync([]);
            await killed.RunAsync(Plan(isPiped));
            StreamBook found = StreamBook.Read(server.Port, "{killed}");
            AuditFindings findings = StreamAudit.Compare(StreamBook.Read(server.Port, "{calm}"), found);
            DeadLetterPlaces.Check(found, night, isPiped, findings);
            table.Audited(findings);
            isClean = findings.IsClean;
        }
        finally
        {
            if (!isClean)
                await KeepEvidenceAsync(folder, server, night, [.. calm.Log, .. killed.Log]);
        }
    }

    private PlannedKill[] Plan(bool isPiped)
    {
        string[] points = isPiped ? [.. s_points, .. s_journalPoints, .. s_journalPoints] : s_points;
        PlannedKill[] plan = new PlannedKill[Math.Min(KillsInARound, mostKills)];
        for (int i = 0; i < plan.Length; i++)
            plan[i] = Next(points);
        return plan;
    }

    private PlannedKill Next(string[] points)
    {
        const int kinds = 20;
        const int mostEntries = 15;
        const int mostTimes = 4;
        const int mostMilliseconds = 3000;
        int kind = _random.Next(kinds);
        string point = points[_random.Next(points.Length)];
        // Of some places there is one in a life at most.
        bool isOnce = point.StartsWith("resume.", StringComparison.Ordinal) || point is "checkpoint.before-delete" or "journal.rolled" or "journal.before-delete";
        return kind switch
        {
            0 => PlannedKill.WhileEnding("shutdown.drained", _random.Next(1, mostEntries)),
            < 4 => PlannedKill.After(TimeSpan.FromMilliseconds(_random.Next(mostMilliseconds))),
            < 9 => PlannedKill.AfterEntries(_random.Next(1, mostEntries)),
            _ => PlannedKill.At(point, isOnce || point.StartsWith("checkpoint.", StringComparison.Ordinal) ? 1 : _random.Next(1, mostTimes)),
        };
    }

    private KillRun RunOf(RedisServer server, string input, KnownNight night, string prefix, string state, KillTable into, bool isPiped) => new()
    {
        Command = isLast => (isPiped ? Replays.Piped(server.Port, prefix) : Replays.Of(input, server.Port, prefix))
            .With("--state", state, "--resume", "--speed", isLast ? "max" : s_speeds[_random.Next(s_speeds.Length)])
            .With("--workers", $"{_random.Next(1, 5)}", "--batch-size", $"{1 << _random.Next(0, 11)}")
            .Set("RTM__Checkpoints__EverySeconds", "1"),
        Port = server.Port,
        Prefix = prefix,
        Table = into,
        Feeder = isPiped ? new LineFeeder(night.Lines) : null,
        MayEndEarly = true,
        BetweenLives = () => MaybeKillRedisAsync(server),
    };

    private async Task MaybeKillRedisAsync(RedisServer server)
    {
        const int each = 8;
        if (_random.Next(each) != 0)
            return;
        await server.KillAsync();
        await server.RestartAsync();
    }

    private async Task KeepEvidenceAsync(ScratchFolder folder, RedisServer server, KnownNight night, string[] lives)
    {
        string kept = SoakSettings.Evidence($"round-of-seed-{seed}");
        await File.WriteAllLinesAsync(Path.Combine(kept, "night.ndjson"), night.Lines);
        await File.WriteAllLinesAsync(Path.Combine(kept, "lives.txt"), lives);
        foreach (string prefix in new[] { "{calm}", "{killed}" })
        {
            StreamBook book = StreamBook.Read(server.Port, prefix);
            await File.WriteAllLinesAsync(
                Path.Combine(kept, $"{prefix.Trim('{', '}')}.txt"), StreamBook.Names.SelectMany(name => book[name].Select(entry => $"{name} {entry.Whole}")));
        }

        string state = folder.PathOf("state");
        foreach (string file in Directory.Exists(state) ? Directory.GetFiles(state, "*", SearchOption.AllDirectories) : [])
        {
            string copy = Path.Combine(kept, "state", Path.GetRelativePath(state, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }
}
