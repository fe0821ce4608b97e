namespace RtmPipeline.Tagging.Entities;

/// <summary>Words around names that tell what is named, in English, Spanish and Italian; case and accents do not matter.</summary>
internal static class NameCues
{
    public static IReadOnlyList<(NameParts Parts, string Words)> All { get; } =
    [
        (NameParts.Title, """
            mr mrs dr prof professor president chancellor senator congressman congresswoman governor minister
            sr sra srta señor señora señorita don doña presidente presidenta expresidente expresidenta vicepresidente vicepresidenta ministro ministra exministro
            exministra alcalde alcaldesa gobernador gobernadora senador senadora diputado diputada concejal canciller juez jueza obispo entrenador entrenadora
            sig signor signora dott dottor dottore dottoressa onorevole senatore senatrice deputato deputata sindaco sindaca governatore governatrice
            avvocato vescovo allenatore professore professoressa commissario
            """),
        (NameParts.DottedTitle, "on ing avv ms gen cap col rev"),
        (NameParts.CapitalTitle, """
            sir dame lord lady king queen prince princess pope cardinal captain colonel sergeant judge coach doctor doctora secretary
            rey reina príncipe princesa papa cardenal capitán coronel sargento director directora profesor profesora
            regina principe principessa cardinale capitano colonnello procuratore giudice comandante premier
            """),
        (NameParts.Particle, "de del la las los da das do dos di della dello dei degli delle d von van der den ter al el bin ibn of the"),
        (NameParts.OrganisationHead, """
            universidad università universitat universidade instituto istituto colegio ministerio ministero
            departamento dipartimento secretaría banco banca fc cf ac ssc rcd club deportivo unión sporting sociedad fundación fondazione foundation
            asociación associazione association federación federazione federation confederación confindustria sindicato sindacato partido partito policía polizia
            ayuntamiento comune regione provincia diputación diocesi diócesis arcidiocesi archidiócesis parroquia hospital ospedale tribunal tribunale corte
            grupo gruppo compañía compagnia
            """),
        (NameParts.HeadBeforeParticle, "university institute college ministry department bank church"),
        (NameParts.SmallOrganisationHead, "universidad università ministerio ministero ayuntamiento diputación fundación fondazione"),
        (NameParts.OrganisationTail, """
            fc cf ac sc afc bc inc ltd llc corp corporation plc gmbh spa university college bank ministry airlines airways motors foundation institute
            association federation committee council commission agency club
            """),
        (NameParts.PlaceHead, """
            río lake lago mount mt monte calle avenida avda plaza paseo viale piazza piazzale aeropuerto aeroporto estadio stadio isla isola valle puerto
            playa spiaggia barrio castillo castello museo palacio palazzo parque parco ponte puente teatro catedral cattedrale basílica fiume volcán vulcano
            sierra bahía golfo
            """),
        (NameParts.Street, "via"),
        (NameParts.PlaceTail, """
            river lake street avenue road square park airport stadium bridge beach county island islands valley mountain mountains bay arena museum palace hills
            creek canyon harbor harbour boulevard
            """),
        (NameParts.Saint, "san santa santo sant saint st sta"),
        (NameParts.NoName, """
            monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
            lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
            lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
            official breaking live update updates video videos photo photos news watch listen read exclusive new best happy birthday good morning night god lord congrats
            congratulations welcome thank hello dear love free win winner top day week year today strong kart team fans fan show tour time game goal rip cup
            última últimas hora urgente ahora atención vivo directo foto fotos noticias exclusiva hoy gracias feliz cumpleaños buenos buenas días tardes noches
            dios mejor nuevo nueva primer primera entrevista opinión análisis mira vía gol fuera vota campeón campeones viva vamos bravo qué quién cómo cuándo
            dónde twitter facebook instagram youtube
            ultima ultime ora diretta foto notizie auguri grazie buon buongiorno buonasera compleanno nuovo nuova primo prima intervista guarda leggi ecco
            finalmente oggi ieri domani ciao forza viva governo dio madonna euro storia
            covid coronavirus internet wifi christmas navidad natale santa
            american british english spanish italian french german european russian chinese japanese mexican canadian australian irish scottish
            """),
    ];
}
