using NUnit.Framework;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Tests.Tagging.Brands;

public sealed class NameVariantsTests
{
    private static readonly BrandTaggerRun s_run = new([new BrandProfile
    {
        Id = "b",
        Name = "Bontelle",
        Names = ["Bontelle", "Crispo", "Drum & Latch", "DoubleCream", "Casimiro's", "Tarta", "Luz", "Pineta"],
        Products = ["Bontelle Cookies"],
        Competitors = ["Rumbaldi"],
        Field = ["cookies", "bontello"],
        Ambiguous = [new AmbiguousName("Pineta", ["hotel"], [])],
    }]);

    [TestCase("Possessive", "bontelle's best")]
    [TestCase("Plural", "three bontelles")]
    [TestCase("ItalianPlural", "due crispi")]
    [TestCase("DrawnOut", "crispoooo!!")]
    [TestCase("DrawnOutInside", "criiiiispo")]
    [TestCase("TwoLettersChangedOver", "bontlele")]
    [TestCase("LetterMissing", "bontele")]
    [TestCase("LetterDoubled", "bonttelle")]
    [TestCase("LetterMistaken", "bonyelle")]
    [TestCase("And", "drum and latch")]
    [TestCase("Y", "drum y latch")]
    [TestCase("E", "drum e latch")]
    [TestCase("N", "drum 'n' latch")]
    [TestCase("NoConnective", "drum latch")]
    [TestCase("PartsApart", "double cream")]
    [TestCase("PartsTogether", "doublecream")]
    [TestCase("WithoutApostrophe", "casimiros")]
    [TestCase("WithTheOtherApostrophe", "Casimiro’s")]
    [TestCase("ProductWithATypo", "bontele cookies")]
    public void Variant_NamesTheBrand(string name, string text) => Assert.That(s_run.Relevance(text), Is.EqualTo(1f), name);

    [TestCase("FirstLetterWrong", "montelle")]
    [TestCase("TwoErrors", "bomtele")]
    [TestCase("ShortNameWithATypo", "cripso")]
    [TestCase("ShortestNamesPlural", "luzs")]
    [TestCase("AmbiguousNamesPlural", "pinetas")]
    [TestCase("WordBetween", "drum or latch")]
    [TestCase("PartOfAWord", "bontellery")]
    public void OtherSpelling_NamesNothing(string name, string text) => Assert.That(s_run.Relevance(text), Is.Zero, name);

    [Test]
    public void TypoThatIsAWordOfTheField_StaysThat() => Assert.That(s_run.Relevance("bontello"), Is.EqualTo(0.5f));

    [Test]
    public void TypoOfACompetitor_IsNear() => Assert.That(s_run.Relevance("rumbadli"), Is.EqualTo(0.5f));

    [TestCase("bontele", "Bontelle")]
    [TestCase("bontele cookies", "Bontelle Cookies")]
    [TestCase("rumbadli", "Rumbaldi")]
    public void Variant_ShowsTheCanonicalName(string text, string expected) => Assert.That(s_run.Entities(text).Single().Canonical, Is.EqualTo(expected));

    [Test]
    public void NameOfAnotherProfile_IsNoTypo()
    {
        BrandTaggerRun run = new([new BrandProfile { Id = "a", Name = "Bontelle" }, new BrandProfile { Id = "b", Name = "Bonetlle" }]);
        Assert.That(run.All("bonetlle", null, [], out _).Select(tag => tag.Relevance), Is.EqualTo(new[] { 0f, 1f }));
    }

    [TestCase("Bontelle")]
    [TestCase("Supercalifragilistico Extraordinario")]
    [TestCase("Casimiro's & Hermanos y Compañía Ilimitada")]
    public void Variants_AreFewDistinctAndInTheSameOrder(string name)
    {
        IReadOnlyList<string> variants = NameVariants.Of(name, static _ => false);
        Assert.That(variants, Has.Count.InRange(1, NameVariants.MaxVariants).And.Unique);
        Assert.That(NameVariants.Of(name, static _ => false), Is.EqualTo(variants));
    }

    [Test]
    public void OrdinaryWords_AreNeitherVariedNorMade()
    {
        Assert.That(NameVariants.Of("Tarta", static word => word == "tarta"), Is.Empty);
        Assert.That(NameVariants.Of("Tarta", static word => word == "tartas"), Does.Not.Contain("tartas"));
    }

    [TestCase("!!!")]
    [TestCase("Λάμδα")]
    [TestCase("4711")]
    public void NameWithoutLettersToVary_HasNone(string name) => Assert.That(NameVariants.Of(name, static _ => false), Is.Empty);

    [Test]
    public void FullProfile_StaysWithinTheLimit()
    {
        BrandProfile profile = new() { Id = "full", Name = "Full", Names = [.. Enumerable.Range(0, 500).Select(i => $"Brandonella{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}")] };
        Assert.That(new BrandTaggerRun([profile]).Phrases, Is.LessThanOrEqualTo(500 + BrandVocabulary.MaxVariantsPerProfile));
    }
}
