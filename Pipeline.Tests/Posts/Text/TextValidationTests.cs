using NUnit.Framework;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Posts.Text;

internal sealed class TextValidationTests
{
    [TestCase("http://example.org/a%20b", true)]
    [TestCase("http://example.org/a%2", false)]
    [TestCase("http://exa mple.org/", false)]
    [TestCase("http://example..org/", false)]
    [TestCase("http://example.org:80a/", false)]
    [TestCase("http://[::1]/", true)]
    [TestCase("http://[::g]/", false)]
    [TestCase("http://", false)]
    [TestCase("", false)]
    public void IsUrl_OfAText_FollowsTheGrammar(string text, bool expected) => Assert.That(TextValidation.IsUrl(text), Is.EqualTo(expected));

    [TestCase("@anna", true)]
    [TestCase("@a_very_long_user_name", false)]
    [TestCase("@", false)]
    [TestCase("anna", false)]
    [TestCase("", false)]
    public void IsUserName_OfAText_IsOneWholeMention(string text, bool expected) => Assert.That(TextValidation.IsUserName(text), Is.EqualTo(expected));

    [Test]
    public void Validation_OfAnyText_AnswersWithoutFault() =>
        HostileTexts.ForAll(text =>
        {
            bool hashtag = TextValidation.IsHashtag(text);
            bool list = TextValidation.IsList(text);
            bool user = TextValidation.IsUserName(text);
            bool address = TextValidation.IsUrl(text) && !TextValidation.IsUrl(text, requireProtocol: false);
            Assert.That((hashtag && (list || user)) || (list && user) || address, Is.False);
        });
}
