using System.Globalization;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.News;
using RtmPipeline.Sources.News.Fetching;

namespace RtmPipeline.Commands.Configuration.Sources;

/// <summary>Reads a source of kind <c>feeds</c>.</summary>
internal static class FeedsSection
{
    private const int MinutesOfDay = 1440;

    public static ISourceOptions Read(OptionSection section)
    {
        FeedOptions defaults = new();
        FeedOptions options = new()
        {
            Urls = section.Texts("Urls", [], 2_000, FeedOptions.MaxAddressLength, "an address of http or https", FeedAddress.IsRight, FeedAddress.ShownOf),
            Opml = section.Paths("Opml", 16),
            Contact = section.Text("Contact", defaults.Contact, 200, "an address or a mail address without blanks and brackets", IsContact),
            PollMinutes = section.Whole("PollMinutes", defaults.PollMinutes, 5, MinutesOfDay, "minutes"),
            MinPollMinutes = section.Whole("MinPollMinutes", defaults.MinPollMinutes, 5, MinutesOfDay, "minutes"),
            MaxPollMinutes = section.Whole("MaxPollMinutes", defaults.MaxPollMinutes, 5, MinutesOfDay, "minutes"),
            MaxBodyBytes = section.Whole("MaxBodyBytes", defaults.MaxBodyBytes, 64 << 10, 16 << 20, "bytes"),
            MaxRatio = section.Whole("MaxRatio", defaults.MaxRatio, 10, 2_000, "times"),
            Timeout = section.Seconds("TimeoutSeconds", defaults.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(300)),
            MaxRedirects = section.Whole("MaxRedirects", defaults.MaxRedirects, 0, 20, "redirects"),
            PerHost = section.Whole("PerHost", defaults.PerHost, 1, 4, "fetches"),
            Concurrency = section.Whole("Concurrency", defaults.Concurrency, 1, 64, "fetches"),
            MaxFeeds = section.Whole("MaxFeeds", defaults.MaxFeeds, 1, 2_000, "feeds"),
            StartSpread = section.Seconds("StartSpreadSeconds", defaults.StartSpread, TimeSpan.Zero, TimeSpan.FromHours(1)),
            MaxRetryAfter = TimeSpan.FromHours(section.Whole("MaxRetryAfterHours", (int)defaults.MaxRetryAfter.TotalHours, 1, 168, "hours")),
            AllowPrivateAddresses = section.Texts("AllowPrivateAddresses", [], 100, 253, "a host, an address or a network as 10.1.0.0/16", IsHostOrNetwork),
            Ports = [.. section.Texts("Ports", [], 20, 5, "a port from 1 to 65535", static text => PortOf(text) > 0).Select(PortOf)],
        };
        if (options.Urls.Count == 0 && options.Opml.Count == 0)
            section.Refuse("Urls", "is empty, and so is Opml; name at least one feed or file");
        if (options.PollMinutes < options.MinPollMinutes || options.PollMinutes > options.MaxPollMinutes)
            section.Refuse("PollMinutes", $"is {options.PollMinutes}; it must be from MinPollMinutes ({options.MinPollMinutes}) to MaxPollMinutes ({options.MaxPollMinutes})");
        return options;
    }

    private static bool IsContact(string text) => text.All(static c => c is > ' ' and < '\x7f' and not ('(' or ')' or '"' or '\\'));

    private static bool IsHostOrNetwork(string text) =>
        AddressBlock.TryParse(text) is not null || Uri.CheckHostName(text) == UriHostNameType.Dns;

    private static int PortOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and < 65_536 ? port : 0;
}
