using System.Text;
using System.Text.Json;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>Damage to JSON that leaves it JSON for the most part: values of other types, members dropped, doubled, renamed and moved, parts of other records.</summary>
internal static class JsonMutations
{
    private const int MostChanges = 4;
    private const int DeepestScan = 512;

    private static readonly string[] s_names =
    [
        "id", "text", "data", "includes", "errors", "user", "created_at", "time", "lang", "id_str", "did", "kind", "commit", "record", "payload", "message", "event", "stream", "tweets",
        "users", "author_id", "referenced_tweets", "retweeted_status", "quoted_status", "extended_tweet", "full_text", "entities", "urls", "media", "content", "account", "reblog",
        "specversion", "source", "version", "items", "delete", "facets", "features", "index", "note_tweet", "edit_history_tweet_ids", "public_metrics", "visibility", "verb", "object", "\\u0069d", "",
    ];

    /// <param name="Start">First byte of the value.</param>
    /// <param name="End">One past its last byte.</param>
    /// <param name="NameStart">First byte of its name's quote; -1 in arrays and for the whole.</param>
    private readonly record struct Part(int Start, int End, int NameStart)
    {
        /// <summary>First byte of what is dropped or doubled with the value.</summary>
        public int WholeStart => NameStart < 0 ? Start : NameStart;
    }

    /// <param name="whole">One JSON value.</param>
    /// <param name="random">Numbers of the case.</param>
    /// <param name="other">Another record, for parts of it.</param>
    public static byte[] Of(byte[] whole, Random random, byte[] other)
    {
        byte[] bytes = whole;
        for (int change = random.Next(1, MostChanges + 1); change > 0; change--)
            bytes = Scan(bytes) is { Count: > 0 } parts ? One(bytes, parts, random, other) : Mutations.OfBytes(bytes, random, other);
        if (random.Once(5))
            bytes = Mutations.OfBytes(bytes, random, other);
        return random.Once(20) ? bytes[..random.Next(bytes.Length + 1)] : bytes;
    }

    private static byte[] One(byte[] bytes, List<Part> parts, Random random, byte[] other)
    {
        Part part = random.Pick(parts);
        ReadOnlySpan<byte> whole = bytes.AsSpan(part.WholeStart, part.End - part.WholeStart);
        switch (random.Next(9))
        {
            case 0 or 1:
                return Mutations.Replace(bytes, part.Start, part.End, HostileValues.Json(random));
            case 2:
                return Drop(bytes, part);
            case 3:
                return Mutations.Replace(bytes, part.WholeStart, part.WholeStart, [.. whole, (byte)',']);
            case 4:
                return Swap(bytes, part, random.Pick(parts));
            case 5:
                return Scan(other) is { Count: > 0 } others && random.Pick(others) is var from
                    ? Mutations.Replace(bytes, part.Start, part.End, other.AsSpan(from.Start, from.End - from.Start))
                    : bytes;
            case 6 when part.NameStart >= 0:
                return Mutations.Replace(bytes, part.NameStart, part.Start, Encoding.UTF8.GetBytes($"\"{random.Pick(s_names)}\":"));
            case 7 when part.NameStart >= 0:
                byte[] member = [.. Encoding.UTF8.GetBytes($"\"{random.Pick(s_names)}\":"), .. HostileValues.Json(random), (byte)','];
                return Mutations.Replace(bytes, part.NameStart, part.NameStart, member);
            default:
                int depth = random.Next(1, 70);
                byte[] wrapped = [.. Enumerable.Repeat((byte)'[', depth), .. bytes.AsSpan(part.Start, part.End - part.Start), .. Enumerable.Repeat((byte)']', depth)];
                return Mutations.Replace(bytes, part.Start, part.End, wrapped);
        }
    }

    private static byte[] Drop(byte[] bytes, Part part)
    {
        int end = part.End;
        while (end < bytes.Length && bytes[end] is (byte)' ' or (byte)'\n')
            end++;
        if (end < bytes.Length && bytes[end] == (byte)',')
            return Mutations.Replace(bytes, part.WholeStart, end + 1, []);
        int start = part.WholeStart;
        while (start > 0 && bytes[start - 1] is (byte)' ' or (byte)'\n')
            start--;
        return Mutations.Replace(bytes, start > 0 && bytes[start - 1] == (byte)',' ? start - 1 : part.WholeStart, part.End, []);
    }

    private static byte[] Swap(byte[] bytes, Part one, Part two)
    {
        (Part first, Part second) = one.Start <= two.Start ? (one, two) : (two, one);
        if (second.Start < first.End)
            return bytes;
        return
        [
            .. bytes.AsSpan(0, first.Start), .. bytes.AsSpan(second.Start, second.End - second.Start), .. bytes.AsSpan(first.End, second.Start - first.End),
            .. bytes.AsSpan(first.Start, first.End - first.Start), .. bytes.AsSpan(second.End),
        ];
    }

    /// <summary>Where the values are; null when it is no JSON.</summary>
    private static List<Part>? Scan(byte[] bytes)
    {
        List<Part> parts = [];
        Stack<(int Start, int NameStart)> open = [];
        Utf8JsonReader reader = new(bytes, new JsonReaderOptions { MaxDepth = DeepestScan });
        int name = -1;
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = (int)reader.TokenStartIndex;
                        continue;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        open.Push(((int)reader.TokenStartIndex, name));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        (int start, int nameStart) = open.Pop();
                        parts.Add(new Part(start, (int)reader.BytesConsumed, nameStart));
                        break;
                    default:
                        parts.Add(new Part((int)reader.TokenStartIndex, (int)reader.BytesConsumed, name));
                        break;
                }

                name = -1;
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return parts;
    }
}
