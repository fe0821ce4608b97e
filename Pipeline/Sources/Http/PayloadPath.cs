using System.Text.Json;

namespace RtmPipeline.Sources.Http;

/// <summary>
/// Finds the post in a record at a configured place, and puts it where decoding finds it by itself: <c>{"payload":…}</c>, with the shipper's time beside it. So what is journalled
/// means the same whatever is configured when it is read.
/// </summary>
internal sealed class PayloadPath
{
    /// <summary>Most names of a path.</summary>
    public const int MaxNames = 16;

    /// <summary>As deep as bodies are framed; a record that is too deep is refused by decoding.</summary>
    private const int MaxDepth = 1000;

    private readonly string[] _names;

    private PayloadPath(string[] names) => _names = names;

    /// <summary>The path of names between dots; null for an empty one.</summary>
    public static PayloadPath? Of(string path) => path.Length == 0 ? null : new PayloadPath(path.Split('.'));

    public static bool IsRight(string path) => path.Length == 0 || (path.Split('.') is { Length: <= MaxNames } names && Array.TrueForAll(names, name => name.Length > 0));

    /// <summary>False for an ill-formed line, which stays as it is for decoding to refuse.</summary>
    public static bool CanRead(ReadOnlySpan<byte> record)
    {
        try
        {
            Utf8JsonReader reader = new(record, new JsonReaderOptions { MaxDepth = MaxDepth });
            while (reader.Read())
            {
                // Reading to the end is the point.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Writes the record anew.</summary>
    /// <param name="record">Well-formed JSON.</param>
    /// <param name="into">Takes it.</param>
    /// <param name="hasRoom">False when there was no room for it.</param>
    /// <returns>False when it has nothing there, and stays as it is.</returns>
    public bool TryRewrite(ReadOnlySpan<byte> record, IngestBody into, out bool hasRoom)
    {
        hasRoom = true;
        Range? time = Find(record, ["@timestamp"]) ?? Find(record, ["timestamp"]) ?? Find(record, ["date"]);
        if (Find(record, _names) is not { } payload || record[payload] is not [(byte)'{' or (byte)'"', ..] found)
            return false;
        hasRoom = into.TryAdd("{\"payload\":"u8) && into.TryAdd(found)
            && (time is not { } at || (into.TryAdd(",\"timestamp\":"u8) && into.TryAdd(record[at])))
            && into.TryAdd("}"u8);
        return true;
    }

    /// <summary>The value at a path, with its quotes or brackets; the last one where a name is there twice.</summary>
    private static Range? Find(ReadOnlySpan<byte> record, string[] names)
    {
        Range? found = 0..record.Length;
        foreach (string name in names)
        {
            if (found is not { } outer)
                return null;
            (int from, int length) = outer.GetOffsetAndLength(record.Length);
            found = Member(record.Slice(from, length), name) is { } inner ? (from + inner.Start.Value)..(from + inner.End.Value) : null;
        }

        return found;
    }

    private static Range? Member(ReadOnlySpan<byte> json, string name)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        Range? found = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isIt = reader.ValueTextEquals(name);
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isIt)
                found = start..(int)reader.BytesConsumed;
        }

        return found;
    }
}
