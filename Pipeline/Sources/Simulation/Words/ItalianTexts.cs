namespace RtmPipeline.Sources.Simulation.Words;

/// <summary>Sentences of everyday life in Italian.</summary>
internal static class ItalianTexts
{
    public const string Everyday = """
        {o} {t} a {place} è {adv} {a} {e}
        voglio {v} e pensare a {t} {when} {z}
        {s} e adesso conta solo {t} {e} {h}
        solo a me sembra {adv} {a} {t}? {z}
        {name} e io andiamo a {v} con {w} {when} {e}
        non smetto di pensare: {t} {z} {h}
        {o} {s} {e} {h}
        oggi si deve {v}, {v} e parlare: {t} {when}
        {at} devi vedere {t}, è {adv} {a} {e}
        {w}, {w} e {t}: il mio piano per {place} {e}
        {name} dice che {t} è {adv} {a}, io dico che {s}
        come {v} senza perdere {w} {url} {h}
        {num} motivi per {v} {when}: {t} e altre {num} cose {e}
        {coined} suona {when} e {t} sembra {a} {z}
        {o} chi vuole {v} e parlare con me? {t} {e}
        il meglio di {place}: {w}, {name} e {t} {url}
        {h} {s} {z}
        ho appena finito di {v} con {name} e {t} resta {a} {e}
        se {t} fosse {w} sarebbe {adv} {a} {z}
        {s}. {s}. e {t} {e}
        """;

    public const string Clauses = """
        non posso {v} senza {n}
        {name} vuole {v} {when}
        {place} è {adv} {a} {when}
        bisogna {v} {n}
        {n} di {name} è {a}
        voglio {v} e {v}
        mi manca {n}
        mi serve {n} per {v}
        {coined} mi fa venire voglia di {v}
        non è mai tardi per {v}
        {num} giorni senza {v}
        niente come {n} {when}
        {name} ha perso {n} a {place}
        andiamo a {v} con {coined}
        sogno {n}
        """;

    public const string Replies = """
        {z} {e}
        {adv} {a} {e}
        {o} anche io voglio {v}
        sul serio? {s}
        {t} è {adv} {a}
        verissimo {h}
        {name} dice lo stesso: {t}
        ahaha {e}{e}
        grazie, {s} {e}
        non so, {s}
        """;

    public const string Quotes = """
        questo {e}
        {o} guardate {t} {e}
        {adv} {a}. {s}
        tutti parlano: {t} {z}
        {h} in due parole {e}
        """;

    public const string Tails = """
        {s}
        {s} {e}
        {z} e {s}
        dice {name} da {place}
        {name} e {name} uguale, {s}
        intanto {s}
        qui a {place} {s}
        con {name} e {n} {e}
        """;
}
