using NUnit.Framework;
using RtmPipeline.Alerts.Framing;

namespace RtmPipeline.Tests.Alerts.Framing;

internal sealed class SafeLabelTests
{
    [TestCase("power outage", ExpectedResult = "power outage", TestName = "Words_StayAsTheyAre")]
    [TestCase("tab\tand\n line", ExpectedResult = "tab and line", TestName = "Controls_BecomeSingleSpaces")]
    [TestCase("say “this” or «that» or \"so\"", ExpectedResult = "say this or that or so", TestName = "Quotes_AreLeftOut")]
    [TestCase("don’t", ExpectedResult = "don’t", TestName = "Apostrophes_Stay")]
    [TestCase("a\u202Eb\u2066c\u200F", ExpectedResult = "abc", TestName = "DirectionMarks_AreLeftOut")]
    [TestCase("in\u200Bvisible\u00AD\uFEFF", ExpectedResult = "invisible", TestName = "InvisibleCharacters_AreLeftOut")]
    [TestCase("👩‍👩‍👧‍👦", ExpectedResult = "👩", TestName = "StackedCharacters_AreCutToTheFirst")]
    [TestCase("\u0000\u202E", ExpectedResult = "?", TestName = "NothingLeft_IsAQuestionMark")]
    [TestCase("", ExpectedResult = "?", TestName = "Empty_IsAQuestionMark")]
    public string Of(string label) => SafeLabel.Of(label);

    /// <summary>Attributes cannot hold half a pair.</summary>
    [Test]
    public void Of_LoneSurrogate_IsLeftOut() => Assert.That(SafeLabel.Of("lone \uD83D half"), Is.EqualTo("lone half"));

    [Test]
    public void Of_LongLabel_IsCutBetweenCharacters()
    {
        string cut = SafeLabel.Of(string.Concat(Enumerable.Repeat("🍪", 100)));

        Assert.That(cut, Is.EqualTo(string.Concat(Enumerable.Repeat("🍪", SafeLabel.MaxCharacters)) + "…"));
    }

    [TestCase("#blackout", ExpectedResult = true)]
    [TestCase("#día_1", ExpectedResult = true)]
    [TestCase("$AAPL", ExpectedResult = true)]
    [TestCase("@crispo", ExpectedResult = true)]
    [TestCase("#1", ExpectedResult = false)]
    [TestCase("#", ExpectedResult = false)]
    [TestCase("blackout", ExpectedResult = false)]
    [TestCase("#two words", ExpectedResult = false)]
    [TestCase("#cut…", ExpectedResult = false)]
    [TestCase("example.org/page", ExpectedResult = false)]
    public bool MarksItself(string label) => SafeLabel.MarksItself(label);
}
