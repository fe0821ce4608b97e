using NUnit.Framework;
using RtmPipeline.Alerts;

namespace RtmPipeline.Tests.Alerts;

internal sealed class PlainCopyTests
{
    [TestCase("Lights out!\n\nAgain\t#dark", ExpectedResult = "Lights out! Again #dark")]
    [TestCase("  a\u202Eb  ", ExpectedResult = "ab")]
    [TestCase("", ExpectedResult = "")]
    public string Of(string text) => PlainCopy.Of(text);

    [Test]
    public void Of_LongText_IsCutBetweenCharacters() =>
        Assert.That(
            PlainCopy.Of(string.Concat(Enumerable.Repeat("é🍪", 500))),
            Is.EqualTo(string.Concat(Enumerable.Repeat("é🍪", PlainCopy.MaxCharacters / 2)) + "…"));
}
