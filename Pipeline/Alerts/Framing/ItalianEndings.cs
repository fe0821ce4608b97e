using P = RtmPipeline.Alerts.Framing.ItalianPhrases;

namespace RtmPipeline.Alerts.Framing;

/// <summary>Says in Italian why an incident ended, where its kind and phase do not say it.</summary>
internal static class ItalianEndings
{
    /// <summary>What happened; null where <see cref="ItalianFraming"/> says it.</summary>
    public static string? Happening(FramingFacts f)
    {
        string label = P.Quote(f.Label);
        string takeBack = $"Ritiriamo quanto detto su {label}";
        return f.EndedBecause switch
        {
            EndReason.Merged when f.MergedInto is { } other => $"Alla fine {label} è lo stesso evento dell'avviso {other}, che resta aperto",
            EndReason.Over when f.HasRecovered => $"L'onda del post di {f.Brand}, {label}, ha ripreso forza: siamo a {P.Rate(f.PerMinute)}",
            EndReason.Tragedy when f.Sensitive is null => $"{takeBack}: con ogni probabilità fa parte di una tragedia",
            EndReason.Unsafe => $"{takeBack}: ormai la discussione riguarda {P.Sensitive(f.Sensitive ?? "")}",
            EndReason.Threat => $"{takeBack}: la discussione si è rivoltata contro {f.Brand}",
            EndReason.TakenBack => $"{takeBack}: gran parte dei post è stata cancellata",
            EndReason.NotAuthentic => $"{takeBack}: per lo più non sembra venire da persone reali",
            _ => null,
        };
    }

    /// <summary>What it means; null where <see cref="ItalianFraming"/> says it.</summary>
    public static string? Meaning(FramingFacts f, FramingTone tone) => f.EndedBecause switch
    {
        EndReason.Merged when f.MergedInto is not null => tone switch
        {
            FramingTone.Formal => "segua quello, per favore, d'ora in poi",
            FramingTone.Friendly => "segui quello d'ora in poi",
            _ => "conviene seguire quello d'ora in poi",
        },
        EndReason.Over when f.HasRecovered => "non serve rilanciare",
        _ => null,
    };

    /// <summary>What is said of all incidents of a brand that is watched no more.</summary>
    public static string Removed(string brand, FramingTone tone) => $"Il profilo di {brand} è stato rimosso: {tone switch
    {
        FramingTone.Formal => "non faccia più nulla, per favore",
        FramingTone.Friendly => "non devi più fare nulla",
        _ => "non serve più fare nulla",
    }}.";
}
