using System.Collections.Frozen;

namespace RtmPipeline.Posts.News;

/// <summary>Words that stand in dates: months and zones.</summary>
internal static class FeedDateWords
{
    /// <summary>
    /// English, Spanish, Italian, French, German, Portuguese, Dutch, Russian; lower case, without accents. "mar" is March, though also a Tuesday: the
    /// last month in a date counts.
    /// </summary>
    private static readonly string[] s_monthNames =
    [
        "jan january janv janvier ene enero gen gennaio januar janner jaen janeiro januari янв января январь",
        "feb february fev fevr fevrier febrero febbraio februar feber fevereiro februari фев февр февраля февраль",
        "mar march mars marzo marz maerz mrz marco maart mrt мар марта март",
        "apr april avr avril abr abril aprile апр апреля апрель",
        "may mai mayo mag maggio maio mei мая май",
        "jun june juin junio giu giugno juni junho июн июня июнь",
        "jul july juil juillet julio lug luglio juli julho июл июля июль",
        "aug august aou aout ago agosto augustus авг августа август",
        "sep sept september septembre septiembre setiembre set sett settembre setembro сен сент сентября сентябрь",
        "oct october octobre octubre ott ottobre okt oktober out outubro окт октября октябрь",
        "nov november novembre noviembre novembro ноя нояб ноября ноябрь",
        "dec december decembre dic diciembre dicembre dez dezember dezembro дек декабря декабрь",
    ];

    /// <summary>Minutes east of UTC. Where a name has several meanings, the one of North America and Europe counts, as in RFC 822.</summary>
    private static readonly FrozenDictionary<string, int> s_zones = new Dictionary<string, int>
    {
        ["z"] = 0, ["ut"] = 0, ["utc"] = 0, ["gmt"] = 0, ["wet"] = 0, ["west"] = 60, ["bst"] = 60, ["cet"] = 60, ["mez"] = 60, ["met"] = 60, ["cest"] = 120,
        ["mesz"] = 120, ["eet"] = 120, ["eest"] = 180, ["msk"] = 180, ["ist"] = 330, ["sgt"] = 480, ["hkt"] = 480, ["jst"] = 540, ["kst"] = 540, ["aest"] = 600,
        ["aedt"] = 660, ["nzst"] = 720, ["nzdt"] = 780, ["brt"] = -180, ["art"] = -180, ["ast"] = -240, ["adt"] = -180, ["est"] = -300, ["edt"] = -240,
        ["et"] = -300, ["cst"] = -360, ["cdt"] = -300, ["ct"] = -360, ["mst"] = -420, ["mdt"] = -360, ["mt"] = -420, ["pst"] = -480, ["pdt"] = -420,
        ["pt"] = -480, ["akst"] = -540, ["akdt"] = -480, ["hst"] = -600,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, int> s_months = s_monthNames
        .SelectMany((names, i) => names.Split(' ').Select(name => KeyValuePair.Create(name, i + 1)))
        .ToFrozenDictionary();

    /// <summary>1 to 12; 0 when the word is no month.</summary>
    public static int Month(ReadOnlySpan<char> word) => s_months.GetValueOrDefault(Fold(word));

    /// <summary>Minutes east of UTC; null when the zone is unknown.</summary>
    public static int? Zone(ReadOnlySpan<char> word) => s_zones.TryGetValue(Fold(word), out int minutes) ? minutes : null;

    /// <summary>Lower case without the accents that these languages put on vowels, which feeds leave out at will.</summary>
    private static string Fold(ReadOnlySpan<char> word) => string.Create(word.Length, word, static (folded, source) =>
    {
        for (int i = 0; i < folded.Length; i++)
        {
            folded[i] = char.ToLowerInvariant(source[i]) switch
            {
                'á' or 'à' or 'â' or 'ã' or 'ä' => 'a',
                'é' or 'è' or 'ê' or 'ë' => 'e',
                'í' or 'ì' or 'î' => 'i',
                'ó' or 'ò' or 'ô' or 'ö' => 'o',
                'ú' or 'ù' or 'û' or 'ü' => 'u',
                'ç' => 'c',
                char other => other,
            };
        }
    });
}
