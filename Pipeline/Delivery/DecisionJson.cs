using System.Text.Json;
using RtmPipeline.Posts;

namespace RtmPipeline.Delivery;

/// <summary>Writes a team's decision.</summary>
internal static class DecisionJson
{
    /// <summary>As it stands in revisions.</summary>
    public static void Write(Utf8JsonWriter json, Decision decision)
    {
        json.WriteStartObject("decision");
        WriteMembers(json, decision);
        json.WriteEndObject();
    }

    /// <summary>Without the id of the incident.</summary>
    public static void WriteMembers(Utf8JsonWriter json, Decision decision)
    {
        json.WriteString("verdict", decision.Verdict.Word());
        json.WriteString("at", WireNumbers.Rfc3339(decision.At));
        if (decision.Until > 0)
            json.WriteString("until", WireNumbers.Rfc3339(decision.Until));
        if (decision.Reason is not null)
            json.WriteString("reason", decision.Reason);
        if (decision.By is not null)
            json.WriteString("by", decision.By);
    }
}
