using P = RtmPipeline.Alerts.Framing.ItalianPhrases;

namespace RtmPipeline.Alerts.Framing;

/// <summary>Writes an incident in Italian: the first sentence says what happens, the second what it means for the brand.</summary>
internal static class ItalianFraming
{
    public static string[] Write(FramingFacts f, FramingTone tone) =>
    [
        $"{ItalianEndings.Happening(f) ?? Happening(f)}.",
        $"{SentenceText.Capital(ItalianEndings.Meaning(f, tone) ?? Meaning(f, tone), f.Brand)}.",
    ];

    public static string Digest(DigestFacts f)
    {
        string last = P.InLast((int)f.Over.TotalMinutes);
        if (f.Total == 0)
            return $"{SentenceText.Capital(last, f.Brand)} non è stato trattenuto nulla per {f.Brand}.";
        List<string> kinds = [];
        AddCount(kinds, f.Opportunities, "un'opportunità", "opportunità");
        AddCount(kinds, f.Threats, "una minaccia", "minacce");
        AddCount(kinds, f.Holds, "una pausa consigliata", "pause consigliate");
        AddCount(kinds, f.Reinforcements, "un'onda in calo", "onde in calo");
        string largest = f.Largest is null ? "" : f.Total == 1 ? $": {P.Quote(f.Largest)}" : $"; la più discussa era {P.Quote(f.Largest)}";
        return $"Per non fare rumore, {last} {(f.Total == 1 ? "è stata trattenuta" : "sono state trattenute")} {P.List(kinds)} per {f.Brand}{largest}.";
    }

    private static string Happening(FramingFacts f)
    {
        string label = P.Quote(f.Label);
        string sensitive = P.Sensitive(f.Sensitive ?? "");
        return (f.Kind, f.Phase) switch
        {
            (AlertKind.Hold, IncidentPhase.Retracted) => $"A quanto pare {label} non riguarda {sensitive}",
            (_, IncidentPhase.Retracted) when f.Sensitive is not null => $"Ritiriamo quanto detto su {label}: con ogni probabilità riguarda {sensitive}",
            (_, IncidentPhase.Retracted) => $"Ritiriamo quanto detto su {label}: non è quello che sembrava",
            (AlertKind.Hold, IncidentPhase.Expired) => $"Di {label} {(f.IsOver ? "ormai non si parla quasi più" : "si parla sempre meno")}: {FromPeak(f)}",
            (AlertKind.Threat, IncidentPhase.Expired) => $"Le critiche a {f.Brand} attorno a {label} {(f.IsOver ? "si sono spente" : "stanno calando")}: {FromPeak(f)}",
            (_, IncidentPhase.Expired) when f.EndedBecause != EndReason.TooLate && (f.IsOver || f.Momentum == Momentum.Falling) => $"{label} ha esaurito la spinta: {FromPeak(f)}",
            (_, IncidentPhase.Expired) when f.StillGoes => $"È passato il momento di agire su {label}, anche se il ritmo è ancora di {P.Rate(f.PerMinute)}",
            (_, IncidentPhase.Expired) => $"È passato il momento di agire su {label}",
            (AlertKind.Threat, IncidentPhase.Peaked) => $"Le critiche a {f.Brand} attorno a {label} si stanno attenuando: {FromPeak(f)}",
            (AlertKind.Reinforce, IncidentPhase.Escalated) => $"L'onda del post di {f.Brand}, {label}, si sta spegnendo ancora più in fretta: {FromPeak(f)}",
            (AlertKind.Reinforce, _) => $"L'onda del post di {f.Brand}, {label}, si sta spegnendo prima del previsto: {FromPeak(f)}",
            (_, IncidentPhase.Peaked) => $"{label} ha superato il picco: {FromPeak(f)}",
            (AlertKind.Threat, _) => $"Le critiche a {f.Brand} attorno a {label} {Moves(f)}: {Crowd(f)}",
            (AlertKind.Hold, IncidentPhase.Raised) => $"{label} {Moves(f)} e con ogni probabilità riguarda {sensitive}: {Crowd(f)}",
            (AlertKind.Hold, _) => $"{label}, che con ogni probabilità riguarda {sensitive}, {Moves(f)}: {Crowd(f)}",
            (AlertKind.Calendar, IncidentPhase.Raised) => $"Comincia {label}, che {f.Brand} aveva in programma: {Crowd(f)}",
            _ => $"{label} {Moves(f)}: {Crowd(f)}",
        };
    }

    private static string Moves(FramingFacts f)
    {
        bool arePosts = f.Kind == AlertKind.Threat;
        int minutes = HumanNumbers.Minutes(f.Now - f.Since);
        return f.Phase switch
        {
            IncidentPhase.Escalated => arePosts ? "stanno crescendo con molta più forza" : "sta crescendo con molta più forza",
            IncidentPhase.Updated when f.Momentum == Momentum.Rising => arePosts ? "continuano a crescere" : "continua a crescere",
            IncidentPhase.Updated when f.Momentum == Momentum.Steady => arePosts ? "restano stabili" : "tiene il ritmo",
            IncidentPhase.Updated => arePosts ? "stanno rallentando" : "sta rallentando",
            _ when arePosts => $"si accumulano {Since(f, minutes)}",
            _ when f.Kind == AlertKind.Hold => $"circola {Since(f, minutes)}",
            _ when f.Momentum == Momentum.Rising && minutes < 55 => minutes < 1 ? "sta prendendo quota proprio ora" : $"ha preso quota {P.InLast(minutes)}",
            _ when f.Momentum == Momentum.Rising => $"cresce {Since(f, minutes)}",
            _ => $"fa parlare di sé {Since(f, minutes)}",
        };
    }

    /// <summary>A length for what is fresh, the clock for what is not.</summary>
    private static string Since(FramingFacts f, int minutes) =>
        minutes < 55 ? $"da {P.Length(minutes)}" : P.At("da", f.Since, f.Now);

    private static string Crowd(FramingFacts f)
    {
        bool isOne = HumanNumbers.Round(f.People) <= 1;
        string text = f.Now - f.Since <= 3_600_000
            ? $"finora ne {(isOne ? "parla" : "parlano")} {P.People(f.People)}"
            : $"nell'ultima ora ne {(isOne ? "ha" : "hanno")} parlato {P.People(f.People)}";
        if (Languages(f) is { } languages)
            text += $", {languages}";
        if (f.PerMinute >= HumanNumbers.AboutFrom)
            text += $", con {P.Rate(f.PerMinute)}";
        if (f.IsUsuallyUnheard && f.Phase != IncidentPhase.Updated)
            text += ", mentre di solito non se ne parla quasi mai";
        else if (!f.IsUsuallyUnheard && P.TimesUsual(f.TimesUsual) is { } times)
            text += $", {times}";
        return f.ToldMood switch
        {
            Mood.Positive => $"{text}, e il tono è per lo più positivo",
            Mood.Negative when f.Kind == AlertKind.Threat => f.NegativeShare >= 0.8 ? $"{text}, quasi sempre in tono negativo" : $"{text}, per lo più in tono negativo",
            Mood.Negative => $"{text}, e il tono è per lo più negativo",
            Mood.Mixed => $"{text}, e i pareri sono contrastanti",
            _ => text,
        };
    }

    private static string? Languages(FramingFacts f)
    {
        string[] names = [.. f.ToldLanguages.Select(P.Language).OfType<string>()];
        return names.Length switch
        {
            0 => null,
            1 => $"soprattutto in {names[0]}",
            _ => $"in {P.List(names)}",
        };
    }

    private static string FromPeak(FramingFacts f) =>
        HumanNumbers.Round(f.PeakPerMinute) > HumanNumbers.Round(f.PerMinute) && f.PeakPerMinute >= 1
            ? $"siamo a {P.Rate(f.PerMinute)}, contro un massimo di {P.Peak(f.PeakPerMinute, f.PerMinute)}"
            : $"siamo a {P.Rate(f.PerMinute)}";

    private static string Meaning(FramingFacts f, FramingTone tone)
    {
        long until = HumanNumbers.Until(f.Until, f.Now);
        string before = P.At("di", until, f.Now);
        string upTo = P.At("a", until, f.Now);
        // The three ways to ask: impersonal, Lei, tu.
        string Ask(string neutral, string formal, string friendly) => tone switch
        {
            FramingTone.Formal => formal,
            FramingTone.Friendly => friendly,
            _ => neutral,
        };
        string time = Ask("c'è tempo", "ha tempo", "hai tempo");
        return (f.Kind, f.Phase) switch
        {
            (AlertKind.Hold, IncidentPhase.Retracted) =>
                $"{Ask("conviene dare un'altra occhiata e riprendere", "dia un'altra occhiata, per favore, e riprenda", "dai un'altra occhiata e riprendi")} ciò che {f.Brand} aveva sospeso, se è tutto a posto",
            (AlertKind.Hold, IncidentPhase.Expired) =>
                $"{Ask("conviene verificare", "verifichi, per favore,", "verifica")} che cosa è successo prima di riprendere ciò che {f.Brand} aveva sospeso",
            (AlertKind.Hold, IncidentPhase.Raised) =>
                $"{Ask("conviene sospendere", "sospenda, per favore,", "metti in pausa")} ciò che {f.Brand} ha in programma finché non si chiarisce che cosa è successo",
            (AlertKind.Hold, _) => $"{Ask("conviene tenere in sospeso", "tenga in sospeso, per favore,", "tieni in pausa")} tutto ciò che {f.Brand} ha in programma",
            (AlertKind.Threat or AlertKind.Reinforce, IncidentPhase.Retracted) => "non serve reagire",
            (_, IncidentPhase.Retracted) =>
                $"{Ask("meglio non pubblicare nulla e ritirare", "non pubblichi nulla, per favore, e ritiri", "non pubblicare nulla e ritira")} ciò che {f.Brand} aveva preparato",
            (AlertKind.Threat, IncidentPhase.Expired) => "non c'è altro da fare, a meno che non riprendano",
            (AlertKind.Threat, IncidentPhase.Peaked) => $"{Ask("conviene tenerle d'occhio", "le tenga d'occhio", "tienile d'occhio")} fino {upTo}",
            (AlertKind.Threat, _) =>
                $"{(Why(f, areCriticisms: true) is { } why ? $"{why}; " : "")}{Ask("conviene decidere", "decida, per favore,", "decidi")} prima {before} se {f.Brand} deve rispondere",
            (AlertKind.Reinforce, IncidentPhase.Expired) => "non c'è più nulla da rilanciare",
            (AlertKind.Reinforce, _) => $"per non farla spegnere, {Ask($"{f.Brand} dovrebbe rilanciare", "rilanci", "rilancia")} prima {before}",
            (_, IncidentPhase.Expired) => Ask("non conviene più intervenire", "non conviene più intervenire", "meglio lasciar perdere"),
            (_, IncidentPhase.Peaked) =>
                $"se {f.Brand} ha qualcosa di pronto, dovrebbe uscire prima {before}; altrimenti {Ask("meglio lasciar perdere", "è meglio lasciar perdere", "lascia perdere")}",
            (AlertKind.Calendar, _) => $"ciò che {f.Brand} ha preparato va bene adesso e fino {upTo}",
            (_, IncidentPhase.Updated) => $"{(Expected(f) is { } more ? $"{more}, quindi " : "")}ora {time} fino {upTo}",
            _ => $"{Context(f)}{(Expected(f) is { } more ? $"; {more}, quindi " : "; ")}{time} fino {upTo}",
        };
    }

    /// <summary>Why it concerns the brand, and whether news has it.</summary>
    private static string Context(FramingFacts f)
    {
        string news = f.NewsFirstAt is not { } at
            ? "finora non abbiamo visto notizie in merito"
            : $"le testate ne parlano {P.At("da", at, f.Now)}{(f.SpeaksToJournalists ? ", ma sono ancora poche" : "")}";
        return Why(f, areCriticisms: false) is { } why ? $"{why} e {news}" : news;
    }

    private static string? Why(FramingFacts f, bool areCriticisms)
    {
        if (f.Reasons is not [{ } first, ..])
            return null;
        string[] names = [.. f.Reasons.Where(r => r.Kind == first.Kind).Select(r => r.Name)];
        string[] themes = [.. names.Select(P.Theme).OfType<string>()];
        return first.Kind switch
        {
            ReasonKind.Name or ReasonKind.Field or ReasonKind.Theme when areCriticisms => null,
            ReasonKind.Name => $"la gente nomina {f.Brand}",
            ReasonKind.Product or ReasonKind.Person => $"si parla di {P.List(names)}",
            ReasonKind.Competitor => $"si parla della concorrenza ({P.List(names)})",
            ReasonKind.Theme when themes.Length == 0 => $"rientra nei temi di {f.Brand}",
            ReasonKind.Theme => $"rientra nei temi di {f.Brand} ({P.List(themes)})",
            _ when SentenceText.IsSame(names, f.Label) => $"rientra in pieno nell'ambito di {f.Brand}",
            _ => $"rientra nell'ambito di {f.Brand} ({P.List([.. names.Select(n => $"«{n}»")])})",
        };
    }

    private static string? Expected(FramingFacts f) =>
        HumanNumbers.Round(f.MoreExpected) < HumanNumbers.AboutFrom ? null : $"{P.InNext(f.MoreWithinMinutes)} {P.AreExpected(f.MoreExpected)}";

    private static void AddCount(List<string> into, int count, string one, string many)
    {
        if (count > 0)
            into.Add(count == 1 ? one : $"{P.Whole(count)} {many}");
    }
}
