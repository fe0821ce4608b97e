using System.Text.Json;

namespace RtmPipeline.Sources.X;

/// <summary>What a line of a stream is, as far as the connection cares.</summary>
internal enum XLineKind : byte
{
    /// <summary>A post, or an event about one.</summary>
    Record,

    /// <summary>A post of which something that belongs to it could not be had.</summary>
    Partial,

    /// <summary>A message without a post that does not end the stream.</summary>
    Message,

    /// <summary>A message after which the stream ends.</summary>
    Disconnect,

    /// <summary>Nothing that is known; the decoder may know it.</summary>
    Unknown,
}

/// <summary>Tells lines of a stream apart. Nearly all are posts and known by their first bytes and a search; only the others are parsed.</summary>
internal static class XLine
{
    /// <summary>Of snowflake ids: the millisecond that they count from, 2010-11-04.</summary>
    private const long SnowflakeEpoch = 1_288_834_974_657;

    /// <summary>Tells what a line is.</summary>
    /// <param name="line">Not empty.</param>
    /// <param name="problem">What a message says.</param>
    public static XLineKind KindOf(ReadOnlySpan<byte> line, out XProblem problem)
    {
        problem = XProblem.None;
        // Within a text the quotes would be escaped, so this is a member, if not always one of the outermost object.
        if (line.StartsWith("{\"data\":{"u8) && line.IndexOf("\"errors\":"u8) < 0)
            return XLineKind.Record;
        try
        {
            return Parse(line, out problem);
        }
        catch (JsonException)
        {
            return XLineKind.Unknown;
        }
    }

    /// <summary>When X had the post of a line, unix milliseconds, as its id tells; 0 where there is none.</summary>
    public static long TimeOf(ReadOnlySpan<byte> line)
    {
        try
        {
            Utf8JsonReader reader = new(line);
            if (!Find(ref reader, "data"u8) || reader.TokenType != JsonTokenType.StartObject || !FindIn(ref reader, "id"u8) || reader.TokenType != JsonTokenType.String)
                return 0;
            return !reader.ValueIsEscaped && System.Buffers.Text.Utf8Parser.TryParse(reader.ValueSpan, out long id, out int used) && used == reader.ValueSpan.Length && id > 1L << 22
                ? (id >> 22) + SnowflakeEpoch
                : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    private static XLineKind Parse(ReadOnlySpan<byte> line, out XProblem problem)
    {
        problem = XProblem.None;
        Utf8JsonReader reader = new(line);
        bool hasData = false;
        bool isNotice = false;
        List<XProblem> errors = [];
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return XLineKind.Unknown;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isData = reader.ValueTextEquals("data"u8);
            bool isErrors = reader.ValueTextEquals("errors"u8);
            isNotice |= IsNotice(ref reader);
            reader.Read();
            hasData |= isData && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            if (isErrors)
                errors.AddRange(XProblem.ReadList(ref reader));
            else
                reader.Skip();
        }

        if (hasData)
            return errors.Count > 0 ? XLineKind.Partial : XLineKind.Record;
        if (isNotice)
            return XLineKind.Record;
        problem = errors.Count > 0 ? errors.Find(error => error.IsDisconnect || error.IsTooManyConnections) ?? errors[0] : XProblem.Read(line);
        bool isKnown = errors.Count > 0 || problem.Type.Length > 0 || problem.Title.Length > 0;
        return !isKnown ? XLineKind.Unknown : problem.IsDisconnect || problem.ConnectionIssue.Length > 0 ? XLineKind.Disconnect : XLineKind.Message;
    }

    /// <summary>Compliance events may come without the envelope.</summary>
    private static bool IsNotice(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("delete"u8) || reader.ValueTextEquals("tweet_edit"u8) || reader.ValueTextEquals("post_edit"u8) || reader.ValueTextEquals("withheld"u8) || reader.ValueTextEquals("drop"u8)
        || reader.ValueTextEquals("undrop"u8) || (!reader.ValueIsEscaped && reader.ValueSpan.StartsWith("user_"u8));

    private static bool Find(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.Read() && reader.TokenType == JsonTokenType.StartObject && FindIn(ref reader, name);

    /// <summary>Goes to the value of a member of the object under the reader.</summary>
    private static bool FindIn(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
                return true;
            reader.Skip();
        }

        return false;
    }
}
