using System.Globalization;
using System.Text;
using RtmPipeline.Sources;

namespace RtmPipeline.Delivery;

/// <summary>A dead letter as it stands in its stream. Nothing of it is believed: somebody else may have written it.</summary>
internal sealed record DeadLetter(TailEntry Entry)
{
    /// <summary>Redis' id of the entry, by which it is removed.</summary>
    public string EntryId => Entry.EntryId;

    public string Id => Field("id");

    public string Reason => Field("reason");

    public string Source => Field("source");

    public string Stage => Field("stage");

    /// <summary>Stream time when it was refused, unix milliseconds; 0 where it tells none.</summary>
    public long Time => Number("t");

    /// <summary>Bytes of the record.</summary>
    public long Size => Number("size");

    /// <summary>Where the record stood.</summary>
    public RecordPosition Position
    {
        get
        {
            string[] parts = Field("position").Split('@');
            if (parts is ["origin", var origin] && IsNumber(origin, out long at))
                return new RecordPosition(Source, 0, 0) { Origin = at };
            return parts.Length == 2 && IsNumber(parts[0], out long line) && IsNumber(parts[1], out long offset)
                ? new RecordPosition(Source, line, offset)
                : new RecordPosition(Source, 0, 0);
        }
    }

    /// <summary>True when the payload is a text as it was; otherwise <see cref="Payload"/> unpacks it.</summary>
    public bool IsText => Field("encoding") != "base64";

    /// <summary>What is kept of the record.</summary>
    public byte[] Payload
    {
        get
        {
            string text = Field("payload");
            byte[] bytes = new byte[(text.Length / 4 * 3) + 3];
            return IsText || !Convert.TryFromBase64String(text, bytes, out int length) ? Encoding.UTF8.GetBytes(text) : bytes[..length];
        }
    }

    public string Field(string name) => Entry.Text(name) ?? string.Empty;

    private long Number(string field) => IsNumber(Field(field), out long number) ? number : 0;

    private static bool IsNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
