using System.Text;
using System.Text.Json;
using RtmPipeline.Delivery;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery;

/// <summary>Checks an entry with all schemas that apply to it: its fields, the event in <c>data</c>, and the data of the event.</summary>
internal static class OutputChecks
{
    private static readonly Dictionary<string, SchemaCheck> s_schemas =
        OutputSchemas.Names.ToDictionary(name => name, name => new SchemaCheck(OutputSchemas.Read(name)), StringComparer.Ordinal);

    public static IReadOnlyList<string> Faults(OutputEntry entry)
    {
        string fields = FieldsJson(entry.Stream.Fields(), entry.Values);
        if (entry.Stream == OutputStream.DeadLetters)
            return s_schemas[OutputTypes.DeadLetter].Faults(fields);
        using JsonDocument data = JsonDocument.Parse(entry.Text("data"));
        return
        [
            .. s_schemas[OutputSchemas.Entry].Faults(fields),
            .. s_schemas[OutputSchemas.Event].Faults(data.RootElement),
            .. s_schemas[entry.Text("type")].Faults(data.RootElement.GetProperty("data")),
        ];
    }

    public static string FieldsJson(IReadOnlyList<string> names, IReadOnlyList<byte[]> values)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            for (int i = 0; i < names.Count; i++)
                json.WriteString(names[i], Encoding.UTF8.GetString(values[i]));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }
}
