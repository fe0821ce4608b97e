namespace RtmPipeline.Tagging.Models;

/// <summary>The languages a model tells apart: those that matter first by themselves, the others together.</summary>
internal enum LanguageVariant : byte
{
    Other,
    English,
    Spanish,
    Italian,
}

internal static class LanguageVariants
{
    public const int Count = 4;

    public static LanguageVariant Of(string? code) => code switch
    {
        "en" => LanguageVariant.English,
        "es" => LanguageVariant.Spanish,
        "it" => LanguageVariant.Italian,
        _ => LanguageVariant.Other,
    };
}
