using NUnit.Framework;
using RtmPipeline.Delivery;

namespace RtmPipeline.Tests.Delivery;

internal sealed class PlainTextTests
{
    [TestCase("plain – größer 日本 👍", "plain – größer 日本 👍", TestName = "Escape_OrdinaryText_StaysAsItIs")]
    [TestCase("a\u001b[2Jb", "a\\u001B[2Jb", TestName = "Escape_TerminalSequence_IsShown")]
    [TestCase("a\r\nb", "a\\u000D\\u000Ab", TestName = "Escape_LineBreak_IsShown")]
    [TestCase("\u202Egnp.exe", "\\u202Egnp.exe", TestName = "Escape_RightToLeftOverride_IsShown")]
    [TestCase("a\u2028b\u0085", "a\\u2028b\\u0085", TestName = "Escape_LineSeparators_AreShown")]
    public void Escape(string text, string shown) => Assert.That(PlainText.Escape(text), Is.EqualTo(shown));
}
