namespace RtmPipeline.Tagging.Safety;

/// <summary>Italian words that say how what stands beside them is meant: counted, averted, invented, long ago, reported now; the form is in <see cref="SafetyLexicon.Read"/>.</summary>
internal static class ItalianContextWords
{
    public const string Table = """
        count: decine, centinaia, migliaia, dozzine, numerosi, numerose, diversi, due, tre, quattro, cinque, sei, sette, otto, nove, dieci, undici, dodici,
          tredici, quattordici, quindici, sedici, diciassette, diciotto, diciannove, venti, trenta, quaranta, cinquanta, sessanta, una decina
        news: ultim'ora, ultimora, ultima ora, ultimissime, notizia in aggiornamento, in aggiornamento, seguono aggiornamenti, aggiornamento in diretta,
          diretta live, flash news, edizione straordinaria, secondo la polizia, secondo i carabinieri, secondo le autorità, le autorità confermano,
          confermano le autorità, autorità locali, fonti ufficiali, fonti della polizia, secondo i testimoni, testimoni oculari, testimoni riferiscono,
          comunicato stampa, conferenza stampa della polizia, il governo conferma, il viminale, la farnesina, ansa, adnkronos, agenzia ansa, rainews, skytg24,
          tgcom24, tg1
        relief: nessun ferito, nessun morto, nessuna vittima, nessun disperso, nessun deceduto, nessun ferito grave, nessun danno a persone,
          nessun danno alle persone, nessun danno a cose o persone, nessun coinvolto, nessuno si è fatto male, nessuno è rimasto ferito, nessuno è morto,
          nessuno è rimasto ucciso, nessuno è rimasto coinvolto, nessuno ha perso la vita, nessuno ha riportato ferite, nessuno ferito, non ci sono feriti,
          non ci sono morti, non ci sono vittime, non ci sono dispersi, non ci sono persone coinvolte, non ci sarebbero feriti, non ci sarebbero vittime,
          non ci sarebbero morti, non risultano feriti, non risultano vittime, non risultano dispersi, non risultano persone coinvolte,
          non si registrano feriti, non si registrano vittime, non si registrano danni, non si registrano danni a persone, non si segnalano feriti,
          non si segnalano vittime, non si segnalano danni, non si segnalano danni a persone, non si contano vittime, non si contano feriti,
          non si lamentano feriti, non si lamentano vittime, non ha causato vittime, non ha causato feriti, non ha provocato vittime, non ha provocato feriti,
          non ha fatto vittime, non ha fatto danni, non c'è nessun ferito, non c'è nessuna vittima, non ci sono stati feriti, non ci sono state vittime,
          senza feriti, senza vittime, senza morti, senza danni a persone, senza conseguenze, senza gravi conseguenze, per fortuna nessun,
          per fortuna nessuno, fortunatamente nessun, fortunatamente nessuno, per fortuna senza feriti, zero feriti, zero vittime, zero morti, illeso, illesa,
          illesi, illese, incolume, incolumi, sani e salvi, sano e salvo, sana e salva, sane e salve, tutti salvi, tutti in salvo, tutti illesi,
          sono tutti salvi, stanno tutti bene, stiamo tutti bene, tutti stanno bene, solo danni materiali, soltanto danni materiali, solo danni alle cose,
          solo tanta paura, tanta paura ma, solo paura, solo un grande spavento, solo uno spavento, solo tanto spavento, falso allarme, era un falso allarme,
          cessato allarme
        fiction: ultima puntata, prossima puntata, questa puntata, nella puntata, puntata, puntate, episodio, episodi, ultimo episodio, prossimo episodio,
          finale di stagione, nuova stagione, ultima stagione, prima stagione, seconda stagione, terza stagione, quarta stagione, stagione finale,
          stagione due, stagione tre, stagione della serie, serie tv, nella serie, la serie di, serie netflix, su netflix, fiction, la fiction, telenovela,
          soap, soap opera, beautiful puntata, romanzo, nel romanzo, romanzi, giallo di, un giallo, libro giallo, noir, thriller, un thriller, spoiler,
          niente spoiler, no spoiler, trailer ufficiale, nuovo trailer, il trailer di, trailer del film, film horror, film d'azione, film di guerra,
          film catastrofico, nel film, il film di, personaggio, personaggi, il cattivo del film, sceneggiatura, copione, videogioco, videogiochi, videogame,
          boss finale, boss del gioco, il boss finale, livello finale, gioco di ruolo, giochi di ruolo, gioco da tavolo, trono di spade, il trono di spade,
          hunger games film, gameplay, minecraft, fortnite, gta, playstation, console, manga, anime, fumetto, fumetti, racconto horror, cena con delitto,
          escape room, costume di halloween, travestimento, cosplay, esercitazione, esercitazioni, esercitazione antincendio, prova di evacuazione,
          prove di evacuazione, prova antincendio, simulazione, simulazioni, è una simulazione, era una simulazione, prova generale, scherzo, era uno scherzo,
          pesce d'aprile, bufala, è una bufala, era una bufala, fake news, notizia falsa, sangue finto, a teatro, spettacolo teatrale, zombie
        memory: oggi nel, accadde oggi, accadeva oggi, come oggi nel, in questo giorno nel, in questo giorno, oggi ricorre, ricorre oggi, ricorrenza,
          anniversario, anniversario del, anniversario della, anniversario di, primo anniversario, decimo anniversario, a un anno dal, a un anno dalla,
          a dieci anni dal, a dieci anni dalla, anni dopo, anni dal, anni dalla, anni fa oggi, un anno fa, due anni fa, tre anni fa, cinque anni fa,
          dieci anni fa, vent'anni fa, venti anni fa, trent'anni fa, quarant'anni fa, cinquant'anni fa, cento anni fa, un secolo fa, secoli fa, secolo scorso,
          decenni fa, centenario, bicentenario, commemorazione, commemorazioni, commemora, commemoriamo, commemorare, per non dimenticare,
          giornata della memoria, giorno della memoria, giorno del ricordo, lezione di storia, libro di storia, libri di storia, museo di storia,
          storia contemporanea, documentario, un documentario, documentario su, docufilm, prima guerra mondiale, seconda guerra mondiale, grande guerra,
          guerra fredda, guerre puniche, impero romano, medioevo, rivoluzione francese, risorgimento, pompei, nel 1693, nel 1906, nel 1908, nel 1912,
          nel 1915, nel 1917, nel 1918, nel 1943, nel 1944, nel 1945, nel 1951, nel 1963, nel 1966, nel 1968, nel 1976, nel 1980, terremoto del 1980,
          terremoto del 1908, alluvione del 1966
        """;
}
