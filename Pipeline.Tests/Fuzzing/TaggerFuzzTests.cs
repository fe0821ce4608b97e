using System.Text;
using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tagging.Entities;
using RtmPipeline.Tagging.Safety;
using RtmPipeline.Tagging.Themes;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>The tagger on hostile texts: numbers are finite and in range, places lie in the text, lists keep to their limits, and the line is JSON.</summary>
[Parallelizable]
internal sealed class TaggerFuzzTests
{
    private static readonly string?[] s_labels = [null, "en", "es", "it", "und", "ja", "xx", "yue"];

    [Test]
    public void Tags_OfHostileTexts_AreWithinTheirLimits()
    {
        IReadOnlyList<BrandProfile> brands = BrandProfiles.Load([SharedData.Sample("crispo.yaml"), SharedData.Sample("aria.yaml"), SharedData.Sample("atletico-brumal.yaml")]);
        PostTagger tagger = new(brands);

        // The first text makes the memory that all others use again.
        tagger.Tag(TextFuzzTests.PostOf("warm", TextFacts.Of("warm")));
        FuzzRun.Try("tagger", one =>
        {
            string text = TextFuzzTests.TextOf(one.Random, one.Random.Once(20) ? 400 : 30);
            one.Input = Encoding.Unicode.GetBytes(text);
            Post post = TextFuzzTests.PostOf(text, TextFacts.Of(text), one.Random.Pick(s_labels));
            PostTags tags = one.Within((300L * text.Length) + (1 << 19), () => tagger.Tag(post));
            Check(one, tags, text, brands.Count);
            byte[] line = LineOf(post, tags, brands);
            one.Require(line.AsSpan().SequenceEqual(LineOf(post, tagger.Tag(post), brands)), "the same text has other tags the second time");
            using JsonDocument document = JsonDocument.Parse(line);
        });
    }

    private static byte[] LineOf(Post post, PostTags tags, IReadOnlyList<BrandProfile> brands)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, TagLine.WriterOptions))
            TagLine.Write(json, post, tags, brands);
        return bytes.ToArray();
    }

    private static void Check(FuzzCase one, PostTags tags, string text, int brands)
    {
        float[] shares =
        [
            tags.Language.Probability, tags.Sentiment.Negative, tags.Sentiment.Neutral, tags.Sentiment.Positive, Math.Abs(tags.Sentiment.Value), tags.Safety.Probability,
            .. tags.Themes.Select(theme => theme.Probability), .. tags.Brands.Select(brand => brand.Relevance),
        ];
        one.Require(Array.TrueForAll(shares, share => share is >= 0 and <= 1), $"a number is not in its range: {string.Join(", ", shares)}");
        one.Require(tags.Language.Code.Length is >= 2 and <= 3, $"the language is {tags.Language.Code}");
        one.Require(tags.Themes.Length <= ThemeTagger.MaxThemes && tags.Entities.Length <= NameFinder.MaxEntities, "there are more themes or names than the limit");
        one.Require(tags.Safety.Because.Length <= SafetyTagger.MaxBecause, $"{tags.Safety.Because.Length} words tell the risk");
        one.Require(tags.Brands.Length == brands, $"{tags.Brands.Length} brands of {brands}");
        foreach (EntityTag entity in tags.Entities)
            one.Require(entity.Start >= 0 && entity.End > entity.Start && entity.End <= text.Length && entity.Canonical.Length > 0, $"a name lies at {entity.Start} to {entity.End}");
    }
}
