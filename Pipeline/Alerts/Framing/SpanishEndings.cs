using P = RtmPipeline.Alerts.Framing.SpanishPhrases;

namespace RtmPipeline.Alerts.Framing;

/// <summary>Says in Spanish why an incident ended, where its kind and phase do not say it.</summary>
internal static class SpanishEndings
{
    /// <summary>What happened; null where <see cref="SpanishFraming"/> says it.</summary>
    public static string? Happening(FramingFacts f)
    {
        string label = P.Quote(f.Label);
        string takeBack = $"Retiramos lo dicho sobre {label}";
        return f.EndedBecause switch
        {
            EndReason.Merged when f.MergedInto is { } other => $"Al final {label} es el mismo suceso que el aviso {other}, que sigue abierto",
            EndReason.Over when f.HasRecovered => $"La ola de la publicación de {f.Brand}, {label}, ha vuelto a coger fuerza, con {P.Rate(f.PerMinute)}",
            EndReason.Tragedy when f.Sensitive is null => $"{takeBack}: lo más probable es que forme parte de una tragedia",
            EndReason.Unsafe => $"{takeBack}: ahora se habla de {P.Sensitive(f.Sensitive ?? "")}",
            EndReason.Threat => $"{takeBack}: la conversación se ha vuelto en contra de {f.Brand}",
            EndReason.TakenBack => $"{takeBack}: se ha borrado la mayor parte de las publicaciones",
            EndReason.NotAuthentic => $"{takeBack}: la mayor parte no parece venir de personas reales",
            _ => null,
        };
    }

    /// <summary>What it means; null where <see cref="SpanishFraming"/> says it.</summary>
    public static string? Meaning(FramingFacts f, FramingTone tone) => f.EndedBecause switch
    {
        EndReason.Merged when f.MergedInto is not null => tone switch
        {
            FramingTone.Formal => "siga ese, por favor, a partir de ahora",
            FramingTone.Friendly => "sigue ese a partir de ahora",
            _ => "conviene seguir ese a partir de ahora",
        },
        EndReason.Over when f.HasRecovered => "no hace falta insistir",
        _ => null,
    };

    /// <summary>What is said of all incidents of a brand that is watched no more.</summary>
    public static string Removed(string brand, FramingTone tone) => $"El perfil de {brand} se ha retirado: {tone switch
    {
        FramingTone.Formal => "no haga nada más con esto, por favor",
        FramingTone.Friendly => "no hagas nada más con esto",
        _ => "no hay que hacer nada más con esto",
    }}.";
}
