using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RtmPipeline.Sources.Bluesky;

/// <summary>
/// What a server is asked for. Neither <c>compress</c> nor <c>zstdDictionary</c> is asked for, as the runtime has no zstd, and permessage-deflate is not offered.
/// </summary>
internal sealed class JetstreamRequest
{
    /// <summary>Name of the one subprotocol of v2.</summary>
    public const string V2Protocol = "xrpc.v1.json";

    /// <summary>Longest filter in an address. Servers and what stands before them take 8 KiB of it for sure; v1 has another way for longer ones.</summary>
    public const int MaxFilterLength = 4_000;

    private readonly BlueskyOptions _options;
    private readonly string _filter;

    public JetstreamRequest(BlueskyOptions options)
    {
        _options = options;
        string filter = FilterOf(options);
        if (options.Protocol == JetstreamProtocol.V1 && filter.Length > MaxFilterLength)
        {
            _filter = "requireHello=true";
            Hello = HelloOf(options);
        }
        else
        {
            _filter = filter;
        }
    }

    /// <summary>Message that the server waits for before it sends anything; null where the address says all. On v2, which closes on any message, it is always null.</summary>
    public byte[]? Hello { get; }

    /// <summary>Subprotocol to offer; null for none.</summary>
    public string? SubProtocol => _options.Protocol == JetstreamProtocol.V2 ? V2Protocol : null;

    /// <param name="host">The server.</param>
    /// <param name="cursor">Where to begin: unix microseconds, or a sequence number that the server named; null for what happens from now on.</param>
    public Uri AddressAt(Uri host, long? cursor)
    {
        string path = _options.Protocol == JetstreamProtocol.V2 ? "/xrpc/network.bsky.jetstream.subscribeEvents" : "/subscribe";
        string from = cursor is { } value ? string.Create(CultureInfo.InvariantCulture, $"&cursor={value}") : string.Empty;
        return new Uri(host, $"{path}?{_filter}{from}");
    }

    private static string FilterOf(BlueskyOptions options)
    {
        bool isV2 = options.Protocol == JetstreamProtocol.V2;
        StringBuilder filter = new();
        foreach (string collection in options.Collections)
            Add(filter, isV2 ? "collections" : "wantedCollections", collection);
        foreach (string did in options.Dids)
            Add(filter, isV2 ? "dids" : "wantedDids", did);

        // The fourth kind, sync, tells about whole repositories and nothing about posts.
        foreach (string kind in isV2 ? new[] { "commit", "account", "identity" } : [])
            Add(filter, "kinds", kind);
        Add(filter, "maxMessageSizeBytes", options.MaxMessageBytes.ToString(CultureInfo.InvariantCulture));
        return filter.ToString();
    }

    private static void Add(StringBuilder filter, string name, string value) =>
        filter.Append(filter.Length > 0 ? "&" : string.Empty).Append(name).Append('=').Append(Uri.EscapeDataString(value));

    private static byte[] HelloOf(BlueskyOptions options)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter writer = new(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "options_update");
            writer.WriteStartObject("payload");
            WriteTexts(writer, "wantedCollections", options.Collections);
            WriteTexts(writer, "wantedDids", options.Dids);
            writer.WriteNumber("maxMessageSizeBytes", options.MaxMessageBytes);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
