using System.Collections.Frozen;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Opportunities.Events;

/// <summary>
/// Words for what happens, in the three languages: two topics that begin together and say the same ("blackout", "apagón") are one event, although
/// no post has both. From general knowledge; names need no table, as they are the same everywhere.
/// </summary>
internal static class EventWords
{
    /// <summary>A word of fewer letters says too little to tie topics within a longer hashtag.</summary>
    private const int MinLettersInTag = 6;

    private static readonly FrozenDictionary<string, int> s_meanings = Read();

    private static readonly bool[] s_isHarm = [.. Lines().Select(static line => line[0] == '!')];

    private static readonly int s_longest = s_meanings.Keys.Max(static word => word.Length);

    /// <summary>What a topic says happened: a number for each meaning; -1 where its words are in no table.</summary>
    /// <param name="compact">Folded letters and digits of the topic, without spaces and signs.</param>
    /// <param name="isTag">True for a hashtag, which may say where it happened before or after the word.</param>
    public static int MeaningOf(string compact, bool isTag)
    {
        if (s_meanings.TryGetValue(compact, out int meaning))
            return meaning;
        if (!isTag)
            return -1;
        var words = s_meanings.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int letters = Math.Min(s_longest, compact.Length - 1); letters >= MinLettersInTag; letters--)
        {
            if (words.TryGetValue(compact.AsSpan(compact.Length - letters), out meaning) || words.TryGetValue(compact.AsSpan(0, letters), out meaning))
                return meaning;
        }

        return -1;
    }

    /// <summary>True for a meaning in which people come to harm.</summary>
    public static bool IsHarm(int meaning) => meaning >= 0 && s_isHarm[meaning];

    private static string[] Lines() => Table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static FrozenDictionary<string, int> Read()
    {
        Dictionary<string, int> meanings = [];
        string[] lines = Lines();
        for (int line = 0; line < lines.Length; line++)
        {
            foreach (string phrase in lines[line].TrimStart('!').Split(',', StringSplitOptions.TrimEntries))
            {
                string compact = Folding.Fold(phrase).Replace(" ", "", StringComparison.Ordinal);
                if (!meanings.TryAdd(compact, line) && meanings[compact] != line)
                    throw new FormatException($"'{phrase}' is in two lines of the event words.");
            }
        }

        return meanings.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>One meaning a line, with '!' before those in which people come to harm. A word that means two things is left out: it would tie what is apart.</summary>
    private const string Table = """
        blackout, blackouts, power outage, power outages, outage, outages, power cut, power cuts, lights out, power failure, apagón, apagones, corte luz, corte energía, luces apagadas, senza corrente, senza luce
        ! earthquake, earthquakes, quake, terremoto, terremotos, sismo, temblor, terremoti, scossa, sisma
        ! flood, floods, flooding, flooded, inundación, inundaciones, riada, alluvione, alluvioni, inondazione, inondazioni, allagamenti
        ! wildfire, wildfires, forest fire, bushfire, bushfires, incendio forestal, incendios forestales, incendi boschivi, incendio boschivo
        ! explosion, explosions, blast, explosión, explosiones, esplosione, esplosioni, scoppio
        ! bus crash, coach crash, accidente autobús, accidente bus, accidente autobus, incidente bus, incidente pullman
        ! train crash, derailment, derailed, accidente tren, descarrilamiento, accidente ferroviario, deragliamento, incidente ferroviario, scontro treni
        ! plane crash, air crash, accidente avión, accidente aéreo, incidente aereo, disastro aereo
        ! car crash, car accident, accidente coche, accidente tráfico, incidente stradale, incidente auto
        ! shooting, shootings, gunman, shooter, tiroteo, tiroteos, sparatoria, sparatorie
        ! stabbing, stabbed, apuñalamiento, apuñalado, accoltellamento, accoltellato
        ! bombing, bomb attack, atentado, attentato, attentati
        ! hurricane, hurricanes, huracán, huracanes, uragano, uragani
        ! tornado, tornadoes, tornados, tromba aria
        ! tsunami, tsunamis, maremoto
        ! landslide, landslides, mudslide, deslizamiento, deslave, frana, frane
        ! avalanche, avalanches, avalancha, valanga, valanghe
        eruption, erupts, volcano, erupción, volcán, eruzione, vulcano
        heatwave, heat wave, ola calor, ondata calore
        snowstorm, blizzard, nevada, nevadas, nevicata, nevicate, tormenta nieve, bufera neve
        thunderstorm, thunderstorms, tormenta eléctrica, temporale, temporali
        meteor, meteorite, meteorito, meteorite russia
        eclipse, eclissi
        evacuation, evacuated, evacuación, evacuados, evacuazione, evacuati
        earthquake warning, tsunami warning, alerta tsunami, allerta tsunami
        ! hostage, hostages, rehenes, rehén, ostaggi, ostaggio
        ! kidnapping, kidnapped, secuestro, secuestrado, sequestro, rapimento
        protest, protests, protesters, protesta, protestas, manifestación, proteste, manifestazione
        riot, riots, disturbios, scontri, tafferugli
        walkout, general strike, huelga, huelga general, sciopero, sciopero generale, scioperi
        election, elections, elección, elecciones, elezione, elezioni
        resignation, resigns, resigned, dimisión, dimite, renuncia presidente, dimissioni, si dimette
        referendum, referéndum
        verdict, sentencia, veredicto, verdetto
        arrested, arrest, arrests, detenido, detenidos, arrestado, arrestato, arrestati
        merger, fusión empresas, fusione aziende
        bankruptcy, bankrupt, bancarrota, quiebra, bancarotta, fallimento
        layoffs, laid off, despidos, licenziamenti
        recall, product recall, retirada producto, richiamo prodotto
        data breach, hacked, hackers, hackeo, filtración datos, attacco hacker, violazione dati
        server down, servers down, site down, caída servicio, servidores caídos, servizio giù, server giù
        flight cancelled, flights cancelled, cancelled flights, canceled flights, flight canceled, vuelos cancelados, vuelo cancelado, voli cancellati, volo cancellato
        flight delayed, flights delayed, delayed flights, vuelos retrasados, vuelo retrasado, voli ritardo, volo ritardo
        lost luggage, lost baggage, equipaje perdido, maletas perdidas, bagagli smarriti, valigie perse
        goal, goals, gol, goles, golazo, goooal, goool
        penalty, penalties, penal, penalti, penaltis, rigore, rigori
        red card, tarjeta roja, cartellino rosso
        own goal, autogol, autogoal, autorete
        offside, fuera juego, fuorigioco
        hat trick, hat-trick, hattrick, triplete, tripletta
        kickoff, kick off, saque inicial, calcio inizio
        halftime, half time, halftime show, medio tiempo, descanso partido, intervallo
        touchdown, touchdowns
        champions, campeones, campioni
        world cup, copa mundo, mundial, coppa mondo, mondiali
        injury time, stoppage time, tiempo añadido, recupero partita
        transfer news, signing, fichaje, fichajes, acquisto, calciomercato
        knockout, nocaut, knock out
        retirement, retires, retirada, se retira, ritiro, si ritira
        slap, slapped, bofetada, cachetada, schiaffo
        proposal, marriage proposal, pedida mano, proposta matrimonio
        wedding, boda, matrimonio, nozze
        pregnant, embarazada, incinta
        divorce, divorcio, divorzio
        trailer, tráiler
        premiere, estreno, anteprima
        finale, season finale, final temporada, finale stagione
        album, álbum, disco nuevo, nuovo album
        concert, concierto, concerto
        tour dates, gira, date tour
        oscars, oscar, premios oscar, premi oscar
        launch, lanzamiento, lancio
        discount, discounts, descuento, descuentos, sconto, sconti
        sold out, agotado, agotadas, esaurito, esauriti, tutto esaurito
        giveaway, sorteo, estrazione premi
        shortage, shortages, escasez, desabastecimiento, carenza, scarsità
        queue, long lines, colas, largas colas, code lunghe, coda
        traffic jam, atasco, embotellamiento, ingorgo
        vaccine, vaccines, vacuna, vacunas, vaccino, vaccini
        outbreak, brote, focolaio
        lockdown, confinamiento, confinamento
        passed away, fallece, fallecimiento, scomparso, decesso
        rip, descanse paz, riposa pace
        """;
}
