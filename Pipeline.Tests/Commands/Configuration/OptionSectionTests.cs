using System.Collections;
using NUnit.Framework;
using RtmPipeline.Commands.Configuration;

namespace RtmPipeline.Tests.Commands.Configuration;

public sealed class OptionSectionTests
{
    private readonly List<ConfigurationFault> _faults = [];

    [SetUp]
    public void ForgetFaults() => _faults.Clear();

    [TestCase("0.5", 0.5)]
    [TestCase("1e-2", 0.01)]
    [TestCase("-1", -1)]
    public void Number_InRange_IsRead(string text, double expected)
    {
        Assert.That(Section(text).Number("Key", 0, -1, 1, "shares"), Is.EqualTo(expected));
        Assert.That(_faults, Is.Empty);
    }

    [TestCase("1.01")]
    [TestCase("NaN")]
    [TestCase("Infinity")]
    [TestCase("0,5")]
    [TestCase("")]
    public void Number_OutOfRangeOrNoNumber_IsAFaultAndGivesTheDefault(string text)
    {
        Assert.That(Section(text).Number("Key", 0.25, -1, 1, "shares"), Is.EqualTo(0.25));
        Assert.That(_faults.Single().ToString(), Is.EqualTo($"environment: S:Key is \"{text}\"; it must be a number of shares from -1 to 1"));
    }

    [Test]
    public void Seconds_AreAPeriod()
    {
        Assert.That(Section("1.5").Seconds("Key", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(2)), Is.EqualTo(TimeSpan.FromMilliseconds(1500)));
    }

    [TestCase("true", true)]
    [TestCase("False", false)]
    public void Flag_IsTrueOrFalse(string text, bool expected)
    {
        Assert.That(Section(text).Flag("Key", !expected), Is.EqualTo(expected));
        Assert.That(_faults, Is.Empty);
    }

    [TestCase("yes")]
    [TestCase("1")]
    public void Flag_OtherWords_AreAFault(string text)
    {
        Section(text).Flag("Key", false);
        Assert.That(_faults.Single().Message, Does.EndWith("it must be true or false"));
    }

    [Test]
    public void Text_ThatHasNotTheForm_IsAFaultOnOneLine()
    {
        Section("a\nb").Text("Key", "x", 10);
        Assert.That(_faults.Single().ToString(), Does.Contain("\"a\uFFFDb\"").And.Not.Contain("\n"));
    }

    [Test]
    public void Text_LongerThanAllowed_IsShownCut()
    {
        Section(new string('z', 500)).Text("Key", "x", 100, "an address");
        Assert.That(_faults.Single().Message, Does.Contain("an address of at most 100 characters").And.Length.LessThan(200));
    }

    [Test]
    public void Key_ReadTwice_IsAnErrorOfTheProgram()
    {
        OptionSection section = Section("1");
        section.Whole("Key", 0, 0, 1, "units");
        Assert.That(() => section.Whole("Key", 0, 0, 1, "units"), Throws.ArgumentException);
    }

    private OptionSection Section(string value) =>
        new OptionReader([SettingsLayer.FromEnvironment(new Hashtable { ["RTM__S__Key"] = value })], _faults).Section("S");
}
