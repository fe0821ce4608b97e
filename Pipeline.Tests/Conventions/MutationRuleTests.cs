using System.Text.RegularExpressions;
using NUnit.Framework;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Conventions;

/// <summary>A mutation whose text is no longer in the program breaks nothing; it is noticed here, and not when the mutations are tried one night.</summary>
internal sealed partial class MutationRuleTests
{
    [Test]
    public void Mutations_EachHasWhatItNeeds_AndItsTextStandsExactlyOnce()
    {
        Assert.That(MutationFile.All(), Is.Not.Empty);
        Assert.That(MutationFile.All().SelectMany(Faults), Is.Empty);
    }

    [TestCase("path: P\ntest: FullyQualifiedName~T\n--- text\nx\n--- replacement\n", ExpectedResult = "M: says no why")]
    [TestCase("why: W.\npath: P\n--- text\nx\n--- replacement\ny\n", ExpectedResult = "M: 'test' is '', which is no filter by FullyQualifiedName")]
    [TestCase("why: W.\npath: none.cs\ntest: FullyQualifiedName~T\n--- text\nx\n--- replacement\n", ExpectedResult = "M: there is no none.cs")]
    [TestCase("why: W.\npath: README.md\ntest: FullyQualifiedName~T\n--- text\nno such text is there\n--- replacement\n", ExpectedResult = "M: its text stands 0 times in README.md")]
    [TestCase("why: W.\npath: README.md\ntest: FullyQualifiedName~T\n--- text\n# RtmPipeline\n--- replacement\n# RtmPipeline\n", ExpectedResult = "M: changes nothing")]
    public string FaultOfAMutation_IsFound(string content) => Faults(MutationFile.Parse("M", content)).First();

    private static IEnumerable<string> Faults(MutationFile mutation)
    {
        if (mutation.Why.Length == 0)
            yield return $"{mutation.Name}: says no why";
        if (!Filter().IsMatch(mutation.Test))
            yield return $"{mutation.Name}: 'test' is '{mutation.Test}', which is no filter by FullyQualifiedName";
        string path = Path.Combine(SharedData.RepositoryRoot, mutation.Path);
        if (mutation.Text == mutation.Replacement)
            yield return $"{mutation.Name}: changes nothing";
        else if (!File.Exists(path))
            yield return $"{mutation.Name}: there is no {mutation.Path}";
        else if (File.ReadAllText(path).Split(mutation.Text).Length - 1 is not 1 and int times)
            yield return $"{mutation.Name}: its text stands {times} times in {mutation.Path}";
    }

    [GeneratedRegex(@"^FullyQualifiedName~[\w.]+(\|FullyQualifiedName~[\w.]+)*$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Filter();
}
