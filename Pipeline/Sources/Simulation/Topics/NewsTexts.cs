namespace RtmPipeline.Sources.Simulation.Topics;

/// <summary>Headlines and first sentences of the news feed; a line is a headline, a bar, and the text.</summary>
internal static class NewsTexts
{
    public const string OrdinaryEnglish = """
        {place} opens its first {t} fair | Organisers in {place} expect {num} thousand visitors for the {t} this week.
        Council of {place} debates the {t} | The vote was postponed after {num} objections, officials said.
        Why the {t} divides {place} | Residents told our reporter that the {n} matters more to them than the {n}.
        Study: {num} percent of families know the {t} | Researchers in {place} asked households about the {w} and the {n}.
        {coined} returns to {place} after {num} years | Fans of {coined} waited since the morning, many with a {t}.
        """;

    public const string OrdinarySpanish = """
        {place} inaugura una feria sobre {t} | Los organizadores esperan {num} mil visitantes esta semana en {place}.
        El consejo de {place} debate {t} | La votación se aplazó tras {num} objeciones.
        Estudio: {num} por ciento de las familias conoce {t} | Investigadores de {place} preguntaron por {w} y {n}.
        """;

    public const string OrdinaryItalian = """
        {place} inaugura una fiera: {t} | Gli organizzatori aspettano {num} mila visitatori questa settimana a {place}.
        Il consiglio di {place} discute: {t} | Il voto è stato rinviato dopo {num} obiezioni.
        Studio: {num} famiglie su cento conoscono {t} | Ricercatori di {place} hanno chiesto di {n}.
        """;

    public const string BlackoutEnglish = """
        {t} halts the big game | Play was suspended early in the third quarter when half of the stadium went black.
        {t}: what we know so far | Engineers are checking the feed to the superdome. Nobody was hurt, officials said.
        Big game delayed by {t} | Players stayed on the field and stretched while crews worked on the {t}.
        """;

    public const string BlackoutSpanish = "{t} detiene el gran partido | El juego se suspendió en el tercer cuarto cuando medio estadio quedó sin electricidad.";

    public const string BlackoutItalian = "{t} ferma la grande partita | Il gioco è stato sospeso nel terzo quarto quando metà dello stadio è rimasta senza corrente.";

    public const string PowerBackEnglish = "Game resumes after 34-minute {t} | Full light returned to the superdome and play went on after the {t}.";

    public const string TragedyEnglish = """
        Several dead in {t} | Rescue crews are at the scene near Kettle Ridge. Police spoke of many victims.
        Death toll of {t} rises | Hospitals received {num} injured people, some of them in critical condition.
        Families wait for word after {t} | Relatives gathered at a school gym in Kettle Ridge, where grief counsellors are on hand.
        """;

    public const string TragedySpanish = "Varios muertos: {t} | Equipos de rescate trabajan cerca de Kettle Ridge. La policía habla de muchas víctimas.";

    public const string WinEnglish = "Herons are {t} after a long night | The Herons held on in the last minutes, hours later than planned.";
}
