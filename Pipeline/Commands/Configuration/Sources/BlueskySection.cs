using RtmPipeline.Sources.Bluesky;

namespace RtmPipeline.Commands.Configuration.Sources;

/// <summary>Reads a source of the kind <c>bluesky</c>.</summary>
internal static class BlueskySection
{
    private const int LongestName = 317;

    public static BlueskyOptions Read(OptionSection section)
    {
        BlueskyOptions defaults = new();
        BlueskyOptions options = defaults with
        {
            Hosts = section.Texts("Hosts", [.. defaults.Hosts], BlueskyOptions.MaxHosts, JetstreamAddress.MaxLength, "a host, HOST:PORT, wss:// or ws:// address without a path", static text => JetstreamAddress.TryParse(text, out _)),
            Protocol = section.Word("Protocol", "v1", "v1", "v2") == "v2" ? JetstreamProtocol.V2 : JetstreamProtocol.V1,
            Collections = section.Texts("Collections", [.. defaults.Collections], BlueskyOptions.MaxCollections, LongestName, "a collection as app.bsky.feed.post or app.bsky.*", IsCollection),
            Dids = section.Texts("Dids", [], BlueskyOptions.MaxDids, LongestName, "an account as did:plc:…", static text => text.StartsWith("did:", StringComparison.Ordinal) && !text.Contains(' ')),
            Rewind = section.Seconds("RewindSeconds", defaults.Rewind, TimeSpan.Zero, TimeSpan.FromMinutes(5)),
            MaxMessageBytes = section.Whole("MaxMessageBytes", defaults.MaxMessageBytes, 8 << 10, 16 << 20, "bytes"),
            ReadTimeout = section.Seconds("ReadTimeoutSeconds", defaults.ReadTimeout, TimeSpan.FromSeconds(5), TimeSpan.FromHours(1)),
            KeepAlive = section.Seconds("KeepAliveSeconds", defaults.KeepAlive, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
            MaxLookBackHours = section.Number("MaxLookBackHours", defaults.MaxLookBackHours, 1, 8760, "hours"),
            StartAtHoursAgo = section.Number("StartAtHoursAgo", 0, 0, 8760, "hours"),
            QueueBytes = section.Whole("QueueBytes", defaults.QueueBytes, 1L << 20, 1L << 30, "bytes"),
        };
        if (options.Hosts.Count == 0)
            section.Refuse("Hosts", "is empty; name at least one server");
        if (options.StartAtHoursAgo > options.MaxLookBackHours)
            section.Refuse("StartAtHoursAgo", "must be at most MaxLookBackHours");
        return options;
    }

    private static bool IsCollection(string text) => text.Contains('.') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '*');
}
