using NUnit.Framework;

namespace RtmPipeline.Tests.Tagging.Themes;

/// <summary>Invented posts with the tier-1 theme they must have ("!" before it: as the first one), or must not have.</summary>
internal static class ThemeSentences
{
    public static IEnumerable<TestCaseData> About()
    {
        foreach (string line in Lines(English, "en").Concat(Lines(Spanish, "es")).Concat(Lines(Italian, "it")))
        {
            string[] parts = line.Split('|');
            yield return new TestCaseData(parts[0], parts[2], parts[1].TrimStart('!'), parts[1][0] == '!').SetName($"About {parts[1]}, {parts[0]}: {parts[2]}");
        }
    }

    public static IEnumerable<TestCaseData> NotAbout()
    {
        foreach (string line in Lines(NotEnglish, "en").Concat(Lines(NotSpanish, "es")).Concat(Lines(NotItalian, "it")))
        {
            string[] parts = line.Split('|');
            yield return new TestCaseData(parts[0], parts[2], parts[1]).SetName($"Not about {parts[1]}, {parts[0]}: {parts[2]}");
        }
    }

    private static IEnumerable<string> Lines(string table, string language) => table.Split('\n').Select(line => $"{language}|{line}");

    private const string English = """
        !Sports|Offside again, and our goalkeeper still kept a clean sheet
        !Sports|Hat-trick for the striker and the fans are singing in the rain
        !Sports|Touchdown! What a throw by the rookie quarterback in overtime
        !Sports|She saved three match points and won in straight sets
        !Sports|Buzzer beater from half court, the whole arena went mad
        !Sports|Pole position for the home driver after a wild qualifying lap
        !Sports|Gold medal and an Olympic record in the same night
        !Sports|Bases loaded, two strikeouts, then a home run
        !Food & Drink|Made my grandmother's lasagna recipe and it was delicious
        !Food & Drink|Cold beer and spicy chicken wings, that is dinner sorted
        Food & Drink|Does anyone else dip fries in a milkshake?
        !Entertainment|The new album is out at midnight and the first single is so good
        !Entertainment|That season finale ended on a cliffhanger, I need new episodes
        !Entertainment|Best movie of the year, stay for the post-credit scene
        Entertainment|Binge-watching a sitcom on Netflix under a blanket
        !Video Gaming|Stuck on the final boss for three hours, might throw my controller, love this video game
        !Video Gaming|New Zelda gameplay looks stunning on the Switch 2
        !Technology & Computing|The software update broke bluetooth on my laptop
        !Technology & Computing|A chatbot wrote my emails all week, artificial intelligence is odd
        Technology & Computing|Huge data breach, change your password now
        !Business and Finance|Quarterly earnings beat the forecast and the shareholders want a bigger dividend
        !Business and Finance|Central bank leaves interest rates unchanged as inflation cools
        Business and Finance|Two rivals agree a merger worth nine billion
        !Politics|The senator lost the election by forty votes and wants a recount
        !Politics|Prime minister faces parliament over the new immigration policy
        !Law|The jury reached a verdict and the judge set a court date for sentencing
        !Crime|Detectives arrested two burglars after the jewellery robbery
        !Disasters|Wildfire forces evacuation of three villages, firefighters still at work
        !War and Conflicts|Ceasefire talks stall as troops shell the border town with artillery
        !Science|Astronomers found a comet with the new telescope
        !Science|Heatwave and thunderstorms in the same weather forecast
        !Travel|Passport ready, suitcase packed, airport at dawn for our vacation
        !Automotive|Took the electric car for a test drive, so much torque
        !Style & Fashion|That red dress with those high heels on the runway, wow
        !Personal Finance|Finally paid off my student loans and my credit card
        !Education|Final exams next week and my professor just added homework
        !Careers|Got the job offer after four interviews, salary is great, goodbye old boss
        !Events|Tickets on sale tomorrow for the county fair fireworks and parade
        !Pets|My puppy met the neighbour's cat and hid behind me
        !Holidays|Merry Christmas from us and our crooked Christmas tree
        !Medical Health|The doctor said it is the flu, fever and a sore throat
        !Healthy Living|Leg day done, then yoga, then a protein shake
        !Religion & Spirituality|The pope led prayers with bishops at the cathedral
        !Real Estate|Landlord raised the rent on our studio apartment again
        !Home & Garden|Mowed the lawn, planted seedlings and bought a new sofa
        !Family and Relationships|My husband and my daughter built a blanket fort, I love my family
        !Books and Literature|Started a novel by a new author and the library has the sequel
        !Pop Culture|Tabloids say the celebrity couple split after a scandal
        !Hobbies & Interests|Knitting by the window, then chess and a board game
        !Shopping|Groceries, a coupon and forty percent discount at the supermarket
        !Communication|Three voicemails and a video call before nine, no signal since
        !Fine Art|A sculptor and a painter share one exhibition of modern art
        !Genres|A horror film with zombies, filmed like a documentary
        !Personal Celebrations & Life Events|Happy birthday to the bride, wedding in two days
        !Attractions|The roller coaster at the theme park, then the zoo
        """;

    private const string Spanish = """
        !Sports|Golazo de chilena y el portero ni se movió
        !Sports|El árbitro pitó penalti por fuera de juego, qué locura de partido
        !Sports|Fichaje bomba: el delantero firma por tres temporadas
        !Sports|Remontada épica en el estadio con dos goles en el descuento
        !Sports|La tenista salvó dos bolas de partido sobre tierra batida
        !Sports|Pole position para el piloto local en el gran premio
        !Sports|El ciclista ganó la etapa reina con el maillot amarillo
        !Food & Drink|Hoy toca tortilla de patatas con jamón y una cerveza
        !Food & Drink|La receta de croquetas de mi abuela queda riquísima
        Food & Drink|Unos tacos con guacamole antes de la función
        !Entertainment|Se me hizo corto el último capítulo de la serie
        !Entertainment|El concierto fue una locura, cantó todas las canciones del disco
        !Entertainment|La película ganó en taquilla y la actriz ni se lo cree
        Entertainment|Nueva temporada en Netflix y yo sin palomitas
        !Video Gaming|Llevo tres horas con el jefe final de este videojuego
        !Video Gaming|Me compré la PS5 y no suelto el mando de la play
        !Technology & Computing|Se cayó el servidor y perdimos la base de datos, adiós informática
        !Technology & Computing|La inteligencia artificial ya escribe código fuente
        !Business and Finance|La inflación sube y el banco central mantiene los tipos de interés
        !Business and Finance|Los accionistas aprueban la fusión de las dos empresas
        !Politics|El gobierno pierde la votación en el congreso de los diputados
        !Politics|Elecciones en mayo: los candidatos cierran la campaña electoral
        !Law|El juez dictó sentencia y el abogado anuncia un recurso de amparo
        !Crime|La policía detiene a dos ladrones tras el atraco a la joyería
        !Disasters|Los bomberos luchan contra el incendio forestal, hay evacuados
        !War and Conflicts|Las tropas rompen la tregua con un bombardeo en la frontera
        !Science|Los científicos publican un nuevo estudio en su laboratorio
        !Science|Ola de calor y tormentas según el pronóstico del tiempo
        !Travel|Maletas listas, pasaporte en mano y vuelo a las seis, ¡vacaciones!
        !Automotive|Mi coche no arranca, el taller mecánico dice que es el embrague
        !Style & Fashion|Ese vestido con tacones rojos en la pasarela, qué moda
        !Personal Finance|Pagué la hipoteca y la tarjeta de crédito, adiós ahorros
        !Education|Mañana examen de matemáticas y el profesor no explicó nada
        !Careers|Por fin tengo oferta de trabajo, sueldo digno y recursos humanos majos
        !Events|Entradas agotadas para el desfile y los fuegos artificiales
        !Pets|Mi perrita ladra al gato del vecino todas las mañanas
        !Holidays|Feliz Navidad y que los Reyes Magos se porten bien
        !Medical Health|La doctora dice que es gripe, fiebre y dolor de garganta
        !Healthy Living|Gimnasio, sentadillas y batido de proteínas antes de las ocho
        !Religion & Spirituality|La procesión salió de la iglesia después de misa
        !Real Estate|El casero sube el alquiler del piso compartido otra vez
        !Home & Garden|Sembré tomates en el huerto y pinté la casa, toca jardinería
        !Family and Relationships|Mi marido y mi hija cantan, qué familia tan ruidosa
        !Books and Literature|Terminé la novela en la biblioteca, qué escritora
        !Pop Culture|La prensa rosa dice que la celebridad fue infiel, menudo chisme
        !Hobbies & Interests|Tarde de ganchillo, ajedrez y un juego de mesa
        !Shopping|Rebajas, descuentos y el carrito de la compra lleno
        !Communication|Tengo el buzón de voz lleno y estoy sin cobertura
        !Fine Art|El pintor inauguró su exposición de arte junto a una escultura
        !Genres|Un documental que parece película de terror con zombis
        !Personal Celebrations & Life Events|Feliz cumpleaños a la novia, la boda es el sábado
        !Attractions|Del parque de atracciones al zoológico en un solo día
        """;

    private const string Italian = """
        !Sports|Rigore netto, ma l'arbitro guarda il fuorigioco
        !Sports|Calciomercato: il centravanti firma, l'allenatore sorride
        !Sports|Doppietta del bomber e lo scudetto è più vicino
        !Sports|La tennista annulla due match point sulla terra rossa
        !Sports|Canestro sulla sirena, il palazzetto esplode per il basket
        !Sports|Pole position a Monza e giro veloce della Ferrari in qualifica
        !Sports|Maglia rosa in fuga sull'ultima tappa, grande ciclismo
        !Food & Drink|La carbonara con il guanciale, altro che panna
        !Food & Drink|Ricetta della nonna: lasagne, ragù e un bicchiere di vino rosso
        Food & Drink|Un cornetto e un cappuccino e la giornata parte bene
        !Entertainment|Ultima puntata della serie tv, e adesso cosa guardo?
        !Entertainment|Il concerto è finito con la canzone più bella dell'album
        !Entertainment|Al cinema un film splendido, regia e attrice da applausi
        Entertainment|Stasera Sanremo, la scaletta dei cantanti è lunghissima
        !Video Gaming|Tre ore sul boss finale, questo videogioco è crudele
        !Video Gaming|La PlayStation nuova e il gioco dell'anno nello stesso pacco
        !Technology & Computing|Attacco hacker al sito web del comune, dati e password rubati
        !Technology & Computing|L'intelligenza artificiale gira su un microchip minuscolo, che tecnologia
        !Business and Finance|L'inflazione cala e la banca centrale lascia fermi i tassi di interesse
        !Business and Finance|Fatturato record, gli azionisti vogliono un dividendo più alto
        !Politics|Il governo chiede la fiducia in parlamento, il premier rischia
        !Politics|Ballottaggio domenica: i candidati chiudono la campagna elettorale
        !Law|Il giudice legge la sentenza, l'avvocato annuncia ricorso in cassazione
        !Crime|I carabinieri arrestano due ladri dopo la rapina in gioielleria
        !Disasters|Alluvione in valle, i vigili del fuoco evacuano un paese, frane ovunque
        !War and Conflicts|Bombardamenti sul fronte, le truppe rompono la tregua
        !Science|Gli astronauti tornano dalla stazione spaziale con nuovi esperimenti
        !Science|Temporali e grandine secondo le previsioni meteo
        !Travel|Valigia pronta, passaporto in tasca e volo all'alba, vacanze!
        !Automotive|La mia macchina non parte, il meccanico dice la frizione
        !Style & Fashion|Sfilata pazzesca, quel vestito con i tacchi a spillo, che moda
        !Personal Finance|Tra mutuo, bollette e conto corrente non mi resta niente
        !Education|Domani esame di maturità e il professore ha cambiato le tracce
        !Careers|Colloquio di lavoro andato bene, stipendio buono e niente straordinari
        !Events|Biglietti esauriti in prevendita per la sagra e i fuochi d'artificio
        !Pets|Il mio cagnolino e il gatto dormono insieme
        !Holidays|Buon Natale a tutti, stanotte arriva Babbo Natale
        !Medical Health|Il medico dice influenza, febbre e mal di gola
        !Healthy Living|Palestra, addominali e poi yoga, la dieta da lunedì
        !Religion & Spirituality|Il papa ha celebrato la santa messa con i vescovi
        !Real Estate|Il padrone di casa alza l'affitto del monolocale
        !Home & Garden|Giardinaggio, lavatrice e un divano nuovo da montare
        !Family and Relationships|Mio marito e mia figlia cucinano, che famiglia rumorosa
        !Books and Literature|Finito il romanzo, scrittrice bravissima, corro in libreria
        !Pop Culture|Gossip: la coppia vip si lascia, la cronaca rosa impazzisce
        !Hobbies & Interests|Uncinetto, scacchi e un gioco da tavolo con gli amici
        !Shopping|Saldi, codice sconto e carrello pieno al supermercato
        !Communication|Segreteria telefonica piena e qui non c'è campo
        !Fine Art|Una mostra d'arte con sculture e dipinti del barocco
        !Genres|Un documentario che sembra un film horror con gli zombie
        !Personal Celebrations & Life Events|Buon compleanno alla sposa, le nozze sono sabato
        !Attractions|Dalle montagne russe allo zoo, parco divertimenti promosso
        """;

    private const string NotEnglish = """
        Pets|I could eat a horse right now
        Sports|The ball is in your court, think about it
        Food & Drink|She is the apple of my eye
        Pets|It was raining cats and dogs all the way
        Food & Drink|That was a piece of cake, honestly
        Entertainment|Time to face the music and tell them
        Disasters|Such a storm in a teacup about nothing
        Personal Finance|Now pay attention to what comes next
        War and Conflicts|You should pick your battles, my friend
        any|Woke up late and could not find my keys
        any|See you all later, thanks for everything
        any|I really do not know what to say about this
        any|It was so quiet that nobody moved
        Automotive|They threw me under the bus, again
        Religion & Spirituality|Oh my god, that was loud
        Law|The jury is still out on that one
        Shopping|He came back and said it twice
        """;

    private const string NotSpanish = """
        Sports|La pelota está en tu tejado, piénsalo
        Food & Drink|Eso fue pan comido, de verdad
        Pets|Aquí hay gato encerrado, te lo digo
        Pets|Hace un frío de perros esta mañana
        Food & Drink|Me importa un pepino lo que digan
        Religion & Spirituality|Dios mío, qué tarde se ha hecho
        Disasters|Se ahoga en un vaso de agua por nada
        Entertainment|Siempre la misma canción con este tipo
        Hobbies & Interests|Hay que poner las cartas sobre la mesa
        any|No sé qué decirte, la verdad
        any|Hasta luego a todos y gracias por venir
        any|Me desperté tarde y no encontraba las llaves
        any|Todo estaba muy quieto y nadie se movió
        Style & Fashion|Ponte en mis zapatos por una vez
        Food & Drink|A la media naranja la sigo esperando
        Travel|Tarde o temprano se dará cuenta
        """;

    private const string NotItalian = """
        Pets|In bocca al lupo per domani
        Food & Drink|Buono come il pane, quel ragazzo
        Food & Drink|Cavoli miei, non ti preoccupare
        Pets|Fa un freddo cane questa mattina
        Pets|Erano quattro gatti, e noi tra quelli
        Entertainment|È sempre la stessa musica con lui
        Disasters|Una tempesta in un bicchier d'acqua, tutto qui
        Religion & Spirituality|Oddio, quanto è tardi
        Sports|Ha preso la palla al balzo ed è uscito
        Automotive|Ti aspetto qui sotto, fai presto
        any|Non so cosa dirti, davvero
        any|Mi sono svegliato tardi e non trovavo le chiavi
        any|A dopo a tutti, grazie di essere venuti
        any|Era tutto fermo e nessuno parlava
        Style & Fashion|Mettiti nei miei panni, per una volta
        Science|Piove sul bagnato, come al solito
        """;
}
