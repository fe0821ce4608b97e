using NUnit.Framework;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Language;
using RtmPipeline.Tagging.Models;

namespace RtmPipeline.Tests.Tagging.Language;

internal sealed class LanguageTaggerTests
{
    private static readonly LinearModel s_model = Model();
    private static readonly LanguageTagger s_tagger = new(s_model);

    [TestCase(3f, 0f, null, "en", TestName = "SureText_NeedsNoLabel")]
    [TestCase(3f, 0f, "es", "en", TestName = "SureText_OverrulesItsLabel")]
    [TestCase(0.4f, 0f, "es", "es", TestName = "DoubtfulText_GoesByItsLabel")]
    [TestCase(0.1f, 0f, null, "und", TestName = "DoubtfulText_WithoutALabel_IsUndetermined")]
    [TestCase(0.1f, 0f, "nl", "nl", TestName = "DoubtfulText_LabelledAnotherLanguage_IsThat")]
    public void Text_HasTheLanguage(float english, float spanish, string? label, string code) =>
        Assert.That(s_tagger.Judge(Sums(english, spanish), 8, label).Code, Is.EqualTo(code));

    [Test]
    public void FewerWords_GiveTheLabelMoreWeight()
    {
        int[] sums = Sums(2.2f, 0f);
        Assert.That(s_tagger.Judge(sums, 8, "es").Code, Is.EqualTo("en"));
        Assert.That(s_tagger.Judge(sums, 1, "es").Code, Is.EqualTo("es"));
    }

    [TestCase(0, "en", "und", 0f)]
    [TestCase(4, null, "und", 0f)]
    [TestCase(4, "ja", "ja", 0.6f)]
    public void TextTheModelKnowsNothingOf_GoesByItsLabelIfItHasWords(int words, string? label, string code, float probability) =>
        Assert.That(s_tagger.Judge([0, 0, 0, 0], words, label), Is.EqualTo(new LanguageTag(code, probability)));

    private static int[] Sums(float english, float spanish) => [(int)(english * 100), (int)(spanish * 100), 0, 2];

    /// <summary>A model whose values are its sums by hundredths.</summary>
    private static LinearModel Model()
    {
        var model = new LinearModel("language", ["en", "es", "und"], new FeatureTable(FeatureTable.MinBits, 3));
        Array.Fill(model.Scales, 0.01f);
        return model;
    }
}
