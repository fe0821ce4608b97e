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

    [TestCase("we walked along the river and came back late", null, "en")]
    [TestCase("we walked along the river and came back late", "fr", "en", TestName = "Language_WrongLabel_IsOverruled")]
    [TestCase("caminamos junto al río y volvimos muy tarde", "und", "es")]
    [TestCase("abbiamo camminato lungo il fiume e siamo tornati tardi", null, "it")]
    [TestCase("👍👍", "en", "und", TestName = "Language_WithoutWords_IsUndetermined")]
    [TestCase("https://example.org @anna", "es", "und", TestName = "Language_AddressAndMention_IsUndetermined")]
    [TestCase("今日はいい天気ですね", "ja", "ja", TestName = "Language_UnknownScript_GoesByItsLabel")]
    public void Language_IsToldByTheText(string text, string? label, string code) =>
        Assert.That(s_tagger.Tag(TextPost.Of(text, label)).Language.Code, Is.EqualTo(code));

    [TestCase("I love this so much, what a wonderful day 😍", SentimentLabel.Positive)]
    [TestCase("worst service ever, I am so angry", SentimentLabel.Negative)]
    [TestCase("the shop opens at nine on monday", SentimentLabel.Neutral)]
    [TestCase("me encanta, qué maravilla de concierto", SentimentLabel.Positive)]
    [TestCase("qué asco de servicio, una vergüenza", SentimentLabel.Negative)]
    [TestCase("che schifo, sono furioso e deluso", SentimentLabel.Negative)]
    [TestCase("bellissima serata, grazie a tutti, vi adoro", SentimentLabel.Positive)]
    [TestCase("not good at all, I am not happy", SentimentLabel.Negative, TestName = "Mood_Negated")]
    [TestCase("", SentimentLabel.Unknown)]
    [TestCase("@anna https://example.org", SentimentLabel.Neutral, TestName = "Mood_OfNothingSaid")]
    public void Mood_IsToldWithProbabilities(string text, object label)
    {
        SentimentTag mood = s_tagger.Tag(TextPost.Of(text)).Sentiment;
        Assert.That((object)mood.Label, Is.EqualTo(label));
        Assert.That(mood.Negative + mood.Neutral + mood.Positive, Is.EqualTo(mood.Label == SentimentLabel.Unknown ? 0f : 1f).Within(0.001f));
        Assert.That(mood.Value, Is.EqualTo(mood.Positive - mood.Negative).Within(1e-6f));
    }

    [Test]
    public void KnownWords_CostTheTagsAlone()
    {
        const long largest = 600;
        Post post = TextPost.Of("we walked along the river and came back late", "en");
        s_tagger.Tag(post);
        long before = GC.GetAllocatedBytesForCurrentThread();
        s_tagger.Tag(post);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(largest));
    }

    [Test]
    public void Explanation_NamesTheWordsThatDroveTheMood()
    {
        s_tagger.Explain(TextPost.Of("I love this wonderful day", "en"), out TagExplanation explanation);
        LabelExplanation mood = explanation.Labels.Single(label => label.Model == "sentiment");
        Assert.That(mood.Label, Is.EqualTo("positive"));
        Assert.That(mood.Tokens.Where(token => token.Weight > 0).Select(token => token.Text), Is.SupersetOf(["love", "wonderful"]));
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
        float football = tags.Themes.Single(theme => theme.Name == "American Football").Probability;
        Assert.That(tags.Brands.Single().Relevance, Is.EqualTo(0.725f + (0.1f * football)).Within(1e-4f));
        Assert.That(tags.Brands.Single().Because, Is.EqualTo(new[] { "half-time", "super bowl", "snacks", "American Football" }));
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
