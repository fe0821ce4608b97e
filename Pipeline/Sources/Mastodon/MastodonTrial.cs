using System.Globalization;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Mastodon;

/// <summary>Tries a server once: what it is, whether it takes the token, whether its streams open, how new its statuses are, what is left of its limit.</summary>
internal sealed class MastodonTrial(MastodonOptions options, MastodonHttp http, TimeProvider clock)
{
    private readonly List<string> _findings = [];
    private bool _isUsable = true;

    public async Task<SourceTrial> RunAsync(CancellationToken stop)
    {
        StreamingAddress address = new(http, options.StreamingHost);
        bool isReached = await FindAsync($"server {options.Instance.Authority}", isNeeded: true, async () => VersionOf(await address.AboutAsync(stop)));
        if (!isReached)
            return new SourceTrial(false, _findings);
        await FindAsync("token", isNeeded: true, () => TokenAsync(stop));
        Uri? streaming = null;
        await FindAsync("streaming host", isNeeded: true, async () => (streaming = await address.FindAsync(stop)).Authority);
        if (streaming is not null)
            await FindAsync("streaming service", isNeeded: false, () => HealthAsync(streaming, stop));
        RateLimit limit = new(-1, -1, null);
        foreach (MastodonStream stream in options.Streams)
        {
            if (streaming is not null)
                await FindAsync($"stream {stream}", isNeeded: true, () => OpenAsync(streaming, stream, stop));
            await FindAsync($"timeline of {stream}", isNeeded: false, async () =>
            {
                TimelinePage page = TimelinePage.Parse(await http.GetAsync(stream.NewestOfTimeline, stop));
                limit = page.Limit;
                return AgeOf(page);
            });
        }

        if (limit.Remaining >= 0)
            _findings.Add($"limit: {limit.Remaining} of {limit.Limit} requests left{(limit.Reset is { } reset ? $" until {reset:HH:mm:ss} UTC" : string.Empty)}");
        return new SourceTrial(_isUsable, _findings);
    }

    /// <summary>Looks at one thing, and notes what was found.</summary>
    /// <param name="what">What is looked at.</param>
    /// <param name="isNeeded">True when the source cannot do without.</param>
    /// <param name="look">Answers what was found.</param>
    private async Task<bool> FindAsync(string what, bool isNeeded, Func<Task<string>> look)
    {
        try
        {
            _findings.Add($"{what}: {await look()}");
            return true;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            _findings.Add($"{what}: {MastodonHttp.WordsOf(fault)}");
            _isUsable &= !isNeeded;
            return false;
        }
    }

    private static string VersionOf(InstanceDocument? about) =>
        about is null ? "reached; it does not say what it is" : about.Version is null ? "reached; it does not tell its version" : $"reached, version {about.Version}";

    /// <summary>Servers that do not know the question may take the token all the same: the streams tell.</summary>
    private async Task<string> TokenAsync(CancellationToken stop)
    {
        try
        {
            await http.GetAsync("/api/v1/apps/verify_credentials", stop);
            return "accepted";
        }
        catch (UnusableAnswerException fault) when (fault.Fault == AnswerFault.Refused || fault.Message.StartsWith("HTTP 403", StringComparison.Ordinal))
        {
            return "the server does not say whether it accepts it";
        }
    }

    private async Task<string> HealthAsync(Uri streaming, CancellationToken stop)
    {
        await http.GetAsync(streaming, "/api/v1/streaming/health", stop);
        return "healthy";
    }

    private async Task<string> OpenAsync(Uri streaming, MastodonStream stream, CancellationToken stop)
    {
        using HttpResponseMessage answer = await http.OpenAsync(streaming, stream.EventsPath, stop);
        return "opens";
    }

    private string AgeOf(TimelinePage page)
    {
        if (page.Statuses.Count == 0)
            return "empty";
        long at = StatusHead.Of(page.Statuses[^1].Span).CreatedAt;
        double seconds = Math.Max(0, (clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(at)).TotalSeconds);
        return at == 0 ? "its newest status does not tell its time" : string.Create(CultureInfo.InvariantCulture, $"its newest status is {seconds:0} s old");
    }
}
