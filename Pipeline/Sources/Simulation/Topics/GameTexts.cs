namespace RtmPipeline.Sources.Simulation.Topics;

/// <summary>What people write about a game they knew would come. The teams and artists are invented.</summary>
internal static class GameTexts
{
    public const string English = """
        {h} party at {name}'s, {num} {ns} and one couch {e}
        {o} {h} is finally here!! {e}{e}
        watching {t} with {name} and {num} {ns} {e}
        {t} is {adv} {a} this year {z} {h}
        who do you have {when}? i say by {num} points {h}
        my {n} cares more about {t} than i do {e}
        {s}, but first {t} {e}
        only here for the {ns} and the {ns} {h} {e}
        {h} bingo: {name} yells, {name} spills the {n}, {s}
        i can't {v} during {t}, it's too {a} {e}
        {o} that play {e} {h}
        what a drive!! {e} {h}
        defense looks {a}, offense looks {a}. {h}
        that catch was {adv} {a} {e} {h}
        third and {num} and my heart can't take {t} {e}
        {at} are you watching {t}? {e}
        the commentators just said "{a}" again, drink your water {h}
        {name} asked what a {n} has to do with {t} {e} {z}
        best seat in {place} for {t} {url} {e}
        no idea about football but {t} has {a} {ns} {h}
        flag on the play?! {o} {e} {h}
        field goal!! {e} {h}
        {num} people in one living room, one bathroom. {h} {z}
        """;

    public const string Spanish = """
        {o} ya empieza {t} {e} {h}
        viendo {t} con {name} y {num} amigos {e}
        qué partido tan {a} {e} {h}
        no entiendo nada de {t} pero es {adv} {a} {z}
        esa jugada fue {a} {e} {h}
        {name} quiere {v} pero estamos con {t} {e}
        ¿quién gana {when}? {h}
        {t} desde {place} {url} {e}
        la defensa está {adv} {a} {h}
        {s}, pero primero {t} {e}
        """;

    public const string Italian = """
        {o} comincia {t} {e} {h}
        guardo {t} con {name} e {num} amici {e}
        che partita {a} {e} {h}
        non capisco niente ma {t} è {adv} {a} {z}
        quella giocata è stata {a} {e} {h}
        {name} vuole {v} ma c'è {t} {e}
        chi vince {when}? {h}
        notte in bianco per {t} {url} {e}
        la difesa è {adv} {a} {h}
        {s}, ma prima {t} {e}
        """;

    public const string TeamEnglish = """
        let's go {t}!! {e} {h}
        {t} all day {e} {h}
        {t} defense is {adv} {a} {when} {e}
        come on {t}, {v} the ball! {e}
        {name} has been a {t} fan for {num} years {e}
        {o} {t} look {a} {when} {h}
        my {n} wears a {t} jersey {e} {url}
        {t} by {num}, you heard it here {h} {z}
        believe in {t} {e}{e} {h}
        what are {t} doing?! {e}
        """;

    public const string TeamSpanish = """
        ¡vamos {t}! {e} {h}
        {t} está {adv} {a} {when} {e}
        yo con {t} hasta el final {e} {h}
        {name} lleva {num} años con {t} {z}
        """;

    public const string TeamItalian = """
        forza {t}! {e} {h}
        {t} è {adv} {a} {when} {e}
        io tifo {t} fino alla fine {e} {h}
        {name} tifa {t} da {num} anni {z}
        """;

    public const string KickoffEnglish = """
        and here is the {t}!! {e} {c}
        {t} time {e}{e} {h}
        {o} {t}! everybody sit down {e}
        ball is in the air, {t} {when} {e} {h}
        {num} {ns} ready for {t} {e} {z}
        """;

    public const string AnthemEnglish = """
        goosebumps from the {t} {e} {h}
        Nell Orrin nailed the {t} {e}
        {o} that {t} was {adv} {a} {h}
        {t} over in {num} seconds too many, {z} {e}
        standing in my living room for the {t} {e} {h}
        """;

    public const string TouchdownEnglish = """
        {t}!!!! {e}{e}{e}
        {t} {e} {h}
        {o} {t}!! what a run {e}
        {t}!! {num} yards!! {e} {h}
        {name} just screamed "{t}" at the {n} {e}
        did you see that {t}?! {adv} {a} {e}
        woke the {n} with my {t} dance {e} {z}
        """;

    public const string TouchdownSpanish = """
        ¡¡{t}!! {e}{e}
        {t} de {num} yardas {e} {h}
        {o} qué {t} tan {a} {e}
        """;

    public const string TouchdownItalian = """
        {t}!!! {e}{e}
        {t} da {num} yard {e} {h}
        {o} che {t} {a} {e}
        """;

    public const string CommercialsEnglish = """
        best {t} so far: the one with the {a} {n} {e} {h}
        that {coined} ad was {adv} {a} {e} {h}
        i only watch for {t} {z}
        the {n} in the {coined} spot {e} {h}
        {num} million for that? {t} are {adv} {a} {h}
        {name} cried at an ad about {ns} {e} {h}
        ranking all {t}: {coined}, {coined}, then the {n} {url} {h}
        """;

    public const string HalftimeEnglish = """
        Zaria Volt owns the {t} {e}{e} {h}
        {o} this {t} is {adv} {a} {e}
        {t}!!! {e}{e}{e} {h}
        the dancing, the fire, the {a} outfit {e} {h}
        Zaria Volt just ended every other {t} {e} {z}
        i could watch this {t} {num} times {e}
        {name} is up on the couch singing along {e} {h}
        that high note in the {t} {e} i'm done
        is there a game too? {t} won {z} {h}
        the band is back together for the {t}!! {e} {h}
        my {n} is dancing to the {t} {e}
        best {t} ever or best {t} ever? {h}
        """;

    public const string HalftimeSpanish = """
        qué {t} tan {a} {e} {h}
        Zaria Volt es {adv} {a} {e}{e} {h}
        {o} el baile, las luces, todo {a} {h} {t}
        {name} bailando con {t} {e}
        """;

    public const string HalftimeItalian = """
        che spettacolo, {t} {a} {e} {h}
        Zaria Volt è {adv} {a} {e}{e} {h}
        {o} {t} da brividi {e}
        {name} balla per {t} {e}
        """;

    public const string WinEnglish = """
        {t}!!! {e}{e}{e} {h}
        what a finish, the Herons are {t} {e}
        {o} the Herons did it, {t} at last {e} {h}
        confetti everywhere for the {t} {e} {h}
        {num} years i waited to write {t} {e} {z}
        congratulations Herons!! {t} {h} {e}
        heartbreak for the Prospectors, the Herons are {t} {h}
        """;

    public const string WinSpanish = """
        ¡{t}! {e}{e} {h}
        qué final, los Herons son {t} {e}
        {o} ganaron los Herons, {t} {e} {h}
        """;

    public const string WinItalian = """
        {t}! {e}{e} {h}
        che finale, gli Herons sono {t} {e}
        {o} hanno vinto gli Herons, {t} {e} {h}
        """;
}
