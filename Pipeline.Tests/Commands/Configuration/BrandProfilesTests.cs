using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Configuration;

public sealed class BrandProfilesTests
{
    private SettingsFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new SettingsFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void NoFiles_WatchEverything() =>
        Assert.That(BrandProfiles.Load([]), Is.EqualTo(new[] { BrandProfile.Everything }));

    [Test]
    public void Profile_WithAllKeys_IsRead()
    {
        string file = _folder.Write("all.yaml", """
            id: zest-9
            name: Zest
            names: [Zest, "Zest soda"]
            products: [Zest Zero]
            handles: ["@zest_official", zest.example]
            hashtags: ["#ZestIt"]
            people: [Ada Limone]
            competitors: [Fizzo]
            field: [summer, "#beach day"]
            out_of_field: [drought]
            languages: [en, it]
            """);
        BrandProfile profile = BrandProfiles.Load([file]).Single();
        Assert.That(profile.Id, Is.EqualTo("zest-9"));
        Assert.That(profile.Names, Is.EqualTo(new[] { "Zest", "Zest soda" }));
        Assert.That(profile.Handles, Is.EqualTo(new[] { "zest_official", "zest.example" }));
        Assert.That(profile.Hashtags, Is.EqualTo(new[] { "ZestIt" }));
        Assert.That(profile.Field, Is.EqualTo(new[] { "summer", "beach day" }));
        Assert.That(profile.OutOfField, Is.EqualTo(new[] { "drought" }));
        Assert.That(profile.Languages, Is.EqualTo(new[] { "en", "it" }));
        Assert.That(profile.WatchesEverything, Is.False);
    }

    [Test]
    public void Profile_WithoutNames_IsNamedByItsName()
    {
        string file = _folder.Write("bare.json", """{ "id": "bare", "name": "Bare Co" }""");
        Assert.That(BrandProfiles.Load([file]).Single().Names, Is.EqualTo(new[] { "Bare Co" }));
    }

    [Test]
    public void SampleProfile_IsRight()
    {
        BrandProfile profile = BrandProfiles.Load([Path.Combine(SharedData.RepositoryRoot, "deploy", "brands", "crispo.yaml")]).Single();
        Assert.That(profile.Id, Is.EqualTo("crispo"));
        Assert.That(profile.Field, Does.Contain("super bowl").And.Contain("dunking"));
    }

    [TestCase("name: X", ":1: id is missing")]
    [TestCase("id: x", ":1: name is missing")]
    [TestCase("id: [x]\nname: X", ":1: id is a list; it must be a text")]
    [TestCase("id: UPPER\nname: X", ":1: id is \"UPPER\"; it must be 1 to 40 lower-case letters, digits and '-'")]
    [TestCase("id: x\nname: '!!!'", ":2: name is \"!!!\"; it has no word to look for")]
    [TestCase("id: x\nname: X\nbrand: y", ":3: brand is not a known key")]
    [TestCase("id: x\nname: X\nField: [y]", ":3: Field is not a known key; did you mean field?")]
    [TestCase("id: x\nname: X\nfield: y", ":3: field is \"y\"; it must be a list")]
    [TestCase("id: x\nname: X\nfield:\n  - y\n  - #beach", ":5: field[1] holds nothing ('#' begins a comment unless it stands in quotes)")]
    [TestCase("id: x\nname: X\nfield:\n  - [a]", ":4: field[0] is a list; it must be a text")]
    [TestCase("id: x\nname: X\nhandles: ['two words']", ":3: handles[0] is \"two words\"; a handle is")]
    [TestCase("id: x\nname: X\nhashtags: ['two words']", ":3: hashtags[0] is \"two words\"; a hashtag has no spaces")]
    [TestCase("id: x\nname: X\nlanguages: [English]", ":3: languages[0] is \"English\"; a language is")]
    [TestCase("id: x\nname: X\nfield: [Café]\nout_of_field: ['#cafe']", ":4: out_of_field[0] is \"cafe\", which stands in field too")]
    [TestCase("id: x\nname: X\nfield: [a b c d e f g h i j k l m]", ":3: field[0] is \"a b c d e f g h i j k l m\"; at most 12 words are allowed")]
    public void WrongProfile_IsAFaultWithItsLine(string yaml, string expected)
    {
        string file = _folder.Write("wrong.yaml", yaml);
        Assert.That(FaultsOf(file), Is.EqualTo(new[] { file + expected }).Or.Some.StartsWith(file + expected));
    }

    [Test]
    public void EntryTooLong_IsAFault()
    {
        string file = _folder.Write("long.yaml", $"id: x\nname: X\nfield: [{new string('z', 101)}]");
        Assert.That(FaultsOf(file).Single(), Does.EndWith("at most 100 characters are allowed"));
    }

    [Test]
    public void ListTooLong_IsAFault()
    {
        string file = _folder.Write("many.yaml", $"id: x\nname: X\nfield: [{string.Join(", ", Enumerable.Range(0, 501).Select(i => $"w{i}"))}]");
        Assert.That(FaultsOf(file).Single(), Is.EqualTo($"{file}:3: field has 501 entries; at most 500 are allowed"));
    }

    [Test]
    public void SameIdTwice_IsAFaultThatNamesBothFiles()
    {
        string first = _folder.Write("first.yaml", "id: twin\nname: One");
        string second = _folder.Write("second.yaml", "id: twin\nname: Two");
        Assert.That(FaultsOf(first, second).Single(), Does.StartWith(second).And.Contain(first));
    }

    [Test]
    public void TooManyProfiles_IsAFault()
    {
        string[] files = [.. Enumerable.Range(0, 101).Select(i => _folder.Write($"p{i}.yaml", $"id: p{i}\nname: P{i}"))];
        Assert.That(FaultsOf(files).Single(), Does.Contain("at most 100"));
        Assert.That(BrandProfiles.Load(files[..100]), Has.Count.EqualTo(100));
    }

    private static string[] FaultsOf(params string[] files)
    {
        ConfigurationFaultsException? wrong = Assert.Throws<ConfigurationFaultsException>(() => BrandProfiles.Load(files));
        return [.. wrong!.Faults.Select(fault => fault.ToString())];
    }
}
