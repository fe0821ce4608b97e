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
    /// <summary>The voice of a profile. This is the one place that decides it.</summary>
    public static FramingVoice Of(BrandProfile brand)
    {
        FramingTone tone = brand.Voice.Tone switch
        {
            BrandTone.Formal => FramingTone.Formal,
            BrandTone.Friendly => FramingTone.Friendly,
            _ => FramingTone.Neutral,
        };
        return new FramingVoice(TryParse(brand.Voice.Language, out FramingLanguage language) ? language : FramingLanguage.English, tone);
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
