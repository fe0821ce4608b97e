using System.Text.Json;
using RtmPipeline.Posts;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>Writes and reads single records: makes posts in the project's plain form, and looks for labels in any JSON record.</summary>
internal static class PlainRecord
{
    /// <summary>A post that somebody else wrote at another time: what tags and velocities read of it stays, identity and time are new.</summary>
    public static byte[] Write(string id, long time, string source, string text, string? author = null, long followers = -1, string? language = null, PostKind kind = PostKind.Post)
    {
        using var bytes = new MemoryStream(256);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteNumber("time", time);
            json.WriteString("source", source);
            json.WriteString("text", text);
            if (author is not null)
                json.WriteString("author", author);
            if (followers >= 0)
                json.WriteNumber("author_followers", followers);
            if (language is not null)
                json.WriteString("lang", language);
            if (kind != PostKind.Post)
                json.WriteString("kind", kind.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>True when a member of the record itself has the label's value; false for anything but a JSON object.</summary>
    public static bool Has(ReadOnlySpan<byte> record, RecordLabel label)
    {
        try
        {
            var reader = new Utf8JsonReader(record);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isField = reader.ValueTextEquals(label.Field);
                reader.Read();
                if (isField)
                    return reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(label.Value);
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // The pipeline rejects the record with a reason; here it only carries no label.
        }

        return false;
    }
}
