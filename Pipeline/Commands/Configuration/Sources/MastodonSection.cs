using RtmPipeline.Sources.Mastodon;

namespace RtmPipeline.Commands.Configuration.Sources;

/// <summary>Reads a source of the kind <c>mastodon</c>.</summary>
internal static class MastodonSection
{
    private const int MaxStreamLength = 120;

    /// <summary>Stands for an address that is missing or wrong, which was told.</summary>
    private static readonly Uri s_none = new("https://invalid.invalid");

    public static MastodonOptions Read(OptionSection section)
    {
        MastodonOptions defaults = new() { Instance = s_none, AccessToken = string.Empty };
        bool isGiven = false;
        string instance = section.Text("Instance", string.Empty, SiteAddress.MaxLength, SiteAddress.Form, text => (isGiven = true) && IsAddress(text));
        string streamingHost = section.Text("StreamingHost", string.Empty, SiteAddress.MaxLength, SiteAddress.Form, IsAddressOrNone);
        string? token = section.Secret("AccessToken");
        string[] streams = section.Texts("Streams", [.. defaults.Streams.Select(stream => stream.Name)], MastodonOptions.MaxStreams, MaxStreamLength, MastodonStream.Forms, IsStream);
        bool onlyMedia = section.Flag("OnlyMedia", false);
        if (!isGiven)
            section.Refuse("Instance", $"is missing; it must be {SiteAddress.Form}");
        if (token is null && section.SecretFile("AccessToken") is null)
            section.Refuse("AccessToken", "is missing; servers since 4.2 ask for a user's token with read:statuses on every stream");
        MastodonStream[] parsed = [.. streams.Distinct(StringComparer.Ordinal).Select(name => MastodonStream.Parse(name, onlyMedia)).OfType<MastodonStream>()];
        if (streams.Length == 0)
            section.Refuse("Streams", $"is empty; name at least one of {MastodonStream.Forms}");
        if (onlyMedia && !parsed.Any(stream => stream.Kind == MastodonStreamKind.Public))
            section.Refuse("OnlyMedia", "is true, and only public streams can be told so; there is none in Streams");
        return defaults with
        {
            Instance = SiteAddress.Parse(instance) ?? s_none,
            StreamingHost = SiteAddress.Parse(streamingHost),
            AccessToken = token ?? string.Empty,
            AccessTokenFile = section.SecretFile("AccessToken"),
            Streams = parsed,
            ReadTimeout = section.Seconds("ReadTimeoutSeconds", defaults.ReadTimeout, TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(10)),
            GapFill = section.Flag("GapFill", defaults.GapFill),
            MaxGapPages = section.Whole("MaxGapPages", defaults.MaxGapPages, 1, 250, "pages"),
            QueueBytes = section.Whole("QueueMegabytes", (int)(defaults.QueueBytes >> 20), 1, 256, "megabytes") * (1L << 20),
        };
    }

    private static bool IsAddress(string text) => SiteAddress.Parse(text) is not null;

    private static bool IsAddressOrNone(string text) => text.Length == 0 || IsAddress(text);

    private static bool IsStream(string text) => MastodonStream.Parse(text, onlyMedia: false) is not null;
}
