using System.Globalization;
using System.Text;

namespace RtmPipeline.Alerts.Framing;

/// <summary>Numbers, times, lists and names in Italian.</summary>
internal static class ItalianPhrases
{
    private static readonly string[] s_numbers = ["", "un", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"];

    private static readonly string[] s_months =
        ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"];

    /// <summary>"una persona", "9 persone", "circa 1.200 persone", "circa un milione di persone".</summary>
    public static string People(double people)
    {
        double n = HumanNumbers.Round(people);
        return n <= 1 ? "una persona" : Number(n, "persone");
    }

    /// <summary>"un post al minuto", "circa 290 post al minuto", "circa 40 post all'ora".</summary>
    public static string Rate(double perMinute)
    {
        bool isByMinute = perMinute >= 1;
        double n = HumanNumbers.Round(isByMinute ? perMinute : perMinute * 60);
        string time = isByMinute ? "al minuto" : "all'ora";
        return n switch
        {
            < 1 => "appena un post all'ora",
            1 => $"un post {time}",
            _ => $"{Number(n, "post")} {time}",
        };
    }

    /// <summary>A peak beside a rate: only its number where the rate is by the minute too.</summary>
    public static string Peak(double perMinute, double rateNow) =>
        rateNow >= 1 ? Bare(HumanNumbers.Round(perMinute)) : $"{Bare(HumanNumbers.Round(perMinute))} al minuto";

    /// <summary>"sono attesi altri 330 post circa", "è atteso un altro post".</summary>
    public static string AreExpected(double posts)
    {
        double n = HumanNumbers.Round(posts);
        return n switch
        {
            <= 1 => "è atteso un altro post",
            < HumanNumbers.AboutFrom => $"sono attesi altri {Bare(n)} post",
            < HumanNumbers.Million => $"sono attesi altri {Bare(n)} post circa",
            HumanNumbers.Million => "è atteso circa un altro milione di post",
            _ => $"sono attesi altri {Bare(n)} di post circa",
        };
    }

    /// <summary>"il doppio del solito", "quattro volte il solito", "circa 35 volte il solito"; null when it is near to usual.</summary>
    public static string? TimesUsual(double times)
    {
        double n = HumanNumbers.Round(times);
        return n switch
        {
            < 2 => null,
            2 => "il doppio del solito",
            3 => "il triplo del solito",
            <= 10 => $"{s_numbers[(int)n]} volte il solito",
            _ => $"{Number(n, "volte")} il solito",
        };
    }

    /// <summary>"un minuto", "4 minuti", "un'ora", "2 ore", "3 giorni".</summary>
    public static string Length(int minutes) => minutes switch
    {
        <= 1 => "un minuto",
        < 55 => $"{minutes} minuti",
        < 90 => "un'ora",
        < 36 * 60 => $"{Math.Round(minutes / 60.0)} ore",
        _ => $"{Math.Round(minutes / 1440.0)} giorni",
    };

    /// <summary>"nell'ultimo minuto", "negli ultimi 4 minuti", "nell'ultima ora", "nelle ultime 2 ore".</summary>
    public static string InLast(int minutes) => minutes switch
    {
        <= 1 => "nell'ultimo minuto",
        < 55 => $"negli ultimi {minutes} minuti",
        < 90 => "nell'ultima ora",
        < 36 * 60 => $"nelle ultime {Math.Round(minutes / 60.0)} ore",
        _ => $"negli ultimi {Math.Round(minutes / 1440.0)} giorni",
    };

    /// <summary>"nella prossima ora", "nei prossimi 15 minuti".</summary>
    public static string InNext(int minutes) => minutes switch
    {
        <= 1 => "nel prossimo minuto",
        < 55 => $"nei prossimi {minutes} minuti",
        < 90 => "nella prossima ora",
        < 36 * 60 => $"nelle prossime {Math.Round(minutes / 60.0)} ore",
        _ => $"nei prossimi {Math.Round(minutes / 1440.0)} giorni",
    };

    /// <summary>
    /// A clock time behind a preposition that melts with its article, which one o'clock cuts short: "alle 02:10 UTC", "all'01:10 UTC", "dalle 22:40 UTC di ieri", "delle 09:00 UTC dell'8 marzo".
    /// </summary>
    /// <param name="preposition">"a", "da", "di", or nothing for the article alone.</param>
    /// <param name="unixMs">The time.</param>
    /// <param name="now">The present.</param>
    public static string At(string preposition, long unixMs, long now)
    {
        DateTimeOffset time = HumanNumbers.Utc(unixMs);
        bool isOne = time.Hour == 1;
        string article = (preposition, isOne) switch
        {
            ("a", true) => "all'",
            ("a", false) => "alle ",
            ("da", true) => "dall'",
            ("da", false) => "dalle ",
            ("di", true) => "dell'",
            ("di", false) => "delle ",
            (_, true) => "l'",
            _ => "le ",
        };
        string clock = $"{article}{HumanNumbers.Clock(unixMs)} UTC";
        return HumanNumbers.DaysApart(unixMs, now) switch
        {
            0 => clock,
            1 => $"{clock} di domani",
            -1 => $"{clock} di ieri",
            _ => $"{clock} {OfDay(time)}",
        };
    }

    public static string Quote(string label) => SafeLabel.MarksItself(label) ? label : $"«{label}»";

    /// <summary>"a", "a e b", "a, b e c"; before an e it is "ed".</summary>
    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} {(BeginsWithE(items[^1]) ? "ed" : "e")} {items[^1]}",
    };

    /// <summary>The name of a language; null for one that has no name here.</summary>
    public static string? Language(string code) => code switch
    {
        "en" => "inglese",
        "es" => "spagnolo",
        "it" => "italiano",
        "pt" => "portoghese",
        "fr" => "francese",
        "de" => "tedesco",
        "ca" => "catalano",
        "nl" => "olandese",
        "ja" => "giapponese",
        "ar" => "arabo",
        "ru" => "russo",
        "tr" => "turco",
        "pl" => "polacco",
        "hi" => "hindi",
        _ => null,
    };

    /// <summary>A sensitive topic of the IAB taxonomy, as people call it.</summary>
    public static string Sensitive(string category) => category switch
    {
        "Terrorism" => "un atto di terrorismo",
        "Death, Injury, or Military Conflict" => "morti, feriti o un conflitto armato",
        "Crime & Harmful Acts to Individuals, Society & Human Right Violations" => "un reato o un danno a persone",
        "Hate Speech and Acts of Aggression" => "discorsi d'odio o aggressioni",
        "Arms & Ammunition" => "armi",
        "Adult & Explicit Sexual Content" => "contenuti sessuali",
        "Illegal Drugs, Tobacco, eCigarettes, Vaping, Alcohol" => "droga, alcol o tabacco",
        "Debated Sensitive Social Issues" => "un tema sociale delicato",
        "Spam or Harmful Content" => "spam o contenuti dannosi",
        "Online Piracy" => "pirateria",
        "Obscenity and Profanity" => "un linguaggio volgare",
        _ => "un argomento delicato",
    };

    /// <summary>A theme by its IAB name, where it has a name here; null for others.</summary>
    public static string? Theme(string name) => name switch
    {
        "American Football" => "football americano",
        "Soccer" => "calcio",
        "Sports" => "sport",
        "Food & Drink" => "cibo e bevande",
        "Travel" => "viaggi",
        "Music" or "Music and Audio" => "musica",
        "Movies" => "cinema",
        "Television" => "televisione",
        "Video Gaming" => "videogiochi",
        "Style & Fashion" => "moda",
        "Technology & Computing" => "tecnologia",
        "Automotive" => "motori",
        "Pets" => "animali domestici",
        "Books and Literature" => "libri",
        "Pop Culture" => "cultura pop",
        "Events and Attractions" or "Events" => "eventi",
        "Business and Finance" => "economia",
        "Science" => "scienza",
        "Politics" => "politica",
        "Shopping" => "acquisti",
        "Home & Garden" => "casa e giardino",
        "Family and Relationships" => "famiglia",
        "Holidays" => "feste",
        _ => null,
    };

    /// <summary>A whole number with points between thousands.</summary>
    public static string Whole(int number) => HumanNumbers.Grouped(number, '.');

    /// <summary>"del 14 marzo", "dell'8 marzo", "dell'11 marzo", "del 1° marzo".</summary>
    private static string OfDay(DateTimeOffset time)
    {
        string day = time.Day == 1 ? "1°" : time.Day.ToString(CultureInfo.InvariantCulture);
        return $"{(time.Day is 8 or 11 ? "dell'" : "del ")}{day} {s_months[time.Month - 1]}";
    }

    private static string Number(double n, string noun) => n switch
    {
        < HumanNumbers.AboutFrom => $"{Bare(n)} {noun}",
        < HumanNumbers.Million => $"circa {Bare(n)} {noun}",
        HumanNumbers.Million => $"circa un milione di {noun}",
        _ => $"circa {Bare(n)} di {noun}",
    };

    private static string Bare(double n) => n switch
    {
        < HumanNumbers.Million => HumanNumbers.Grouped(n, '.'),
        HumanNumbers.Million => "un milione",
        < 1000 * HumanNumbers.Million => $"{HumanNumbers.Decimal(n / HumanNumbers.Million, ',')} milioni",
        1000 * HumanNumbers.Million => "un miliardo",
        _ => $"{HumanNumbers.Decimal(n / (1000 * HumanNumbers.Million), ',')} miliardi",
    };

    private static bool BeginsWithE(string word) =>
        string.Concat(word.Normalize(NormalizationForm.FormD).Where(char.IsLetter)).StartsWith('e');
}
