using System.Text.Json;

namespace RtmPipeline.Sources.News.Pages;

/// <summary>A JSON Feed, or JSON of another kind.</summary>
internal sealed class JsonPage : FeedPage
{
    private static readonly JsonDocumentOptions s_reading = new() { MaxDepth = 64 };

    private readonly byte[] _bytes;

    private JsonPage(PageKind kind, string what, IReadOnlyList<PageItem> items, byte[] bytes)
        : base(kind, what, items) => _bytes = bytes;

    public static JsonPage Read(byte[] bytes)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(Text(bytes), s_reading);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("items"u8, out JsonElement items) || items.ValueKind != JsonValueKind.Array)
                return new JsonPage(PageKind.Foreign, "JSON without a list of items", [], bytes);
            List<PageItem> found = [];
            foreach (JsonElement item in items.EnumerateArray().Take(MaxItems))
                found.Add(ItemOf(item, found.Count));
            return new JsonPage(PageKind.Json, string.Empty, found, bytes);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // A name with half a surrogate pair cannot be searched for: InvalidOperationException.
            return new JsonPage(PageKind.Foreign, "broken JSON", [], bytes);
        }
    }

    public override byte[] With(IReadOnlySet<int> wanted)
    {
        if (wanted.Count == Items.Count)
            return _bytes;
        using JsonDocument json = JsonDocument.Parse(Text(_bytes), s_reading);
        using MemoryStream kept = new();
        using (Utf8JsonWriter writer = new(kept))
        {
            writer.WriteStartObject();
            foreach (JsonProperty member in json.RootElement.EnumerateObject())
            {
                writer.WritePropertyName(member.Name);
                if (member.NameEquals("items"u8) && member.Value.ValueKind == JsonValueKind.Array)
                    WriteItems(member.Value, wanted, writer);
                else
                    WriteRaw(member.Value, writer);
            }

            writer.WriteEndObject();
        }

        return kept.ToArray();
    }

    private static void WriteItems(JsonElement items, IReadOnlySet<int> wanted, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        int number = 0;
        foreach (JsonElement item in items.EnumerateArray())
        {
            if (number >= MaxItems || wanted.Contains(number))
                WriteRaw(item, writer);
            number++;
        }

        writer.WriteEndArray();
    }

    /// <summary>As it stood, half surrogate pairs and all.</summary>
    private static void WriteRaw(JsonElement value, Utf8JsonWriter writer) => writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);

    private static ReadOnlyMemory<byte> Text(byte[] bytes) => bytes is [0xef, 0xbb, 0xbf, ..] ? bytes.AsMemory(3) : bytes;

    private static PageItem ItemOf(JsonElement item, int number)
    {
        ItemFields fields = new();
        if (item.ValueKind == JsonValueKind.Object)
        {
            fields.Guid = RawOf(item, "id"u8);
            fields.Link = RawOf(item, "url"u8) ?? RawOf(item, "external_url"u8);
            fields.Title = RawOf(item, "title"u8);
            fields.Date = RawOf(item, "date_published"u8) ?? RawOf(item, "date_modified"u8);
            fields.AddText(RawOf(item, "content_html"u8));
            fields.AddText(RawOf(item, "content_text"u8));
            fields.AddText(RawOf(item, "summary"u8));
        }
        else
        {
            fields.AddText(item.GetRawText());
        }

        return fields.At(number, number + 1);
    }

    /// <summary>A text or number as it is written, without its quotes; null for anything else and for nothing.</summary>
    private static string? RawOf(JsonElement item, ReadOnlySpan<byte> name) =>
        item.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number && value.GetRawText().Trim('"') is { Length: > 0 } text ? text : null;
}
