using System.Globalization;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Training;

/// <summary>The sentences written for the language model: those it learns from, and those that judge it.</summary>
[TestFixture]
internal sealed class WrittenSentencesTests
{
    private const string Learned = "written.jsonl";
    private const string Judging = "language-probe.jsonl";

    /// <summary>UTF-16 units, as a short post has them.</summary>
    private const int LongestText = 140;
    private const int ShortestText = 2;

    /// <summary>UTF-16 units up to which a sentence counts as very short.</summary>
    private const int VeryShortText = 30;

    /// <summary>Every label, with the fewest sentences to learn from and the exact number that judge: a label with fewer would be learned or judged by chance.</summary>
    private static readonly (string Label, int Learned, int Judging)[] s_labels =
    [
        ("ar", 60, 30),
        ("ca", 320, 30),
        ("de", 40, 30),
        ("en", 120, 30),
        ("es", 120, 30),
        ("fr", 40, 30),
        ("hi", 320, 30),
        ("it", 120, 30),
        ("pt", 60, 30),
        ("und", 780, 60),
    ];

    private static IEnumerable<TestCaseData> LearnedLabels() => s_labels.Select(row => new TestCaseData(row.Label, row.Learned));

    private static IEnumerable<TestCaseData> JudgingLabels() => s_labels.Select(row => new TestCaseData(row.Label, row.Judging));

    [TestCase(Learned)]
    [TestCase(Judging)]
    public void File_Read_HasATextAndALabelOnEveryLine(string file)
    {
        Assert.That(LinesOf(file).Select((line, index) => FaultOf(line) is { } fault ? $"{file}:{index + 1}: {fault}" : null).OfType<string>(), Is.Empty);
    }

    [TestCase(Learned)]
    [TestCase(Judging)]
    public void File_Read_HasOnlyKnownLabels(string file)
    {
        Assert.That(Read(file).Select(sentence => sentence.Label).Distinct(), Is.EquivalentTo(s_labels.Select(row => row.Label)));
    }

    [TestCaseSource(nameof(LearnedLabels))]
    public void Label_Counted_HasEnoughSentencesToLearnFrom(string label, int fewest)
    {
        Assert.That(Read(Learned).Count(sentence => sentence.Label == label), Is.AtLeast(fewest));
    }

    [TestCaseSource(nameof(JudgingLabels))]
    public void Label_Counted_HasItsSentencesThatJudge(string label, int judging)
    {
        Assert.That(Read(Judging).Count(sentence => sentence.Label == label), Is.EqualTo(judging));
    }

    [TestCase(true, 200, TestName = "Hindi_InDevanagari_HasEnoughSentencesToLearnFrom")]
    [TestCase(false, 120, TestName = "Hindi_InLatinLetters_HasEnoughSentencesToLearnFrom")]
    public void Hindi_InBothScripts_HasEnoughSentencesToLearnFrom(bool isDevanagari, int fewest)
    {
        Assert.That(Read(Learned).Count(sentence => sentence.Label == "hi" && sentence.Text.Any(IsDevanagari) == isDevanagari), Is.AtLeast(fewest));
    }

    [Test]
    public void SentencesToLearnFrom_Counted_HaveAQuarterThatIsVeryShort()
    {
        Sentence[] learned = [.. Read(Learned)];

        Assert.That(learned.Count(sentence => sentence.Text.Length <= VeryShortText), Is.AtLeast(learned.Length / 4));
    }

    [Test]
    public void Sentences_OfBothFiles_StandOnce()
    {
        IEnumerable<string> repeated = Read(Learned).Concat(Read(Judging))
            .GroupBy(sentence => KeyOf(sentence.Text), StringComparer.Ordinal)
            .Where(group => group.Skip(1).Any())
            .Select(group => string.Join(" = ", group.Select(sentence => sentence.Text)));

        Assert.That(repeated, Is.Empty);
    }

    private static bool IsDevanagari(char letter) => letter is >= '\u0900' and <= '\u097F';

    /// <summary>With the invariant culture the runtime takes every text for composed: so the accents themselves are looked for.</summary>
    private static bool IsLooseAccent(char letter) => letter is >= '\u0300' and <= '\u036F';

    /// <summary>Vowels of Devanagari are marks: without them different words are alike.</summary>
    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>What copies of a sentence have in common: letters, marks and digits in small letters; of a sentence without any, the sentence.</summary>
    private static string KeyOf(string text)
    {
        string key = string.Concat(text.EnumerateRunes().Where(rune => Rune.IsLetterOrDigit(rune) || IsMark(rune)).Select(Rune.ToLowerInvariant));
        return key.Length > 0 ? key : text;
    }

    private static string? FaultOf(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        string[] names = [.. document.RootElement.EnumerateObject().Select(property => property.Name)];
        if (names is not ["text", "label"])
            return $"has the fields {string.Join(", ", names)}";
        string text = document.RootElement.GetProperty("text").GetString()!;
        if (text.Length is < ShortestText or > LongestText)
            return $"has {text.Length} units";
        if (text != text.Trim() || text.Any(char.IsControl))
            return "has space at an end or a control character";
        return text.Any(IsLooseAccent) ? "has an accent apart from its letter" : null;
    }

    private static IEnumerable<Sentence> Read(string file) => LinesOf(file).Select(line =>
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return new Sentence(document.RootElement.GetProperty("text").GetString()!, document.RootElement.GetProperty("label").GetString()!);
    });

    private static string[] LinesOf(string file) => File.ReadAllLines(Path.Combine(SharedData.RepositoryRoot, "deploy", "models", file));

    private readonly record struct Sentence(string Text, string Label);
}
