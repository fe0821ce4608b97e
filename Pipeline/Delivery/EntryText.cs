using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RtmPipeline.Delivery;

/// <summary>An entry as a paragraph for people. All of it is foreign text: what could disturb a terminal is escaped, what cannot be read is left out.</summary>
internal static class EntryText
{
    /// <summary>Posts named of a retraction.</summary>
    private const int MaxNames = 5;

    public static string Of(TailEntry entry)
    {
        StringBuilder text = new();
        if (entry.Stream == OutputStream.DeadLetters)
            AddDeadLetter(text, entry);
        else
            AddOutput(text, entry);
        text.Append("  (").Append(Field(entry, "id")).Append(", seq ").Append(Field(entry, "seq"))
            .Append(", entry ").Append(PlainText.Escape(entry.EntryId)).Append(")\n");
        return text.ToString();
    }

    private static void AddDeadLetter(StringBuilder text, TailEntry entry)
    {
        text.Append(TimeOf(entry)).Append("  dead letter  ").Append(Field(entry, "reason")).Append("  ").Append(Field(entry, "source"))
            .Append(' ').Append(Field(entry, "position")).Append('\n')
            .Append("  ").Append(Field(entry, "error")).Append('\n');
    }

    private static void AddOutput(StringBuilder text, TailEntry entry)
    {
        using JsonDocument? document = Parse(entry.Text("data"));
        JsonElement incident = default;
        bool readable = document is not null
            && document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("data", out incident)
            && incident.ValueKind == JsonValueKind.Object;
        string kind = readable ? Member(incident, "kind") : string.Empty;
        if (readable && entry.Type == OutputTypes.Digest)
        {
            text.Append(TimeOf(entry)).Append("  digest  for ").Append(Field(entry, "brand")).Append('\n');
            text.Append("  ").Append(Member(incident, "summary")).Append('\n');
            return;
        }

        if (readable && incident.TryGetProperty("posts", out JsonElement posts) && posts.ValueKind == JsonValueKind.Array)
        {
            text.Append(TimeOf(entry)).Append("  retraction of ").Append(posts.GetArrayLength()).Append(posts.GetArrayLength() == 1 ? " post" : " posts")
                .Append(" (").Append(Member(incident, "because")).Append(")  ").Append(Field(entry, "topic")).Append("  for ").Append(Field(entry, "brand")).Append('\n');
            text.Append("  Forget what you keep of ").Append(Names(posts)).Append('\n');
            return;
        }

        string phase = readable ? Member(incident, "phase") : string.Empty;
        text.Append(TimeOf(entry)).Append("  ").Append(ShortType(entry)).Append(kind.Length > 0 ? $" ({kind})" : string.Empty)
            .Append(' ').Append(phase).Append("  ").Append(Field(entry, "topic")).Append("  for ").Append(Field(entry, "brand"))
            .Append("  score ").Append(Field(entry, "score")).Append("  severity ").Append(Field(entry, "severity")).Append('\n');
        if (!readable)
            return;
        text.Append("  ").Append(Member(incident, "summary")).Append('\n');
        text.Append("  Act before ").Append(Member(incident, "act_before")).Append('\n');
    }

    private static JsonDocument? Parse(string? json)
    {
        if (json is null)
            return null;
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string TimeOf(TailEntry entry) =>
        long.TryParse(entry.Text("t"), NumberStyles.None, CultureInfo.InvariantCulture, out long time) ? WireNumbers.Rfc3339(time) : "no time";

    private static string ShortType(TailEntry entry) => entry.Type switch
    {
        OutputTypes.Opportunity => "opportunity",
        OutputTypes.Alert => "alert",
        OutputTypes.Retraction => "retraction",
        OutputTypes.Digest => "digest",
        var other => PlainText.Escape(other ?? "unknown"),
    };

    private static string Field(TailEntry entry, string name) => PlainText.Escape(entry.Text(name) ?? "-");

    private static string Names(JsonElement posts)
    {
        string[] first = [.. posts.EnumerateArray().Take(MaxNames).Select(TextOf)];
        int more = posts.GetArrayLength() - first.Length;
        return string.Join(", ", first) + (more > 0 ? $" and {more} more" : string.Empty);
    }

    /// <summary>A string member; a string that is no valid Unicode counts as missing.</summary>
    private static string Member(JsonElement element, string name)
    {
        return element.TryGetProperty(name, out JsonElement member) ? TextOf(member) : string.Empty;
    }

    private static string TextOf(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            return string.Empty;
        try
        {
            return PlainText.Escape(element.GetString() ?? string.Empty);
        }
        catch (InvalidOperationException)
        {
            return string.Empty;
        }
    }
}
