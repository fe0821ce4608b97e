using System.Text.Json;
using RtmPipeline.Alerts;
using RtmPipeline.Opportunities.Communities;
using RtmPipeline.Opportunities.Typology;

namespace RtmPipeline.Delivery;

/// <summary>Writes what a revision says of the type of a wave, and of the people who carry it.</summary>
internal static class CrowdJson
{
    public static void WriteType(Utf8JsonWriter json, WaveType type)
    {
        json.WriteStartObject("typology");
        json.WriteBoolean("expected", type.IsExpected);
        json.WriteString("led_by", type.Lead switch { WaveLead.Brand => "brand", _ => "event" });
        json.WriteStartArray("where");
        foreach (WavePlace place in type.Where)
        {
            json.WriteStartObject();
            json.WriteString("kind", place.Kind.Word());
            json.WriteString("name", place.Name);
            WriteNumber(json, "share", place.Share);
            WriteNumber(json, "growth", place.Growth);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("speaks_to", type.Audience switch { WaveAudience.Journalists => "journalists", _ => "consumers" });
        json.WriteStartArray("because");
        foreach (WaveReason reason in type.Because)
            json.WriteStringValue(reason.Word());
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteCarriers(Utf8JsonWriter json, Carrier[] carriers)
    {
        json.WriteStartArray("carriers");
        foreach (Carrier post in carriers)
        {
            json.WriteStartObject();
            json.WriteString("id", post.Id);
            json.WriteString("url", post.Url);
            json.WriteString("source", post.Source);
            json.WriteString("author", post.Author);
            json.WriteString("posted_at", post.PostedAt is { } postedAt ? WireNumbers.Rfc3339(postedAt) : null);
            json.WriteNumber("reach", post.Reach);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteCommunities(Utf8JsonWriter json, CommunityShare[] communities)
    {
        json.WriteStartArray("communities");
        foreach (CommunityShare community in communities)
        {
            json.WriteStartObject();
            json.WriteString("id", community.Id);
            json.WriteString("kind", community.Kind.Word());
            json.WriteStartArray("languages");
            foreach (NamedShare language in community.Languages)
            {
                json.WriteStartObject();
                json.WriteString("name", language.Name);
                WriteNumber(json, "share", language.Share);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("authors", community.Authors);
            WriteNumber(json, "share", community.Share);
            WriteNumber(json, "recent_share", community.RecentShare);
            WriteNumber(json, "growth", community.Growth);
            json.WriteString("since", WireNumbers.Rfc3339(community.Since));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static string Word(this WaveReason reason) => reason switch
    {
        WaveReason.UsualHour => "usual_hour",
        WaveReason.Planned => "planned",
        WaveReason.Unforeseen => "unforeseen",
        WaveReason.OwnAccountFirst => "own_account_first",
        WaveReason.NamedFirst => "named_first",
        WaveReason.NamedByMost => "named_by_most",
        WaveReason.NotAboutTheBrand => "not_about_the_brand",
        WaveReason.NoNewsYet => "no_news_yet",
        WaveReason.FreshNews => "fresh_news",
        WaveReason.OldNews => "old_news",
        WaveReason.FewOutlets => "few_outlets",
        WaveReason.ManyOutlets => "many_outlets",
        WaveReason.Rising => "rising",
        WaveReason.NotRising => "not_rising",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "no word for this reason"),
    };

    public static string Word(this WavePlaceKind kind) => kind switch
    {
        WavePlaceKind.Language => "language",
        WavePlaceKind.Place => "place",
        WavePlaceKind.Community => "community",
        WavePlaceKind.Source => "source",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no word for this kind of place"),
    };

    public static string Word(this CommunityKind kind) => kind switch
    {
        CommunityKind.Account => "account",
        CommunityKind.Post => "post",
        CommunityKind.Language => "language",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no word for this kind of community"),
    };

    private static void WriteNumber(Utf8JsonWriter json, string name, double value) =>
        json.WriteNumber(name, WireNumbers.Round(value, WireNumbers.Decimals, name));
}
