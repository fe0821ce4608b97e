using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using RtmPipeline.Commands.Configuration;

namespace RtmPipeline.Tests.Commands.Configuration;

public sealed class SettingsFileTests
{
    private SettingsFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new SettingsFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("a.yaml", "")]
    [TestCase("a.yaml", "# only a comment\n")]
    [TestCase("a.yaml", "---\n...\n")]
    [TestCase("a.json", "  \n")]
    [TestCase("a.json", "null")]
    public void EmptyFile_IsAnEmptySection(string name, string text)
    {
        SettingsNode? root = Read(name, text, out List<ConfigurationFault> faults);
        Assert.That(faults, Is.Empty);
        Assert.That(root!.Members, Is.Empty);
    }

    private static IEnumerable<TestCaseData> Broken()
    {
        yield return new TestCaseData("a.yaml", "a: 1\nb: [1, 2\nc: 3\n", "is not YAML").SetName("Broken_YamlListNotClosed");
        yield return new TestCaseData("a.yaml", "a: 1\n\tb: 2\n", "is not YAML").SetName("Broken_YamlWithATab");
        yield return new TestCaseData("a.yaml", "a: 1\nA: 2\n", ":2: the key \"A\" is given twice").SetName("Broken_YamlKeyTwice");
        yield return new TestCaseData("a.yaml", "a: &x 1\nb: *x\n", ":1: anchors and aliases").SetName("Broken_YamlAnchor");
        yield return new TestCaseData("a.yaml", "b: 1\na: *x\n", ":2: anchors and aliases").SetName("Broken_YamlAlias");
        yield return new TestCaseData("a.yaml", "a: !!binary aGk=\n", ":1: tags").SetName("Broken_YamlTag");
        yield return new TestCaseData("a.yaml", "a: 1\n---\nb: 2\n", ":2: a second document").SetName("Broken_YamlTwoDocuments");
        yield return new TestCaseData("a.yaml", "? [a, b]\n: 1\n", ":1: a key must be a plain word").SetName("Broken_YamlListAsKey");
        yield return new TestCaseData("a.yaml", "- a\n- b\n", ":1: must hold keys with values, but it is a list").SetName("Broken_YamlListAsRoot");
        yield return new TestCaseData("a.yaml", "a: " + new string('[', 40) + new string(']', 40), ":1: it is nested more than 16 deep").SetName("Broken_YamlTooDeep");
        yield return new TestCaseData("a.json", "{\n \"a\": 1,\n \"b\": }\n", ":3: is not JSON").SetName("Broken_JsonValueMissing");
        yield return new TestCaseData("a.json", "{ \"a\": 1 } {}", ":1: is not JSON").SetName("Broken_JsonTwoDocuments");
        yield return new TestCaseData("a.json", "{\n \"a\": 1,\n \"a\": 2 }", ":3: the key \"a\" is given twice").SetName("Broken_JsonKeyTwice");
        yield return new TestCaseData("a.json", "{ \"a\": \"\\ud800\" }", ":1: an escape names half a character").SetName("Broken_JsonLoneSurrogate");
        yield return new TestCaseData("a.json", "{ \"a\": " + new string('[', 40) + new string(']', 40) + "}", "is not JSON").SetName("Broken_JsonTooDeep");
        yield return new TestCaseData("a.json", "{ \"a\": [" + string.Join(',', Enumerable.Repeat('1', 20_001)) + "] }", "more than 20000 values").SetName("Broken_JsonTooManyValues");
        yield return new TestCaseData("a.yaml", "a: " + new string('x', SettingsFile.MaxBytes), "is longer than 1048576 bytes").SetName("Broken_TooLong");
        yield return new TestCaseData("a.conf", "{ broken", "is not JSON").SetName("Broken_UnknownEndingWithABraceIsJson");
    }

    [TestCaseSource(nameof(Broken))]
    public void BrokenFile_IsOneFaultWithItsLine(string name, string text, string expected)
    {
        SettingsNode? root = Read(name, text, out List<ConfigurationFault> faults);
        Assert.That(root, Is.Null);
        Assert.That(faults.Single().ToString(), Does.StartWith(_folder.PathOf(name)).And.Contain(expected));
    }

    [Test]
    public void FileThatIsNotUtf8_IsAFault()
    {
        string path = _folder.PathOf("latin.yaml");
        File.WriteAllBytes(path, [(byte)'a', (byte)':', (byte)' ', 0xE9]);
        List<ConfigurationFault> faults = [];
        Assert.That(SettingsFile.Read(path, faults), Is.Null);
        Assert.That(faults.Single().Message, Is.EqualTo("is not UTF-8 text"));
    }

    [Test]
    public void Folder_IsAFault()
    {
        List<ConfigurationFault> faults = [];
        Assert.That(SettingsFile.Read(Path.GetDirectoryName(_folder.PathOf("x"))!, faults), Is.Null);
        Assert.That(faults.Single().Message, Is.EqualTo("is a folder, not a file"));
    }

    [Test]
    public void Lines_AreThoseOfTheFile()
    {
        foreach (string name in new[] { "lines.json", "lines.yaml" })
        {
            SettingsNode root = Read(name, "{\n \"a\": 1,\n\n \"b\": [ 2,\n 3 ] }", out _)!;
            Assert.That(root.Members.Select(member => member.Line), Is.EqualTo(new[] { 2, 4 }));
            Assert.That(root.Members[1].Node.Items.Select(item => item.Line), Is.EqualTo(new[] { 4, 5 }));
        }
    }

    [TestCase("''", SettingsNodeKind.Scalar)]
    [TestCase("'null'", SettingsNodeKind.Scalar)]
    [TestCase("null", SettingsNodeKind.Null)]
    [TestCase("~", SettingsNodeKind.Null)]
    public void YamlNull_IsPlainOnly(string value, object expected) =>
        Assert.That(Read("null.yaml", $"a: {value}\n", out _)!.Members.Single().Node.Kind, Is.EqualTo(expected));

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property AnyText_IsReadOrRefused()
    {
        Gen<string> pieces = Gen.Elements("a", ":", " ", "\n", "-", "[", "]", "{", "}", "\"", "'", "#", "&", "*", "!", "|", ">", "%", "?", ",", "\t", "\\", "\0", "é", "\uD83D", "1", "---", "...");
        Gen<string> texts = pieces.ListOf().Select(string.Concat);
        return Prop.ForAll(texts.ToArbitrary(), text =>
        {
            SettingsNode? yaml = YamlSettings.Parse(text, out SettingsSyntaxFault? yamlFault);
            SettingsNode? json = JsonSettings.Parse(text, out SettingsSyntaxFault? jsonFault);
            return (yaml is null || yamlFault is null) && (json is null || jsonFault is null);
        });
    }

    private SettingsNode? Read(string name, string text, out List<ConfigurationFault> faults)
    {
        faults = [];
        return SettingsFile.Read(_folder.Write(name, text), faults);
    }
}
