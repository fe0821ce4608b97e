using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Training;

/// <summary>The terms written for the themes model.</summary>
internal sealed class ThemeTermsTests
{
    private const string Separator = ", ";

    private static readonly (string Terms, string Label)[] s_texts =
        [.. File.ReadLines(Path.Combine(SharedData.RepositoryRoot, "deploy", "models", "theme-terms.jsonl")).Select(Read)];

    [Test]
    public void Terms_Read_AreOfTheFourThemesOfTheModel() =>
        Assert.That(s_texts.Select(text => text.Label).Distinct(), Is.EquivalentTo(new[] { "386", "483", "52", "596" }));

    [Test]
    public void Term_OfATheme_StandsInTwoTexts()
    {
        // A feature of fewer texts is none to the model.
        IEnumerable<string> faults = s_texts
            .SelectMany(text => text.Terms.Split(Separator).Select(term => $"{text.Label}: {term}"))
            .GroupBy(term => term, StringComparer.Ordinal)
            .Where(term => term.Count() != 2)
            .Select(term => $"{term.Key} stands {term.Count()} times");
        Assert.That(faults, Is.Empty);
    }

    private static (string Terms, string Label) Read(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return (document.RootElement.GetProperty("text").GetString()!, document.RootElement.GetProperty("label").GetString()!);
    }
}
