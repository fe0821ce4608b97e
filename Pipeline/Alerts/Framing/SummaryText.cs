namespace RtmPipeline.Alerts.Framing;

/// <summary>Says an incident in two plain sentences, or a digest in one, in the brand's voice.</summary>
/// <remarks>Sentences hold facts only, no post's text, and at most <see cref="MaxSentence"/> characters each: names are cut where they come in, and what can be missed is left out of a longer one.</remarks>
internal static class SummaryText
{
    /// <summary>Longest sentence, characters: what fits on a phone's lock screen in full.</summary>
    public const int MaxSentence = 280;

    public static string Of(FramingFacts facts, FramingVoice voice) => string.Join(' ', Sentences(facts, voice));

    public static string[] Sentences(FramingFacts facts, FramingVoice voice)
    {
        string[] sentences = [];
        foreach (FramingFacts told in EverShorter(facts))
        {
            sentences = Write(told, voice);
            if (Array.TrueForAll(sentences, s => s.Length <= MaxSentence))
                break;
        }

        return sentences;
    }

    /// <summary>What was held back, in one sentence.</summary>
    public static string Digest(DigestFacts facts, FramingVoice voice) => voice.Language switch
    {
        FramingLanguage.Spanish => SpanishFraming.Digest(facts),
        FramingLanguage.Italian => ItalianFraming.Digest(facts),
        _ => EnglishFraming.Digest(facts),
    };

    /// <summary>That a brand is watched no more, in one sentence.</summary>
    /// <param name="brand">Its name, made safe to show.</param>
    /// <param name="voice">How its team is spoken to.</param>
    public static string Removed(string brand, FramingVoice voice) => voice.Language switch
    {
        FramingLanguage.Spanish => SpanishEndings.Removed(brand, voice.Tone),
        FramingLanguage.Italian => ItalianEndings.Removed(brand, voice.Tone),
        _ => EnglishEndings.Removed(brand, voice.Tone),
    };

    /// <summary>That the team turned an incident down, in one sentence, alike in every tone.</summary>
    /// <param name="label">The topic's name, made safe to show.</param>
    /// <param name="voice">How the team is spoken to.</param>
    public static string Rejected(string label, FramingVoice voice) => voice.Language switch
    {
        FramingLanguage.Spanish => $"El equipo ha descartado «{label}»: no habrá más avisos.",
        FramingLanguage.Italian => $"Il team ha scartato «{label}»: non ci saranno altri avvisi.",
        _ => $"The team turned down “{label}”: nothing more will be said of it.",
    };

    private static string[] Write(FramingFacts facts, FramingVoice voice) => voice.Language switch
    {
        FramingLanguage.Spanish => SpanishFraming.Write(facts, voice.Tone),
        FramingLanguage.Italian => ItalianFraming.Write(facts, voice.Tone),
        _ => EnglishFraming.Write(facts, voice.Tone),
    };

    /// <summary>The facts, and the facts without what can be missed first, for the rare sentence that grows too long.</summary>
    private static IEnumerable<FramingFacts> EverShorter(FramingFacts facts)
    {
        yield return facts;
        facts = facts with { Languages = [] };
        yield return facts;
        facts = facts with { Mood = Mood.Untold, Reasons = [.. facts.Reasons.Take(1)] };
        yield return facts;
        facts = facts with { IsUsuallyUnheard = false, TimesUsual = 1, SpeaksToJournalists = false };
        yield return facts;
        yield return facts with { Reasons = [], MoreExpected = 0 };
    }
}
