using NUnit.Framework;
using RtmPipeline.Tests.Kills.Audit;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Kills;

/// <summary>
/// The built program is killed with SIGKILL twenty times over one input, at each place at which a crash could leave something half done and at moments
/// nobody chose, and started again each time. In the end the streams must be those of a run that nothing happened to, byte for byte.
/// </summary>
internal sealed class KillTests
{
    /// <summary>Stream seconds in a second: slow enough that twenty lives of a second or two do not use up the night.</summary>
    private const string Speed = "500";

    private static readonly PlannedKill[] s_plan =
    [
        // The first write comes before the first checkpoint is due.
        PlannedKill.At("delivery.after-write"),
        PlannedKill.At("delivery.before-write", 4),
        PlannedKill.At("delivery.after-write", 5),
        PlannedKill.At("checkpoint.cut"),
        PlannedKill.At("checkpoint.before-flush"),
        PlannedKill.At("checkpoint.before-rename"),
        PlannedKill.At("checkpoint.after-rename"),
        PlannedKill.At("resume.loaded"),
        PlannedKill.At("resume.compared"),
        PlannedKill.AfterEntries(7),
        PlannedKill.At("delivery.before-write"),
        PlannedKill.WhileEnding("shutdown.drained", 3),
        PlannedKill.AfterEntries(20),
        PlannedKill.At("checkpoint.before-delete"),
        PlannedKill.AfterEntries(1),
    ];

    /// <summary>The same for input that cannot be asked again.</summary>
    private static readonly PlannedKill[] s_journalPlan =
    [
        PlannedKill.At("journal.before-flush", 3),
        PlannedKill.At("journal.after-flush", 3),
        PlannedKill.At("journal.rolled"),
        PlannedKill.At("journal.before-delete"),
        PlannedKill.AfterEntries(9),
    ];

    private readonly ScratchFolder _folder = new();
    private KnownNight _night = null!;
    private string _file = "";
    private RedisServer _server = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        Replays.RequireSignals();
        _server = await RedisServer.StartAsync();
        _night = KnownNight.Create(seed: 2, rate: 0.0005, share: 0.8);
        _file = _folder.Write("night.ndjson", _night.Lines);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        _folder.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    public async Task Program_KilledAtEachPlaceAndAtRandom_LosesNothingDoublesNothingAndChangesNothing()
    {
        await RunToTheEndAsync(Replays.Of(_file, _server.Port, "{calm}"));
        KillTable table = new();
        KillRun run = new()
        {
            Command = isLast => Replays.Of(_file, _server.Port, "{killed}").With("--state", _folder.PathOf("state"), "--resume", "--speed", isLast ? "max" : Speed)
                .Set("RTM__Checkpoints__EverySeconds", "1"),
            Port = _server.Port,
            Prefix = "{killed}",
            Table = table,
        };
        await run.RunAsync(s_plan);
        Judge(table, s_plan, "{calm}", "{killed}", isPiped: false);
    }

    [Test]
    public async Task JournalledStandardInput_KilledAtEachPlace_LosesNothingThatWasAccepted()
    {
        Replays.RequireSignals();
        ChildCommand Piped(string prefix, string state, bool isLast) =>
            Replays.Piped(_server.Port, prefix).With("--state", _folder.PathOf(state), "--resume", "--speed", isLast ? "max" : Speed)
                .Set("RTM__Checkpoints__EverySeconds", "1");
        KillTable table = new();
        KillRun RunOf(string prefix, string state) => new()
        {
            Command = isLast => Piped(prefix, state, isLast),
            Port = _server.Port,
            Prefix = prefix,
            Table = table,
            Feeder = new LineFeeder(_night.Lines),
        };
        await RunOf("{piped-calm}", "piped-calm").RunAsync([]);
        await RunOf("{piped}", "piped").RunAsync(s_journalPlan);
        Judge(table, s_journalPlan, "{piped-calm}", "{piped}", isPiped: true);
    }

    private static async Task RunToTheEndAsync(ChildCommand command)
    {
        await using Child child = Child.Start(command);
        await child.WaitAsync(Replays.RunLimit);
        Assert.That(child.ExitCode, Is.Zero, child.ToString());
    }

    private void Judge(KillTable table, PlannedKill[] plan, string calm, string killed, bool isPiped)
    {
        StreamBook expected = StreamBook.Read(_server.Port, calm);
        StreamBook found = StreamBook.Read(_server.Port, killed);
        AuditFindings findings = StreamAudit.Compare(expected, found);
        DeadLetterPlaces.Check(found, _night, isPiped, findings);
        table.Audited(findings);
        TestContext.Out.WriteLine(table);
        Assert.That(expected["opportunities"].Count + expected["alerts"].Count, Is.Positive, "an input without outputs shows nothing");
        Assert.That(plan.Select(kill => kill.Name).Distinct().Where(name => table.Of(name) == 0), Is.Empty, "all kills happened");
        Assert.That(table.IsClean, table.ToString());
    }
}
