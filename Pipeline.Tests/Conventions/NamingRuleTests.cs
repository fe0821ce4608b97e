using NUnit.Framework;
using RtmPipeline.Posts;

namespace RtmPipeline.Tests.Conventions;

internal sealed class NamingRuleTests
{
    /// <summary>This folder names what it forbids.</summary>
    private const string OwnFolder = "Pipeline.Tests/Conventions/";

    private static IEnumerable<SourceFile> EveryText() =>
        SourceFile.Files("Pipeline", "*.*").Concat(SourceFile.Files("Pipeline.Tests", "*.*"))
            .Where(f => Path.GetExtension(f.Path) is ".cs" or ".json" or ".yaml" or ".yml" or ".csproj" or ".lua" or ".md" or ".txt" or ".html" or ".js" or ".css")
            .Where(f => !f.Path.StartsWith(OwnFolder, StringComparison.Ordinal));

    [Test]
    public void Namespaces_MirrorFolders() =>
        Assert.That(SourceFile.Of("Pipeline").Concat(SourceFile.Of("Pipeline.Tests")).SelectMany(NamingRules.WrongNamespaces), Is.Empty);

    [Test]
    public void Types_HaveNamesThatSaySomething() => Assert.That(SourceFile.Of("Pipeline").SelectMany(NamingRules.EmptyNames), Is.Empty);

    [Test]
    public void Texts_HoldNoPathsOfMachines() => Assert.That(EveryText().SelectMany(NamingRules.MachinePaths), Is.Empty);

    [Test]
    public void Texts_HoldNoUnfinishedWork() =>
        Assert.That(EveryText().Where(f => Path.GetExtension(f.Path) == ".cs").SelectMany(NamingRules.UnfinishedWork), Is.Empty);

    [TestCase("Pipeline/Posts/A.cs", "namespace RtmPipeline.Trends;", ExpectedResult = 1)]
    [TestCase("Pipeline/Posts/A.cs", "namespace RtmPipeline.Posts { }", ExpectedResult = 1)]
    [TestCase("Pipeline/Posts/A.cs", "class A;", ExpectedResult = 1)]
    [TestCase("Pipeline/Posts/Text/A.cs", "namespace RtmPipeline.Posts;", ExpectedResult = 1)]
    [TestCase("Pipeline.Tests/Posts/A.cs", "namespace RtmPipeline.Posts;", ExpectedResult = 1)]
    [TestCase("Pipeline/Posts/Text/A.cs", "namespace RtmPipeline.Posts.Text;", ExpectedResult = 0)]
    [TestCase("Pipeline.Tests/Posts/A.cs", "namespace RtmPipeline.Tests.Posts;", ExpectedResult = 0)]
    [TestCase("Pipeline/Program.cs", "return 0;", ExpectedResult = 0)]
    public int WrongNamespace_IsFound(string path, string text) => NamingRules.WrongNamespaces(new SourceFile(path, text)).Count();

    [TestCase("class TopicManager;", ExpectedResult = 1)]
    [TestCase("static class TextUtils;", ExpectedResult = 1)]
    [TestCase("record struct PostInfo(int A);", ExpectedResult = 1)]
    [TestCase("sealed record PostData;", ExpectedResult = 1)]
    [TestCase("class JsonHelper;", ExpectedResult = 1)]
    [TestCase("class Informant;", ExpectedResult = 0)]
    [TestCase("class DataflowGraph;", ExpectedResult = 0)]
    public int EmptyName_IsFound(string text) => NamingRules.EmptyNames(new SourceFile("Pipeline/Posts/A.cs", text)).Count();

    [TestCase("var x = \"/home/ann/x.json\";", ExpectedResult = 1)]
    [TestCase("// see /root/notes", ExpectedResult = 1)]
    [TestCase("\"/tmp/rtm\"", ExpectedResult = 1)]
    [TestCase("@\"C:\\Users\\ann\"", ExpectedResult = 1)]
    [TestCase("https://example.org/home/ann", ExpectedResult = 0)]
    [TestCase("../shared/data", ExpectedResult = 0)]
    [TestCase("posts/batch/minute", ExpectedResult = 0)]
    public int MachinePath_IsFound(string text) => NamingRules.MachinePaths(new SourceFile("Pipeline/Posts/A.cs", text)).Count();

    [TestCase("// TODO: later", ExpectedResult = 1)]
    [TestCase("// nothing to do", ExpectedResult = 0)]
    public int UnfinishedWork_IsFound(string text) => NamingRules.UnfinishedWork(new SourceFile("Pipeline/Posts/A.cs", text)).Count();

    [Test]
    public void Reasons_HaveOneNameAndOneNumberEach()
    {
        string[] names = [.. Enum.GetNames<RejectReason>(), .. Enum.GetNames<IgnoreReason>()];

        Assert.That(names, Is.Unique.IgnoreCase);
        // Counts by reason are arrays indexed by the number.
        Assert.That(Enum.GetValues<RejectReason>().Select(r => (int)r), Is.EqualTo(Enumerable.Range(0, Enum.GetNames<RejectReason>().Length)));
        Assert.That(Enum.GetValues<IgnoreReason>().Select(r => (int)r), Is.EqualTo(Enumerable.Range(0, Enum.GetNames<IgnoreReason>().Length)));
    }
}
