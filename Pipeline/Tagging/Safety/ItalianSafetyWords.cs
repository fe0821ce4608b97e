namespace RtmPipeline.Tagging.Safety;

/// <summary>Italian entries of the lexicon; the form is in <see cref="SafetyLexicon.Read"/>.</summary>
internal static class ItalianSafetyWords
{
    public const string Table = """
        death strong high: bilancio delle vittime, numero delle vittime, bilancio dei morti, numero dei morti, morti e feriti, morti e dispersi,
          feriti gravi, ferito grave, ferita grave, gravemente ferito, gravemente ferita, gravemente feriti, in gravi condizioni, condizioni critiche,
          in fin di vita, senza vita, hanno perso la vita, ha perso la vita, perde la vita, perdono la vita, trovato morto, trovata morta,
          trovati morti, incidente mortale, incidente aereo, incidente ferroviario, disastro aereo, disastro ferroviario, scontro tra treni,
          aereo precipitato, aereo caduto, elicottero precipitato, sparatoria, sparatorie, strage, stragi, massacro, colpi di arma da fuoco,
          colpi di pistola, suicidio, si è suicidato, si è suicidata, si è tolto la vita, si è tolta la vita, annegato, annegata, annegati,
          travolti e uccisi, calca mortale, crimini di guerra, crimine di guerra, bombardamento, bombardamenti, raid aereo, raid aerei, attacco aereo,
          genocidio, fossa comune, riposa in pace, riposino in pace, sentite condoglianze, le nostre condoglianze, le mie condoglianze, cordoglio,
          minuto di silenzio, lutto nazionale, lutto cittadino, preghiamo per le vittime, una preghiera per le vittime, preghiera per le vittime,
          familiari delle vittime, famiglie delle vittime, vicini alle vittime, vicinanza alle vittime, cadaveri, sfollati, sono stati uccisi,
          è stato ucciso, è stata uccisa, rimasto ucciso, rimasti uccisi
        death strong medium: terremoto, terremoti, sisma, scossa di terremoto, scosse di terremoto, scossa sismica, scosse sismiche, forte scossa,
          nuova scossa, sciame sismico, maremoto, tifone, alluvione, alluvioni, alluvionati, allagamenti, esondazione, esondato, esonda, nubifragio,
          bomba d'acqua, frana, frane, slavina, valanga di neve, incendi boschivi, incendio boschivo, crollo del ponte, ponte crollato,
          palazzo crollato, crollo di un palazzo, palazzina crollata, esplosione, esplosioni, epicentro, eruzione vulcanica, stato di emergenza,
          stato di calamità, calamità naturale, disastro naturale, crisi umanitaria, carestia, guerra civile, è deceduto, è deceduta, deceduti,
          è morto, è morta, sono morti, sono morte, morto in un, morta in un, muore in, muore a, muoiono, soccorritori, squadre di soccorso,
          superstiti, sopravvissuti, deragliamento, deragliato, deraglia, tendopoli, zone terremotate, terremotati, aiuti umanitari, deragliare
        death toll high: morti, morte, vittime, feriti, ferite, dispersi, uccisi, uccise, decessi, caduti, ricoverati, evacuati, intrappolati, corpi,
          soldati, salme
        death harm medium: morto, morta, muore, morire, vittima, ucciso, uccisa, uccide, uccidono, disperso, dispersa, tragedia, tragico, tragica,
          lutto, funerale, funerali, bara, cadavere, sangue, donare il sangue, pregare, preghiamo, preghiera, preghiere, condoglianze, devastazione,
          ferito, ferita, rip
        death scene medium: incidente, schianto, scontro, crollo, crollato, crollata, crolla, macerie, incendio, fiamme, rogo, ambulanza, ambulanze,
          ospedale, ospedali, evacuazione, evacuata, evacuare, aereo, treno, elicottero, missile, missili, truppe, invasione, ostaggio, ostaggi,
          bombe, uragano, tornado, vigili del fuoco, pompieri, croce rossa, protezione civile, soccorsi, emergenza, emergenze, magnitudo, richter,
          catastrofe, disastro, attentato, accoltellamento, autostrada, campo di battaglia
        terrorism strong floor: attentato terroristico, attentati terroristici, attacco terroristico, attacchi terroristici, terrorismo, terrorista,
          terroristi, autobomba, kamikaze, attentato suicida, attentato esplosivo, allarme bomba, ordigno esplosivo, jihadista, jihadisti, decapitato,
          decapitati, presa di ostaggi, strage terroristica
        crime strong high: omicidio, omicidi, femminicidio, femminicidi, assassinato, assassinata, assassinati, stuprata, stupratore,
          stupro di gruppo, violenza sessuale, violenze sessuali, abusi sessuali, abuso sessuale, violenza sulle donne, violenza domestica,
          tratta di esseri umani, rapito e, sequestro di persona, rapimento, accoltellato, accoltellata, accoltellati, strangolata, strangolato,
          rapina a mano armata, serial killer, sfregiata con l'acido
        crime strong floor: pedopornografia, pornografia infantile, abusi su minori, pedofilo, pedofili, pedofilia
        crime harm medium: assassino, assassinio, stupro, rapina, rapinato, rapito, rapita, tortura, torturato, torturata, torture, aggredita,
          aggredito, violentata
        crime scene medium: polizia, carabinieri, arrestato, arrestati, sospettato, processo, condannato, condannati, procura, carcere, indagato,
          indagati, scena del crimine
        hate strong high: crimine d'odio, crimini d'odio, discorso d'odio, incitamento all'odio, odio razziale, suprematista bianco,
          suprematisti bianchi, neonazista, neonazisti, pulizia etnica, linciaggio, linciato, aggressione razzista, attacco razzista,
          insulti razzisti, cori razzisti, aggressione omofoba, attacco omofobo
        hate harm medium: razzista, razzisti, razzismo, omofobo, omofobi, xenofobo, xenofobi, xenofobia
        hate scene medium: aggressione, aggredito a, attacco, insulto, insulti, minacce, odio, cori
        arms strong medium: fucile d'assalto, fucili d'assalto, arma da fuoco, armi da fuoco, mitragliatrice, mitragliatrici, bomba a mano,
          bombe a mano, traffico d'armi, traffico di armi
        arms harm medium: pistola, pistole, fucile, fucili, munizioni, proiettili
        arms scene medium: sequestrate, sequestrati, calibro, carica, armato, armati
        adult strong high: porno, pornografia, video porno, video hard, foto hard, foto nuda, revenge porn
        drugs strong medium: cocaina, eroina, fentanyl, metanfetamina, narcotraffico, narcotrafficante, narcotrafficanti, spacciatore, spacciatori,
          overdose di droga, morto di overdose, traffico di droga, spaccio di droga
        drugs strong low: svapo, svapare, sigaretta elettronica, sigarette elettroniche, guida in stato di ebbrezza, ubriaco alla guida
        obscenity strong low: cazzo, cazzi, merda, stronzo, stronza, stronzi, vaffanculo, coglione, coglioni, incazzato, incazzata, minchia, puttana,
          puttane
        obscenity strong medium: figlio di puttana, figli di puttana, porca puttana, troia, troie
        count: decine, centinaia, migliaia, dozzine, numerosi, numerose, diversi, due, tre, quattro, cinque, sei, sette, otto, nove, dieci
        figure: morto dal ridere, morta dal ridere, morti dal ridere, muoio dal ridere, mi muoio dal ridere, morire dal ridere, morire dalle risate,
          muoio dalle risate, morta dalle risate, morto dalle risate, morte dalle risate, muoio di fame, morto di fame, morta di fame, morti di fame,
          muoio di sonno, morto di sonno, morta di sonno, morti di sonno, muoio di caldo, muoio di freddo, morto di freddo, morta di freddo,
          morti di freddo, muoio di noia, morto di noia, morta di noia, morire di noia, sono morto, sono morta, sono già morta, muoio dalla voglia,
          muoio di voglia, morta di vergogna, morto di vergogna, morto di paura, morta di paura, morti di paura, morto di stanchezza,
          morta di stanchezza, stanco morto, stanca morta, stanchi morti, da morire, bello da morire, buono da morire, buoni da morire,
          buona da morire, bella da morire, mi piace da morire, ti amo da morire, fa morire, mi fai morire, mi fate morire, fammi morire,
          innamorato perso, punto morto, tempi morti, tempo morto, lettera morta, natura morta, mar morto, peso morto, batteria morta, telefono morto,
          telefono è morto, pc è morto, è morto il telefono, è morto il pc, è morto il wifi, morto il telefono, lingua morta, angolo morto,
          la morte sua, è la morte sua, la morte nera, morte nera, finché morte, a morte la dieta, odio a morte, annoiato a morte, annoiata a morte,
          offeso a morte, mi uccide, mi ucciderà, mi stai uccidendo, uccide lentamente la dieta, l'attesa mi uccide, il caldo mi uccide,
          uccide il palato, la noia uccide, è una bomba, sei una bomba, una bomba, la bomba, che bomba, bomba di, bomba calorica, bombe calde,
          bombe alla crema, bombe di crema, bombe fritte, notizia bomba, bomba da bagno, bombe da bagno, colpo bomba, sex bomb, esplosione di gusto,
          esplosione di sapore, esplosione di sapori, esplosione di colori, esplosione di gioia, esplosione di dolcezza, esplosione di talento,
          esplosione di felicità, esplosione di risate, esplosione demografica, terremoto politico, è un terremoto, sei un terremoto,
          terremoto di bambino, terremoto in casa, terremoto nel governo, terremoto di mercato, terremoto mediatico, terremoto in classifica,
          piccolo terremoto, alluvione di messaggi, alluvione di like, alluvione di meme, alluvione di notifiche, valanga di like,
          valanga di messaggi, uragano di risate, uragano di energia, è un uragano, tornado di energia, treno di vita, treno dei desideri,
          perso il treno, scontro al vertice, scontro diretto, scontro tra titani, attacco di fame, attacco di panico, attacco di ridarella,
          attacco di risate, fame chimica, incidente diplomatico, vittima della moda, vittime della moda, fashion victim, vittima del lunedì,
          vittime del lunedì, strage di cuori, strage di biscotti, strage di like, massacro sportivo, suicidio sportivo, suicidio politico,
          annegato nel caffè, annegati nel cioccolato, annegata nel cioccolato, annegato nel lavoro, annegata nel lavoro, guerra dei prezzi,
          guerra dei cuscini, guerre stellari, star wars, funerale della mia dieta, funerale alla mia dieta, lutto per la dieta, rip dieta,
          rip alla mia dieta, rip al mio conto, tragedia greca, disastro in cucina, sono un disastro, che disastro, sei un disastro,
          capelli un disastro, crollo emotivo, crollo dal sonno, crollo sul divano, crollo nervoso, crollo in borsa, crollo del mercato,
          sparatoria di domande, bombardamento di messaggi, bombardamento di meme, bombardamento di pubblicità, bombardamento di notifiche,
          assassino di diete, assassino delle diete, look assassino, sguardo assassino, omicidio al palato, rapina a quel prezzo, che rapina,
          una rapina, rapina arbitrale, rapito dal, rapita dal, rapito dalla, rapita dalla, tortura cinese, una tortura, che tortura, orgoglio ferito,
          ferito nell'orgoglio, feriti nell'orgoglio, ferita nell'orgoglio, cuore in fiamme, food porn, porno food, pistola ad acqua,
          pistola per colla, terrorista della cucina, sangue freddo, sangue blu, cioccolato al sangue, al sangue, frana di like, frana in cucina,
          sono una frana, sei una frana, che frana, una frana a
        """;
}
