using System.Collections;
using NUnit.Framework;
using RtmPipeline.Commands.Configuration;

namespace RtmPipeline.Tests.Commands.Configuration;

public sealed class SecretOptionTests
{
    private const string Secret = "open-sesame-42";

    private SettingsFolder _folder = null!;
    private List<ConfigurationFault> _faults = null!;

    [SetUp]
    public void Prepare()
    {
        _folder = new SettingsFolder();
        _faults = [];
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Secret_NotSet_IsNull()
    {
        Assert.That(Read([]), Is.Null);
        Assert.That(_faults, Is.Empty);
    }

    [Test]
    public void Secret_FromTheEnvironment_IsReadAndNeverShown()
    {
        OptionReader reader = Reader(new() { ["RTM__Redis__Password"] = Secret });
        Assert.That(reader.Section("Redis").Secret("Password"), Is.EqualTo(Secret));
        Assert.That(reader.Known.Select(option => option.ToString()), Has.None.Contains(Secret));
        Assert.That(reader.Known.First().InForce, Is.EqualTo("set"));
    }

    [Test]
    public void Secret_FromAFile_LosesItsLineEnd()
    {
        Assert.That(Read(new() { ["RTM__Redis__PasswordFile"] = _folder.Write("password", Secret + "\r\n") }), Is.EqualTo(Secret));
        Assert.That(_faults, Is.Empty);
    }

    [Test]
    public void Secret_OnTheCommandLineOrInAFile_IsRefusedAndNotShown()
    {
        string config = _folder.Write("config.yaml", $"Redis:\n  Password: {Secret}\n");
        SettingsLayer file = SettingsLayer.FromFile(config, SettingsFile.Read(config, _faults)!);
        SettingsLayer line = SettingsLayer.FromCommandLine([new("Redis:Password", Secret)]);
        foreach (SettingsLayer layer in new[] { file, line })
            Assert.That(new OptionReader([layer], _faults).Section("Redis").Secret("Password"), Is.Null);
        Assert.That(_faults, Has.Count.EqualTo(2));
        Assert.That(_faults.Select(fault => fault.ToString()), Has.All.Contains("RTM__Redis__Password").And.None.Contains(Secret));
    }

    private static readonly string[] s_wrongFiles = ["", "\n", "one\ntwo\n", "a\0b", new('s', SecretOption.MaxBytes + 1)];

    [TestCaseSource(nameof(s_wrongFiles))]
    public void Secret_FileWithoutOneLine_IsAFault(string content)
    {
        Assert.That(Read(new() { ["RTM__Redis__PasswordFile"] = _folder.Write("password", content) }), Is.Null);
        Assert.That(_faults.Single().Key, Is.EqualTo("Redis:PasswordFile"));
        Assert.That(_faults.Single().Message, Does.Contain("is empty").Or.Contain("one line of at most 4096 bytes"));
    }

    [Test]
    public void Secret_FileMissing_IsAFaultThatNamesTheFile()
    {
        Assert.That(Read(new() { ["RTM__Redis__PasswordFile"] = _folder.PathOf("gone") }), Is.Null);
        Assert.That(_faults.Single().Message, Does.Contain("gone").And.Contain("there is no such file"));
    }

    [Test]
    public void Secret_InBothWays_IsAFault()
    {
        Read(new() { ["RTM__Redis__Password"] = Secret, ["RTM__Redis__PasswordFile"] = _folder.Write("password", Secret) });
        Assert.That(_faults.Single().Message, Does.Contain("both set").And.Not.Contain(Secret));
    }

    private string? Read(Hashtable environment) => Reader(environment).Section("Redis").Secret("Password");

    private OptionReader Reader(Hashtable environment) => new([SettingsLayer.FromEnvironment(environment)], _faults);
}
