using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Alerts.Framing;

/// <summary>Languages that summaries are written in.</summary>
internal enum FramingLanguage : byte
{
    English,
    Spanish,
    Italian,
}

/// <summary>How the team is spoken to.</summary>
internal enum FramingTone : byte
{
    /// <summary>Says what is; addresses nobody more than it must.</summary>
    Neutral,

    /// <summary>Spanish usted, Italian Lei, English without contractions.</summary>
    Formal,

    /// <summary>Spanish tú, Italian tu, English with contractions.</summary>
    Friendly,
}

/// <summary>The voice in which a brand's team is told.</summary>
internal readonly record struct FramingVoice(FramingLanguage Language, FramingTone Tone)
{
    /// <summary>The voice of a profile: the first of its languages that we write, else English. This is the one place that decides it.</summary>
    public static FramingVoice Of(BrandProfile brand)
    {
        foreach (string language in brand.Languages)
        {
            if (TryParse(language, out FramingLanguage known))
                return new FramingVoice(known, FramingTone.Neutral);
        }

        return new FramingVoice(FramingLanguage.English, FramingTone.Neutral);
    }

    /// <summary>Reads a primary subtag: en, es or it.</summary>
    public static bool TryParse(string subtag, out FramingLanguage language)
    {
        (bool known, language) = subtag switch
        {
            "en" => (true, FramingLanguage.English),
            "es" => (true, FramingLanguage.Spanish),
            "it" => (true, FramingLanguage.Italian),
            _ => (false, FramingLanguage.English),
        };
        return known;
    }
}
