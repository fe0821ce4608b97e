namespace RtmPipeline.Tagging.Safety;

/// <summary>How a text means what it says: as news, as a story, as a memory, as a danger that passed.</summary>
/// <param name="IsFigurative">A figure of speech stands in it.</param>
/// <param name="IsRelieved">It says that nobody was harmed.</param>
/// <param name="IsInvented">It speaks of a film, a game, a book, a drill, a hoax.</param>
/// <param name="IsPast">It speaks of an anniversary or of history.</param>
/// <param name="IsNews">Something says that it is real and now: police, helpers, a report.</param>
/// <param name="HasToll">It counts victims.</param>
internal readonly record struct SafetyContext(bool IsFigurative, bool IsRelieved, bool IsInvented, bool IsPast, bool IsNews, bool HasToll)
{
    public static SafetyContext Of(ReadOnlySpan<SafetyHit> hits)
    {
        SafetyContext context = default;
        foreach (ref readonly SafetyHit hit in hits)
        {
            context = hit.Role switch
            {
                SafetyRole.Figure => context with { IsFigurative = true },
                SafetyRole.Relief => context with { IsRelieved = true },
                SafetyRole.Fiction => context with { IsInvented = true },
                SafetyRole.Memory => context with { IsPast = true },
                SafetyRole.News => context with { IsNews = true },
                SafetyRole.Toll => context with { HasToll = context.HasToll || SafetyFinding.IsCountedToll(hit, hits) },
                _ => context,
            };
        }
        return context;
    }

    /// <summary>
    /// The level that stands in this context. In doubt the higher one does: nothing is lowered that is news and counts victims, no story with a sign that it
    /// is real, and no averted danger where victims are named.
    /// </summary>
    public SafetyLevel Lower(SafetyLevel level, int topic, bool namesVictims)
    {
        if (level <= SafetyLevel.Low || topic is not (SafetyLexicon.Death or SafetyLexicon.Terrorism or SafetyLexicon.Crime or SafetyLexicon.Arms or SafetyLexicon.Drugs))
            return level;
        if (IsInvented && !IsNews && !HasToll)
            return topic == SafetyLexicon.Terrorism ? SafetyLevel.Medium : SafetyLevel.Low;
        if (IsPast && !IsNews)
            return level == SafetyLevel.Medium ? SafetyLevel.Low : SafetyLevel.Medium;
        if (IsRelieved && !namesVictims && topic == SafetyLexicon.Death)
            return level - 1;
        return level;
    }
}
