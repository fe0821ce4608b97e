namespace RtmPipeline.Sources.Simulation.Words;

/// <summary>Italian words. Nouns carry their article and adjectives have one form for both genders, so that any two of them agree.</summary>
internal static class ItalianWords
{
    public static readonly string[] Subjects =
    [
        "la cena,il pranzo,la pasta,il sugo,la ricetta,il dolce,la zuppa,il forno,la merenda,il panino,la frittata,il risotto,la torta,il formaggio",
        "la pioggia,il vento,la nebbia,il sole,la neve,il freddo,il caldo,la nuvola,il temporale,la tramontana,il tramonto,la brina,il meteo,"
            + "la primavera",
        "il cane,la gatta,il gatto,il coniglio,la tartaruga,il cucciolo,il pappagallo,la ciotola,il guinzaglio,il criceto,la gallina,"
            + "il canarino,la cuccia,il pesce",
        "la riunione,il capo,la scadenza,il progetto,lo stipendio,il colloquio,il turno,la mail,il cliente,la stampante,il contratto,la pausa,"
            + "il collega,la scrivania",
        "la lezione,il compito,la verifica,il professore,la maestra,il quaderno,la biblioteca,lo zaino,il semestre,la tesi,il voto,la laurea,"
            + "il libro,la scuola",
        "la canzone,il concerto,la chitarra,il disco,il ritornello,il coro,il festival,la voce,il ritmo,il cantante,il pianoforte,la melodia,"
            + "la scaletta,il palco",
        "la serie,la puntata,il film,la prima,il cattivo,il regista,la trama,il finale,la scena,il cinema,la poltrona,la replica,"
            + "il personaggio,la saga",
        "il viaggio,la valigia,la spiaggia,il treno,il museo,il borgo,la montagna,il passaporto,il traghetto,la mappa,il porto,la cartolina,"
            + "il volo,la piazza",
        "la palestra,la corsa,la partita,la bicicletta,il sentiero,la piscina,la maratona,la squadra,il pallone,la rete,il campionato,la tuta,"
            + "il mister,la curva",
        "la nonna,il cugino,il matrimonio,il compleanno,il bimbo,la nipote,il vicino,la foto,la famiglia,la culla,lo zio,la festa,il regalo,"
            + "la sorella",
        "il telefono,il caricatore,lo schermo,la password,la tastiera,il robot,la batteria,il cavo,il portatile,la console,il gioco,la rete,"
            + "il server,la stampa",
        "la giacca,il vestito,la sciarpa,la scarpa,la collana,il cappello,la camicia,la borsa,la gonna,il cappotto,il pigiama,il guanto,"
            + "la moda,il maglione",
    ];

    public const string Verbs = "vedere,mangiare,dormire,uscire,cucinare,ballare,cantare,leggere,correre,viaggiare,studiare,lavorare,pulire,"
        + "comprare,aspettare,chiamare,giocare,"
        + "camminare,dipingere,imparare,scrivere,nuotare,riposare,provare,cominciare,finire,cambiare,ordinare,festeggiare,ricordare,immaginare,"
        + "preparare,regalare,"
        + "risparmiare,riparare,decorare,piantare,cucire,registrare,condividere,esplorare,ridere,sognare,tornare,brindare,chiacchierare";

    public const string Adjectives = "incredibile,grande,dolce,forte,verde,facile,difficile,interessante,elegante,sorprendente,brillante,"
        + "speciale,originale,piccante,celebre,semplice,"
        + "felice,triste,enorme,gigante,geniale,locale,invernale,naturale,popolare,tradizionale,regionale,ideale,indimenticabile,recente,umile,"
        + "nobile,veloce,leggibile,"
        + "gentile,impossibile,invincibile,urgente,divertente,musicale";

    public const string Adverbs = "molto,davvero,troppo,abbastanza,totalmente,super,quasi,sinceramente,semplicemente,incredibilmente,"
        + "assolutamente,stranamente,chiaramente,finalmente";

    public const string Names = "Giulia,Luca,Martina,Davide,Chiara,Matteo,Elisa,Andrea,Sara,Marco,Alice,Paolo,Irene,Simone,Marta,Fabio,Anna,"
        + "Stefano,Silvia,Nicola,Laura,Pietro,"
        + "Gaia,Enrico,Noemi,Dario,Viola,Tommaso,Bianca,Emanuele,Greta,Filippo,Aurora,Riccardo,Nina,Leonardo,Camilla,Edoardo,Vera,Samuele";

    public const string Times = "oggi,stasera,stamattina,adesso,tutto il giorno,di nuovo,ultimamente,dopo il lavoro,prima di dormire,"
        + "questo weekend,ieri sera,ogni giorno,"
        + "a mezzogiorno,da ieri,la domenica,per un'ora";

    public const string Openers = "oddio,allora,sinceramente,ma,mamma mia,finalmente,uffa,ahaha,dai,promemoria:,confesso:,che follia,ragazzi,"
        + "amici,sul serio,opinione:,nota:,attenzione:";

    public const string Closers = "ahaha,lo giuro,davvero,che ridere,e basta,qualcun altro?,senza parole,non ce la faccio,che bello,che voglia,"
        + "che giornata,aiuto,tutto qui,così va la vita,ci voleva";

    public const string Emoji = "😂,❤️,😍,😭,😊,🙌,👏,🔥,😅,🎉,💕,😎,🤔,🍝,🙏,✨,💯,😴,🤣,👀,☕,🐶,🎶,🌞,⚽";
}
