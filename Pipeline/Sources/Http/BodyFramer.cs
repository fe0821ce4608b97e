using System.Text;
using System.Text.Json;
using RtmPipeline.Sources.Files;

namespace RtmPipeline.Sources.Http;

/// <summary>A record's place in its body.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Form">What it is.</param>
internal readonly record struct FramedRecord(int Start, int Length, RecordForm Form);

/// <summary>The records of a body, or why there are none.</summary>
internal readonly record struct FramedBody(IReadOnlyList<FramedRecord> Records, IngestRefusal? Why);

/// <summary>
/// Cuts a whole body into records, told by content: one JSON value or many, with or without anything between them (NDJSON, concatenated, RFC 7464 sequences), of which an
/// array is its elements; or one XML document. A body that breaks off or is ill-formed gives nothing: shippers have been seen to send an array cut short, and then whole. But where
/// records stand on lines of their own, a line that is ill-formed costs only itself, and is a record that decoding will refuse.
/// </summary>
internal static class BodyFramer
{
    /// <summary>Deepest nesting that is framed. Decoding takes 64 levels; what is deeper should cost only its record.</summary>
    private const int MaxDepth = 1000;

    private static readonly JsonReaderOptions s_options = new() { MaxDepth = MaxDepth };

    /// <summary>What may stand between values: blanks, and the record separator of RFC 7464.</summary>
    private static ReadOnlySpan<byte> Between => " \t\r\n\u001e"u8;

    /// <summary>What reading one value came to: where it ends, or where it is wrong.</summary>
    private readonly record struct ValueEnd(int End, int FaultAt = -1, bool IsCut = false)
    {
        public bool IsGood => FaultAt < 0;
    }

    public static FramedBody Frame(ReadOnlySpan<byte> body, int maxRecords)
    {
        List<FramedRecord> records = [];
        int at = body.StartsWith("\uFEFF"u8) ? 3 : 0;
        if (IsXml(body[at..]))
            return new FramedBody([new FramedRecord(at, body.Length - at, RecordForm.Xml)], null);
        int good = 0;
        IngestRefusal? first = null;
        while ((at = Skip(body, at)) < body.Length)
        {
            ValueEnd value = ReadValue(body, at, records, maxRecords);
            if (value.IsGood)
            {
                at = value.End;
                good++;
            }
            else
            {
                first ??= WhyIllFormed(body, value);
                if (value.IsCut || LineOf(body, at) is not { } line)
                    return new FramedBody([], WhyIllFormed(body, value));
                records.Add(new FramedRecord(at, Blanks.TrimEnd(body[at..line]).Length, RecordForm.Json));
                at = line;
            }

            if (records.Count > maxRecords)
                return new FramedBody([], IngestRefusal.TooLarge($"the body holds more than {maxRecords} records (MaxRecords); send smaller batches"));
        }

        // Nothing but ill-formed lines is no NDJSON.
        return good == 0 ? new FramedBody([], first ?? IngestRefusal.BadBody("the body is empty")) : new FramedBody(records, null);
    }

    /// <summary>UTF-8, or UTF-16 by its byte order mark; the document tells its encoding itself.</summary>
    private static bool IsXml(ReadOnlySpan<byte> body) =>
        Blanks.TrimStart(body).StartsWith("<"u8) || body.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe, 0x3c, 0x00]) || body.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff, 0x00, 0x3c]);

    private static int Skip(ReadOnlySpan<byte> body, int at)
    {
        int next = body[at..].IndexOfAnyExcept(Between);
        return next < 0 ? body.Length : at + next;
    }

    private static ValueEnd ReadValue(ReadOnlySpan<byte> body, int at, List<FramedRecord> into, int maxRecords)
    {
        int known = into.Count;
        // Not said to be the end: then a value that breaks off is no fault, and can be told from one that is ill-formed.
        Utf8JsonReader reader = new(body[at..], isFinalBlock: false, new JsonReaderState(s_options));
        try
        {
            bool isWhole = reader.Read() && (reader.TokenType == JsonTokenType.StartArray ? ReadElements(ref reader, at, into, maxRecords) : reader.TrySkip());
            if (isWhole && body[at] != (byte)'[')
                into.Add(new FramedRecord(at, (int)reader.BytesConsumed, RecordForm.Json));
            return isWhole ? new ValueEnd(at + (int)reader.BytesConsumed) : Cut(body, at, into, known);
        }
        catch (JsonException fault)
        {
            into.RemoveRange(known, into.Count - known);
            return new ValueEnd(0, PlaceOf(body, at, fault));
        }
    }

    /// <summary>False when the array breaks off.</summary>
    private static bool ReadElements(ref Utf8JsonReader reader, int at, List<FramedRecord> into, int maxRecords)
    {
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndArray)
                return true;
            int start = (int)reader.TokenStartIndex;
            if (!reader.TrySkip())
                return false;
            // One beyond the limit is enough to refuse the body; the rest of it is still looked at for faults.
            if (into.Count <= maxRecords)
                into.Add(new FramedRecord(at + start, (int)reader.BytesConsumed - start, RecordForm.Json));
        }

        return false;
    }

    /// <summary>A number at the end of the body looks as if it went on.</summary>
    private static ValueEnd Cut(ReadOnlySpan<byte> body, int at, List<FramedRecord> into, int known)
    {
        into.RemoveRange(known, into.Count - known);
        ReadOnlySpan<byte> rest = body[at..].TrimEnd(Between);
        if (rest[0] is (byte)'-' or (>= (byte)'0' and <= (byte)'9') && rest.IndexOfAny("{[\""u8) < 0)
        {
            into.Add(new FramedRecord(at, rest.Length, RecordForm.Json));
            return new ValueEnd(at + rest.Length);
        }

        return new ValueEnd(0, body.Length, IsCut: true);
    }

    /// <summary>The end of the line on which a value begins, when it stands on a line of its own and so does what follows; null when it does not.</summary>
    private static int? LineOf(ReadOnlySpan<byte> body, int at)
    {
        int before = body[..at].LastIndexOf((byte)'\n') + 1;
        bool beginsLine = body[before..at].IndexOfAnyExcept(Between) < 0 || (before == 0 && body[..at].SequenceEqual("\uFEFF"u8));
        if (body[at] == (byte)'[' || !beginsLine)
            return null;
        int feed = body[at..].IndexOf((byte)'\n');
        int next = feed < 0 ? body.Length : Skip(body, at + feed);
        return next == body.Length || body[next] == (byte)'{' ? (feed < 0 ? body.Length : at + feed) : null;
    }

    private static int PlaceOf(ReadOnlySpan<byte> body, int at, JsonException fault)
    {
        int line = at;
        for (long i = 0; i < (fault.LineNumber ?? 0) && body[line..].IndexOf((byte)'\n') is >= 0 and var feed; i++)
            line += feed + 1;
        return (int)Math.Min(body.Length, line + (fault.BytePositionInLine ?? 0));
    }

    private static IngestRefusal WhyIllFormed(ReadOnlySpan<byte> body, ValueEnd value)
    {
        int at = value.FaultAt;
        int line = body[..at].Count((byte)'\n') + 1;
        int column = at - (body[..at].LastIndexOf((byte)'\n') + 1) + 1;
        string where = new StringBuilder("at byte ").Append(at).Append(" (line ").Append(line).Append(", column ").Append(column).Append(')').ToString();
        return IngestRefusal.BadBody(value.IsCut ? $"the body breaks off {where}; nothing was taken" : $"the body is not JSON {where}; nothing was taken", at);
    }
}
