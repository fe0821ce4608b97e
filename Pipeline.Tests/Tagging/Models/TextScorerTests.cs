using NUnit.Framework;
using RtmPipeline.Tagging.Models;
using RtmPipeline.Tagging.Models.Training;

namespace RtmPipeline.Tests.Tagging.Models;

internal sealed class TextScorerTests
{
    private static readonly LinearModel s_mood = SmallModels.Mood();
    private static readonly LinearModel s_language = SmallModels.Language();

    private static readonly string[] s_texts =
    [
        "I love this", "I do not love this awful day", "SO happy!!! 😂😂", "#LovelyDay", "muy feliz hoy, nunca triste", "", "…", "@anna https://example.org",
        "looove it", "word that nobody ever wrote", "\uD83D broken \uDE02",
    ];

    /// <summary>What the tagger sums token by token, with its cache, is what the trainer sums feature by feature.</summary>
    [Test]
    public void Sums_AreThoseOfTheTrainer(
        [ValueSource(nameof(s_texts))] string text,
        [Values] LanguageVariant variant)
    {
        var scorer = Scorer(s_mood, s_mood);
        for (int round = 0; round < 2; round++)
        {
            TextReading reading = scorer.Read(text);
            scorer.Sum(reading, variant);
            float[] mood = new float[3];
            s_mood.Evaluate(reading.SumsOf(1), variant, mood);
            float[] language = new float[2];
            s_language.Evaluate(reading.LanguageSums, LanguageVariant.Other, language);

            Assert.That(mood, Is.EqualTo(SmallModels.MoodTrainer.Values(s_mood, text, variant)), $"round {round}");
            Assert.That(language, Is.EqualTo(SmallModels.LanguageTrainer.Values(s_language, text, LanguageVariant.Other)), $"round {round}");
            scorer.Return(reading);
        }
    }

    /// <summary>One token in several languages and places, tokens too long to be kept, more tokens than are kept.</summary>
    [Test]
    public void TokensMetBefore_HaveTheSumsOfTheirPlaceAndLanguage()
    {
        var scorer = Scorer(s_mood);
        string[] texts =
        [
            .. s_texts, "not love, LOVE #love", "love", "loveloveloveloveloveloveloveloveloveloveloveloveloveloveloveloveloveloveloveit",
            .. Enumerable.Range(0, 400).Select(static i => string.Join(' ', Enumerable.Range(i * 300, 300).Select(static n => $"love{n}x"))), "love",
        ];
        foreach (string text in texts)
        {
            foreach (LanguageVariant variant in Enum.GetValues<LanguageVariant>())
            {
                TextReading reading = scorer.Read(text);
                scorer.Sum(reading, variant);
                float[] mood = new float[3];
                s_mood.Evaluate(reading.SumsOf(0), variant, mood);
                scorer.Return(reading);

                Assert.That(mood, Is.EqualTo(SmallModels.MoodTrainer.Values(s_mood, text, variant)), text[..Math.Min(40, text.Length)]);
            }
        }
    }

    [Test]
    public void Contributions_AddUpToTheValue([ValueSource(nameof(s_texts))] string text)
    {
        var scorer = Scorer(s_mood);
        TextReading reading = scorer.Read(text);
        scorer.Sum(reading, LanguageVariant.English);
        float[] values = new float[3];
        s_mood.Evaluate(reading.SumsOf(0), LanguageVariant.English, values);

        for (int label = 0; label < 3; label++)
        {
            float[] contributions = new float[reading.Count];
            scorer.Contributions(reading, LanguageVariant.English, 0, label, contributions);
            Assert.That(contributions.Sum() + s_mood.Biases[(int)LanguageVariant.English][label], Is.EqualTo(values[label]).Within(1e-4));
        }
    }

    [Test]
    public void LongText_IsReadToTheLimitOfTokens()
    {
        var scorer = Scorer(s_mood);

        Assert.That(scorer.Read(string.Concat(Enumerable.Repeat("a ", 25_000))).Count, Is.EqualTo(TextReading.MaxTokens));
    }

    [Test]
    public void ManyThreads_GetTheSameSums()
    {
        var scorer = Scorer(s_mood);
        string[] texts = [.. Enumerable.Range(0, 2_000).Select(i => $"{s_texts[i % s_texts.Length]} {i % 97} love{i % 89}")];
        var found = new float[texts.Length][];
        Parallel.For(0, texts.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            TextReading reading = scorer.Read(texts[i]);
            scorer.Sum(reading, LanguageVariant.English);
            found[i] = new float[3];
            s_mood.Evaluate(reading.SumsOf(0), LanguageVariant.English, found[i]);
            scorer.Return(reading);
        });

        Assert.That(found, Is.EqualTo(texts.Select(text => SmallModels.MoodTrainer.Values(s_mood, text, LanguageVariant.English))));
    }

    private static TextScorer Scorer(params LinearModel[] models) =>
        new(s_language, new ModelBank([s_language]), models, new ModelBank(models), SmallModels.Concepts);
}
