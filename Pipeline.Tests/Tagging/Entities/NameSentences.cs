using NUnit.Framework;

namespace RtmPipeline.Tests.Tagging.Entities;

/// <summary>Invented sentences with the names that are to be found in them.</summary>
internal static class NameSentences
{
    private const string EnglishTable = """
        We landed in Chicago just after midnight => place: chicago
        Karen Whitlock won the raffle again => person: karen whitlock
        nobody told Derek van Holt about the party => person: derek van holt
        Dr. Pemberton cancelled on me twice this week => person: pemberton
        the new album by Taylor Brixton is out => person: taylor brixton
        She studied at the University of Cardonia for years => organisation: university of cardonia
        our boat trip on the Silver River was lovely => place: silver river
        meet me at Harlow Street in ten => place: harlow street
        they play Grimsworth FC on Saturday => organisation: grimsworth fc
        shares of Pellucid Inc fell hard => organisation: pellucid inc
        watching the super bowl with my cousins => event: super bowl
        #SuperBowl ads were better last year => event: super bowl
        who is ready for Black Friday then => event: black friday
        The United Nations called for calm => organisation: united nations
        the UN called for calm => organisation: united nations
        NASA has a launch at noon => organisation: nasa
        my sister moved to New York and then to Berlin => place: new york; place: berlin
        proud of #KarenWhitlock today => person: karen whitlock
        an apple a day, but I want an Apple store here => organisation: apple
        we are stuck in Turkey with no bags => place: turkey
        President Whitcombe gave a short speech => person: whitcombe
        Lake Morrow froze over last night => place: lake morrow
        Real Madrid were lucky again => organisation: real madrid
        hard to beat Christmas in London => event: christmas; place: london
        Mary-Jane O'Leary signed my copy => person: mary-jane o'leary
        the Bank of Westhaven raised its rates => organisation: bank of westhaven
        George W. Tamlin wrote the book => person: george w. tamlin
        "Oliver Stanmore" they said => person: oliver stanmore
        we saw Grace Holloway on stage => person: grace holloway
        Download Chelsea FC wallpapers here => organisation: chelsea fc
        """;

    private const string SpanishTable = """
        Mañana volamos a Bogotá con los niños => place: bogotá
        Lucía Mendizábal presenta su libro hoy => person: lucía mendizábal
        hablé con Juan Carlos de la Torre ayer => person: juan carlos de la torre
        la ministra Robledo no quiso contestar => person: robledo
        El presidente Quiñones dimite esta tarde => person: quiñones
        quedamos en la calle Alcantarilla a las ocho => place: calle alcantarilla
        se inunda la plaza de la Constancia => place: plaza de la constancia
        estudia en la Universidad de Montearriba => organisation: universidad de montearriba
        protesta ante el ayuntamiento de Villasol => organisation: ayuntamiento de villasol
        el Ministerio de Asuntos Lunares lo niega => organisation: ministerio de asuntos lunares
        Banco Peñaflor sube las comisiones => organisation: banco peñaflor
        gran partido del Racing de Sotomayor FC => organisation: sotomayor fc
        las acciones de Cementos Olmedo S.A. caen => organisation: cementos olmedo
        vaya frío en Nueva York => place: new york
        la ONU pide calma => organisation: united nations
        la OTAN se reúne en Bruselas => organisation: nato; place: brussels
        feliz navidad a todos => event: christmas
        qué nervios con el mundial de fútbol => event: world cup
        vemos la final de la Copa del Rey => event: copa del rey
        #CopaAmérica vergonzosa => event: copa américa
        el señor Ibarguren llegó tarde => person: ibarguren
        grande #LucíaMendizábal => person: lucía mendizábal
        vivo cerca del río Tamuja desde niño => place: río tamuja
        José María Olazagutía gana la carrera => person: josé maría olazagutía
        salimos de México rumbo a Perú => place: mexico; place: peru
        Rosalía y Bad Bunny juntos otra vez => person: rosalía; person: bad bunny
        los Goya son un aburrimiento => event: goya awards
        el estadio de la Luz Vieja está lleno => place: estadio de la luz vieja
        en Cataluña y el País Vasco llueve => place: catalonia; place: basque country
        dice Begoña Arrizabalaga que no viene => person: begoña arrizabalaga
        """;

    private const string ItalianTable = """
        Domani si parte per Napoli in treno => place: naples
        Chiara Bellomonte ha vinto il premio => person: chiara bellomonte
        ho incontrato Luigi Di Sarno al bar => person: luigi di sarno
        il ministro Scarpanti si dimette => person: scarpanti
        la sindaca Vallarini apre il parco => person: vallarini
        On. Bracciforte risponda alla domanda => person: bracciforte
        ci vediamo in via Garofalo alle nove => place: via garofalo
        piazza della Vittoria è piena di gente => place: piazza della vittoria
        studia alla Università di Montefosco => organisation: università di montefosco
        il Ministero della Fantasia smentisce => organisation: ministero della fantasia
        la Banca Popolare di Rivalta chiude => organisation: banca popolare di rivalta
        il titolo Ferramenta Rossini S.p.A. crolla => organisation: ferramenta rossini
        che bella la Sardegna a maggio => place: sardinia
        la Nato si riunisce a Bruxelles => organisation: nato; place: brussels
        guardiamo Sanremo tutti insieme => event: sanremo festival
        pronti per il festival di sanremo => event: sanremo festival
        il giro d'italia passa di qui => event: giro d'italia
        a Capodanno resto a casa => event: new year's eve
        il presidente Mattarella parla stasera => person: sergio mattarella
        la Juventus compra un portiere => organisation: juventus
        forza #ChiaraBellomonte => person: chiara bellomonte
        Maria Grazia Pennacchi cucina benissimo => person: maria grazia pennacchi
        ospiti da Francia, Spagna e Svizzera => place: france; place: spain; place: switzerland
        il dottor Passalacqua non risponde => person: passalacqua
        si parla della Serie A e della Champions League => organisation: serie a; event: champions league
        il Comune di Vallescura ha deciso => organisation: comune di vallescura
        Leonardo da Montecupo dipingeva => person: leonardo da montecupo
        gita al lago di Braccano domenica => place: lago di braccano
        in Italia si vota a giugno => place: italy
        il prof. Quaranta boccia tutti => person: quaranta
        """;

    private const string NamelessTable = """
        Monday again. Coffee first, then the world
        THIS IS THE BEST DAY OF MY LIFE PEOPLE
        Ten Easy Ways To Make Better Coffee At Home
        Will you be there? I hope so
        Mark my words, it will rain
        Hope you have fun, Grace is a virtue
        #MadridFest starts soon
        #WelcomeSpring #GoodVibesOnly
        thanks @JuanPerez for the photo
        read it at https://example.com/Ana/Ruiz now
        Buenos días a todos, Feliz Martes
        Como siempre, llego tarde
        Pero Qué Bonito Está El Día Hoy
        Nadie me dijo nada. Nada de nada
        la paz y la esperanza son lo último
        Santa paciencia hay que tener
        Buongiorno mondo! Caffè e si parte
        Come va? Io bene
        Nato per correre, sempre
        Che bella serata, Grazie a tutti
        in via di estinzione, via libera
        tutto qui, via Mastodonte che piove
        the who and the us and them
        A nice cup of tea. Reading is fun
        El mundo está loco, la liga también
        San Juan Bautista
        I Am So Tired Of This Rainy Weather Now
        el miss universo y la paz mundial
        IL PRESIDENTE HA PARLATO A TUTTI
        Happy Birthday to my best Friend ever
        """;

    public static IEnumerable<TestCaseData> English() => Pairs(EnglishTable);

    public static IEnumerable<TestCaseData> Spanish() => Pairs(SpanishTable);

    public static IEnumerable<TestCaseData> Italian() => Pairs(ItalianTable);

    public static IEnumerable<TestCaseData> Nameless() => NamelessTable.Split('\n').Select(static text => new TestCaseData(text));

    private static IEnumerable<TestCaseData> Pairs(string table)
    {
        foreach (string line in table.Split('\n'))
        {
            string[] sides = line.Split(" => ");
            yield return new TestCaseData(sides[0], sides[1]);
        }
    }
}
