using NUnit.Framework;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Posts.Text;

internal sealed class PostLengthTests
{
    [TestCase("", 0, false, TestName = "The empty text is not valid")]
    [TestCase("hello", 5, true, TestName = "Latin letters count once")]
    [TestCase("東京", 4, true, TestName = "Ideographs count twice")]
    [TestCase("read http://example.org/a-very-long-address-indeed", 28, true, TestName = "An address counts 23")]
    [TestCase("👨‍👩‍👧", 2, true, TestName = "A family is one picture")]
    [TestCase("👍🏽", 2, true, TestName = "A skin tone belongs to the hand")]
    [TestCase("🇮🇹🇪🇸", 4, true, TestName = "Two flags")]
    [TestCase("1️⃣", 2, true, TestName = "A keycap")]
    [TestCase("©", 1, true, TestName = "A sign that is no picture unless asked for")]
    [TestCase("e\u0301", 1, true, TestName = "Letter and accent are one")]
    [TestCase("bad\uFFFE", 5, false, TestName = "A code point that no text may hold")]
    public void Of_AText_CountsAsThePlatformDoes(string text, int weighted, bool valid)
    {
        PostLength length = PostLength.Of(text, PostLengthRules.Version3);
        Assert.That((length.Weighted, length.IsValid), Is.EqualTo((weighted, valid)));
    }

    [TestCase(280, true)]
    [TestCase(281, false)]
    public void Of_TextOfLength_IsValidUpTo280(int length, bool valid) => Assert.That(PostLength.Of(new string('a', length), PostLengthRules.Version3).IsValid, Is.EqualTo(valid));

    [Test]
    public void Of_AnyText_EndsInsideTheText() =>
        HostileTexts.ForAll(text =>
        {
            PostLength length = PostLength.Of(text, PostLengthRules.Version3);
            Assert.That(length.LastValid, Is.LessThan(Math.Max(1, text.Length)));
            Assert.That(length.LastShown, Is.EqualTo(text.Length - 1));
        });
}
