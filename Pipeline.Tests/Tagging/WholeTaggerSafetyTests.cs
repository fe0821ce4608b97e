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

    [TestCaseSource(typeof(SafetyTaggerTests), nameof(SafetyTaggerTests.Literal))]
    public void RealHarm_IsARisk(string text) =>
        Assert.That(s_tagger.Tag(TextPost.Of(text)).Safety.Level, Is.GreaterThanOrEqualTo(SafetyLevel.Medium));
}
