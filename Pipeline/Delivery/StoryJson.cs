using System.Text.Json;
using RtmPipeline.Alerts;
using RtmPipeline.Opportunities.Stories;

namespace RtmPipeline.Delivery;

/// <summary>Writes what news tells of an incident; null where it tells nothing.</summary>
internal static class StoryJson
{
    public static void Write(Utf8JsonWriter json, IncidentStory? story)
    {
        if (story is null)
        {
            json.WriteNull("story");
            return;
        }

        json.WriteStartObject("story");
        json.WriteString("id", story.Id);
        json.WriteNumber("items", story.Items);
        json.WriteNumber("publishers", story.Publishers);
        json.WriteNumber("copies", story.Copies);
        json.WriteStartArray("languages");
        foreach (string language in story.Languages)
            json.WriteStringValue(language);
        json.WriteEndArray();
        json.WriteString("first_publisher", story.FirstPublisher);
        json.WriteString("first_at", WireNumbers.Rfc3339(story.FirstAt));
        json.WriteString("leads", story.Leads is { } leads ? WordOf(leads) : null);
        if (story.LeadMinutes is { } minutes)
            json.WriteNumber("lead_minutes", WireNumbers.Round(minutes, WireNumbers.Decimals, "lead_minutes"));
        else
            json.WriteNull("lead_minutes");
        json.WriteEndObject();
    }

    private static string WordOf(StoryLead leads) => leads switch
    {
        StoryLead.Social => "social",
        StoryLead.News => "news",
        _ => throw new ArgumentOutOfRangeException(nameof(leads), leads, "not a lead"),
    };
}
