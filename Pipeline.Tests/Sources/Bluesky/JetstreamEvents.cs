using System.Globalization;
using System.Text;
using Microsoft.Extensions.Primitives;
using RtmPipeline.Sources.Bluesky;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Bluesky;

/// <summary>What servers of these tests send, what they are asked for, and the clock of the waits between connections.</summary>
internal static class JetstreamEvents
{
    /// <summary>2026-08-14T09:00:00Z, when the clock of a test begins, less a minute; unix microseconds.</summary>
    public const long Base = 1_786_697_940_000_000;

    /// <summary>The n-th event: a second later than the one before, less where a server has other times.</summary>
    public static string Event(int n, string collection = "post", string operation = "create", long shiftUs = 0)
    {
        string record = collection == "like" ? """{"subject":{"uri":"at://did:plc:a/app.bsky.feed.post/k0"},"createdAt":"2026-08-14T08:59:00Z"}""" : $$"""{"text":"größer €{{n}}","createdAt":"2026-08-14T08:59:00Z"}""";
        return $$$"""{"did":"did:plc:a","time_us":{{{Base + (n * 1_000_000L) + shiftUs}}},"kind":"commit","commit":{"rev":"r{{{n}}}","operation":"{{{operation}}}","collection":"app.bsky.feed.{{{collection}}}","rkey":"k{{{n}}}","record":{{{record}}}}}""";
    }

    /// <summary>A message of v2 at the n-th second.</summary>
    /// <param name="n">Second, and sequence number.</param>
    /// <param name="type">What stands behind the hash sign.</param>
    /// <param name="members">Further members of the payload.</param>
    public static string Message(int n, string type, string members) =>
        $$$"""{"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#{{{type}}}","seq":{{{n}}},"did":"did:plc:a","time":"2026-08-14T08:59:{{{n:00}}}.000001Z",{{{members}}}}}""";

    /// <summary>A change of a record in the form of v2.</summary>
    /// <param name="n">Second, sequence number and revision.</param>
    /// <param name="operation">As <c>create</c>.</param>
    /// <param name="collection">As <c>post</c>.</param>
    /// <param name="key">Key of the record.</param>
    /// <param name="record">The record; empty for none.</param>
    public static string Commit(int n, string operation, string collection, string key, string record = "") =>
        Message(n, "commit", $"\"rev\":\"r{n}\",\"operation\":\"{operation}\",\"collection\":\"app.bsky.feed.{collection}\",\"rkey\":\"{key}\"{(record.Length > 0 ? $",\"record\":{record}" : string.Empty)}");

    public static BlueskyOptions Of(params JetstreamServer[] servers) => new() { Hosts = [.. servers.Select(server => server.Address)] };

    public static long? CursorOf(JetstreamClient client) => client.Query.TryGetValue("cursor", out StringValues text) ? long.Parse(text!, CultureInfo.InvariantCulture) : null;

    /// <summary>What a source wrote down that was at a time: a version, the time, and no changes.</summary>
    public static byte[] Kept(long timeUs) => [1, .. BitConverter.GetBytes(timeUs), 0, 0, 0, 0];

    public static string TextOf(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    public static LiveHost NewHost() => new();

    /// <summary>Moves the clock until a connection is there: the waits between attempts are of it.</summary>
    public static Task ReconnectAsync(LiveHost host, JetstreamServer server, int count) => Eventually.IsTrue(
        () =>
        {
            if (server.Count < count)
                host.Clock.Advance(TimeSpan.FromMilliseconds(200));
            return server.Count >= count;
        },
        $"connection {count}");
}
