namespace RtmPipeline.Tagging.Brands;

/// <summary>How a brand is spoken to.</summary>
internal enum BrandTone : byte
{
    Neutral,
    Formal,
    Friendly,
}

/// <summary>How summaries for a brand are written.</summary>
internal sealed record BrandVoice
{
    /// <summary>Languages that summaries can be written in, the first being the one used where a brand says nothing.</summary>
    public static IReadOnlyList<string> Known { get; } = ["en", "es", "it"];

    /// <summary>One of <see cref="Known"/>. Default: the first language of the audience that is among them, else en.</summary>
    public string Language { get; init; } = Known[0];

    public BrandTone Tone { get; init; }

    /// <summary>The language of summaries for an audience, where its profile does not say.</summary>
    public static string LanguageFor(string[] audience) => audience.FirstOrDefault(Known.Contains) ?? Known[0];
}
