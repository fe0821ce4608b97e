namespace RtmPipeline.Tests.Opportunities.Stories;

/// <summary>
/// Invented news with known stories, in English, Spanish and Italian; a line is the story, the minute, the publisher, the language, the headline and the text. Among them are stories
/// that are hard to tell apart: another event in the same place, another match of the same teams, another day of the same court. The first set chose the thresholds, the second
/// judges them.
/// </summary>
internal static class InventedStories
{
    public const string Choosing = """
        quake-a|0|montanews.example|en|Magnitude 6.4 earthquake shakes northern Chile|The tremor struck near Copiapó at dawn, the national emergency office said. Two people were injured.
        quake-a|9|eldiariodelsur.example|es|Un terremoto de magnitud 6,4 sacude el norte de Chile|El sismo se sintió cerca de Copiapó al amanecer. La oficina de emergencia informa de dos heridos.
        quake-a|22|corrieredellest.example|it|Terremoto di magnitudo 6,4 nel nord del Cile|La scossa è stata avvertita all'alba vicino a Copiapó: due feriti lievi.
        quake-a|40|harbourpost.example|en|Two hurt as strong quake hits Chile's Atacama region|Schools in Copiapó were closed after the magnitude 6.4 quake damaged several buildings.
        quake-b|55|montanews.example|en|Chile elects a new senate president|Senators in Valparaíso chose Marisol Rivanera on the third ballot after a week of talks.
        quake-b|70|eldiariodelsur.example|es|Marisol Rivanera, nueva presidenta del Senado de Chile|La senadora fue elegida en Valparaíso en la tercera votación.
        match-1|100|sportsdesk.example|en|Brumal beat Larrosa 3-1 to reach the cup semi-finals|Two late goals by Iker Valduero sent Atletico Brumal through in front of 40,000 fans.
        match-1|104|golazo.example|es|El Atlético Brumal gana 3-1 al Larrosa y pasa a semifinales de Copa|Iker Valduero marcó dos goles en los últimos minutos ante 40.000 aficionados.
        match-1|118|pallone.example|it|Coppa, il Brumal batte 3-1 il Larrosa e vola in semifinale|Doppietta di Iker Valduero nel finale davanti a 40.000 tifosi.
        match-2|150|sportsdesk.example|en|Women's league: Larrosa hold Brumal to a goalless draw|Goalkeeper Nerea Olmedo saved a penalty in the 88th minute of a tight league game.
        match-2|171|golazo.example|es|Nerea Olmedo para un penalti y el Larrosa femenino empata sin goles ante el Brumal|La portera salvó un punto en el minuto 88 del partido de Liga.
        fire-1|10|citywire.example|en|Fire destroys historic theatre in Trieste|Flames broke out backstage at the Teatro Verdelli shortly after a rehearsal. Nobody was hurt.
        fire-1|31|corrieredellest.example|it|Trieste, incendio distrugge il Teatro Verdelli|Le fiamme sono divampate dietro le quinte dopo le prove. Nessun ferito.
        fire-1|47|lavozdelpuerto.example|es|Un incendio destruye el histórico Teatro Verdelli de Trieste|Las llamas empezaron entre bastidores después de un ensayo. No hay heridos.
        fire-2|65|corrieredellest.example|it|Trieste, operaio ferito nel porto|Un uomo di 45 anni è stato colpito da un cavo durante lo scarico di una nave al molo settimo.
        fire-2|90|adrianotizie.example|it|Incidente sul lavoro al porto di Trieste: grave un operaio|Un cavo ha colpito un uomo di 45 anni al molo settimo. Sindacati in sciopero.
        airline-1|200|citywire.example|en|Aria cancels 120 flights after computer failure|Passengers slept at the airport in Lisbon as check-in systems of the airline stayed down overnight.
        airline-1|216|travelledger.example|en|Thousands stranded as Aria's systems fail|The airline grounded 120 flights on Friday; a faulty update is to blame, its chief executive Paula Sintra said.
        airline-1|228|lavozdelpuerto.example|es|Aria cancela 120 vuelos por un fallo informático|Miles de pasajeros durmieron en el aeropuerto de Lisboa. La directora, Paula Sintra, culpa a una actualización.
        airline-1|260|gazzettino.example|it|Caos Aria: cancellati 120 voli per un guasto informatico|Migliaia di passeggeri bloccati a Lisbona. La compagnia incolpa un aggiornamento difettoso.
        airline-2|300|travelledger.example|en|Aria orders 30 electric jets from Norrland Aero|The deal is worth 2.1 billion dollars and the first aircraft is to fly in 2031.
        airline-2|322|gazzettino.example|it|Aria ordina 30 aerei elettrici a Norrland Aero|Accordo da 2,1 miliardi di dollari, primo volo nel 2031.
        trial-1|5|legalpost.example|en|Former minister Odalys Brenco jailed for seven years over bribes|The court in Seville found that she took 900,000 euros from a road builder.
        trial-1|18|eldiariodelsur.example|es|Siete años de prisión para la exministra Odalys Brenco por sobornos|El tribunal de Sevilla considera probado que cobró 900.000 euros de una constructora.
        trial-1|33|lavozdelpuerto.example|es|Odalys Brenco, condenada a siete años de cárcel|La exministra recibió 900.000 euros, según la sentencia del tribunal sevillano.
        trial-2|80|eldiariodelsur.example|es|El tribunal de Sevilla absuelve a los acusados del caso Guadalmar|Los jueces no ven pruebas contra los once empresarios del puerto.
        trial-2|99|lavozdelpuerto.example|es|Absueltos los once empresarios del caso Guadalmar|Sin pruebas, según los jueces de Sevilla.
        film-1|400|screenline.example|en|Debut film 'Salt Harbour' wins top prize in Locarno|Director Tove Marklund dedicated the Golden Leopard to the fishermen of her village.
        film-1|412|cineahora.example|es|'Salt Harbour', de Tove Marklund, gana el Leopardo de Oro en Locarno|La directora dedicó el premio a los pescadores de su pueblo.
        film-1|431|ciakoggi.example|it|Locarno, il Pardo d'oro a 'Salt Harbour' di Tove Marklund|La regista dedica il premio ai pescatori del suo villaggio.
        shark|500|harbourpost.example|en|Swimmer rescued after shark attack off Port Elwyn|Surfers pulled the 27-year-old woman from the water; she is stable in hospital.
        shark|509|citywire.example|en|Woman, 27, survives shark bite at Port Elwyn beach|Surfers brought her ashore and stopped the bleeding with a leash.
        library|520|harbourpost.example|en|Port Elwyn library to reopen after two-year renovation|The reading room has a new glass roof, and opening hours are longer.
        vaccine|600|medicwire.example|en|Malaria vaccine cuts cases by 78 percent in Tamarinda trial|Researchers followed 4,800 children in three districts for two years.
        vaccine|640|eldiariodelsur.example|es|Una vacuna contra la malaria reduce los casos un 78 por ciento en Tamarinda|Los investigadores siguieron a 4.800 niños durante dos años.
        strike|610|citywire.example|en|Rail strike brings Milan commuters to a halt|Unions want 200 euros more a month. Only one train in four was running on Tuesday.
        strike|625|gazzettino.example|it|Sciopero dei treni, Milano si ferma|I sindacati chiedono 200 euro in più al mese. Circola un treno su quattro.
        template-1|700|localone.example|en|Council of Averling debates new bus lanes|The vote was postponed after 12 objections, officials said.
        template-2|703|localtwo.example|en|Council of Brackenfold debates the swimming pool|The vote was postponed after 31 objections, officials said.
        template-3|707|localone.example|en|Council of Coldmere debates a car park|The vote was postponed after 8 objections, officials said.
        weather-1|720|localone.example|en|Weather: rain in the north, sunny spells in the south|Temperatures will reach 14 degrees in Averling. Winds from the west.
        weather-2|790|localtwo.example|en|Weather: fog in the morning, then sunny spells|Temperatures will reach 11 degrees in Brackenfold. Winds from the east.
        """;

    public const string Judging = """
        flood-1|0|montanews.example|en|Floods cut off villages in Queensland's far north|The Barwen river rose eight metres overnight; helicopters brought food to 300 residents of Mirrabah.
        flood-1|14|harbourpost.example|en|Helicopters supply 300 people cut off in Mirrabah|The Queensland town has been an island since the Barwen burst its banks.
        flood-1|35|eldiariodelsur.example|es|Inundaciones en Queensland dejan aislado el pueblo de Mirrabah|El río Barwen subió ocho metros en una noche. Los helicópteros llevan comida a 300 vecinos.
        flood-1|52|corrieredellest.example|it|Australia, alluvione nel Queensland: isolata Mirrabah|Il fiume Barwen è salito di otto metri. Elicotteri portano cibo ai 300 abitanti.
        flood-2|75|montanews.example|en|Queensland names first woman to lead its police|Commissioner Harriet Dunmore takes office in March after 29 years in the force.
        flood-2|88|harbourpost.example|en|Harriet Dunmore to head Queensland police|The 51-year-old detective will be the first woman in the job.
        tennis-1|100|sportsdesk.example|en|Oriol Castany wins his first Paris title in five sets|The 22-year-old from Girona beat Dmitri Valko after four hours and 38 minutes.
        tennis-1|103|golazo.example|es|Oriol Castany gana su primer título en París tras cinco sets|El gerundense, de 22 años, venció a Dmitri Valko en cuatro horas y 38 minutos.
        tennis-1|130|pallone.example|it|Parigi, primo trionfo di Oriol Castany: battuto Valko in cinque set|Il catalano di 22 anni vince dopo 4 ore e 38 minuti.
        tennis-2|180|sportsdesk.example|en|Doubles: Castany and Moreau out in Paris quarter-finals|The pair lost to the brothers Henk and Joris Vandaal in straight sets.
        tennis-2|194|courtside.example|en|Vandaal brothers knock Castany and Moreau out of Paris doubles|Henk and Joris Vandaal needed only 61 minutes.
        match-3|205|golazo.example|es|El Peñasco golea 5-0 al Villanera en el derbi|Tres goles de Samu Ortigosa en la primera mitad decidieron el partido.
        match-3|213|deportedia.example|es|Samu Ortigosa, con tres goles, hunde al Villanera (5-0)|El Peñasco arrasa en el derbi y duerme líder.
        match-4|330|golazo.example|es|El Villanera ficha a Tomás Echaide hasta 2029|El lateral llega libre tras rescindir con el Peñasco.
        match-4|341|deportedia.example|es|Tomás Echaide deja el Peñasco y firma por el Villanera|Contrato hasta 2029 para el lateral izquierdo.
        blackout|400|citywire.example|en|Power cut leaves central Turin in the dark|A fault at the Stura substation cut off 90,000 homes for two hours on Saturday night.
        blackout|408|gazzettino.example|it|Blackout a Torino, 90.000 case senza corrente|Un guasto alla centrale di Stura ha lasciato al buio il centro per due ore.
        blackout|421|lavozdelpuerto.example|es|Un apagón deja a oscuras el centro de Turín|Una avería en la subestación de Stura cortó la luz a 90.000 viviendas durante dos horas.
        turin-2|440|gazzettino.example|it|Torino, riapre il Museo dell'Automobile|Nuove sale dedicate alle corse: attesi 90 mila visitatori nel primo anno.
        turin-2|466|citywire.example|en|Turin's car museum reopens with racing galleries|The Museo dell'Automobile expects 90,000 visitors in the first year.
        merger|500|marketpost.example|en|Norrland Aero to buy engine maker Keldwyn for 8.4 billion|The takeover would create Europe's second largest supplier of jet engines.
        merger|506|bolsaahora.example|es|Norrland Aero compra el fabricante de motores Keldwyn por 8.400 millones|La operación crea el segundo proveedor europeo de motores de avión.
        merger|519|affari.example|it|Norrland Aero acquista i motori Keldwyn per 8,4 miliardi|Nasce il secondo fornitore europeo di propulsori.
        merger-2|560|marketpost.example|en|Norrland Aero cuts 1,900 jobs at Malmo plant|The maker of electric jets said orders for its smallest model had slowed.
        merger-2|577|citywire.example|en|1,900 jobs to go at Norrland Aero in Malmo|Unions called the decision a slap in the face of the region.
        election|600|citywire.example|en|Ilsa Werrin wins presidency of Tamarinda with 54 percent|The former judge beat incumbent Paulo Deksen, who conceded at midnight.
        election|607|eldiariodelsur.example|es|Ilsa Werrin gana la presidencia de Tamarinda con el 54 por ciento|La exjueza derrota a Paulo Deksen, que reconoció su derrota a medianoche.
        election|618|corrieredellest.example|it|Tamarinda, Ilsa Werrin eletta presidente con il 54 per cento|L'ex giudice batte l'uscente Paulo Deksen.
        election-2|660|citywire.example|en|Tamarinda bans plastic bags from next year|Shops that hand them out face fines of up to 3,000 dollars.
        election-2|690|greenpress.example|en|Plastic bags to disappear from shops in Tamarinda|Fines of up to 3,000 dollars from January.
        rescue|700|montanews.example|en|Climbers rescued after three nights on Mount Askell|Four students sheltered in a snow cave at 2,900 metres until the storm eased.
        rescue|712|corrieredellest.example|it|Salvati i quattro alpinisti bloccati sul monte Askell|Gli studenti erano da tre notti in una grotta di neve a 2.900 metri.
        rescue|730|lavozdelpuerto.example|es|Rescatados cuatro montañeros tras tres noches en el monte Askell|Los estudiantes se refugiaron en una cueva de nieve a 2.900 metros.
        gallery|740|citywire.example|en|Stolen Veltman portrait found behind a bakery in Ghent|The 1642 painting of a lute player vanished from a museum eleven years ago.
        gallery|752|eldiariodelsur.example|es|Hallan en Gante un retrato de Veltman robado hace once años|El cuadro, de 1642, estaba detrás de una panadería.
        singer|800|popradar.example|en|Lunara cancels European tour after vocal cord surgery|The singer of 'Glass Rivers' apologised to fans in a video; 34 concerts are off.
        singer|806|musicanow.example|es|Lunara cancela su gira europea tras una operación de cuerdas vocales|La cantante de 'Glass Rivers' pide perdón a sus seguidores: 34 conciertos menos.
        singer|821|ciakoggi.example|it|Lunara annulla il tour europeo: operata alle corde vocali|La voce di 'Glass Rivers' chiede scusa ai fan, saltano 34 concerti.
        singer-2|880|popradar.example|en|Festival at Lake Orsen sells out in 20 minutes|Headliners are The Copper Foxes and Milo Arden; 34 bands will play.
        visit|900|citywire.example|en|King Aldric visits flood victims in Ostrevia|The monarch met families in the gym of a school in Lemberow.
        visit-2|930|citywire.example|en|King Aldric opens parliament in Ostrevia|In his speech the monarch announced a reform of the pension law.
        template-4|1000|localone.example|en|Study: 62 percent of families know the lute|Researchers in Averling asked households about music and the garden.
        template-5|1004|localtwo.example|en|Study: 43 percent of families know the tandem|Researchers in Brackenfold asked households about sport and the kitchen.
        template-6|1009|localone.example|en|Study: 71 percent of families know the quilt|Researchers in Coldmere asked households about crafts and the cellar.
        results-1|1020|bolsaahora.example|es|Keldwyn gana un 12 por ciento más en el trimestre|El beneficio llegó a 310 millones de euros.
        results-2|1026|bolsaahora.example|es|Telmar gana un 7 por ciento más en el trimestre|El beneficio llegó a 95 millones de euros.
        """;
}
