using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Framing;

namespace RtmPipeline.Tests.Alerts.Framing;

/// <summary>What holds for every sentence, whatever the facts.</summary>
[Parallelizable]
internal sealed class SummaryTextTests
{
    private static readonly string[] s_labels =
        ["power outage", "#blackout", "“quoted” «twice»", "a\u202Eb", "tab\tand\nline", new string('w', 300), "🍪🍪🍪", "日本語", "", "   ", "\"", "#", "e\u0301e\u0301", "half \uD83D pair", "?"];

    private static readonly string[] s_categories =
        [.. RtmPipeline.Tagging.Safety.SafetyLexicon.Topics.Select(t => t.Name), "Something New", ""];

    private static readonly double[] s_numbers =
        [0, 0.001, 0.01, 0.4, 1, 1.2, 2, 9.5, 9.99, 10, 11, 97, 99.9, 100, 999, 1_000, 12_345, 999_999, 1_000_000, 1_234_567, 3e9, 1e15, double.MaxValue, double.NaN, double.PositiveInfinity];

    private static readonly long[] s_ages = [0, 20, 60, 130, 600, 3_000, 3_600, 5_000, 10_000, 90_000, 400_000, 4_000_000];

    [Test]
    public void Sentences_OfAnyFacts_AreTwoPlainOnes([Values] FramingLanguage language, [Values] FramingTone tone)
    {
        Random random = new(17);
        for (int i = 0; i < 4_000; i++)
        {
            FramingFacts facts = Any(random);
            string[] sentences = SummaryText.Sentences(facts, new FramingVoice(language, tone));

            Assert.That(sentences.Length, Is.InRange(1, 2));
            foreach (string sentence in sentences)
                CheckPlain(sentence, facts);
        }
    }

    [Test]
    public void Digest_OfAnyCounts_IsOnePlainSentence([Values] FramingLanguage language)
    {
        Random random = new(18);
        for (int i = 0; i < 1_000; i++)
        {
            string? label = random.Next(3) == 0 ? null : SafeLabel.Of(Pick(random, s_labels));
            DigestFacts facts = new("Crispo", TimeSpan.FromMinutes(random.Next(1, 5_000)), random.Next(4), random.Next(4), random.Next(4), random.Next(4), label);

            CheckPlain(SummaryText.Digest(facts, SampleFacts.Voice(language)), null);
        }
    }

    [Test]
    public void Removed_AnyVoice_IsOnePlainSentence([Values] FramingLanguage language, [Values] FramingTone tone) =>
        CheckPlain(SummaryText.Removed(new string('B', SafeLabel.MaxCharacters), new FramingVoice(language, tone)), null);

    [Test]
    public void Of_Sentences_AreJoinedByOneSpace([Values] FramingLanguage language)
    {
        FramingFacts facts = SampleFacts.Of();

        Assert.That(
            SummaryText.Of(facts, SampleFacts.Voice(language)), Is.EqualTo(string.Join(' ', SummaryText.Sentences(facts, SampleFacts.Voice(language)))));
    }

    [Test]
    public void Sentences_OfAnotherTone_SayTheSameOtherwise(
        [Values(FramingLanguage.Spanish, FramingLanguage.Italian, FramingLanguage.English)] FramingLanguage language)
    {
        FramingFacts facts = SampleFacts.Of();
        string[] tones = [.. Enum.GetValues<FramingTone>().Select(t => SummaryText.Of(facts, new FramingVoice(language, t)))];

        Assert.That(tones, Is.Unique);
    }

    private static void CheckPlain(string sentence, FramingFacts? facts)
    {
        string at = $"“{sentence}” of {facts}";
        Assert.That(sentence, Has.Length.LessThanOrEqualTo(SummaryText.MaxSentence), at);
        Assert.That(sentence, Does.EndWith("."), at);
        foreach (string wrong in new[] { "  ", " ,", " .", "..", "NaN", "Infinity", "∞", "()", "(,", ", ,", "“”", "«»", "E+" })
            Assert.That(sentence, Does.Not.Contain(wrong), at);
        Assert.That(sentence.Count(c => c == '“'), Is.EqualTo(sentence.Count(c => c == '”')), at);
        Assert.That(sentence.Count(c => c == '«'), Is.EqualTo(sentence.Count(c => c == '»')), at);
        Assert.That(sentence.Count(c => c == '('), Is.EqualTo(sentence.Count(c => c == ')')), at);
        Assert.That(sentence.Any(char.IsControl), Is.False, at);
        Assert.That(sentence.Contains('\u202E'), Is.False, at);
        foreach (string jargon in new[] { "log ", "velocity", "surprise", "sigma", "deviation", "baseline" })
            Assert.That(sentence, Does.Not.Contain(jargon).IgnoreCase, at);
    }

    private static FramingFacts Any(Random random)
    {
        long now = SampleFacts.Evening + (random.Next(-2_000, 2_000) * 60_000L);
        AlertKind kind = Pick(random, Enum.GetValues<AlertKind>());
        string longest = new('x', ProfileReasons.MaxName);
        return new FramingFacts
        {
            Kind = kind,
            Phase = Pick(random, Enum.GetValues<IncidentPhase>()),
            Brand = random.Next(8) == 0 ? new string('B', SafeLabel.MaxCharacters) : "Crispo",
            Label = SafeLabel.Of(Pick(random, s_labels)),
            Now = now,
            Since = now - (Pick(random, s_ages) * 1_000),
            People = Math.Max(1, (long)Math.Min(1e12, HumanNumbers.Round(Pick(random, s_numbers)))),
            PerMinute = Pick(random, s_numbers),
            TimesUsual = Pick(random, s_numbers),
            IsUsuallyUnheard = random.Next(3) == 0,
            PeakPerMinute = Pick(random, s_numbers),
            Momentum = Pick(random, Enum.GetValues<Momentum>()),
            Mood = Pick(random, Enum.GetValues<Mood>()),
            NegativeShare = random.NextDouble(),
            Languages = Pick<string[]>(random, [[], ["es"], ["en", "it"], ["xx"], ["en", "es", "it"], ["de", "xx"]]),
            Reasons = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new FramingReason(Pick(random, Enum.GetValues<ReasonKind>()), random.Next(4) == 0 ? longest : "football"))],
            Until = now + (Pick(random, s_ages) * 1_000),
            MoreExpected = Pick(random, s_numbers),
            MoreWithinMinutes = Pick(random, [1, 15, 60, 360]),
            NewsFirstAt = random.Next(2) == 0 ? null : now - (Pick(random, s_ages) * 1_000),
            SpeaksToJournalists = random.Next(3) == 0,
            Sensitive = kind == AlertKind.Hold || random.Next(3) == 0 ? Pick(random, s_categories) : null,
            IsOver = random.Next(2) == 0,
            EndedBecause = random.Next(3) == 0 ? null : Pick(random, Enum.GetValues<EndReason>()),
            MergedInto = random.Next(3) == 0 ? null : new string('i', 64),
        };
    }

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
