using System.Text.Encodings.Web;
using System.Text.Json;

namespace RtmPipeline.Sources.Simulation;

/// <summary>A hashtag or phrase, and the records whose text (or reposted text) has it because the topic put it there.</summary>
internal readonly record struct SurfaceCount(string Text, long Records);

/// <summary>What is true about one topic, within the time that was written. Times are unix milliseconds; -1 stands for never.</summary>
internal sealed record TopicTruth
{
    public required string Id { get; init; }

    /// <summary>
    /// <c>event</c>, <c>expected</c>, <c>recurring</c>, <c>slow</c>, <c>advert</c>, <c>bots</c>, <c>tragedy</c>, <c>brand-post</c> or <c>everyday</c>.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>Whether a good pipeline raises an alert for it.</summary>
    public required bool ShouldRaise { get; init; }

    /// <summary>Which: <c>opportunity</c>, <c>hold</c> or <c>none</c>. A calendar alert on an expected topic is no fault.</summary>
    public required string Alert { get; init; }

    /// <summary>Hashtags and phrases by which posts name it; aliases of one another.</summary>
    public required SurfaceCount[] Surfaces { get; init; }

    /// <summary>When its intensity leaves zero.</summary>
    public required long OnsetAt { get; init; }

    /// <summary>When its intensity is highest.</summary>
    public required long PeakAt { get; init; }

    /// <summary>When its intensity is last at a tenth of the highest or above; the end of the scenario when it never falls that low.</summary>
    public required long EndAt { get; init; }

    /// <summary>First record that was written about it, news included.</summary>
    public required long FirstAt { get; init; }

    public required long LastAt { get; init; }

    public required long NewsFirstAt { get; init; }

    /// <summary>Posts written about it, of every origin, news not counted.</summary>
    public required long Posts { get; init; }

    public required long Reposts { get; init; }

    public required long News { get; init; }

    /// <summary>Posts and news whose text names it by at least one surface, also where they are about one of its parts.</summary>
    public required long Mentions { get; init; }

    /// <summary>Posts of each minute from the scenario's first; empty for everyday topics.</summary>
    public required int[] ByMinute { get; init; }
}

/// <summary>What is true about a simulated stream.</summary>
internal sealed record ScenarioTruth
{
    public required ScenarioOptions Options { get; init; }

    public required long StartAt { get; init; }

    public required long EndAt { get; init; }

    /// <summary>Lines written: posts and news.</summary>
    public required long Records { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Records by <see cref="RecordOrigin"/>.</summary>
    public required long[] ByOrigin { get; init; }

    /// <summary>Posts by language code, news not counted.</summary>
    public required KeyValuePair<string, long>[] ByLanguage { get; init; }

    /// <summary>Posts of each minute, news not counted.</summary>
    public required int[] ByMinute { get; init; }

    /// <summary>Topics that began within the time written; special ones first.</summary>
    public required TopicTruth[] Topics { get; init; }

    /// <summary>
    /// Writes NDJSON: one line of <c>type</c> <c>scenario</c>, then one of <c>type</c> <c>topic</c> for each topic. Names are those of the
    /// properties here in snake case; times are ISO 8601 in UTC, null for never.
    /// </summary>
    public void WriteTo(Stream output)
    {
        JsonWriterOptions options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using Utf8JsonWriter json = new(output, options);
        WriteScenario(json);
        EndLine(json, output);
        foreach (TopicTruth topic in Topics)
        {
            WriteTopic(json, topic);
            EndLine(json, output);
        }
    }

    private static void EndLine(Utf8JsonWriter json, Stream output)
    {
        json.Flush();
        output.WriteByte((byte)'\n');
        json.Reset();
    }

    private void WriteScenario(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "scenario");
        json.WriteString("name", Options.Name);
        json.WriteNumber("seed", Options.Seed);
        json.WriteNumber("rate", Options.Rate);
        WriteTime(json, "start_at", StartAt);
        WriteTime(json, "end_at", EndAt);
        json.WriteNumber("records", Records);
        json.WriteNumber("bytes", Bytes);
        json.WriteStartObject("by_origin");
        for (RecordOrigin origin = RecordOrigin.Original; origin <= RecordOrigin.News; origin++)
            json.WriteNumber(JsonNamingPolicy.SnakeCaseLower.ConvertName(origin.ToString()), ByOrigin[(int)origin]);
        json.WriteEndObject();
        json.WriteStartObject("by_language");
        foreach ((string code, long posts) in ByLanguage)
            json.WriteNumber(code, posts);
        json.WriteEndObject();
        WriteCounts(json, ByMinute);
        json.WriteEndObject();
    }

    private static void WriteTopic(Utf8JsonWriter json, TopicTruth topic)
    {
        json.WriteStartObject();
        json.WriteString("type", "topic");
        json.WriteString("id", topic.Id);
        json.WriteString("kind", topic.Kind);
        json.WriteBoolean("should_raise", topic.ShouldRaise);
        json.WriteString("alert", topic.Alert);
        WriteTime(json, "onset_at", topic.OnsetAt);
        WriteTime(json, "peak_at", topic.PeakAt);
        WriteTime(json, "end_at", topic.EndAt);
        WriteTime(json, "first_at", topic.FirstAt);
        WriteTime(json, "last_at", topic.LastAt);
        WriteTime(json, "news_first_at", topic.NewsFirstAt);
        json.WriteNumber("posts", topic.Posts);
        json.WriteNumber("reposts", topic.Reposts);
        json.WriteNumber("news", topic.News);
        json.WriteNumber("mentions", topic.Mentions);
        json.WriteStartArray("surfaces");
        foreach (SurfaceCount surface in topic.Surfaces)
        {
            json.WriteStartObject();
            json.WriteString("text", surface.Text);
            json.WriteNumber("records", surface.Records);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteCounts(json, topic.ByMinute);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, int[] counts)
    {
        json.WriteStartArray("by_minute");
        foreach (int count in counts)
            json.WriteNumberValue(count);
        json.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, long milliseconds)
    {
        if (milliseconds < 0)
            json.WriteNull(name);
        else
            json.WriteString(name, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
    }
}
