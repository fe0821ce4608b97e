using NUnit.Framework;
using RtmPipeline.Tests.Kills.Audit;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Kills;

/// <summary>The kill run itself, on a stand-in that is honest, or loses, doubles or changes entries: what it is for must be found.</summary>
internal sealed class KillRunTests
{
    private static readonly PlannedKill[] s_plan =
    [
        PlannedKill.At("delivery.before-write", 3), PlannedKill.At("resume.loaded"), PlannedKill.At("delivery.after-write", 2), PlannedKill.AfterEntries(2),
        PlannedKill.At("delivery.after-write"),
    ];

    private RedisServer _server = null!;
    private StreamBook _calm = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        StandInChild.Require();
        _server = await RedisServer.StartAsync();
        using ScratchFolder state = new();
        await RunOf("honest", "{calm}", state, new KillTable()).RunAsync([]);
        _calm = StreamBook.Read(_server.Port, "{calm}");
    }

    [OneTimeTearDown]
    public async Task End()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    public async Task HonestChild_KilledEverywhere_IsClean()
    {
        KillTable table = await RunAsync("honest", s_plan);
        Assert.That(_calm.Entries, Is.EqualTo(StandInChild.Entries));
        Assert.That((table.Kills, table.IsClean, table.Entries), Is.EqualTo((s_plan.Length, true, StandInChild.Entries)), table.ToString());
        Assert.That(s_plan.Select(kill => table.Of(kill.Name)), Has.All.Positive);
        Assert.That(table.ToString(), Does.Contain("lost").And.Contain("recovery").And.Contain("resume.loaded"));
    }

    [Test]
    public async Task PositionStoredBeforeTheOutput_LosesAndIsFound()
    {
        KillTable table = await RunAsync("forgetful", [PlannedKill.At("delivery.before-write", 3)]);
        Assert.That((table.Lost, table.Doubled), Is.EqualTo((1, 0)), table.ToString());
    }

    [Test]
    public async Task OutputNotComparedWithWhatIsThere_DoublesAndIsFound()
    {
        KillTable table = await RunAsync("repeating", [PlannedKill.At("delivery.after-write", 3)]);
        Assert.That((table.Lost, table.Doubled), Is.EqualTo((0, 1)), table.ToString());
    }

    [Test]
    public async Task OtherOutputAfterAKill_IsFound()
    {
        KillTable table = await RunAsync("different", [PlannedKill.At("delivery.after-write", 9)]);
        Assert.That(table.Differing, Is.Positive, table.ToString());
    }

    [Test]
    public async Task CrashPointThatIsNotReached_FailsTheRun()
    {
        AssertionException? failure = await Assert.ThrowsAsync<AssertionException>(() => RunAsync("honest", [PlannedKill.At("checkpoint.cut")]));
        Assert.That(failure!.Message, Does.Contain("checkpoint.cut:1, did not happen"));
    }

    [Test]
    public async Task SigTerm_ReachesTheCrashPointOfShutdown()
    {
        KillTable table = await RunAsync("honest", [PlannedKill.WhileEnding("shutdown.drained", 2)]);
        Assert.That((table.Of("shutdown.drained"), table.IsClean), Is.EqualTo((1, true)), table.ToString());
    }

    [TestCase("rtm: the journal holds 1,234 lines of standard input", ExpectedResult = 1234)]
    [TestCase("rtm: the journal holds 0 lines of standard input; the next line goes on", ExpectedResult = 0)]
    [TestCase("rtm: the journal holds 7 records of standard input", ExpectedResult = 7)]
    [TestCase("rtm: something else", ExpectedResult = -1)]
    public int LinesAChildHas_AreReadFromWhatItSays(string line) => LineFeeder.AcceptedIn(["rtm: hello", line]);

    private async Task<KillTable> RunAsync(string behaviour, PlannedKill[] plan)
    {
        string prefix = $"{{{TestContext.CurrentContext.Test.Name}}}";
        using ScratchFolder state = new();
        KillTable table = new();
        await RunOf(behaviour, prefix, state, table).RunAsync(plan);
        table.Audited(StreamAudit.Compare(_calm, StreamBook.Read(_server.Port, prefix)));
        return table;
    }

    private KillRun RunOf(string behaviour, string prefix, ScratchFolder state, KillTable table) => new()
    {
        Command = _ => StandInChild.Command(behaviour, _server.Port, prefix, Path.GetDirectoryName(state.PathOf("x"))!),
        Port = _server.Port,
        Prefix = prefix,
        Table = table,
    };
}
