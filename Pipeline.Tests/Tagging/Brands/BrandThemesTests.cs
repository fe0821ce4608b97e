using NUnit.Framework;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Tests.Tagging.Brands;

public sealed class BrandThemesTests
{
    private static readonly BrandTaggerRun s_zest = new([
        new BrandProfile
        {
            Id = "zest", Name = "Zest", Field = ["picnic", "lemon"], OutOfField = ["drought"], Themes = ["210", "Beaches"], ThemesOut = ["386"], Languages = ["en"],
        },
        new BrandProfile { Id = "calm", Name = "Calm" },
    ]);

    private static readonly ThemeTag s_food = new("210", "Food & Drink", 0.8f);
    private static readonly ThemeTag s_beaches = new("673", "Beaches", 0.6f);
    private static readonly ThemeTag s_politics = new("386", "Politics", 0.7f);
    private static readonly ThemeTag s_faintPolitics = new("386", "Politics", 0.4f);
    private static readonly ThemeTag s_sports = new("483", "Sports", 0.9f);

    private static IEnumerable<TestCaseData> Relevances()
    {
        yield return Case("ThemeAlone", "lunch", 0.4, ["Food & Drink"], s_food);
        yield return Case("ThemeByItsName", "sand", 0.3, ["Beaches"], s_beaches);
        yield return Case("MostProbableOfTwoThemes", "sand", 0.4, ["Food & Drink"], s_beaches, s_food);
        yield return Case("ThemeBesideTheField", "picnic", 0.58, ["picnic", "Food & Drink"], s_food);
        yield return Case("ThemeBesideTwoOfTheField", "lemon picnic", 0.73, ["lemon", "picnic", "Food & Drink"], s_food);
        yield return Case("OtherTheme", "goal", 0, [], s_sports);
        yield return Case("Named", "zest", 1, ["Zest", "Food & Drink"], s_food);
        yield return Case("NamedOut", "zest", 0.5, ["Politics", "Zest"], s_politics);
        yield return Case("NearAndOut", "lemon picnic", 0.1, ["Politics", "lemon", "picnic"], s_politics);
        yield return Case("ThemeAndOutTheme", "lunch", 0.1, ["Politics", "Food & Drink"], s_food, s_politics);
        yield return Case("FaintOutTheme_ChangesNothing", "picnic", 0.5, ["picnic"], s_faintPolitics);
        yield return Case("OutThemeAlone", "vote", 0, [], s_politics);
        yield return Case("OutWordAndTheme", "drought", 0.1, ["drought", "Food & Drink"], s_food);
    }

    [TestCaseSource(nameof(Relevances))]
    public void Themes_ChangeTheRelevance(string text, double expected, string[] because, object themes)
    {
        BrandTag tag = s_zest.Tag(text, (ThemeTag[])themes);
        Assert.That(tag.Relevance, Is.EqualTo((float)expected).Within(1e-6f));
        Assert.That(tag.Because, Is.EqualTo(because));
    }

    [Test]
    public void Theme_CountsInTheAudiencesLanguagesOnly()
    {
        Assert.That(s_zest.Relevance("lunch", "de", s_food), Is.Zero);
        Assert.That(s_zest.Relevance("lunch", "en", s_food), Is.EqualTo(0.4f));
    }

    [Test]
    public void Theme_LeavesOtherBrandsAlone() => Assert.That(s_zest.All("lunch", null, [s_food], out _)[1].Relevance, Is.Zero);

    [Test]
    public void ThemeThatSaysNothing_GivesTheSharedTags()
    {
        Assert.That(s_zest.All("goal", null, [s_sports], out _), Is.SameAs(s_zest.Unrelated));
        Assert.That(s_zest.All("vote", null, [s_politics], out _), Is.SameAs(s_zest.Unrelated));
    }

    private static TestCaseData Case(string name, string text, double relevance, string[] because, params ThemeTag[] themes) =>
        new TestCaseData(text, relevance, because, themes).SetName($"Themes_{name}");
}
