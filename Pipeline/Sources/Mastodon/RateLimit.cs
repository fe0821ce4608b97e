using System.Globalization;

namespace RtmPipeline.Sources.Mastodon;

/// <summary>What a server says of its limit: <c>X-RateLimit-Limit</c>, <c>-Remaining</c> and <c>-Reset</c>, the last as a time in ISO 8601. By default 300 requests in 5 minutes.</summary>
/// <param name="Limit">Requests in a window; -1 where it is not told.</param>
/// <param name="Remaining">Requests that are left; -1 where it is not told.</param>
/// <param name="Reset">When there are all again; null where it is not told.</param>
internal readonly record struct RateLimit(int Limit, int Remaining, DateTimeOffset? Reset)
{
    /// <summary>Longest wait that is believed; servers count by minutes.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Shortest wait: the server's clock may be ahead of ours.</summary>
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromSeconds(1);

    /// <summary>True when nothing is left.</summary>
    public bool IsUsedUp => Remaining == 0 && Reset is not null;

    public static RateLimit Of(HttpResponseMessage answer) =>
        new(Number(answer, "X-RateLimit-Limit"), Number(answer, "X-RateLimit-Remaining"), Time(answer, "X-RateLimit-Reset"));

    /// <summary>When a server that refused for its limit may be asked again; null where it does not tell.</summary>
    public static DateTimeOffset? RetryAt(HttpResponseMessage answer, DateTimeOffset now)
    {
        DateTimeOffset? told = answer.Headers.RetryAfter switch
        {
            { Delta: { } span } => now + span,
            { Date: { } date } => date,
            _ => Time(answer, "X-RateLimit-Reset"),
        };
        return told is { } at ? Believable(at, now) : null;
    }

    /// <summary>A time to wait for, neither past nor absurd.</summary>
    public static DateTimeOffset Believable(DateTimeOffset at, DateTimeOffset now)
    {
        TimeSpan wait = at - now;
        return now + (wait < s_shortestWait ? s_shortestWait : wait > LongestWait ? LongestWait : wait);
    }

    private static int Number(HttpResponseMessage answer, string name) =>
        int.TryParse(Value(answer, name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;

    private static DateTimeOffset? Time(HttpResponseMessage answer, string name) =>
        DateTimeOffset.TryParse(Value(answer, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) ? time : null;

    private static string? Value(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.First() : null;
}
