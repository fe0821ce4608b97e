using System.Globalization;
using System.Text;

namespace RtmPipeline.Alerts.Framing;

/// <summary>Numbers, times, lists and names in Spanish.</summary>
internal static class SpanishPhrases
{
    private static readonly string[] s_numbers = ["", "una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"];

    private static readonly string[] s_months =
        ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

    /// <summary>"una persona", "9 personas", "unas 1.200 personas", "cerca de un millón de personas".</summary>
    public static string People(double people)
    {
        double n = HumanNumbers.Round(people);
        return n <= 1 ? "una persona" : Number(n, "personas");
    }

    /// <summary>"una publicación por minuto", "unas 290 publicaciones por minuto", "unas 40 publicaciones por hora".</summary>
    public static string Rate(double perMinute)
    {
        bool isByMinute = perMinute >= 1;
        double n = HumanNumbers.Round(isByMinute ? perMinute : perMinute * 60);
        string time = isByMinute ? "por minuto" : "por hora";
        return n switch
        {
            < 1 => "apenas una publicación por hora",
            1 => $"una publicación {time}",
            _ => $"{Number(n, "publicaciones")} {time}",
        };
    }

    /// <summary>"quedan unas 290 publicaciones por minuto", "queda una publicación por hora".</summary>
    public static string AreLeft(double perMinute)
    {
        string rate = Rate(perMinute);
        bool isOne = rate.StartsWith("una ", StringComparison.Ordinal) || rate.StartsWith("apenas una ", StringComparison.Ordinal);
        return $"{(isOne ? "queda" : "quedan")} {rate}";
    }

    /// <summary>A peak beside a rate: only its number where the rate is by the minute too.</summary>
    public static string Peak(double perMinute, double rateNow)
    {
        string peak = Bare(HumanNumbers.Round(perMinute));
        return rateNow >= 1 ? peak : $"{peak} por minuto";
    }

    /// <summary>"una publicación más", "unas 330 publicaciones más".</summary>
    public static string More(double posts)
    {
        double n = HumanNumbers.Round(posts);
        return n <= 1 ? "una publicación más" : $"{Number(n, "publicaciones")} más";
    }

    /// <summary>"el doble de lo habitual", "cuatro veces lo habitual", "unas 35 veces lo habitual"; null when it is near to usual.</summary>
    public static string? TimesUsual(double times)
    {
        double n = HumanNumbers.Round(times);
        return n switch
        {
            < 2 => null,
            2 => "el doble de lo habitual",
            3 => "el triple de lo habitual",
            <= 10 => $"{s_numbers[(int)n]} veces lo habitual",
            _ => $"{Number(n, "veces")} lo habitual",
        };
    }

    /// <summary>"un minuto", "4 minutos", "una hora", "2 horas", "3 días".</summary>
    public static string Length(int minutes) => minutes switch
    {
        <= 1 => "un minuto",
        < 55 => $"{minutes} minutos",
        < 90 => "una hora",
        < 36 * 60 => $"{Math.Round(minutes / 60.0)} horas",
        _ => $"{Math.Round(minutes / 1440.0)} días",
    };

    /// <summary>"el último minuto", "los últimos 4 minutos", "la última hora", "las últimas 2 horas".</summary>
    public static string Last(int minutes) => minutes switch
    {
        <= 1 => "el último minuto",
        < 55 => $"los últimos {minutes} minutos",
        < 90 => "la última hora",
        < 36 * 60 => $"las últimas {Math.Round(minutes / 60.0)} horas",
        _ => $"los últimos {Math.Round(minutes / 1440.0)} días",
    };

    /// <summary>"la próxima hora", "los próximos 15 minutos".</summary>
    public static string Next(int minutes) => minutes switch
    {
        <= 1 => "el próximo minuto",
        < 55 => $"los próximos {minutes} minutos",
        < 90 => "la próxima hora",
        < 36 * 60 => $"las próximas {Math.Round(minutes / 60.0)} horas",
        _ => $"los próximos {Math.Round(minutes / 1440.0)} días",
    };

    /// <summary>With its article, as one o'clock is singular: "las 02:10 UTC", "la 01:10 UTC", "las 02:10 UTC de mañana", "las 02:10 UTC del 14 de marzo".</summary>
    public static string At(long unixMs, long now)
    {
        DateTimeOffset time = HumanNumbers.Utc(unixMs);
        string clock = $"{(time.Hour == 1 ? "la" : "las")} {HumanNumbers.Clock(unixMs)} UTC";
        return HumanNumbers.DaysApart(unixMs, now) switch
        {
            0 => clock,
            1 => $"{clock} de mañana",
            -1 => $"{clock} de ayer",
            _ => $"{clock} del {time.Day.ToString(CultureInfo.InvariantCulture)} de {s_months[time.Month - 1]}",
        };
    }

    public static string Quote(string label) => SafeLabel.MarksItself(label) ? label : $"«{label}»";

    /// <summary>"a", "a y b", "a, b y c"; before the sound of i it is "e".</summary>
    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} {(BeginsWithI(items[^1]) ? "e" : "y")} {items[^1]}",
    };

    /// <summary>The name of a language; null for one that has no name here.</summary>
    public static string? Language(string code) => code switch
    {
        "en" => "inglés",
        "es" => "español",
        "it" => "italiano",
        "pt" => "portugués",
        "fr" => "francés",
        "de" => "alemán",
        "ca" => "catalán",
        "nl" => "neerlandés",
        "ja" => "japonés",
        "ar" => "árabe",
        "ru" => "ruso",
        "tr" => "turco",
        "pl" => "polaco",
        "hi" => "hindi",
        _ => null,
    };

    /// <summary>A sensitive topic of the IAB taxonomy, as people call it.</summary>
    public static string Sensitive(string category) => category switch
    {
        "Terrorism" => "terrorismo",
        "Death, Injury, or Military Conflict" => "muertos, heridos o un conflicto armado",
        "Crime & Harmful Acts to Individuals, Society & Human Right Violations" => "un delito o un daño a personas",
        "Hate Speech and Acts of Aggression" => "discurso de odio o agresiones",
        "Arms & Ammunition" => "armas",
        "Adult & Explicit Sexual Content" => "contenido sexual",
        "Illegal Drugs, Tobacco, eCigarettes, Vaping, Alcohol" => "drogas, alcohol o tabaco",
        "Debated Sensitive Social Issues" => "un debate social delicado",
        "Spam or Harmful Content" => "spam o contenido dañino",
        "Online Piracy" => "piratería",
        "Obscenity and Profanity" => "lenguaje grosero",
        _ => "un asunto delicado",
    };

    /// <summary>A theme by its IAB name, where it has a name here; null for others.</summary>
    public static string? Theme(string name) => name switch
    {
        "American Football" => "fútbol americano",
        "Soccer" => "fútbol",
        "Sports" => "deportes",
        "Food & Drink" => "comida y bebida",
        "Travel" => "viajes",
        "Music" or "Music and Audio" => "música",
        "Movies" => "cine",
        "Television" => "televisión",
        "Video Gaming" => "videojuegos",
        "Style & Fashion" => "moda",
        "Technology & Computing" => "tecnología",
        "Automotive" => "motor",
        "Pets" => "mascotas",
        "Books and Literature" => "libros",
        "Pop Culture" => "cultura popular",
        "Events and Attractions" or "Events" => "eventos",
        "Business and Finance" => "economía",
        "Science" => "ciencia",
        "Politics" => "política",
        "Shopping" => "compras",
        "Home & Garden" => "hogar y jardín",
        "Family and Relationships" => "familia",
        "Holidays" => "fiestas",
        _ => null,
    };

    private static string Number(double n, string noun) => n switch
    {
        < HumanNumbers.AboutFrom => $"{Bare(n)} {noun}",
        < HumanNumbers.Million => $"unas {Bare(n)} {noun}",
        HumanNumbers.Million => $"cerca de un millón de {noun}",
        _ => $"unos {Bare(n)} de {noun}",
    };

    private static string Bare(double n) => n switch
    {
        < HumanNumbers.Million => HumanNumbers.Grouped(n, '.'),
        HumanNumbers.Million => "un millón",
        < 1000 * HumanNumbers.Million => $"{HumanNumbers.Decimal(n / HumanNumbers.Million, ',')} millones",
        _ => $"{HumanNumbers.Grouped(Math.Round(n / HumanNumbers.Million), '.')} millones",
    };

    /// <summary>"inglés", "hipo", «iglesia»; not "hielo" or "hiato", where the sound is another.</summary>
    private static bool BeginsWithI(string word)
    {
        string plain = string.Concat(word.Normalize(NormalizationForm.FormD).Where(char.IsLetter)).ToLowerInvariant();
        return plain is ['i', ..] && plain is not ['i', 'o' or 'a' or 'e', ..] || plain is ['h', 'i', ..] && plain is not ['h', 'i', 'e' or 'a' or 'o', ..];
    }
}
