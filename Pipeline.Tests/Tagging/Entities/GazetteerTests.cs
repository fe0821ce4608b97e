using NUnit.Framework;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Entities;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tests.Tagging.Entities;

public sealed class GazetteerTests
{
    [Test]
    public void ShippedSpelling_MeansOneThing()
    {
        IEnumerable<string> torn = Gazetteer.Shipped.GroupBy(static name => PhraseFolding.Fold(name.Spelling))
            .Where(static names => names.Select(static name => (name.Kind, name.Canonical)).Distinct().Count() > 1)
            .Select(static names => names.Key);
        Assert.That(torn, Is.Empty);
    }

    [TestCase(nameof(EntityKind.Place), 450)]
    [TestCase(nameof(EntityKind.Organisation), 150)]
    [TestCase(nameof(EntityKind.Event), 110)]
    [TestCase(nameof(EntityKind.Person), 80)]
    public void ShippedList_KnowsManyOfEachKind(string kind, int least) =>
        Assert.That(Gazetteer.Shipped.Where(name => name.Kind.ToString() == kind).Select(static name => name.Canonical).Distinct().Count(), Is.GreaterThanOrEqualTo(least));

    [Test]
    public void ShippedSpellings_CanBeLookedFor() =>
        Assert.That(Gazetteer.Shipped.Select(static name => PhraseFolding.Words(name.Spelling).Count), Has.All.InRange(1, PhraseTrie.MaxWords));

    [TestCase("Kyland", nameof(NameCasing.Capital))]
    [TestCase("?Reading", nameof(NameCasing.FirmCapital))]
    [TestCase("~tea party", nameof(NameCasing.Any))]
    [TestCase("KUN", nameof(NameCasing.AllCapitals))]
    [TestCase("KYLANDIAN", nameof(NameCasing.Capital))]
    public void Mark_TellsTheCase(string spelling, string expected) =>
        Assert.That(Gazetteer.Read(["[place]", spelling]).Single().Casing.ToString(), Is.EqualTo(expected));

    [Test]
    public void Line_GivesEachSpellingTheCanonicalName() =>
        Assert.That(
            Gazetteer.Read(["[event]", "Tea Day = ~tea day, TD"]).Select(static name => (name.Spelling, name.Canonical)),
            Is.EqualTo(new[] { ("Tea Day", "Tea Day"), ("tea day", "Tea Day"), ("TD", "Tea Day") }));

    [TestCase("Kyland")]
    [TestCase("[towns]")]
    [TestCase("[place]|A = B = C")]
    [TestCase("[place]|A = , B")]
    public void WrongLine_IsRefused(string lines) => Assert.That(() => Gazetteer.Read(lines.Split('|')).Count(), Throws.TypeOf<FormatException>());

    [Test]
    public void UnknownList_IsRefused() => Assert.That(() => NameResource.Lines("towns").Count(), Throws.ArgumentException);

    [TestCase("laura", nameof(NameParts.Given))]
    [TestCase("BEGONA", nameof(NameParts.Given))]
    [TestCase("Grace", "Given, Doubtful")]
    [TestCase("Calle", nameof(NameParts.PlaceHead))]
    [TestCase("xyzzy", nameof(NameParts.None))]
    public void Word_CanBeInNames(string word, string expected) => Assert.That(NameKnowledge.Shipped.Of(word).ToString(), Is.EqualTo(expected));

    [Test]
    public void GivenNames_AreMany() => Assert.That(NameKnowledge.Shipped.Count, Is.GreaterThan(1_800));
}
