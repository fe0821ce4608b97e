using System.Text;
using System.Text.Json;

namespace RtmPipeline.Sources.Mastodon;

/// <summary>What the source itself must know of a status: how far it got, and that it may be kept.</summary>
/// <param name="Id">The id that the server gave it; null where it has none that can be used.</param>
/// <param name="IsPublic">False where it says that it is for some people only, or not to be found by strangers.</param>
/// <param name="CreatedAt">When it was written, as it says, unix milliseconds; 0 where it does not.</param>
internal readonly record struct StatusHead(string? Id, bool IsPublic, long CreatedAt)
{
    /// <summary>A status that cannot be read: the decoder says what is wrong with it.</summary>
    private static StatusHead Unknown => new(null, true, 0);

    /// <summary>Reads a status; of one that is broken nothing is known.</summary>
    public static StatusHead Of(ReadOnlySpan<byte> status)
    {
        try
        {
            Utf8JsonReader reader = new(status);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? Read(ref reader) : Unknown;
        }
        catch (JsonException)
        {
            return Unknown;
        }
    }

    private static StatusHead Read(ref Utf8JsonReader reader)
    {
        StatusHead head = Unknown;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isId = reader.ValueTextEquals("id"u8);
            bool isVisibility = reader.ValueTextEquals("visibility"u8);
            bool isTime = reader.ValueTextEquals("created_at"u8);
            reader.Read();
            if (isId && reader.TokenType is JsonTokenType.String or JsonTokenType.Number && !reader.ValueIsEscaped)
                head = head with { Id = IdOf(reader.ValueSpan) };
            else if (isVisibility && reader.TokenType == JsonTokenType.String)
                head = head with { IsPublic = reader.ValueTextEquals("public"u8) };
            else if (isTime && reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out DateTimeOffset time))
                head = head with { CreatedAt = time.ToUnixTimeMilliseconds() };
            reader.Skip();
        }

        return head;
    }

    private static string? IdOf(ReadOnlySpan<byte> bytes) =>
        bytes.Length is > 0 and <= StatusId.MaxLength && Encoding.UTF8.GetString(bytes) is var id && StatusId.IsRight(id) ? id : null;
}
