using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tagging.Themes;
using RtmPipeline.Tests.Tagging.Text;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Tagging;

public sealed class PostTaggerTests
{
    private static readonly PostTagger s_tagger = new(
        BrandProfiles.Load([Path.Combine(SharedData.RepositoryRoot, "deploy", "brands", "crispo.yaml")]));

    [TestCase("en", "en", 0.9f)]
    [TestCase("fil", "fil", 0.9f)]
    [TestCase(null, "und", 0f)]
    public void Language_IsThePlatformsLabel(string? label, string code, float probability) =>
        Assert.That(s_tagger.Tag(TextPost.Of("hello", label)).Language, Is.EqualTo(new LanguageTag(code, probability)));

    [Test]
    public void QuietPost_CostsNoMemory()
    {
        Post post = TextPost.Of("we walked along the river and came back late", "en");
        s_tagger.Tag(post);
        long before = GC.GetAllocatedBytesForCurrentThread();
        PostTags first = s_tagger.Tag(post);
        PostTags second = s_tagger.Tag(post);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(second, Is.SameAs(first));
    }

    [Test]
    public void PostWithoutText_IsQuiet()
    {
        PostTags tags = s_tagger.Tag(TextPost.Of(""));
        Assert.That(tags.Brands.Single().Relevance, Is.Zero);
        Assert.That(tags.Safety.Level, Is.EqualTo(SafetyLevel.None));
    }

    [Test]
    public void BrandsAndSafety_AreFoundInOneText()
    {
        PostTags tags = s_tagger.Tag(TextPost.Of("Crispo factory fire leaves 3 dead", "en"));
        Assert.That(tags.Brands.Single(), Has.Property(nameof(BrandTag.Relevance)).EqualTo(1f));
        Assert.That(tags.Safety.Level, Is.EqualTo(SafetyLevel.High));
    }

    [Test]
    public void Themes_AreTaggedBesideBrandsAndSafety()
    {
        PostTags tags = s_tagger.Tag(TextPost.Of("Crispo cookies and a touchdown", "en"));
        Assert.That(tags.Themes.Select(theme => theme.Name), Is.EqualTo(new[] { "Sports", "American Football", "Food & Drink", "Desserts and Baking" }));
        Assert.That(tags.Brands.Single().Relevance, Is.EqualTo(1f));
    }

    [Test]
    public void SamplesBigNight_IsNearTheSampleBrand()
    {
        PostTags tags = s_tagger.Tag(TextPost.Of("Half-time at the #SuperBowl and no snacks left", "en"));
        Assert.That(tags.Brands.Single().Relevance, Is.EqualTo(0.725f));
        Assert.That(tags.Brands.Single().Because, Is.EqualTo(new[] { "half-time", "super bowl", "snacks" }));
    }

    [Test]
    public void SamePostFromManyThreads_HasTheSameTags()
    {
        Post post = TextPost.Of("Dunking a Crispo cookie while 12 wounded arrive at the hospital @crispo_cookies", "en");
        string expected = Show(s_tagger.Tag(post));
        Assert.That(Enumerable.Range(0, 64).AsParallel().Select(_ => Show(s_tagger.Tag(post))), Has.All.EqualTo(expected));
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property AnyText_IsTaggedWithinLimits() => Prop.ForAll(TextGen.Any.ToArbitrary(), text => Holds(text, s_tagger.Tag(TextPost.Of(text))));

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property AnyString_IsTaggedWithinLimits() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<string?>().ToArbitrary(), text => Holds(text ?? "", s_tagger.Tag(TextPost.Of(text ?? ""))));

    [Test]
    public void LongestTextOfLexiconWords_IsTagged()
    {
        string text = string.Concat(Enumerable.Repeat("#SuperBowl dead crispo killer app ", 1000))[..PostLimits.MaxTextLength];
        Assert.That(Holds(text, s_tagger.Tag(TextPost.Of(text))), Is.True);
    }

    [Test]
    public void HundredBrandsThatShareTheirWords_AreAllTagged()
    {
        BrandProfile[] brands = [.. Enumerable.Range(0, 100).Select(i => new BrandProfile { Id = $"b{i}", Name = $"Brand{i}", Field = ["picnic", "lawn"] })];
        PostTags tags = new PostTagger(brands).Tag(TextPost.Of("a picnic on the lawn"));
        Assert.That(tags.Brands.Select(tag => tag.Relevance), Has.All.EqualTo(0.65f).And.Exactly(100).Items);
    }

    private static bool Holds(string text, PostTags tags) =>
        tags.Brands.All(static tag => tag.Relevance is >= 0 and <= 1 && tag.Because.Length <= BrandTagger.MaxBecause)
        && tags.Entities.Length <= BrandTagger.MaxEntities
        && tags.Entities.All(entity => text[entity.Start..entity.End] == entity.Text)
        && tags.Safety.Probability is >= 0 and <= 1
        && tags.Themes.Length <= ThemeTagger.MaxThemes
        && tags.Themes.All(static theme => theme.Probability is >= ThemeTagger.Threshold and < 1)
        && (tags.Safety.Level == SafetyLevel.None) == (tags.Safety.Category is null);

    private static string Show(PostTags tags) =>
        $"{tags.Safety.Level} {string.Join(',', tags.Safety.Because)} {tags.Brands[0].Relevance} {string.Join(',', tags.Brands[0].Because)} {string.Join(',', tags.Entities)}";
}
