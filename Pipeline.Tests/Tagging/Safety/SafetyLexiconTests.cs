using NUnit.Framework;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Safety;
using RtmPipeline.Tagging.Text;

namespace RtmPipeline.Tests.Tagging.Safety;

public sealed class SafetyLexiconTests
{
    private static readonly string[][] s_tablesByLanguage =
    [
        [EnglishSafetyWords.Table, EnglishConductWords.Table],
        [SpanishSafetyWords.Table, SpanishConductWords.Table],
        [ItalianSafetyWords.Table, ItalianConductWords.Table],
    ];

    private static readonly string[] s_brokenTables =
        ["oops: a", "death strong: a", "death often high: a", "death strong huge: a", "weather strong high: a", "  a, b", "strong: a", "death figure high: a"];

    internal static IEnumerable<TestCaseData> Harmless() =>
        new[] { EnglishSafetySentences.Harmless, SpanishSafetySentences.Harmless, ItalianSafetySentences.Harmless }
            .SelectMany(texts => texts)
            .Select(text => new TestCaseData(text).SetName($"Harmless: {text}"));

    internal static IEnumerable<TestCaseData> Risky() =>
        new[] { EnglishSafetySentences.Risky, SpanishSafetySentences.Risky, ItalianSafetySentences.Risky }
            .SelectMany(cases => cases)
            .Select(c => new TestCaseData(c.Topic, c.Text).SetName($"Risky: {c.Text}"));

    private static IEnumerable<TestCaseData> InContext() =>
        new[] { EnglishSafetySentences.InContext, SpanishSafetySentences.InContext, ItalianSafetySentences.InContext }
            .SelectMany(cases => cases)
            .Select(c => new TestCaseData(c.Level, c.Text).SetName($"InContext: {c.Text}"));

    [TestCaseSource(nameof(Harmless))]
    public void HarmlessSentence_IsAtMostALowRisk(string text)
    {
        SafetyTag tag = Judge(text);
        Assert.That(tag.Level, Is.LessThanOrEqualTo(SafetyLevel.Low), () => string.Join(", ", tag.Because));
    }

    [TestCaseSource(nameof(Risky))]
    public void RiskySentence_IsFoundWithItsTopic(string topic, string text)
    {
        SafetyTag tag = Judge(text);
        Assert.That(tag.Level, Is.GreaterThanOrEqualTo(SafetyLevel.Medium));
        Assert.That(tag.Category, Is.EqualTo(topic), () => string.Join(", ", tag.Because));
    }

    [TestCaseSource(nameof(InContext))]
    public void Context_SetsTheLevel(object level, string text)
    {
        SafetyTag tag = Judge(text);
        Assert.That((object)tag.Level, Is.EqualTo(level), () => string.Join(", ", tag.Because));
    }

    [TestCaseSource(nameof(s_brokenTables))]
    public void BrokenTable_IsRefused(string table) => Assert.That(() => SafetyLexicon.Read(table).Count(), Throws.TypeOf<FormatException>());

    [Test]
    public void EachTopic_HasHundredEntriesInEachLanguage()
    {
        foreach (string[] tables in s_tablesByLanguage)
        {
            ILookup<int, SafetyEntry> byTopic = tables.SelectMany(SafetyLexicon.Read).ToLookup(entry => entry.Topic);
            Assert.That(Enumerable.Range(0, SafetyLexicon.Topics.Count).Select(topic => byTopic[topic].Count()), Has.All.GreaterThanOrEqualTo(100));
        }
    }

    [TestCase(SafetyLexicon.Terrorism, SafetyTopics.Terrorism)]
    [TestCase(SafetyLexicon.Death, SafetyTopics.Death)]
    [TestCase(SafetyLexicon.Crime, SafetyTopics.Crime)]
    [TestCase(SafetyLexicon.Hate, SafetyTopics.Hate)]
    [TestCase(SafetyLexicon.Arms, SafetyTopics.Arms)]
    [TestCase(SafetyLexicon.Drugs, SafetyTopics.Drugs)]
    [TestCase(SafetyLexicon.Obscenity, SafetyTopics.Obscenity)]
    public void TopicNumber_IsItsPlace(int topic, string name) => Assert.That(SafetyLexicon.Topics[topic].Name, Is.EqualTo(name));

    [Test]
    public void Figures_CoverSomethingToExcuse()
    {
        SafetyEntry[] entries = [.. SafetyLexicon.Entries()];
        var meant = entries.Where(entry => entry.Role != SafetyRole.Figure).Select(entry => PhraseFolding.Fold(entry.Words)).ToHashSet();
        IEnumerable<string> idle = new[] { EnglishFigureWords.Table, SpanishFigureWords.Table, ItalianFigureWords.Table }
            .SelectMany(SafetyLexicon.Read)
            .Select(entry => PhraseFolding.Words(entry.Words))
            .Where(words => words.Count > 1 && !Parts(words).Any(meant.Contains))
            .Select(words => string.Join(' ', words));
        Assert.That(idle, Is.Empty);
    }

    private static IEnumerable<string> Parts(List<string> words) =>
        from start in Enumerable.Range(0, words.Count)
        from length in Enumerable.Range(1, words.Count - start)
        where length < words.Count
        select string.Join(' ', words.Skip(start).Take(length));

    private static SafetyTag Judge(string text) => LexiconVerdict.Of(text);
}
