namespace RtmPipeline.Sources.Simulation.Words;

/// <summary>Sentences of everyday life in Spanish.</summary>
internal static class SpanishTexts
{
    public const string Everyday = """
        {o} {t} en {place} es {adv} {a} {e}
        quiero {v} y pensar en {t} {when} {z}
        {s} y ahora solo importa {t} {e} {h}
        ¿a alguien más le parece {adv} {a} {t}? {z}
        {name} y yo vamos a {v} con {w} {when} {e}
        no dejo de pensar en {t} {z} {h}
        {o} {s} {e} {h}
        hoy toca {v}, {v} y hablar de {t} {when}
        {at} tienes que ver {t}, es {adv} {a} {e}
        {w}, {w} y {t}: mi plan para {place} {e}
        {name} dice que {t} es {adv} {a}, yo digo que {s}
        cómo {v} sin perder {w} {url} {h}
        {num} razones para {v} {when}: {t} y {num} cosas más {e}
        {coined} suena {when} y {t} parece {a} {z}
        {o} ¿quién quiere {v} y hablar de {t}? {e}
        lo mejor de {place}: {w}, {name} y {t} {url}
        {h} {s} {z}
        acabo de {v} con {name} y {t} sigue {a} {e}
        si {t} fuera {w} sería {adv} {a} {z}
        {s}. {s}. y {t} {e}
        """;

    public const string Clauses = """
        no puedo {v} sin {n}
        {name} va a {v} {when}
        {place} está {adv} {a} {when}
        hay que {v} {n}
        {n} de {name} es {a}
        quiero {v} y {v}
        echo de menos {n}
        me falta {n} para {v}
        {coined} me da ganas de {v}
        nunca es tarde para {v}
        {num} días sin {v}
        nada como {n} {when}
        {name} perdió {n} en {place}
        vamos a {v} con {coined}
        sueño con {n}
        """;

    public const string Replies = """
        {z} {e}
        {adv} {a} {e}
        {o} yo también quiero {v}
        ¿en serio? {s}
        {t} es {adv} {a}
        totalmente {h}
        {name} dice lo mismo de {t}
        jajaja {e}{e}
        gracias, {s} {e}
        no sé, {s}
        """;

    public const string Quotes = """
        esto {e}
        {o} miren {t} {e}
        {adv} {a}. {s}
        todo el mundo habla de {t} {z}
        {h} en pocas palabras {e}
        """;

    public const string Tails = """
        {s}
        {s} {e}
        {z} y {s}
        dice {name} desde {place}
        {name} y {name} igual, {s}
        mientras tanto {s}
        aquí en {place} {s}
        con {name} y {n} {e}
        """;
}
