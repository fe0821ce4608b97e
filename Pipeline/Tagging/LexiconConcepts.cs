using RtmPipeline.Tagging.Models;
using RtmPipeline.Tagging.Safety;
using RtmPipeline.Tagging.Sentiment;
using RtmPipeline.Tagging.Themes;

namespace RtmPipeline.Tagging;

/// <summary>The shipped lexicons of moods, themes and safety as concepts for the models.</summary>
internal static class LexiconConcepts
{
    public static ConceptTable Shipped()
    {
        var table = new ConceptTable();
        AddMoods(table);
        AddThemes(table);
        AddSafety(table, "en", EnglishSafetyWords.Table);
        AddSafety(table, "es", SpanishSafetyWords.Table);
        AddSafety(table, "it", ItalianSafetyWords.Table);
        return table;
    }

    private static void AddMoods(ConceptTable table)
    {
        foreach (SentimentConcept concept in SentimentLexicon.Shipped().Concepts)
        {
            foreach (SentimentForm form in concept.Forms)
                table.Add($"mood.{concept.Name}", concept.Polarity, form.Language == SentimentWordsParser.AnyLanguage ? null : form.Language, form.Text);
        }
        foreach ((string language, string resource) in SentimentGrades.Lists)
        {
            foreach (GradedWord word in SentimentGrades.Shipped(resource))
                table.Add($"grade.{word.Polarity}", word.Polarity, language, word.Text);
        }
    }

    private static void AddThemes(ConceptTable table)
    {
        IabTaxonomy taxonomy = IabTaxonomy.Shipped;
        foreach (ThemeEntry entry in ThemeLexicon.Read(ThemeResources.Read(ThemeResources.Words), taxonomy))
        {
            string name = entry.Category == ThemeEntry.Figure
                ? "theme.figure"
                : $"theme.{taxonomy.Tier1[taxonomy.Categories[entry.Category].Tier1].Id}{(entry.Weight == ThemeEntry.Weak ? ".weak" : "")}";
            foreach (string? language in LanguagesOf(entry.Languages))
            {
                table.Add(name, null, language, entry.Words);
                if (entry.Category != ThemeEntry.Figure)
                    table.Add($"theme.{taxonomy.Categories[entry.Category].Id}.own", null, language, entry.Words);
            }
        }
    }

    private static IEnumerable<string?> LanguagesOf(ThemeLanguages languages)
    {
        if (languages == ThemeLanguages.Any)
            return [null];
        return new[] { (ThemeLanguages.English, "en"), (ThemeLanguages.Spanish, "es"), (ThemeLanguages.Italian, "it") }
            .Where(pair => (languages & pair.Item1) == pair.Item1)
            .Select(static pair => pair.Item2);
    }

    private static void AddSafety(ConceptTable table, string language, string words)
    {
        foreach (SafetyEntry entry in SafetyLexicon.Read(words))
        {
            string topic = entry.Topic < 0 ? "" : SafetyLexicon.Topics[entry.Topic].Word;
            table.Add($"safety.{topic}.{entry.Role}.{entry.Level}", null, language, entry.Words);
        }
    }
}
