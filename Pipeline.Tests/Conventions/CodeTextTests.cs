using NUnit.Framework;

namespace RtmPipeline.Tests.Conventions;

internal sealed class CodeTextTests
{
    [TestCase("a // {\nb", ExpectedResult = "a     \nb", TestName = "LineComment_IsBlanked")]
    [TestCase("a /* {\n{ */ b", ExpectedResult = "a     \n     b", TestName = "BlockComment_IsBlankedOverLines")]
    [TestCase("a \"{ \\\" {\" b", ExpectedResult = "a          b", TestName = "String_WithAnEscapedQuote_IsBlanked")]
    [TestCase("a @\"{ \"\" \\\" b", ExpectedResult = "a           b", TestName = "VerbatimString_WithADoubledQuote_IsBlanked")]
    [TestCase("a '{' b '\\'' c", ExpectedResult = "a     b      c", TestName = "Characters_AreBlanked")]
    [TestCase("a $\"{x} {{ {y}\" b", ExpectedResult = "a    x      y   b", TestName = "InterpolatedString_KeepsItsHoles")]
    [TestCase("$\"{f(\"{\")}\" b", ExpectedResult = "   f(   )   b", TestName = "String_InAHole_IsBlanked")]
    [TestCase("$\"{new { A = 1 }}\" b", ExpectedResult = "   new { A = 1 }   b", TestName = "Braces_InAHole_Stay")]
    [TestCase("a \"\"\"{ \" {\"\"\" b", ExpectedResult = "a             b", TestName = "RawString_WithAQuote_IsBlanked")]
    [TestCase("$$\"\"\"{a} {{b}}\"\"\" c", ExpectedResult = "           b      c", TestName = "RawString_WithDoubledHoles_KeepsThem")]
    [TestCase("\"\" {", ExpectedResult = "   {", TestName = "EmptyString_EndsAtOnce")]
    [TestCase("a @class b", ExpectedResult = "a @class b", TestName = "EscapedName_Stays")]
    [TestCase("a /* never closed {", ExpectedResult = "a                  ", TestName = "CommentWithoutEnd_IsBlankedToTheEnd")]
    public string CodeOf(string text) => CodeText.Of(text);

    [Test]
    public void EveryFileOfTheProject_HasBracesThatBalance()
    {
        foreach (SourceFile file in SourceFile.Of("Pipeline").Concat(SourceFile.Of("Pipeline.Tests")))
            Assert.That(file.Code.Count(c => c == '{'), Is.EqualTo(file.Code.Count(c => c == '}')), file.Path);
    }
}
