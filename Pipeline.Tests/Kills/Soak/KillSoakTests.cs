using NUnit.Framework;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Kills.Soak;

/// <summary>Hundreds of kills: rounds of a night each, all of them of the seed.</summary>
internal sealed class KillSoakTests
{
    [Test]
    [Category("Soak")]
    public async Task Kills_AsManyAsAskedFor_LoseNothingDoubleNothingAndChangeNothing()
    {
        int kills = SoakSettings.Required("RTM_SOAK_KILLS", "kills N [SEED]");
        int seed = SoakSettings.Optional("RTM_SOAK_SEED", 1);
        Replays.RequireSignals();
        KillTable table = new();
        Random random = new(seed);
        for (int round = 1; table.Kills < kills && table.IsClean; round++)
        {
            int before = table.Kills;
            await new KillRound(random.Next(), kills - before, table).RunAsync();
            SoakSettings.Say($"round {round}: {table.Kills} of {kills} kills, {(table.IsClean ? "all well" : "NOT CLEAN")}");
            Assert.That(table.Kills, Is.GreaterThan(before), "a round without a kill shows nothing, and the next one would not either");
        }

        SoakSettings.Report($"seed {seed}\n{table}");
        Assert.That(table.IsClean, $"seed {seed}; the evidence is in artifacts/soak\n{table}");
        const int enoughForAll = 300;
        if (kills >= enoughForAll)
            Assert.That(KillRound.Points.Where(point => table.Of(point) == 0), Is.Empty, "crash points that never fired");
    }
}
