namespace RtmPipeline.Tagging.Entities;

/// <summary>
/// Finds names in a run of capitals by the words in and before it:
/// <list type="bullet">
/// <item>a given name with one to three more words ("Juan Carlos de la Torre"), or a title with them ("ministra Robles"): a person;</item>
/// <item>"Universidad de …", "Banco …", "… FC", "… S.A.": an organisation;</item>
/// <item>"calle …", "Lago de …", "… River": a place.</item>
/// </list>
/// Right names matter more than all names: in shouted texts nothing is found, in headlines only the shortest form, and a given name that is an
/// ordinary word too ("Grace") counts inside a sentence only.
/// </summary>
internal readonly ref struct NameRules(NameKnowledge knowledge)
{
    private const int MaxSurnames = 2;
    private const int MaxGivenNames = 2;
    private const int MaxWordsAfterTitle = 3;
    private const int MaxWordsAfterHead = 3;
    private const int MaxWordsBeforeTail = 3;

    // A run of this many words is a headline, whatever the rest of the text is.
    private const int HeadlineTokens = 6;

    private const NameParts Cues = NameParts.OrganisationHead | NameParts.HeadBeforeParticle | NameParts.OrganisationTail | NameParts.PlaceHead | NameParts.PlaceTail
        | NameParts.Title | NameParts.CapitalTitle | NameParts.Saint | NameParts.Street;

    private readonly NameKnowledge _knowledge = knowledge;

    /// <summary>Adds the names in a run.</summary>
    public void Judge(ref NameText text, ReadOnlySpan<NameToken> run, ref FoundNames found)
    {
        ReadOnlySpan<char> before = text.SmallWordBefore(run[0].Start, out int beforeStart);
        NameParts within = NameParts.None;
        bool hasCompany = false;
        foreach (ref readonly NameToken token in run)
        {
            within |= token.IsSmall ? NameParts.None : token.Parts;
            hasCompany |= IsCompany(text.Text, token);
        }
        NameParts cue = before.IsEmpty ? TitleWithDot(text, run[0].Start) : _knowledge.Of(CapitalScan.HashOf(before));
        bool needsBefore = cue.HasAny(NameParts.Title | NameParts.Particle | NameParts.PlaceHead | NameParts.SmallOrganisationHead | NameParts.Street);
        bool canBeName = needsBefore || (run.Length > 1 && within.HasAny(Cues | NameParts.Given | NameParts.DottedTitle)) || hasCompany;
        if (!canBeName || text.Style == CapitalStyle.Shouted)
            return;
        bool isHeadline = text.Style == CapitalStyle.Title || run.Length >= HeadlineTokens;
        int at = needsBefore ? ByWordBefore(text, run, cue, beforeStart, ref found) : 0;
        while (at < run.Length)
        {
            bool isInside = at > 0 ? !isHeadline : !before.IsEmpty;
            at = Step(text.Text, run, at, new Place(isHeadline, isInside), ref found);
        }
    }

    /// <summary>A title in small letters with a full stop ("prof. Quaranta"); nothing where another word ends with one.</summary>
    private NameParts TitleWithDot(in NameText text, int at)
    {
        if (at < 3 || text.Text[at - 1] != ' ' || text.Text[at - 2] != '.')
            return NameParts.None;
        ReadOnlySpan<char> word = text.SmallWordEndingAt(at - 2, out _);
        NameParts parts = word.IsEmpty ? NameParts.None : _knowledge.Of(CapitalScan.HashOf(word));
        return parts.HasAny(NameParts.Title | NameParts.DottedTitle) ? NameParts.Title : NameParts.None;
    }

    /// <param name="IsHeadline">Capitals say little here.</param>
    /// <param name="IsInside">Not the beginning of a sentence.</param>
    private readonly record struct Place(bool IsHeadline, bool IsInside);

    /// <summary>A cue in small letters before the run.</summary>
    /// <returns>The first word of the run that is not taken.</returns>
    private int ByWordBefore(in NameText text, ReadOnlySpan<NameToken> run, NameParts cue, int cueStart, ref FoundNames found)
    {
        if (cue.HasAny(NameParts.Title))
        {
            int end = run[0].Is(NameParts.Given) || found.KnownBegins(run[0].Start, run[0].End, orEqual: true) ? 0 : NamesFrom(run, 0, MaxWordsAfterTitle);
            if (end > 0)
                found.Add(run[0].Start, run[end - 1].End, EntityKind.Person);
            return end;
        }
        // "calle de la Rosa": the head stands before the particles.
        for (int i = 0; i < 2 && cue.HasAny(NameParts.Particle); i++)
        {
            ReadOnlySpan<char> head = text.SmallWordBefore(cueStart, out cueStart);
            cue = head.IsEmpty ? NameParts.None : _knowledge.Of(CapitalScan.HashOf(head));
        }
        bool isPlace = cue.HasAny(NameParts.PlaceHead) || (cue.HasAny(NameParts.Street) && IsItalianStreet(text, cueStart));
        if (!isPlace && !cue.HasAny(NameParts.SmallOrganisationHead))
            return 0;
        int last = WordsFrom(run, 0, MaxWordsAfterHead);
        if (last > 0)
            found.Add(cueStart, run[last - 1].End, isPlace ? EntityKind.Place : EntityKind.Organisation);
        return last;
    }

    /// <summary>Judges the run from one of its words on.</summary>
    /// <returns>The next word to judge.</returns>
    private static int Step(ReadOnlySpan<char> text, ReadOnlySpan<NameToken> run, int at, Place place, ref FoundNames found)
    {
        NameToken token = run[at];
        if (token.IsSmall)
            return at + 1;
        if (token.Is(NameParts.Title | NameParts.CapitalTitle) || (token.Is(NameParts.DottedTitle) && token.HasDot))
            return AfterTitle(run, at, place, ref found);
        if (found.IsInsideKnown(token.Start))
            return at + 1;
        if (token.Is(NameParts.Given) && !token.IsShouted && Person(run, at, place, ref found) is var person and > 0)
            return person;
        // Two or three letters are a head in capitals only: "AC", not "As".
        if (token.Is(NameParts.HeadBeforeParticle) && at + 1 < run.Length && run[at + 1].IsSmall && Headed(run, at, place, EntityKind.Organisation, ref found) is var named and > 0)
            return named;
        if (token.Is(NameParts.OrganisationHead) && (token.Length > 3 || token.IsShouted) && Headed(run, at, place, EntityKind.Organisation, ref found) is var organisation and > 0)
            return organisation;
        // "Rana Plaza Tragedy": what follows belongs to the head only where nothing stands before it.
        bool isFirst = at == 0 || run[at - 1].IsSmall || run[at - 1].IsOrdinary || run[at - 1].Is(NameParts.NoName);
        if (isFirst && token.Is(NameParts.PlaceHead) && Headed(run, at, place, EntityKind.Place, ref found) is var headed and > 0)
            return headed;
        if (token.Is(NameParts.Saint))
            return at + 2;
        return Tailed(text, run, at, place, ref found);
    }

    private static int AfterTitle(ReadOnlySpan<NameToken> run, int at, Place place, ref FoundNames found)
    {
        int next = at + 1;
        if (next == run.Length || run[next].IsSmall)
            return next;
        if (run[next].Is(NameParts.Given) && !run[next].IsShouted && Person(run, next, place with { IsInside = true }, ref found) is var person and > 0)
            return person;
        if (found.KnownBegins(run[next].Start, run[next].End, orEqual: true) || found.KnownBegins(run[at].Start, run[next].End, orEqual: true))
            return next;
        int end = NamesFrom(run, next, place.IsHeadline ? 1 : MaxWordsAfterTitle);
        if (end > next)
            found.Add(run[next].Start, run[end - 1].End, EntityKind.Person);
        return Math.Max(end, next);
    }

    /// <returns>One past the person's last word; 0 when it is none.</returns>
    private static int Person(ReadOnlySpan<NameToken> run, int at, Place place, ref FoundNames found)
    {
        if (run[at].Is(NameParts.Doubtful) && !(place.IsInside && !place.IsHeadline))
            return 0;
        int end = at + 1;
        if (end == run.Length || IsKnownPlace(run[at], found))
            return 0;
        // "Santiago de Chile" is no man, and "Will Senegal win" no name.
        if (run[at].Is(NameParts.Doubtful) && (run[end].IsSmall || found.KnownBegins(run[end].Start, run[end].End, orEqual: true)))
            return 0;
        while (end < run.Length && end - at < MaxGivenNames && run[end].Is(NameParts.Given) && IsNamePart(run[end]))
            end++;
        int mostSurnames = place.IsHeadline ? end - at > 1 ? 0 : 1 : MaxSurnames;
        for (int surnames = 0; surnames < mostSurnames; surnames++)
        {
            int next = end;
            while (surnames == 0 && next < run.Length && (run[next].Is(NameParts.Particle) || IsInitial(run[next])))
                next++;
            if (next == run.Length || !IsNamePart(run[next]) || found.KnownBegins(run[next].Start, run[next].End, orEqual: next > end))
                break;
            end = next + 1;
        }
        if (end - at < 2)
            return 0;
        found.Add(run[at].Start, run[end - 1].End, EntityKind.Person);
        return end;
    }

    /// <summary>A head with what follows: "Universidad de Cuenca", "Lake Placid".</summary>
    private static int Headed(ReadOnlySpan<NameToken> run, int at, Place place, EntityKind kind, ref FoundNames found)
    {
        int end = WordsFrom(run, at + 1, place.IsHeadline ? 1 : MaxWordsAfterHead);
        if (end == at + 1)
            return 0;
        found.Add(run[at].Start, run[end - 1].End, kind);
        return end;
    }

    /// <summary>A tail with what stands before it: "Hudson River", "Acme Inc".</summary>
    private static int Tailed(ReadOnlySpan<char> text, ReadOnlySpan<NameToken> run, int at, Place place, ref FoundNames found)
    {
        bool isKnown = found.KnownBegins(run[at].Start, run[at].End, orEqual: false);
        if (!(isKnown || IsNameWord(run[at])) || run[at].Is(NameParts.OrganisationTail | NameParts.PlaceTail))
            return at + 1;
        int most = Math.Min(run.Length, at + 1 + (place.IsHeadline ? 1 : MaxWordsBeforeTail));
        for (int tail = at; tail < most && !run[tail].IsSmall && (tail == at || IsNameWord(run[tail]) || IsTail(text, run[tail])); tail++)
        {
            bool isCompany = IsCompany(text, run[tail]);
            if (!isCompany && (tail == at || !IsTail(text, run[tail])))
                continue;
            int first = at;
            // "Download Chelsea FC": a known name before the tail begins the whole.
            for (int i = tail - 1; i > at; i--)
                first = found.KnownBegins(run[i].Start, run[i].End, orEqual: true) ? i : first;
            bool isPlace = !isCompany && run[tail].Is(NameParts.PlaceTail);
            found.Add(run[first].Start, run[tail].End, isPlace ? EntityKind.Place : EntityKind.Organisation);
            return tail + 1;
        }
        return at + 1;
    }

    /// <summary>One past the last word that can be a person's name, from a place on, without small words.</summary>
    private static int NamesFrom(ReadOnlySpan<NameToken> run, int at, int most)
    {
        int end = at;
        // "ministro Di Maio": a particle with a capital belongs to the name behind it.
        if (at + 1 < run.Length && !run[at].IsSmall && run[at].Is(NameParts.Particle) && IsNamePart(run[at + 1]))
            end++;
        while (end < run.Length && end - at < most && IsNamePart(run[end]))
            end++;
        return end;
    }

    /// <summary>One past the last word of what a head names; small words count with the capital behind them.</summary>
    private static int WordsFrom(ReadOnlySpan<NameToken> run, int at, int most)
    {
        int end = at;
        for (int words = 0; words < most; words++)
        {
            int next = end;
            while (next < run.Length && run[next].IsSmall)
                next++;
            if (next == run.Length || !IsNameWord(run[next]))
                break;
            end = next + 1;
        }
        return end;
    }

    private static bool IsNamePart(in NameToken token) => IsNameWord(token) && !token.IsShouted && !token.Is(Cues) && token.Length > 1;

    private static bool IsNameWord(in NameToken token) =>
        !token.IsSmall && !token.IsOrdinary && (!token.Is(NameParts.NoName) || token.Is(NameParts.Given)) && token.Length > 1;

    /// <summary>True for "Alberta" or "Florencia" as the list of known names has them: a place before it is a person.</summary>
    private static bool IsKnownPlace(in NameToken token, in FoundNames found)
    {
        foreach (ref readonly FoundName name in found.Names)
        {
            if (name.Start == token.Start && name.End == token.End && name.Known >= 0 && name.Kind == EntityKind.Place)
                return true;
        }
        return false;
    }

    private static bool IsInitial(in NameToken token) => token.Length == 1 && token.HasDot;

    /// <summary>Short tails are known by their capitals: "FC", "SpA" (not "Spa"), and the two that have one only.</summary>
    private static bool IsTail(ReadOnlySpan<char> text, in NameToken token)
    {
        if (!token.Is(NameParts.OrganisationTail | NameParts.PlaceTail))
            return false;
        return token.Length > 3 || CapitalScan.IsCapital(text[token.End - 1]) || text[token.Start..token.End] is "Inc" or "Ltd";
    }

    /// <summary>True when a legal form follows the word.</summary>
    private static bool IsCompany(ReadOnlySpan<char> text, in NameToken last)
    {
        if (last.End + 1 >= text.Length || text[last.End + 1] != 'S' || last.IsOrdinary || last.Length <= 2)
            return false;
        ReadOnlySpan<char> rest = text[last.End..];
        return rest.StartsWith(" S.A.") || rest.StartsWith(" S.p.A.") || rest.StartsWith(" S.r.l.");
    }

    private static bool IsItalianStreet(in NameText text, int street) =>
        text.SmallWordBefore(street, out _) is "in" or "di" or "a" or "da" or "su";
}
