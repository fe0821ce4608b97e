namespace RtmPipeline.Alerts.Framing;

/// <summary>Says an incident in two plain sentences, or a digest in one, in the brand's voice.</summary>
/// <remarks>Sentences hold facts only, no post's text, and at most <see cref="MaxSentence"/> characters each: names are cut where they come in.</remarks>
internal static class SummaryText
{
    /// <summary>Longest sentence, characters: what fits on a phone's lock screen in full.</summary>
    public const int MaxSentence = 280;

    public static string Of(FramingFacts facts, FramingVoice voice) => string.Join(' ', Sentences(facts, voice));

    public static string[] Sentences(FramingFacts facts, FramingVoice voice) => voice.Language switch
    {
        FramingLanguage.Spanish => SpanishFraming.Write(facts, voice.Tone),
        FramingLanguage.Italian => ItalianFraming.Write(facts, voice.Tone),
        _ => EnglishFraming.Write(facts, voice.Tone),
    };

    /// <summary>What was held back, in one sentence.</summary>
    public static string Digest(DigestFacts facts, FramingVoice voice) => voice.Language switch
    {
        FramingLanguage.Spanish => SpanishFraming.Digest(facts),
        FramingLanguage.Italian => ItalianFraming.Digest(facts),
        _ => EnglishFraming.Digest(facts),
    };
}
