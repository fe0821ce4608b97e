namespace RtmPipeline.Posts.Text;

/// <summary>
/// Words that name no topic, by language: function words, auxiliaries and the commonest verbs, numerals, and the chatter of social posts.
/// Written with spaces between; case and accents do not matter; an apostrophe inside is left out when words are read, so "don't" is looked up as "dont".
/// </summary>
internal static class StopWordLists
{
    public const string English = """
        a about above across actually after again against ago ah ain't all almost already also although always am among an and another any anybody anymore anyone
        anything anyway are aren't around as ask asked at away back bad be because been before behind being below best better between big both but by call called came
        can can't cannot cause come comes coming could couldn't did didn't different do does doesn't doing don't done down during each either else enough especially
        even ever every everybody everyone everything few first for found from full further gave get gets getting give given gives giving go goes going gone gonna good
        got gotta great had hadn't half happen happened has hasn't have haven't having he he'd he'll he's hear heard her here here's hers herself hey hi him himself
        his how how's however i i'd i'll i'm i've if in instead into is isn't it it'd it'll it's its itself just keep kept kind knew know known knows last later least
        left less let let's like likes little ll long look looking looks lot lots made make makes making many may maybe me mean means might mine more most much must
        my myself name near need needs neither never next no nobody none nor not nothing now of off often ok okay old on once one ones only onto or other others our
        ours ourselves out over own part people perhaps please put quite rather really right said same saw say saying says second see seeing seem seems seen self
        several shall she she'd she'll she's should shouldn't show since so some somebody someone something sometimes soon sorry still stop stuff such sure take taken
        takes taking talk tell than thank thanks that that's the their theirs them themselves then there there's these they they'd they'll they're they've thing things
        think this those though thought three through thus til till time times to today together told tomorrow tonight too took toward tried try trying two under
        until up upon us use used using usually very via versus vs wait wanna want wanted wants was wasn't watch way we we'd we'll we're we've week well went were weren't what
        what's whatever when when's where where's whether which while who who's whole whom whose why will with within without won't word would wouldn't wow yeah year
        years yes yesterday yet you you'd you'll you're you've your yours yourself yourselves day days man guy guys
        four five six seven eight nine ten hundred thousand million billion minute minutes min mins hour hours weeks month months pretty literally totally absolutely
        aint cant couldnt didnt doesnt dont hadnt hasnt havent im isnt ive lets shes shouldnt thats theyre theyve wasnt werent wont wouldnt youre youve yall ur u r n
        b c d e f g h j k l m o p q s t v w x y z
        rt via amp lol lmao lmfao rofl omg omfg smh tbh imo imho idk idc btw fyi ffs wtf wth af asap plz pls thx tho thru cuz coz bc rn ima imma gon haha hahaha hahahaha
        hehe hehehe heh hmm ugh uh um oh ooh aw aww yay yo yep yup nope nah hell lil dm dms ff tfb follow following followers retweet retweets retweeted rts tweet
        tweets tweeted http https www com bit ly gt lt quot nbsp
        """;

    public const string Spanish = """
        a acá ahí ahora al algo alguien algún alguna algunas alguno algunos allá allí ambos ante anterior antes aquel aquella aquellas aquello aquellos aquí arriba así
        atrás aun aún aunque ayer bajo bastante bien buen buena buenas bueno buenos cada casi cerca cierto como cómo con conmigo contigo contra cosa cosas creo cual
        cuál cuales cualquier cualquiera cuando cuándo cuanto cuánto cuantos cuántos da dan dar das de debe deben debería debo decía decir del demás demasiado dentro
        desde después di dia día días dice dicen dices dicho diciendo digo dijo donde dónde dos durante e el él ella ellas ello ellos en encima entonces entre era eran
        eras eres es esa esas ese eso esos esta está estaba estaban estado estamos están estar estará estas estás este esto estos estoy estuvo etc fin fue fueron fuera
        fui gracias gran grande grandes ha había habían haber habrá hace hacen hacer haces hacía hacia haciendo hago han has hasta hay haya he hecho hemos hicieron hizo
        hola hoy iba igual incluso ir jamás junto la las le les lo los luego mal mañana más mas mayor me mediante mejor menos mi mí mía mientras mío mis misma mismas
        mismo mismos momento mucha muchas mucho muchos muy nada nadie ni ningún ninguna ninguno no noche nos nosotras nosotros nuestra nuestras nuestro nuestros nueva nuevo
        nunca o os otra otras otro otros para parece parte peor pero persona personas poca pocas poco pocos podemos poder podrá podría ponen poner pongo por porque porqué
        primer primera primero pronto pues puede pueden puedes puedo pura puro que qué queda quería quien quién quienes quiénes quiere quieren quieres quiero quizá quizás
        rato sabe saben saber sabes se sé sea sean según segundo seguro ser será serán sería si sí sido siempre siendo siento siguiente sin sino sobre sois sola
        solamente solo sólo solos somos son soy su sus suya suyo tal tales también tampoco tan tanta tantas tanto tantos tarde te tendrá tenemos tener tengo tenía ti tiempo
        tiene tienen tienes toda todas todavía todo todos tras tres tu tú tus tuve tuvo tuya tuyo último última un una unas uno unos usted ustedes va vamos van varias
        varios vas vaya ve veces ver verdad vez vi viene vienen vio visto vos vosotros voy vuelve vuestra vuestro y ya yo año años gente hombre alguien
        cuatro cinco seis siete ocho nueve diez cien mil minuto minutos hora horas semana semanas mes meses jaja jajaja jajacuatro cinco seis siete ocho nueve diez cien mil minuto minutos hora horas semana semanas mes meses jaja jajajajaja jeje jejeje jiji xd xq pq porq tb tmb tqm bno q k x d ke toy pa pal pues wey güey tío tía vs ay uy oye ojalá favor sigue
        sigueme seguir tuit tuits tuiteó rt
        """;

    public const string Italian = """
        a abbia abbiamo abbiano adesso ad agli ai al alcun alcuna alcune alcuni alcuno alla alle allo allora almeno altra altre altri altro anche ancora anni anno
        appena aver avere avete aveva avevano avevo avrà avrebbe avuto basta bel bella bello bene ben buon buona buono c che chi chiunque ci ciao ciò cioè cui come
        comunque con contro così cosa cose d da dagli dai dal dalla dalle dallo davanti davvero degli dei del della delle dello dentro deve devi devo dei di dice dici
        dico dicono dietro dire dopo doppo dove dovrebbe due durante e è ecco ed era erano eri ero essere fa faccio fai fanno far fare fatta fatti fatto fino forse fosse
        fra fu fuori già gli giorno giorni grande grazie ha hai hanno ho i il in infatti insieme invece io l la le lei li lo loro lui lungo m ma mai male me meglio meno
        mentre mi mia mie miei mio modo molta molte molti molto n ne né negli nei nel nella nelle nello nemmeno neppure nessun nessuna nessuno niente no noi non nostra
        nostre nostri nostro nulla nuova nuovo o od oggi ogni ognuno ok oltre oppure or ora ore parte per perché perciò però persone più piu ce po col coi farà pochi poco poi possiamo posso
        possono possiate potere potrebbe prima primo proprio può puoi pure purtroppo qua qual qualche qualcosa qualcuno quale quali quando quanta quante quanti quanto
        quasi quel quella quelle quelli quello questa queste questi questo qui quindi sa sai sanno sapere sarà sarebbe saranno se sé secondo sei sembra sempre senza
        si sì sia siamo siano siete so sola soli solo sono sopra sotto sta stai stanno stare stata state stati stato stava stesso stessa stesse stessi sto su sua sue
        sugli sui sul sulla sulle sullo suo suoi t tanta tante tanti tanto te ti tra tre troppo tu tua tue tuo tuoi tutta tutte tutti tutto un una uno va vabbè vado
        vai vanno vari verso vi via viene voi volta volte vorrei vostra vostro vuoi vuole vuol vogliono voglio x xché xke cmq nn qlc tt grz
        quattro cinque sei sette otto nove dieci cento mila minuto minuti ora ore settimana mese mesi ahah ahaha ahahah ahahaha ahahahah ahahahahah eheh ehehe ahaha boh mah beh eh ehi oh uff dai mo tipo raga ragazzi buongiorno buonasera buonanotte oddio magari
        stamattina stasera stanotte ieri domani oggi retweet rt
        """;

    /// <summary>Articles and pronouns of Italian and French that lose their vowel before the next word: the word begins behind the apostrophe.</summary>
    public const string Elided = """
        l d un c s m t v n j qu all dall dell nell sull coll quell quest sant bell tutt com dov cos quant quand quell nessun ciascun qualcun alcun senz anch mezz
        nient buon lorsqu puisqu jusqu quelqu presqu gl degl agl
        """;
}
