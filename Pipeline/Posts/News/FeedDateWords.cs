using System.Collections.Frozen;
using RtmPipeline.Posts.Text;

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
    private static readonly (int Minutes, string Names)[] s_zoneNames =
    [
        (-600, "hst"),
        (-540, "akst"),
        (-480, "pst pt akdt"),
        (-420, "mst mt pdt"),
        (-360, "cst ct mdt"),
        (-300, "est et cdt"),
        (-240, "ast edt"),
        (-180, "brt art adt"),
        (0, "z ut utc gmt wet"),
        (60, "west bst cet mez met"),
        (120, "cest mesz eet"),
        (180, "eest msk"),
        (330, "ist"),
        (480, "sgt hkt"),
        (540, "jst kst"),
        (600, "aest"),
        (660, "aedt"),
        (720, "nzst"),
        (780, "nzdt"),
    ];

    private static readonly FrozenDictionary<string, int> s_zones = s_zoneNames
        .SelectMany(zone => zone.Names.Split(' ').Select(name => KeyValuePair.Create(name, zone.Minutes)))
        .ToFrozenDictionary();

    private static readonly FrozenDictionary<string, int> s_months = s_monthNames
        .SelectMany((names, i) => names.Split(' ').Select(name => KeyValuePair.Create(name, i + 1)))
        .ToFrozenDictionary();

    /// <summary>1 to 12; 0 when the word is no month.</summary>
    public static int Month(ReadOnlySpan<char> word) => s_months.GetValueOrDefault(Folding.Fold(word));

    /// <summary>Minutes east of UTC; null when the zone is unknown.</summary>
    public static int? Zone(ReadOnlySpan<char> word) => s_zones.TryGetValue(Folding.Fold(word), out int minutes) ? minutes : null;
}
