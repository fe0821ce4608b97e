namespace RtmPipeline.Opportunities.Stories;

/// <summary>Meanings, one a line: the words for it in English, Spanish and Italian, folded. The first word names the meaning; a word of two meanings stands where news uses it most.</summary>
internal static class NewsVocabularyWords
{
    public const string All = """
        dead die dies died death deaths killed kills kill muerto muertos muerta muertas muere mueren murio murieron muerte muertes mata matan fallece fallecen fallecio fallecidos morto morti morta muore muoiono decesso decessi vittime uccide ucciso uccisi
        victim victims victima victimas vittima
        injured wounded injuries hurt heridos herida heridas herido lesionados feriti ferito ferita
        missing desaparecidos desaparecido desaparecida desaparecidas dispersi disperso scomparso scomparsi
        rescue rescued rescuers rescate rescatan rescatados rescatistas soccorsi soccorritori salvati salvataggio
        accident crash collision accidente choque incidente schianto scontro
        bus coach autobus autocar pullman corriera
        train railway tren trenes ferroviario treno treni ferrovia ferroviaria
        plane aircraft jet flight avion aeronave vuelo vuelos aereo aerei volo voli velivolo
        airport aeropuerto aeropuertos aeroporto aeroporti
        ship boat ferry vessel barco buque ferri nave traghetto barca
        car cars vehicle coche coches auto automovil vehiculo macchina veicolo
        truck lorry camion tir
        fire blaze wildfire flames incendio incendios fuego llamas fuoco rogo fiamme incendi
        explosion blast explodes exploded estallido explota explosiones esplosione scoppio esplode
        earthquake quake tremor terremoto sismo temblor scossa
        flood floods flooding inundacion inundaciones riada alluvione inondazione alluvioni
        storm hurricane tormenta huracan tempestad tempesta uragano
        snow snowfall nieve nevada neve nevicata
        rain rains lluvia lluvias pioggia piogge
        heatwave heat calor caldo
        cold freeze frio gelo freddo
        drought sequia siccita
        volcano eruption volcan erupcion vulcano eruzione
        landslide mudslide deslave alud derrumbe frana
        avalanche avalancha valanga
        bridge puente ponte
        tunnel tunel galleria
        road motorway highway carretera autopista strada autostrada
        building edificio edificios palazzo palazzina
        collapse collapses collapsed colapso derrumba desploma derrumbo crollo crolla crollata crollato
        house home homes casa casas vivienda viviendas abitazione abitazioni
        blackout outage outages apagon apagones corte
        electricity electric electricidad electrico electrica luz elettricita corrente elettrica luce
        stadium arena estadio stadio
        game match partido partita gara incontro
        play juego gioco
        suspended suspends halted halts halt suspendio suspende suspendido suspendida suspension detiene sospeso sospesa sospende sospensione ferma fermata
        quarter cuarto quarto
        half medio media mitad meta mezzo mezza
        third tercer tercera tercero terzo terza
        second segundo segunda secondo seconda
        win wins won victory beat beats defeat defeats gana ganan gano victoria vence vencio derrota triunfo vince vittoria batte sconfigge battuto
        lose loses lost pierde perdio perde perso sconfitta
        draw empate empata pareggio pareggia
        goal goals gol goles rete reti
        penalty penalti rigore
        injury lesion infortunio
        coach manager trainer entrenador tecnico allenatore
        player players jugador jugadores futbolista giocatore giocatori calciatore
        signing signs signed transfer fichaje ficha firma ingaggio firma acquisto trasferimento
        football soccer futbol calcio
        final finals finale finali
        semifinal semifinals semifinales semifinale
        cup copa coppa
        champion champions championship campeon campeones campeonato campione campioni campionato
        league liga lega
        medal medals medalla medallas medaglia medaglie
        gold oro
        silver plata argento
        bronze bronce bronzo
        record marca primato
        olympic olympics olimpico olimpicos olimpiadas olimpiadi olimpico
        tennis tenis
        race carrera corsa
        cyclist cycling ciclista ciclismo
        team equipo squadra
        fans supporters aficionados hinchas aficion tifosi
        president presidente presidenta
        minister ministro ministra ministri
        premier primer primo
        king rey re
        queen reina regina
        prince principe
        pope papa pontefice
        mayor alcalde alcaldesa sindaco sindaca
        government gobierno ejecutivo governo esecutivo
        parliament congress senate parlamento congreso senado senato camera
        election elections vote votes voting eleccion elecciones voto votos votacion comicios elezione elezioni voti votazione urne
        party partidos partito
        law bill ley leyes legge leggi decreto
        reform reforma riforma
        budget presupuesto presupuestos bilancio manovra
        tax taxes impuesto impuestos tassa tasse imposta
        resign resigns resignation resigned dimite dimision renuncia dimitio dimette dimissioni
        appointed appoints named nombra nombrado nombramiento nomina nominato nominata
        court judge trial tribunal juez jueza juicio corte giudice processo
        sentence sentenced jailed prison jail sentencia condena condenado prision carcel condanna condannato carcere
        guilty culpable colpevole
        arrest arrested arrests detained detenido detenidos arrestado arrestan detienen arresto arrestato arrestati
        police policia polizia
        army military troops soldiers ejercito militar militares tropas soldados esercito militare militari truppe soldati
        war guerra
        attack attacks attacked ataque ataques atentado ataca attacco attacchi attentato attacca
        bomb bombing bombs bomba bombardeo bombas bombardamento bombe
        missile missiles misil misiles missile missili
        invasion invade invades invaden invade invasione invadono
        peace paz pace
        ceasefire truce tregua
        sanctions sanciones sanzioni
        shooting shot gunman tiroteo disparos balacera sparatoria spari
        murder homicide asesinato homicidio asesina omicidio assassinio
        theft robbery stolen heist robo atraco robado robaron furto rapina rubato rubati
        kidnap kidnapped secuestro secuestrado rapimento rapito
        hostages hostage rehenes rehen ostaggi ostaggio
        drugs drug droga drogas narcotrafico droghe
        protest protests protesters demonstration protesta protestas manifestacion manifestantes proteste manifestazione manifestanti
        strike strikes huelga paro huelgas sciopero scioperi
        workers employees trabajadores empleados lavoratori dipendenti
        jobs job layoffs empleo empleos despidos lavoro licenziamenti posti
        unemployment paro desempleo disoccupazione
        inflation inflacion inflazione
        prices price precio precios prezzo prezzi
        bank banco banca bancos banche
        rates rate tasas tipos tassi
        economy economic economia economico economica
        market markets mercado mercados bolsa mercato mercati borsa
        shares stock stocks acciones azioni
        company firm empresa compania azienda societa impresa
        profit profits beneficio beneficios ganancias utile utili profitti
        loss losses perdidas perdite
        sale sales venta ventas vendita vendite
        buys buy acquires acquisition takeover compra adquiere adquisicion compra acquista acquisizione
        merger fusion fusione
        factory plant fabrica planta fabbrica stabilimento
        oil petroleo petrolio greggio
        gas gasoil metano
        energy energia energetica
        nuclear nuclear nucleares nucleare
        water agua acqua
        climate clima climatico climatica climatico
        pollution contaminacion inquinamento
        emissions emisiones emissioni
        river rio fiume
        sea mar mare
        beach playa playas spiaggia spiagge
        island isla isola
        mountain montana monte montagna
        forest bosque foresta bosco
        animal animals animales animale animali
        shark sharks tiburon tiburones squalo squali
        bear oso orso
        dog dogs perro perros cane cani
        virus coronavirus covid
        vaccine vaccines vaccination vacuna vacunas vacunacion vaccino vaccini vaccinazione
        outbreak epidemic pandemic brote epidemia pandemia focolaio
        hospital hospitals hospitales ospedale ospedali
        doctor doctors medico medicos medici
        patients patient paciente pacientes paziente pazienti
        cancer tumor cancro tumore
        school schools escuela escuelas colegio colegios scuola scuole
        students student estudiantes alumnos studenti alunni
        university universidad universita
        teachers teacher profesores maestros docentes insegnanti professori
        child children kids nino ninos menor menores bambino bambini minori
        woman women mujer mujeres donna donne
        man men hombre hombres uomo uomini
        family families familia familias famiglia famiglie
        people personas gente persone gente
        resident residents vecinos residentes residenti abitanti
        tourist tourists turista turistas turisti
        migrants migrant immigrants migrantes inmigrantes migranti immigrati
        refugees refugee refugiados profughi rifugiati
        border frontera confine frontiera
        city ciudad citta
        town village pueblo localidad paese villaggio borgo
        capital capitale
        country pais paesi
        world mundo mundial mondo mondiale
        europe european europa europea europeo europei
        film movie pelicula cine cinema pellicola
        actor actress actriz attore attrice
        director director directora regista
        singer cantante
        song cancion canzone
        album disco
        concert concerts concierto conciertos concerto concerti
        festival festivals festivales
        award awards prize premio premios galardon premi
        oscar oscars
        book novel libro novela romanzo
        writer author escritor escritora autor scrittore scrittrice autore
        painting cuadro pintura dipinto quadro
        museum museo musei
        theatre theater teatro
        church iglesia chiesa
        cathedral catedral cattedrale duomo
        opening opens opened inaugura inauguran inauguracion abre apre inaugurazione aperto
        closes closed closure close cierra cerrado cierre cerrada chiude chiuso chiusura chiusa
        launch launches launched lanza lanzamiento lanzan lancia lancio
        rocket cohete razzo
        space espacio spazio
        satellite satelite satellite
        moon luna
        scientists researchers scientist cientificos investigadores scienziati ricercatori
        study research estudio investigacion studio ricerca
        discovery discovered discover descubrimiento descubren hallan hallazgo scoperta scoperto scoprono
        found finds encuentran encontrado trovato trovata trovano ritrovato
        phone smartphone telefono movil celular telefonino cellulare
        internet
        data datos dati
        hackers cyberattack hack ciberataque ciberataque hacker
        app application aplicacion applicazione
        network networks red redes rete
        service services servicio servicios servizio servizi
        cancelled canceled cancels cancellation cancelado cancela cancelada cancelados cancelan cancellato annullato annullata cancellati cancellazione
        postponed postpones delayed delay delays aplazado aplaza aplazada retraso retrasos rinviato rinviata rinvia ritardo ritardi
        evacuated evacuation evacuate evacuados evacuacion evacuan evacuati evacuazione sfollati
        warning alert alerta aviso allerta allarme
        emergency emergencia emergenza
        stranded trapped atrapados varados atrapado bloccati intrappolati bloccato
        investigation inquiry investigacion indagine inchiesta
        agreement deal accord acuerdo pacto accordo intesa patto
        summit cumbre vertice
        meeting reunion riunione incontri
        crisis crisi
        birth born nace nacio nacimiento nascita nato nata
        wedding marries married boda casan matrimonio nozze
        divorce divorcio divorzio
        slap slaps slapped bofetada bofeton cachetada schiaffo
        farewell despedida despide adios addio congedo
        return returns returned regreso regresa vuelve retorno ritorno torna
        thousand thousands mil miles mila migliaia
        million millions millon millones milione milioni
        billion billions miliardi miliardo
        euros euro
        dollars dollar dolar dolares dollari dollaro
        night noche notte
        morning manana mattina
        year years ano anos anno anni
        month months mes meses mese mesi
        week weeks semana semanas settimana settimane
        """;
}
