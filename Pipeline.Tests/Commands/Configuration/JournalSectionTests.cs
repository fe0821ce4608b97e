using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Sources.Journal;

namespace RtmPipeline.Tests.Commands.Configuration;

internal sealed class JournalSectionTests
{
    private readonly List<ConfigurationFault> _faults = [];

    [SetUp]
    public void ForgetFaults() => _faults.Clear();

    [Test]
    public void Section_IsMissing_GivesTheDefaults() => Assert.That(Read([]), Is.EqualTo(new JournalOptions()));

    [Test]
    public void Section_AllIsSet_IsTaken()
    {
        JournalOptions read = Read(new() { ["FlushMilliseconds"] = "5", ["SegmentBytes"] = "2000000", ["MaxBytes"] = "5000000", ["KeepHours"] = "48" });
        Assert.That(read, Is.EqualTo(new JournalOptions { FlushMilliseconds = 5, SegmentBytes = 2_000_000, MaxBytes = 5_000_000, KeepHours = 48 }));
        Assert.That(_faults, Is.Empty);
    }

    [TestCase("FlushMilliseconds", "1001")]
    [TestCase("SegmentBytes", "1000")]
    [TestCase("MaxBytes", "1000000")]
    [TestCase("KeepHours", "-1")]
    public void Value_BeyondItsLimits_IsAFault(string key, string value)
    {
        Read(new() { [key] = value });
        Assert.That(_faults.Select(fault => fault.ToString()), Has.Some.Contains($"Journal:{key} is \"{value}\""));
    }

    [Test]
    public void MaxBytes_BelowTwoSegments_IsAFault()
    {
        Read(new() { ["MaxBytes"] = "100000000" });
        Assert.That(_faults.Single().ToString(), Does.Contain("must be at least twice SegmentBytes, 67108864"));
    }

    private JournalOptions Read(Dictionary<string, string?> values)
    {
        IEnumerable<KeyValuePair<string, string?>> keys = values.Select(value => new KeyValuePair<string, string?>($"Journal:{value.Key}", value.Value));
        return JournalSection.Read(new OptionReader([SettingsLayer.FromCommandLine(keys)], _faults).Section("Journal"));
    }
}
