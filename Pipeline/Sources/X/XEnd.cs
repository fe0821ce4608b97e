using System.Net;
using System.Net.Http.Headers;

namespace RtmPipeline.Sources.X;

/// <summary>Classes of what ends a connection or a request, by how one comes back from it.</summary>
internal enum XEndKind : byte
{
    /// <summary>Closed by the server in order, or broken off by a message that says so; after a healthy time it is tried again at once.</summary>
    Closed,

    /// <summary>Nothing came for too long.</summary>
    Stalled,

    /// <summary>No connection, or it broke.</summary>
    Network,

    /// <summary>The server failed.</summary>
    ServerFault,

    /// <summary>All connections of the plan are taken.</summary>
    TooManyConnections,

    /// <summary>Too many requests.</summary>
    RateLimited,

    /// <summary>The filtered stream has no rules.</summary>
    NoRules,

    /// <summary>Asking again would be answered the same.</summary>
    Refused,
}

/// <summary>How a connection or a request ended.</summary>
/// <param name="Kind">Class.</param>
/// <param name="Reason">In words, without secrets.</param>
/// <param name="NotBefore">When the server wants to be asked again; null where it does not say.</param>
/// <param name="Problem">What the server said.</param>
internal sealed record XEnd(XEndKind Kind, string Reason, DateTimeOffset? NotBefore = null, XProblem? Problem = null)
{
    /// <summary>A time further away than this is a mistake (milliseconds for seconds), and not believed. The longest window of X's limits is a day.</summary>
    public static readonly TimeSpan MaxBelievedWait = TimeSpan.FromHours(24);

    /// <summary>Classes an answer that is not the one that was asked for.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="problem">What it says.</param>
    /// <param name="now">Tells which times are believed.</param>
    public static XEnd Of(HttpStatusCode status, HttpResponseHeaders headers, XProblem problem, DateTimeOffset now)
    {
        int code = (int)status;
        XRateLimit limit = XRateLimit.Of(headers);
        DateTimeOffset? after = headers.RetryAfter switch
        {
            { Delta: { } wait } => now + wait,
            { Date: { } date } => date,
            _ => null,
        };
        XEndKind kind = KindOf(code, problem);
        // The header speaks of requests: a connection that is still taken may be free long before.
        DateTimeOffset? reset = kind == XEndKind.RateLimited || limit.Remaining == 0 ? limit.Reset : null;
        DateTimeOffset? later = after > reset || reset is null ? after : reset;
        string said = problem.ToString();
        string reason = $"HTTP {code}{(said.Length > 0 ? $": {said}" : string.Empty)}";
        return new XEnd(kind, reason, later - now > MaxBelievedWait ? null : later, problem);
    }

    private static XEndKind KindOf(int status, XProblem problem) => status switch
    {
        429 or 420 or 503 when problem.IsTooManyConnections => XEndKind.TooManyConnections,
        // 420 is what the older interface said for 429.
        429 or 420 => XEndKind.RateLimited,
        409 => XEndKind.NoRules,
        408 or 425 => XEndKind.ServerFault,
        >= 400 and < 500 => XEndKind.Refused,
        _ => XEndKind.ServerFault,
    };
}

/// <summary>What is left of a rate limit.</summary>
/// <param name="Limit">Requests in the window; null where the server does not say.</param>
/// <param name="Remaining">What is left of them.</param>
/// <param name="Reset">When the window ends.</param>
internal readonly record struct XRateLimit(int? Limit, int? Remaining, DateTimeOffset? Reset)
{
    /// <summary>The last second that a <see cref="DateTimeOffset"/> has.</summary>
    private const long LastSecond = 253_402_300_799;

    public static XRateLimit Of(HttpResponseHeaders headers) => new(
        Whole(headers, "x-rate-limit-limit") is { } limit and <= int.MaxValue ? (int)limit : null,
        Whole(headers, "x-rate-limit-remaining") is { } remaining and <= int.MaxValue ? (int)remaining : null,
        Whole(headers, "x-rate-limit-reset") is { } reset and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(reset) : null);

    /// <summary>For people.</summary>
    public override string ToString() =>
        Remaining is not { } remaining ? "the server does not say what is left of the rate limit"
        : $"{remaining}{(Limit is { } limit ? $" of {limit}" : string.Empty)} requests left{(Reset is { } reset ? $" until {reset:yyyy-MM-dd HH:mm:ss} UTC" : string.Empty)}";

    private static long? Whole(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out IEnumerable<string>? values) && long.TryParse(values.FirstOrDefault(), out long value) && value >= 0 ? value : null;
}

/// <summary>A request was not answered as it should be.</summary>
internal sealed class XCallException(XEnd end) : IOException(end.Reason)
{
    public XEnd End { get; } = end;
}
