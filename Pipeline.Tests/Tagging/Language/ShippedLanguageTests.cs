using NUnit.Framework;
using RtmPipeline.Tagging;
using RtmPipeline.Tests.Tagging.Text;

namespace RtmPipeline.Tests.Tagging.Language;

/// <summary>What the shipped model says of texts that were hard for it: greetings of one word, Hindi in Latin letters, English about India.</summary>
internal sealed class ShippedLanguageTests
{
    private static readonly PostTagger s_tagger = new([]);

    [TestCase("ok", "en")]
    [TestCase("Hello!", "en")]
    [TestCase("thanks", "en")]
    [TestCase("THANK YOU!!", "en")]
    [TestCase("good morning", "en")]
    [TestCase("please", "en")]
    [TestCase("hallo", "de")]
    [TestCase("Danke!", "de")]
    [TestCase("gracias", "es")]
    [TestCase("grazie", "it")]
    [TestCase("merci", "fr")]
    [TestCase("obrigado", "pt")]
    [TestCase("gràcies", "ca")]
    public void OneWord_HasItsLanguage(string text, string code) => Assert.That(LanguageOf(text), Is.EqualTo(code));

    [TestCase("Delhi traffic is a nightmare today", TestName = "EnglishAboutIndia_OfACity_IsEnglish")]
    [TestCase("Kohli is the best batsman in the world right now", TestName = "EnglishAboutIndia_OfCricket_IsEnglish")]
    [TestCase("Modi will meet the farmers of Punjab on Monday", TestName = "EnglishAboutIndia_OfPolitics_IsEnglish")]
    [TestCase("That Salman Khan film was far too long for me", TestName = "EnglishAboutIndia_OfFilms_IsEnglish")]
    [TestCase("Happy Diwali everyone, stay safe", TestName = "EnglishAboutIndia_OfAFeast_IsEnglish")]
    public void EnglishAboutIndia(string text) => Assert.That(LanguageOf(text), Is.EqualTo("en"));

    [TestCase("movie dekhi kya?", TestName = "Hinglish_AQuestion_IsHindi")]
    [TestCase("yaar ye phone bahut slow hai", TestName = "Hinglish_AComplaint_IsHindi")]
    [TestCase("office mein aaj bahut kaam hai", TestName = "Hinglish_OfWork_IsHindi")]
    [TestCase("bhai kya match tha, last over mein maza aaya", TestName = "Hinglish_OfCricket_IsHindi")]
    [TestCase("mujhe coffee chahiye", TestName = "Hinglish_AWish_IsHindi")]
    public void Hinglish(string text) => Assert.That(LanguageOf(text), Is.EqualTo("hi"));

    private static string LanguageOf(string text) => s_tagger.Tag(TextPost.Of(text)).Language.Code;
}
