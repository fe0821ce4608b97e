using System.Text.Json;

namespace RtmPipeline.Delivery;

/// <summary>The CloudEvents 1.0 object around what is written, in structured JSON; its members stand in a fixed order.</summary>
internal static class EventJson
{
    /// <summary>Writes all up to the members of <c>data</c>; two objects are open then.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="type">Type of the event, which names its schema too.</param>
    /// <param name="id">Its id.</param>
    /// <param name="brand">Brand that it is about.</param>
    /// <param name="time">When it happened, unix milliseconds.</param>
    /// <param name="subject">What it is about.</param>
    public static void Begin(Utf8JsonWriter json, string type, string id, string brand, long time, string subject)
    {
        json.WriteStartObject();
        json.WriteString("specversion", "1.0");
        json.WriteString("id", id);
        json.WriteString("source", $"/rtm/{Uri.EscapeDataString(brand)}");
        json.WriteString("type", type);
        json.WriteString("time", WireNumbers.Rfc3339(time));
        json.WriteString("subject", subject);
        json.WriteString("datacontenttype", "application/json");
        json.WriteString("dataschema", OutputSchemas.UrnOf(type));
        json.WriteStartObject("data");
    }
}
