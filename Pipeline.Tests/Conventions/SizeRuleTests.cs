using NUnit.Framework;

namespace RtmPipeline.Tests.Conventions;

internal sealed class SizeRuleTests
{
    private static string[] Violations(string text) => [.. SizeRules.Violations(new SourceFile("Pipeline/Posts/A.cs", text))];

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("        x++;\n", count));

    private static string Method(string header, int lines) =>
        $"namespace N;\n\ninternal sealed class A\n{{\n{header}\n    {{\n{Lines(lines - 3)}    }}\n}}\n";

    [TestCase("Pipeline")]
    [TestCase("Pipeline.Tests")]
    public void Project_HasSmallFilesAndMethods(string project) =>
        Assert.That(SourceFile.Of(project).SelectMany(SizeRules.Violations), Is.Empty);

    [TestCase(400, ExpectedResult = 0)]
    [TestCase(401, ExpectedResult = 1)]
    public int File_IsMeasured(int lines) => Violations(string.Concat(Enumerable.Repeat("// A line.\n", lines))).Length;

    [TestCase(70, ExpectedResult = 0)]
    [TestCase(71, ExpectedResult = 1)]
    public int Method_IsMeasuredFromItsHeaderToItsEnd(int lines) => Violations(Method("    public void B(int x)", lines)).Length;

    [TestCase("    private static async Task<int> B<T>(T a, int b = 3) where T : new()", TestName = "LongMethod_Generic_IsFound")]
    [TestCase("    public A(int x) : base(x)", TestName = "LongMethod_Constructor_IsFound")]
    [TestCase("    [Test(Order = 3)]\n    public void B()", TestName = "LongMethod_WithAnAttribute_IsFound")]
    [TestCase("    int IB.B(string s = \"{\")", TestName = "LongMethod_WithABraceInAString_IsFound")]
    [TestCase("    public int B(int x) => x switch", TestName = "LongMethod_WithASwitchForABody_IsFound")]
    public void LongMethod_IsFound(string header) => Assert.That(Violations(Method(header, 100)), Has.One.Contains("a method of").And.One.Contains("A.cs:"));

    [TestCase("    private static readonly int[] s_table = new int[]", TestName = "LongTable_IsNoMethod")]
    [TestCase("    private sealed record B(int X)", TestName = "LongNestedType_IsNoMethod")]
    public void OtherLongBlock_IsAllowed(string header) => Assert.That(Violations(Method(header, 100)), Is.Empty);

    [Test]
    public void LongMethodBehindShortOnes_IsFoundAtItsLine() =>
        Assert.That(
            Violations($"class A\n{{\n    void B()\n    {{\n    }}\n\n    void C()\n    {{\n        if (x)\n        {{\n{Lines(80)}        }}\n    }}\n}}\n"),
            Is.EqualTo(["Pipeline/Posts/A.cs:7: a method of 86 lines, more than 70"]));
}
