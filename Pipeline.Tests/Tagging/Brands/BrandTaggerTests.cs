using NUnit.Framework;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Tests.Tagging.Brands;

public sealed class BrandTaggerTests
{
    private static readonly BrandProfile s_zest = new()
    {
        Id = "zest",
        Name = "Zest",
        Names = ["Zest", "Zest Soda"],
        Products = ["Zest Zero"],
        Handles = ["zest", "zest_official"],
        Hashtags = ["FeelTheZing"],
        People = ["Ada Limone"],
        Competitors = ["Fizzo"],
        Field = ["beach", "beach day", "heat wave", "lemon", "picnic", "summer", "lemonade"],
        OutOfField = ["drought", "beach closed"],
        Languages = ["en", "it"],
        Places = ["Rimini", "Brighton", "Lemon County"],
    };

    private static readonly BrandProfile s_fizzo = new() { Id = "fizzo", Name = "Fizzo", Competitors = ["Zest"] };

    private static readonly BrandTaggerRun s_tagger = new([s_zest, s_fizzo]);

    private static IEnumerable<TestCaseData> Relevances()
    {
        yield return Case("Name", "I love zest", 1, "Zest");
        yield return Case("Product", "a cold ZEST-ZERO", 1, "Zest Zero");
        yield return Case("Person", "Ada Limone said so", 1, "Ada Limone");
        yield return Case("Handle", "hey @zest", 1, "zest");
        yield return Case("LongHandleAsAWord", "find zest_official online", 1, "zest_official");
        yield return Case("OwnHashtag", "#feelthezing", 1, "FeelTheZing");
        yield return Case("OwnHashtagWithoutSign", "feelthezing everyone", 1, "FeelTheZing");
        yield return Case("NameFirstThenTheField", "picnic with Zest in summer", 1, "Zest", "picnic", "summer");
        yield return Case("NamedOutOfField", "Zest in the drought", 0.5, "drought", "Zest");
        yield return Case("OneOfTheField", "a picnic", 0.5, "picnic");
        yield return Case("SameOfTheFieldTwice", "picnic picnic", 0.5, "picnic");
        yield return Case("TwoOfTheField", "a summer picnic", 0.65, "summer", "picnic");
        yield return Case("ThreeOfTheField", "a summer picnic with a lemon", 0.725, "summer", "picnic", "lemon");
        yield return Case("LongerEntryCountsOnce", "a beach day", 0.5, "beach day");
        yield return Case("Hashtag", "#HeatWave", 0.5, "heat wave");
        yield return Case("Competitor", "a Fizzo please", 0.5, "Fizzo");
        yield return Case("ManyOfTheField_FiveAreNamed", "beach lemon picnic summer lemonade Fizzo", 0.790625, "beach", "lemon", "picnic", "summer", "lemonade");
        yield return Case("FieldAndOutOfField", "a picnic in the drought", 0.1, "drought", "picnic");
        yield return Case("OutOfFieldHidesTheFieldWithin", "beach closed", 0);
        yield return Case("OutOfFieldAlone", "the drought goes on", 0);
        yield return Case("PlaceBesideTheField", "a picnic in Brighton", 0.55, "picnic", "Brighton");
        yield return Case("TwoPlacesBesideTheField", "Rimini or Brighton for a summer picnic", 0.7, "summer", "picnic", "Rimini", "Brighton");
        yield return Case("PlaceAlone", "off to Brighton", 0);
        yield return Case("PlaceBesideTheName", "Zest in Brighton", 1, "Zest");
        yield return Case("PlaceBesideOutOfField", "drought in Brighton", 0);
        yield return Case("PlaceHidesTheFieldWithin", "Lemon County", 0);
        yield return Case("Nothing", "zesty lemons", 0);
    }

    [TestCaseSource(nameof(Relevances))]
    public void Text_HasTheRelevance(string text, float relevance, string[] because)
    {
        BrandTag tag = Tag(text).Brands[0];
        Assert.That(tag.Relevance, Is.EqualTo(relevance));
        Assert.That(tag.Because, Is.EqualTo(because));
    }

    [TestCase("picnic", "it", 0.5f)]
    [TestCase("picnic", "de", 0f)]
    [TestCase("picnic", null, 0.5f)]
    [TestCase("Zest", "de", 1f)]
    public void Language_OutsideTheAudience_CountsForNamesOnly(string text, string? language, float expected) =>
        Assert.That(Tag(text, language).Brands[0].Relevance, Is.EqualTo(expected));

    [Test]
    public void EachBrand_HasItsOwnRelevance() =>
        Assert.That(Tag("Zest or Fizzo?").Brands.Select(tag => tag.Relevance), Is.EqualTo(new[] { 1f, 1f }));

    [Test]
    public void ProfileThatWatchesEverything_IsAlwaysConcerned()
    {
        PostTagger tagger = new([BrandProfile.Everything]);
        Assert.That(tagger.Tag(TextPost.Of("any brand at all")).Brands.Single().Relevance, Is.EqualTo(1f));
        Assert.That(tagger.Tag(TextPost.Of("")).Brands.Single().Relevance, Is.EqualTo(1f));
    }

    [Test]
    public void ProfileWithoutNames_IsNamedByItsName()
    {
        PostTagger tagger = new([new BrandProfile { Id = "solo", Name = "Solo Uno" }]);
        Assert.That(tagger.Tag(TextPost.Of("#SoloUno")).Brands.Single().Relevance, Is.EqualTo(1f));
    }

    [Test]
    public void Entities_StandInTextOrderWithTheProfilesNames()
    {
        EntityTag[] entities = Tag("Ada Limone drinks #zest zero, says @zest").Entities;
        Assert.That(entities, Is.EqualTo(new EntityTag[]
        {
            new("Ada Limone", EntityKind.Person, 0, 10, "Ada Limone"),
            new("zest zero", EntityKind.Product, 19, 28, "Zest Zero"),
            new("@zest", EntityKind.Brand, 35, 40, "Zest"),
        }));
    }

    [Test]
    public void Entity_ThatIsABrandAndACompetitor_IsBoth()
    {
        EntityTag[] entities = Tag("oh Fizzo").Entities;
        Assert.That(entities, Is.EqualTo(new EntityTag[]
        {
            new("Fizzo", EntityKind.Competitor, 3, 8, "Fizzo"),
            new("Fizzo", EntityKind.Brand, 3, 8, "Fizzo"),
        }));
    }

    private static TestCaseData Case(string name, string text, double relevance, params string[] because) =>
        new TestCaseData(text, (float)relevance, because).SetName($"Text_{name}");

    private static PostTags Tag(string text, string? language = null)
    {
        BrandTag[] brands = s_tagger.All(text, language, [], out EntityTag[] entities);
        return new PostTags { Language = new LanguageTag(language ?? "und", 1), Brands = brands, Entities = entities };
    }
}
