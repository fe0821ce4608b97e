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
            ambiguous:
              - name: zest
                with: [soda, "#drink"]
                without: [lemon zest]
              - name: Fizzo
            themes: ["210", JLBCU7]
            themes_out: ["386"]
            languages: [en, it]
            """);
        BrandProfile profile = BrandProfiles.Load([file]).Single();
        Assert.That(profile.Id, Is.EqualTo("zest-9"));
        Assert.That(profile.Names, Is.EqualTo(new[] { "Zest", "Zest soda" }));
        Assert.That(profile.Handles, Is.EqualTo(new[] { "zest_official", "zest.example" }));
        Assert.That(profile.Hashtags, Is.EqualTo(new[] { "ZestIt" }));
        Assert.That(profile.Field, Is.EqualTo(new[] { "summer", "beach day" }));
        Assert.That(profile.OutOfField, Is.EqualTo(new[] { "drought" }));
        Assert.That(profile.Ambiguous.Select(static name => name.Name), Is.EqualTo(new[] { "zest", "Fizzo" }));
        Assert.That(profile.Ambiguous[0].With, Is.EqualTo(new[] { "soda", "drink" }));
        Assert.That(profile.Ambiguous[0].Without, Is.EqualTo(new[] { "lemon zest" }));
        Assert.That(profile.Ambiguous[1].With, Is.Empty);
        Assert.That(profile.Themes, Is.EqualTo(new[] { "210", "JLBCU7" }));
        Assert.That(profile.ThemesOut, Is.EqualTo(new[] { "386" }));
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

    [TestCase("crispo.yaml", "crispo")]
    [TestCase("aria.yaml", "aria")]
    [TestCase("atletico-brumal.yaml", "atletico-brumal")]
    public void EachSample_HasAmbiguousNamesAndThemes(string file, string id)
    {
        BrandProfile profile = BrandProfiles.Load([SharedData.Sample(file)]).Single();
        Assert.That(profile.Id, Is.EqualTo(id));
        Assert.That(profile.Ambiguous, Is.Not.Empty.And.All.Property(nameof(AmbiguousName.With)).Not.Empty);
        Assert.That(profile.Themes, Is.Not.Empty);
        Assert.That(profile.ThemesOut, Is.Not.Empty);
    }

    [Test]
    public void Themes_AreKeptAsTheIdsTheyStandFor()
    {
        string file = _folder.Write("themes.yaml", "id: x\nname: X\nthemes: [Food & Drink, 483]\n");
        BrandProfile profile = BrandProfiles.Load([file]).Single();
        Assert.That(profile.Themes, Is.EqualTo(new[] { "210", "483" }));
    }

    [Test]
    public void UnknownTheme_IsAFaultWithItsLine()
    {
        string file = _folder.Write("theme.yaml", "id: x\nname: X\nthemes_out: [Wizardry]\n");
        ConfigurationFaultsException? wrong = Assert.Throws<ConfigurationFaultsException>(() => BrandProfiles.Load([file]));
        Assert.That(wrong!.Faults.Single().ToString(), Is.EqualTo($"{file}:3: themes_out[0] is \"Wizardry\"; it is no id or name of a theme of the IAB Content Taxonomy 3.1"));
    }

    [TestCase("ambiguous: X", ":3: ambiguous is \"X\"; it must be a list of sections with name, with and without")]
    [TestCase("ambiguous: [X]", ":3: ambiguous[0] is \"X\"; it must be a section with name, with and without")]
    [TestCase("ambiguous:\n  - with: [a]", ":4: ambiguous[0].name is missing")]
    [TestCase("ambiguous:\n  - name: Y", ":4: ambiguous[0].name is \"Y\", which is none of the names, products, people and competitors")]
    [TestCase("ambiguous:\n  - name: X\n  - name: x", ":5: ambiguous[1].name is \"x\", which stands there twice")]
    [TestCase("ambiguous:\n  - name: X\n    wiht: [a]", ":5: ambiguous[0].wiht is not a known key; did you mean with?")]
    [TestCase("ambiguous:\n  - name: X\n    with: a", ":5: ambiguous[0].with is \"a\"; it must be a list")]
    [TestCase("ambiguous:\n  - name: X\n    with: ['!!']", ":5: ambiguous[0].with[0] is \"!!\"; it has no word to look for")]
    [TestCase("ambiguous:\n  - name: X\n    with: [a]\n    without: [b, A]", ":6: ambiguous[0].without[1] is \"A\", which stands in with too")]
    [TestCase("ambiguous:\n  - name: X\n    with: ['#x']", ":5: ambiguous[0].with[0] is \"x\", the ambiguous name itself")]
    [TestCase("ambiguous:\n  - name: X\n    without: [x]", ":5: ambiguous[0].without[0] is \"x\", the ambiguous name itself")]
    [TestCase("themes: 210", ":3: themes is \"210\"; it must be a list")]
    [TestCase("themes: [Food and Magic]", ":3: themes[0] is \"Food and Magic\"; it is no id or name of a theme of the IAB Content Taxonomy 3.1")]
    [TestCase("themes: ['1']\nthemes_out: ['2', '1']", ":4: themes_out[1] is \"1\", which stands in themes too")]
    public void WrongContextOrTheme_IsAFaultWithItsLine(string yaml, string expected)
    {
        string file = _folder.Write("context.yaml", "id: x\nname: X\n" + yaml);
        Assert.That(FaultsOf(file), Is.EqualTo(new[] { file + expected }));
    }

    [Test]
    public void TooManyAmbiguousNames_AreAFault()
    {
        string file = _folder.Write("much.yaml", $"id: x\nname: X\nambiguous: [{string.Join(", ", Enumerable.Repeat("{ name: X }", 51))}]");
        Assert.That(FaultsOf(file).Single(), Is.EqualTo($"{file}:3: ambiguous has 51 entries; at most 50 are allowed"));
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
