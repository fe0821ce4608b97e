using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Commands.Configuration;

namespace RtmPipeline.Tests.Commands.Configuration;

internal sealed class AlertSectionTests
{
    private SettingsFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new SettingsFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Section_IsMissing_GivesTheDefaults() => Assert.That(Load(string.Empty).Alerts, Is.EqualTo(new AlertOptions()));

    [Test]
    public void Section_AllIsSet_IsTaken()
    {
        AlertOptions read = Load("DailyCap: 0\n  ThreatDailyCap: 1\n  HoldDailyCap: 2\n  ReinforceDailyCap: 3\n  ReserveScore: 4\n  DigestHours: 5\n  ThreatScore: 6\n"
            + "  ReinforceScore: 7\n  MinRemainingShare: 0.8\n  AlertUpdateSeconds: 900\n  SecondWaveRatio: 10\n  MaxTakenBackShare: 0.11\n  HysteresisScore: 12\n  YouthMinutes: 13\n").Alerts;

        Assert.That(read, Is.EqualTo(new AlertOptions
        {
            DailyCap = 0,
            ThreatDailyCap = 1,
            HoldDailyCap = 2,
            ReinforceDailyCap = 3,
            ReserveScore = 4,
            DigestHours = 5,
            ThreatScore = 6,
            ReinforceScore = 7,
            MinRemainingShare = 0.8,
            AlertUpdateSeconds = 900,
            SecondWaveRatio = 10,
            MaxTakenBackShare = 0.11,
            HysteresisScore = 12,
            YouthMinutes = 13,
        }));
    }

    [TestCase("DailyCap: 1001", "Alerts:DailyCap")]
    [TestCase("DigestHours: 0", "Alerts:DigestHours")]
    [TestCase("MinRemainingShare: 1.5", "Alerts:MinRemainingShare")]
    [TestCase("SecondWaveRatio: 0.5", "Alerts:SecondWaveRatio")]
    [TestCase("AlertUpdateSeconds: 299", "Alerts:AlertUpdateSeconds")]
    [TestCase("AlertScore: 44", "Alerts:AlertScore")]
    public void Section_ValueOutOfItsLimits_IsRefusedByName(string line, string option)
    {
        ConfigurationFaultsException refusal = Assert.Throws<ConfigurationFaultsException>(() => Load(line))!;

        Assert.That(refusal.Faults.Select(f => f.ToString()), Has.Exactly(1).Contains(option));
    }

    private PipelineSettings Load(string lines)
    {
        string? config = lines.Length == 0 ? null : _folder.Write("config.yaml", $"Alerts:\n  {lines}\n");
        return PipelineSettings.Load("absent.json", config, new System.Collections.Hashtable(), []);
    }
}
