using P = RtmPipeline.Alerts.Framing.SpanishPhrases;

namespace RtmPipeline.Alerts.Framing;

/// <summary>Writes an incident in Spanish: the first sentence says what happens, the second what it means for the brand.</summary>
internal static class SpanishFraming
{
    public static string[] Write(FramingFacts f, FramingTone tone) =>
    [
        $"{SpanishEndings.Happening(f) ?? Happening(f)}.",
        $"{SentenceText.Capital(SpanishEndings.Meaning(f, tone) ?? Meaning(f, tone), f.Brand)}.",
    ];

    public static string Digest(DigestFacts f)
    {
        string last = P.Last((int)f.Over.TotalMinutes);
        if (f.Total == 0)
            return $"No se ha retenido nada para {f.Brand} en {last}.";
        List<string> kinds = [];
        AddCount(kinds, f.Opportunities, "una oportunidad", "oportunidades");
        AddCount(kinds, f.Threats, "una amenaza", "amenazas");
        AddCount(kinds, f.Holds, "una pausa recomendada", "pausas recomendadas");
        AddCount(kinds, f.Reinforcements, "una ola que se apaga", "olas que se apagan");
        string largest = f.Largest is null ? "" : f.Total == 1 ? $": {P.Quote(f.Largest)}" : $"; lo más sonado fue {P.Quote(f.Largest)}";
        return $"Para no hacer ruido, en {last} se {(f.Total == 1 ? "ha" : "han")} retenido {P.List(kinds)} para {f.Brand}{largest}.";
    }

    private static string Happening(FramingFacts f)
    {
        string label = P.Quote(f.Label);
        string sensitive = P.Sensitive(f.Sensitive ?? "");
        return (f.Kind, f.Phase) switch
        {
            (AlertKind.Hold, IncidentPhase.Retracted) => $"Al final {label} no parece tratar de {sensitive}",
            (_, IncidentPhase.Retracted) when f.Sensitive is not null => $"Retiramos lo dicho sobre {label}: lo más probable es que trate de {sensitive}",
            (_, IncidentPhase.Retracted) => $"Retiramos lo dicho sobre {label}: no es lo que parecía",
            (AlertKind.Hold, IncidentPhase.Expired) => $"Ya {(f.IsOver ? "casi no se habla" : "se habla menos")} de {label}: {FromPeak(f)}",
            (AlertKind.Threat, IncidentPhase.Expired) => $"Las críticas a {f.Brand} en torno a {label} {(f.IsOver ? "se han apagado" : "van a menos")}: {FromPeak(f)}",
            (_, IncidentPhase.Expired) when f.EndedBecause != EndReason.TooLate && (f.IsOver || f.Momentum == Momentum.Falling) => $"{label} ya no da más de sí: {FromPeak(f)}",
            (_, IncidentPhase.Expired) when f.StillGoes => $"Se ha pasado el momento de actuar sobre {label}, aunque todavía hay {P.Rate(f.PerMinute)}",
            (_, IncidentPhase.Expired) => $"Se ha pasado el momento de actuar sobre {label}",
            (AlertKind.Threat, IncidentPhase.Peaked) => $"Las críticas a {f.Brand} en torno a {label} van remitiendo: {FromPeak(f)}",
            (AlertKind.Reinforce, IncidentPhase.Escalated) => $"La ola de la publicación de {f.Brand}, {label}, se apaga aún más deprisa: {FromPeak(f)}",
            (AlertKind.Reinforce, _) => $"La ola de la publicación de {f.Brand}, {label}, se apaga antes de lo previsto: {FromPeak(f)}",
            (_, IncidentPhase.Peaked) => $"Lo de {label} ya ha tocado techo: {FromPeak(f)}",
            (AlertKind.Threat, _) => $"Las críticas a {f.Brand} en torno a {label} {Moves(f)}: {Crowd(f)}",
            (AlertKind.Hold, IncidentPhase.Raised) => $"{label} {Moves(f)} y lo más probable es que trate de {sensitive}: {Crowd(f)}",
            (AlertKind.Hold, _) => $"{label}, que probablemente trata de {sensitive}, {Moves(f)}: {Crowd(f)}",
            (AlertKind.Calendar, IncidentPhase.Raised) => $"Empieza {label}, que {f.Brand} tenía previsto: {Crowd(f)}",
            _ => $"{label} {Moves(f)}: {Crowd(f)}",
        };
    }

    private static string Moves(FramingFacts f)
    {
        bool arePosts = f.Kind == AlertKind.Threat;
        long age = f.Now - f.Since;
        int minutes = HumanNumbers.Minutes(age);
        return f.Phase switch
        {
            IncidentPhase.Escalated => arePosts ? "crecen con mucha más fuerza" : "crece con mucha más fuerza",
            IncidentPhase.Updated when f.Momentum == Momentum.Rising => arePosts ? "siguen creciendo" : "sigue creciendo",
            IncidentPhase.Updated when f.Momentum == Momentum.Steady => arePosts ? "se mantienen" : "se mantiene",
            IncidentPhase.Updated => arePosts ? "van perdiendo fuerza" : "va perdiendo fuerza",
            _ when arePosts => $"se acumulan {Since(f, minutes)}",
            _ when f.Kind == AlertKind.Hold => $"circula {Since(f, minutes)}",
            _ when f.Momentum == Momentum.Rising && minutes < 55 => minutes < 1 ? "acaba de dispararse" : $"se ha disparado en {P.Last(minutes)}",
            _ when f.Momentum == Momentum.Rising => $"no deja de crecer {Since(f, minutes)}",
            _ => $"da que hablar {Since(f, minutes)}",
        };
    }

    /// <summary>A length for what is fresh, the clock for what is not.</summary>
    private static string Since(FramingFacts f, int minutes) =>
        minutes < 55 ? $"desde hace {P.Length(minutes)}" : $"desde {P.At(f.Since, f.Now)}";

    private static string Crowd(FramingFacts f)
    {
        bool isOne = HumanNumbers.Round(f.People) <= 1;
        string text = f.Now - f.Since <= 3_600_000
            ? $"lo {(isOne ? "comenta" : "comentan")} por ahora {P.People(f.People)}"
            : $"lo {(isOne ? "ha" : "han")} comentado {P.People(f.People)} en la última hora";
        if (Languages(f) is { } languages)
            text += $", {languages}";
        if (f.PerMinute >= HumanNumbers.AboutFrom)
            text += $", con {P.Rate(f.PerMinute)}";
        if (f.IsUsuallyUnheard && f.Phase != IncidentPhase.Updated)
            text += ", cuando casi nunca se habla de ello";
        else if (!f.IsUsuallyUnheard && P.TimesUsual(f.TimesUsual) is { } times)
            text += $", {times}";
        return f.ToldMood switch
        {
            Mood.Positive => $"{text}, y predomina el tono positivo",
            Mood.Negative when f.Kind == AlertKind.Threat => f.NegativeShare >= 0.8 ? $"{text}, casi siempre en tono negativo" : $"{text}, la mayoría en tono negativo",
            Mood.Negative => $"{text}, y predomina el tono negativo",
            Mood.Mixed => $"{text}, y hay opiniones de todo tipo",
            _ => text,
        };
    }

    private static string? Languages(FramingFacts f)
    {
        string[] names = [.. f.ToldLanguages.Select(P.Language).OfType<string>()];
        return names.Length switch
        {
            0 => null,
            1 => $"sobre todo en {names[0]}",
            _ => $"en {P.List(names)}",
        };
    }

    private static string FromPeak(FramingFacts f) =>
        HumanNumbers.Round(f.PeakPerMinute) > HumanNumbers.Round(f.PerMinute) && f.PeakPerMinute >= 1
            ? $"{P.AreLeft(f.PerMinute)}, tras un máximo de {P.Peak(f.PeakPerMinute, f.PerMinute)}"
            : P.AreLeft(f.PerMinute);

    private static string Meaning(FramingFacts f, FramingTone tone)
    {
        string until = P.At(HumanNumbers.Until(f.Until, f.Now), f.Now);
        // The three ways to ask: impersonal, usted, tú.
        string Ask(string neutral, string formal, string friendly) => tone switch
        {
            FramingTone.Formal => formal,
            FramingTone.Friendly => friendly,
            _ => neutral,
        };
        return (f.Kind, f.Phase) switch
        {
            (AlertKind.Hold, IncidentPhase.Retracted) =>
                $"{Ask("conviene revisarlo y retomar", "revíselo, por favor, y retome", "échale un vistazo y retoma")} lo que {f.Brand} había pausado, si todo está en orden",
            (AlertKind.Hold, IncidentPhase.Expired) =>
                $"{Ask("hay que comprobar", "compruebe, por favor,", "comprueba")} qué ha pasado antes de retomar lo que {f.Brand} tenía en pausa",
            (AlertKind.Hold, IncidentPhase.Raised) =>
                $"{Ask("conviene pausar", "pause, por favor,", "pausa")} lo que {f.Brand} tenga programado hasta que se aclare qué ha pasado",
            (AlertKind.Hold, _) => $"{Ask("conviene mantener", "mantenga, por favor,", "mantén")} en pausa todo lo que {f.Brand} tenga programado",
            (AlertKind.Threat or AlertKind.Reinforce, IncidentPhase.Retracted) => "no hace falta reaccionar",
            (_, IncidentPhase.Retracted) =>
                $"{Ask("no hay que publicar nada al respecto y conviene retirar", "no publique nada al respecto, por favor, y retire", "no publiques nada sobre esto y retira")} lo que {f.Brand} tuviera preparado",
            (AlertKind.Threat, IncidentPhase.Expired) => "no hay nada más que hacer, salvo que vuelvan",
            (AlertKind.Threat, IncidentPhase.Peaked) => $"{Ask("conviene no perderlas", "no las pierda", "no las pierdas")} de vista hasta {until}",
            (AlertKind.Threat, _) =>
                $"{(Why(f, areCriticisms: true) is { } why ? $"{why}; " : "")}{Ask("conviene decidir", "decida, por favor,", "decide")} antes de {until} si {f.Brand} debe responder",
            (AlertKind.Reinforce, IncidentPhase.Expired) => "ya no queda nada que reforzar",
            (AlertKind.Reinforce, _) => $"para que no decaiga, {Ask($"{f.Brand} debería insistir", "insista", "insiste")} antes de {until}",
            (_, IncidentPhase.Expired) => Ask("ya no compensa sumarse", "ya no compensa sumarse", "mejor déjalo pasar"),
            (_, IncidentPhase.Peaked) =>
                $"si {f.Brand} tiene algo listo, debería salir antes de {until}; si no, {Ask("mejor dejarlo pasar", "es mejor que lo deje pasar", "déjalo pasar")}",
            (AlertKind.Calendar, _) => $"lo que {f.Brand} tiene preparado encaja ahora y hasta {until}",
            (_, IncidentPhase.Updated) => $"{(Expected(f) is { } more ? $"{more}, así que " : "")}{Ask("ahora hay margen", "ahora tiene usted margen", "ahora tienes margen")} hasta {until}",
            _ => $"{Context(f)}{(Expected(f) is { } more ? $"; {more}, así que " : "; ")}{Ask("hay margen", "tiene usted margen", "tienes margen")} hasta {until}",
        };
    }

    /// <summary>Why it concerns the brand, and whether news has it.</summary>
    private static string Context(FramingFacts f)
    {
        string news = f.NewsFirstAt is not { } at
            ? "aún no hemos visto noticias al respecto"
            : $"está en las noticias desde {P.At(at, f.Now)}{(f.SpeaksToJournalists ? ", aunque en pocos medios" : "")}";
        return Why(f, areCriticisms: false) is { } why ? $"{why} y {news}" : news;
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
            ReasonKind.Name => $"la gente nombra a {f.Brand}",
            // People take an "a", and then the verb stays singular.
            ReasonKind.Person => $"se menciona a {P.List(names)}",
            ReasonKind.Product => $"se {(names.Length == 1 ? "menciona" : "mencionan")} {P.List(names)}",
            ReasonKind.Competitor => $"se menciona a la competencia ({P.List(names)})",
            ReasonKind.Theme when themes.Length == 0 => $"entra en los temas de {f.Brand}",
            ReasonKind.Theme => $"entra en los temas de {f.Brand} ({P.List(themes)})",
            _ when SentenceText.IsSame(names, f.Label) => $"entra de lleno en el terreno de {f.Brand}",
            _ => $"entra en el terreno de {f.Brand} ({P.List([.. names.Select(n => $"«{n}»")])})",
        };
    }

    private static string? Expected(FramingFacts f) =>
        HumanNumbers.Round(f.MoreExpected) < HumanNumbers.AboutFrom ? null : $"se esperan {P.More(f.MoreExpected)} en {P.Next(f.MoreWithinMinutes)}";

    private static void AddCount(List<string> into, int count, string one, string many)
    {
        if (count > 0)
            into.Add(count == 1 ? one : $"{HumanNumbers.Grouped(count, '.')} {many}");
    }
}
