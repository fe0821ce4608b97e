using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Entities;
using RtmPipeline.Tests.Tagging.Text;

namespace RtmPipeline.Tests.Tagging.Entities;

public sealed class NameFinderTests
{
    [TestCaseSource(typeof(NameSentences), nameof(NameSentences.English))]
    [TestCaseSource(typeof(NameSentences), nameof(NameSentences.Spanish))]
    [TestCaseSource(typeof(NameSentences), nameof(NameSentences.Italian))]
    public void Sentence_HasTheNames(string text, string expected) => Assert.That(NameReading.Show(text), Is.EqualTo(expected));

    [TestCaseSource(typeof(NameSentences), nameof(NameSentences.Nameless))]
    public void Sentence_WithoutNames_HasNone(string text) => Assert.That(NameReading.Show(text), Is.Empty);

    [Test]
    public void Entity_StandsWhereTheNameDoes()
    {
        EntityTag entity = NameReading.Find("we met Laura Benassi there").Single();
        Assert.That(entity, Is.EqualTo(new EntityTag("Laura Benassi", EntityKind.Person, 7, 20, "Laura Benassi")));
    }

    [Test]
    public void Entity_OfAnotherLanguage_HasTheOneCanonicalName() =>
        Assert.That(
            new[] { "off to Spain", "voy a España", "vado in Spagna" }.Select(text => NameReading.Find(text).Single().Canonical), Has.All.EqualTo("Spain"));

    [Test]
    public void NothingAdded_GivesTheProfilesEntitiesBack()
    {
        EntityTag[] fromProfiles = [new("Zest", EntityKind.Brand, 0, 4, "Zest")];
        Assert.That(NameReading.Find("Zest is nice", fromProfiles), Is.SameAs(fromProfiles));
    }

    [Test]
    public void EntitiesOfProfiles_WinAndStandInTextOrder()
    {
        EntityTag profile = new("Laura Benassi", EntityKind.Person, 11, 24, "Laura B.");
        EntityTag[] entities = NameReading.Find("In Milan a Laura Benassi met Marco Silvestri", profile);
        Assert.That(entities.Select(entity => entity.Canonical), Is.EqualTo(new[] { "Milan", "Laura B.", "Marco Silvestri" }));
    }

    [Test]
    public void ManyNames_AreCutAtTheLimitInTextOrder()
    {
        EntityTag[] entities = NameReading.Find(string.Concat(Enumerable.Repeat("in Spain, ", 200)));
        Assert.That(entities, Has.Length.EqualTo(NameFinder.MaxEntities));
        Assert.That(entities.Select(entity => entity.Start), Is.Ordered);
    }

    [Test]
    public void FullListOfProfiles_StaysAsItIs()
    {
        EntityTag[] full = [.. Enumerable.Range(0, NameFinder.MaxEntities).Select(i => new EntityTag("x", EntityKind.Brand, i, i + 1, "X"))];
        Assert.That(NameReading.Find("we flew to Spain in the end, all of us together", full), Is.SameAs(full));
    }

    [Test]
    public void TextWithoutNames_CostsNoMemory()
    {
        const string Text = "We walked along the river. Nobody said a word until Monday, and then Everyone laughed.";
        PhraseCost(Text);
        Assert.That(PhraseCost(Text), Is.Zero);
    }

    [TestCaseSource(nameof(HostileTexts))]
    public void HostileText_IsReadWithinLimits(string text) => Assert.That(Holds(text, NameReading.Find(text)), Is.True);

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property AnyText_IsReadWithinLimits() => Prop.ForAll(TextGen.Any.ToArbitrary(), text => Holds(text, NameReading.Find(text)));

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property AnyMixOfNamesAndSigns_IsReadWithinLimits() => Prop.ForAll(
        Gen.Elements("Ana", "Juan", "de la", " ", "-", ".", "'", "#", "@", "Calle", "FC", "Spain", "S.A.", "Dr.", "É", "\uD83D", "\n", "a", "San", "via")
            .ListOf().Select(string.Concat).ToArbitrary(),
        text => Holds(text, NameReading.Find(text)));

    [Test]
    public void SameTextFromManyThreads_HasTheSameNames()
    {
        const string Text = "Ministra Elena Robles in Sevilla with #MartaQuintana, Banco de Solares and the World Cup";
        string expected = NameReading.Show(Text);
        Assert.That(Enumerable.Range(0, 64).AsParallel().Select(_ => NameReading.Show(Text)), Has.All.EqualTo(expected));
    }

    private static IEnumerable<TestCaseData> HostileTexts()
    {
        yield return new TestCaseData(new string('A', 25_000)).SetArgDisplayNames("OneWordOfCapitals");
        yield return new TestCaseData(string.Concat(Enumerable.Repeat("A ", 12_500))).SetArgDisplayNames("SingleCapitals");
        yield return new TestCaseData(string.Concat(Enumerable.Repeat("Ana ", 6_250))).SetArgDisplayNames("GivenNamesOnly");
        yield return new TestCaseData(string.Concat(Enumerable.Repeat("Juan de la ", 2_000))).SetArgDisplayNames("ParticlesWithoutEnd");
        yield return new TestCaseData(string.Concat(Enumerable.Repeat("SpainItalyFrance", 1_500))).SetArgDisplayNames("NoSpaces");
        yield return new TestCaseData(string.Concat(Enumerable.Repeat("\uD83D Ana\uDE00 Ruiz", 2_000))).SetArgDisplayNames("LoneSurrogates");
        yield return new TestCaseData("#" + string.Concat(Enumerable.Repeat("Ana", 8_000))).SetArgDisplayNames("LongHashtag");
        yield return new TestCaseData(new string('\'', 5_000) + "A" + new string('\'', 5_000)).SetArgDisplayNames("Apostrophes");
        yield return new TestCaseData("A\u0301\u200B" + new string('\u0301', 5_000)).SetArgDisplayNames("Marks");
    }

    private static bool Holds(string text, EntityTag[] entities)
    {
        int end = 0;
        foreach (EntityTag entity in entities)
        {
            if (entity.Start < end || text[entity.Start..entity.End] != entity.Text || entity.Canonical.Length == 0)
                return false;
            end = entity.End;
        }
        return entities.Length <= NameFinder.MaxEntities;
    }

    private static long PhraseCost(string text)
    {
        RtmPipeline.Tagging.Text.PhraseTrieBuilder builder = new();
        NameFinder finder = new(builder);
        finder.Find(text, [], []);
        long before = GC.GetAllocatedBytesForCurrentThread();
        finder.Find(text, [], []);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
