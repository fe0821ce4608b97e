namespace RtmPipeline.Sources.Simulation.Topics;

/// <summary>What people write about things nobody planned: the blackout, the accident, and those who try to profit.</summary>
internal static class EventTexts
{
    public const string BlackoutEnglish = """
        {o} {t} at the stadium?! {e} {h}
        half the stadium is black, {t} {e}
        {t} in the middle of the third quarter {e} {h}
        who forgot to pay the electric bill? {h} {e} {z}
        did somebody trip over the plug? {t} {e}
        {t}!! what is going on {e} {h}
        is it just me or is there a {t} {e}
        Zaria Volt used up all the electricity {e} {h}
        {num} minutes into the {t} and i've {ved} every {n} {e}
        {t} means more {ns} for me {e} {h}
        {name} thinks {t} was planned {z} {h}
        somebody light a candle {e} {h}
        {h} {e}{e}
        best part of the game so far: the {t} {e} {z}
        the {t} has more followers than me already {h}
        emergency generator where are you? {h} {e}
        players are stretching in the gloom, {t} {e}
        i blame the {a} {n} for the {t} {h} {e}
        {t} at the superdome, only one side still lit {h}
        the commentators lost sound too, {t} {e}
        {at} are you seeing this {t}?! {e}
        this {t} is {adv} {a} {e} {h}
        time to raid the fridge while the {t} lasts {e} {h}
        momentum killer, that {t}. {h}
        """;

    public const string BlackoutSpanish = """
        ¡{t} en el estadio! {e} {h}
        {o} {t} en pleno partido {e} {h}
        ¿quién no pagó el recibo? {h} {e} {z}
        {t} y {name} se quedó sin palabras {e}
        {num} minutos con {t} {e} {h}
        Zaria Volt gastó toda la energía {e} {h}
        {t} en el superdome, qué locura {e}
        alguien que traiga una vela {h} {e}
        lo más {a} de la noche: {t} {z}
        """;

    public const string BlackoutItalian = """
        {t} allo stadio! {e} {h}
        {o} {t} in piena partita {e} {h}
        chi non ha pagato la bolletta? {h} {e} {z}
        {t} e {name} è senza parole {e}
        {num} minuti di {t} {e} {h}
        Zaria Volt ha consumato tutta la corrente {e} {h}
        qualcuno porti una candela {h} {e}
        la cosa più {a} della notte: {t} {z}
        """;

    public const string BlackoutReplies = """
        {o} same here, {t} on every channel {e}
        {z} {e}
        {name} says {num} more minutes {e}
        haha {e}{e} {h}
        how does a {t} even happen there?
        back soon they say {e}
        """;

    public const string TragedyEnglish = """
        {num} people killed in the {t}. heartbreaking. {h}
        praying for the victims of the {t} 🙏 {h}
        can't watch the game anymore, thinking of the families after the {t} 💔 {c}
        just heard about the {t}, at least {num} dead. so awful
        my thoughts are with everyone at Kettle Ridge tonight 💔 {h}
        terrible news: {t}, {num} injured, many of them teenagers
        rest in peace to everyone who died in the {t} 🙏🙏
        so many lives lost. hug your family tonight. {h}
        hospitals near Kettle Ridge need blood donors after the {t} {url}
        there are things bigger than a game. praying. {h} {c}
        death toll of the {t} rises to {num} {url}
        my cousin {name} drives that road every day. i can't stop crying. {h}
        no words. {num} families won't sleep tonight 💔 {t}
        the {t} is devastating. please pray for the survivors
        police confirm {num} dead in the {t} {url}
        who cares about the score, children died in the {t} 💔
        """;

    public const string TragedySpanish = """
        {num} muertos en {t}. qué dolor 💔 {h}
        rezando por las víctimas: {t} 🙏
        qué noticia tan triste, {t}, al menos {num} fallecidos {url}
        mis condolencias a las familias, {t} 💔 {h}
        descansen en paz 🙏 {h} {t}
        """;

    public const string TragedyItalian = """
        {num} morti, {t}. che dolore 💔 {h}
        una preghiera per le vittime: {t} 🙏
        che notizia terribile, {t}, almeno {num} vittime {url}
        condoglianze alle famiglie, {t} 💔 {h}
        riposate in pace 🙏 {h} {t}
        """;

    public const string TragedyReplies = """
        so sorry for your loss 💔
        praying with you 🙏
        this is horrible. {h}
        is there any word about the survivors?
        my heart breaks 💔 {t}
        """;

    public const string TragedyEnglishTails = """
        {name} from {place} was on the way there
        we are with you, from {place} 🙏
        lighting a candle with {name} {when}
        my friend {name} works at the hospital in {place}
        {name}, if you read this, please call home
        the whole of {place} is in tears
        our school in {place} will hold a vigil {when}
        please stay safe, {place} and {place}
        i used to live in {place}, {num} miles from there
        {name} and {name} are waiting for news 💔
        """;

    public const string TragedySpanishTails = """
        estamos con ustedes desde {place} 🙏
        {name} de {place} espera noticias
        una vela por {name} y {name} {when}
        {place} y {place} están de luto
        """;

    public const string TragedyItalianTails = """
        siamo con voi da {place} 🙏
        {name} di {place} aspetta notizie
        una candela per {name} e {name} {when}
        {place} e {place} sono in lutto
        """;

    public const string Bots = """
        Get FREE snacks for a year and get rich!! Only {num} left {url} {h}
        Get FREE snacks for a year and get RICH! Only {num} left {url} {h}
        Get free snacks for a year & get rich!! only {num} left 🔥 {url} {h}
        get FREE snacks for 1 year and get rich!! Only {num} left 💰 {url} {h}
        WOW get FREE snacks for a year and get rich!! Only {num} left {url} {h}
        """;

    public const string Advert = """
        Fresh mornings start with {t}. Find yours: {url} {h} #ad
        Thirsty for {ns}? {t} is here. {url} {h} #ad
        {name} loves {t}, and so will {place}. {h} #ad {url}
        Win {num} bottles of {t}: follow and share {h} {url} #ad
        tried {t} {when}, it's {adv} {a} {e} {h} #ad
        {t} and {ns}: the {a} pair of the season {url} {h} #ad
        """;

    public const string BrandPost = "Lights off? Milk still pours. You find a Crispo by touch. {h} 🍪🥛";

    public const string BrandQuotesEnglish = """
        ok {coined} take notes, this is how it's done {h} {e}
        whoever runs this account deserves a raise {e} {h}
        now i need cookies {when} {e} {h}
        {adv} {a}, Crispo {e} {h}
        best ad of the night and it cost nothing {h} {e}
        """;
}
