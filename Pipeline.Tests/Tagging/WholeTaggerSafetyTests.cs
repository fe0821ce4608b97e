using NUnit.Framework;
using RtmPipeline.Tagging;
using RtmPipeline.Tests.Tagging.Safety;
using RtmPipeline.Tests.Tagging.Text;

namespace RtmPipeline.Tests.Tagging;

/// <summary>The tables of safety sentences through the whole tagger: lexicon and models together must not undo what the lexicon knows.</summary>
public sealed class WholeTaggerSafetyTests
{
    private static readonly PostTagger s_tagger = new([]);

    [TestCaseSource(typeof(SafetyTaggerTests), nameof(SafetyTaggerTests.Figurative))]
    [TestCaseSource(typeof(SafetyLexiconTests), nameof(SafetyLexiconTests.Harmless))]
    public void FigureOfSpeech_IsAtMostALowRisk(string text)
    {
        SafetyTag tag = s_tagger.Tag(TextPost.Of(text)).Safety;
        Assert.That(tag.Level, Is.LessThanOrEqualTo(SafetyLevel.Low), () => $"{tag.Category} {tag.Probability}: {string.Join(", ", tag.Because)}");
    }

    [TestCase("Momentum killer, that power outage. #blackout")]
    [TestCase("power outage in the middle of the third quarter 😎 #PowerOutage")]
    [TestCase("momentum killer, that lights out.")]
    [TestCase("Se fue la luz en el estadio, apagón en pleno partido")]
    [TestCase("Apagón en el barrio y yo con el móvil al 3 %")]
    [TestCase("Ragazzi guardate blackout")]
    [TestCase("27 minuti di blackout allo stadio 😅 #blackout")]
    public void LightsThatGoOut_AreAtMostALowRisk(string text) =>
        Assert.That(s_tagger.Tag(TextPost.Of(text)).Safety.Level, Is.LessThanOrEqualTo(SafetyLevel.Low));

    [TestCase("Power outage after the tornado, at least 12 dead")]
    [TestCase("Apagón tras el terremoto, hay muertos y heridos")]
    [TestCase("Blackout dopo l'alluvione, tre morti e decine di dispersi")]
    public void LightsThatGoOut_WithHarm_AreARisk(string text) =>
        Assert.That(s_tagger.Tag(TextPost.Of(text)).Safety.Level, Is.GreaterThanOrEqualTo(SafetyLevel.Medium));

    [TestCaseSource(typeof(SafetyTaggerTests), nameof(SafetyTaggerTests.Literal))]
    public void RealHarm_IsARisk(string text) =>
        Assert.That(s_tagger.Tag(TextPost.Of(text)).Safety.Level, Is.GreaterThanOrEqualTo(SafetyLevel.Medium));
}
