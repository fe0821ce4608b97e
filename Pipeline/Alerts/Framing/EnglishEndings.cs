using P = RtmPipeline.Alerts.Framing.EnglishPhrases;

namespace RtmPipeline.Alerts.Framing;

/// <summary>Says in English why an incident ended, where its kind and phase do not say it.</summary>
internal static class EnglishEndings
{
    /// <summary>What happened; null where <see cref="EnglishFraming"/> says it.</summary>
    public static string? Happening(FramingFacts f)
    {
        string label = P.Quote(f.Label);
        string takeBack = $"We take back what we said about {label}";
        return f.EndedBecause switch
        {
            EndReason.Merged when f.MergedInto is { } other => $"{label} turned out to be the same event as {other}, which goes on",
            EndReason.Over when f.HasRecovered => $"The wave around {f.Brand}'s own post, {label}, has picked up again: {P.Rate(f.PerMinute)}",
            EndReason.Tragedy when f.Sensitive is null => $"{takeBack}: most likely it is part of a tragedy",
            EndReason.Unsafe => $"{takeBack}: the talk is now about {P.Sensitive(f.Sensitive ?? "")}",
            EndReason.Threat => $"{takeBack}: the talk has turned against {f.Brand}",
            EndReason.TakenBack => $"{takeBack}: most of the posts have been deleted",
            EndReason.NotAuthentic => $"{takeBack}: most of it does not seem to come from real people",
            _ => null,
        };
    }

    /// <summary>What it means; null where <see cref="EnglishFraming"/> says it.</summary>
    public static string? Meaning(FramingFacts f, FramingTone tone) => f.EndedBecause switch
    {
        EndReason.Merged when f.MergedInto is not null => tone switch
        {
            FramingTone.Formal => "please follow that one from now on",
            FramingTone.Friendly => "just follow that one from now on",
            _ => "follow that one from now on",
        },
        EndReason.Over when f.HasRecovered => "there is no need to follow up",
        _ => null,
    };

    /// <summary>What is said of all incidents of a brand that is watched no more.</summary>
    public static string Removed(string brand, FramingTone tone) => $"The profile of {brand} was removed: {tone switch
    {
        FramingTone.Formal => "please do not act on this any more",
        FramingTone.Friendly => "don't act on this any more",
        _ => "do not act on this any more",
    }}.";
}
