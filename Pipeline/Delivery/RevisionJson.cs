using System.Buffers;
using System.Text.Json;
using System.Xml;
using RtmPipeline.Alerts;
using RtmPipeline.Opportunities.Authenticity;

namespace RtmPipeline.Delivery;

/// <summary>
/// Writes a revision as CloudEvents 1.0 structured JSON. Members stand in a fixed order; times are RFC 3339 in UTC, horizons ISO 8601 durations,
/// numbers rounded by <see cref="WireNumbers"/>. The writer's default escaping stays on, so that the text is safe inside HTML.
/// </summary>
internal static class RevisionJson
{
    private const int UsualBytes = 3 * 1024;

    public static byte[] Write(IncidentRevision revision)
    {
        ArrayBufferWriter<byte> buffer = new(UsualBytes);
        using (Utf8JsonWriter json = new(buffer))
            WriteEvent(json, revision);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteEvent(Utf8JsonWriter json, IncidentRevision revision)
    {
        string type = OutputTypes.Of(revision);
        json.WriteStartObject();
        json.WriteString("specversion", "1.0");
        json.WriteString("id", OutputEntries.IdOf(revision));
        json.WriteString("source", $"/rtm/{Uri.EscapeDataString(revision.Brand)}");
        json.WriteString("type", type);
        json.WriteString("time", WireNumbers.Rfc3339(revision.Time));
        json.WriteString("subject", revision.Topic.Key);
        json.WriteString("datacontenttype", "application/json");
        json.WriteString("dataschema", OutputSchemas.UrnOf(type));
        json.WriteStartObject("data");
        WriteIncident(json, revision);
        WriteTopic(json, revision.Topic);
        WriteTime(json, "first_seen", revision.FirstSeen);
        WriteTime(json, "raised_at", revision.RaisedAt);
        WriteTime(json, "act_before", revision.ActBefore);
        WriteTime(json, "peak_at", revision.PeakAt);
        WriteVelocity(json, revision.Velocity);
        WriteFactors(json, revision.Factors);
        WriteTags(json, revision.Tags);
        WriteAuthors(json, revision.Authors);
        WriteSources(json, revision);
        json.WriteString("summary", revision.Summary);
        WriteEvidence(json, revision.Evidence);
        WriteOtherIncidents(json, revision);
        StoryJson.Write(json, revision.Story);
        CrowdJson.WriteType(json, revision.Type);
        CrowdJson.WriteCarriers(json, revision.Carriers);
        CrowdJson.WriteCommunities(json, revision.Communities);
        WriteAuthenticity(json, revision.Authenticity);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteIncident(Utf8JsonWriter json, IncidentRevision revision)
    {
        json.WriteString("incident", revision.Incident);
        json.WriteNumber("rev", revision.Revision);
        if (revision.Output == OutputKind.Alert)
            json.WriteString("kind", revision.Kind.Word());
        json.WriteString("phase", revision.Phase.Word());
        json.WriteString("brand", revision.Brand);
        json.WriteNumber("severity", WireNumbers.Round(revision.Severity, WireNumbers.ScoreDecimals, "severity"));
        json.WriteNumber("score", WireNumbers.Round(revision.Score, WireNumbers.ScoreDecimals, "score"));
    }

    public static void WriteTopic(Utf8JsonWriter json, IncidentTopic topic)
    {
        json.WriteStartObject("topic");
        json.WriteString("key", topic.Key);
        json.WriteString("kind", topic.Kind.Word());
        json.WriteString("label", topic.Label);
        json.WriteStartArray("aliases");
        foreach (string alias in topic.Aliases)
            json.WriteStringValue(alias);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteVelocity(Utf8JsonWriter json, VelocityReading velocity)
    {
        json.WriteStartObject("velocity");
        WriteNumber(json, "per_minute", velocity.PerMinute);
        WriteNumber(json, "baseline_per_minute", velocity.BaselinePerMinute);
        WriteNumber(json, "growth_log_per_hour", velocity.GrowthLogPerHour);
        json.WriteStartArray("forecast");
        foreach (ForecastPoint point in velocity.Forecast)
        {
            json.WriteStartObject();
            json.WriteString("horizon", XmlConvert.ToString(point.Horizon));
            WriteNumber(json, "per_minute", point.PerMinute);
            WriteNumber(json, "low", point.Low);
            WriteNumber(json, "high", point.High);
            WriteNumber(json, "total_low", point.TotalLow);
            WriteNumber(json, "total", point.Total);
            WriteNumber(json, "total_high", point.TotalHigh);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFactors(Utf8JsonWriter json, ScoreFactor[] factors)
    {
        json.WriteStartArray("factors");
        foreach (ScoreFactor factor in factors)
        {
            json.WriteStartObject();
            json.WriteString("name", factor.Name);
            WriteNumber(json, "value", factor.Value);
            WriteNumber(json, "weight", factor.Weight);
            WriteNumber(json, "contribution", factor.Contribution);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTags(Utf8JsonWriter json, TagSummary tags)
    {
        json.WriteStartObject("tags");
        WriteShares(json, "languages", tags.Languages);
        WriteShares(json, "themes", tags.Themes);
        json.WriteStartObject("sentiment");
        WriteNumber(json, "mean", tags.SentimentMean);
        WriteNumber(json, "negative_share", tags.NegativeShare);
        json.WriteEndObject();
        json.WriteStartObject("safety");
        json.WriteString("level", tags.Safety.Level.Word());
        json.WriteString("category", tags.Safety.Category);
        WriteNumber(json, "share", tags.Safety.Share);
        json.WriteEndObject();
        WriteShares(json, "entities", tags.Entities);
        json.WriteEndObject();
    }

    private static void WriteShares(Utf8JsonWriter json, string name, NamedShare[] shares)
    {
        json.WriteStartArray(name);
        foreach (NamedShare share in shares)
        {
            json.WriteStartObject();
            json.WriteString("name", share.Name);
            WriteNumber(json, "share", share.Share);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAuthors(Utf8JsonWriter json, AuthorSummary authors)
    {
        json.WriteStartObject("authors");
        json.WriteNumber("distinct", authors.Distinct);
        WriteNumber(json, "per_post", authors.PerPost);
        WriteNumber(json, "top_share", authors.TopShare);
        json.WriteEndObject();
    }

    private static void WriteSources(Utf8JsonWriter json, IncidentRevision revision)
    {
        json.WriteStartObject("sources");
        foreach (SourceCount source in revision.Sources)
            json.WriteNumber(source.Source, source.Posts);
        json.WriteEndObject();
        if (revision.NewsFirstAt is long newsFirstAt)
            WriteTime(json, "news_first_at", newsFirstAt);
        else
            json.WriteNull("news_first_at");
    }

    private static void WriteEvidence(Utf8JsonWriter json, Evidence[] evidence)
    {
        json.WriteStartArray("evidence");
        foreach (Evidence post in evidence)
        {
            json.WriteStartObject();
            json.WriteString("id", post.Id);
            json.WriteString("url", post.Url);
            json.WriteString("source", post.Source);
            json.WriteString("author", post.Author);
            WriteTime(json, "posted_at", post.PostedAt);
            if (post.Text is not null)
                json.WriteString("text", post.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOtherIncidents(Utf8JsonWriter json, IncidentRevision revision)
    {
        json.WriteString("previous", revision.Previous);
        json.WriteString("ended_because", revision.EndedBecause?.Word());
        json.WriteString("merged_into", revision.MergedInto);
        if (revision.Decision is { } decision)
            DecisionJson.Write(json, decision);
    }

    private static void WriteAuthenticity(Utf8JsonWriter json, AuthenticitySummary authenticity)
    {
        json.WriteStartObject("authenticity");
        WriteNumber(json, "value", authenticity.Value);
        json.WriteStartArray("because");
        foreach (AuthenticityReason reason in authenticity.Because)
        {
            json.WriteStartObject();
            json.WriteString("reason", reason.Signal.Word());
            WriteNumber(json, "share", reason.Share);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteNumber(json, "taken_back_share", authenticity.TakenBackShare);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, long unixMilliseconds) =>
        json.WriteString(name, WireNumbers.Rfc3339(unixMilliseconds));

    private static void WriteNumber(Utf8JsonWriter json, string name, double value) =>
        json.WriteNumber(name, WireNumbers.Round(value, WireNumbers.Decimals, name));
}
