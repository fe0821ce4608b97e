using System.Globalization;
using System.Net.Http.Headers;

namespace RtmPipeline.Sources.News.Fetching;

/// <summary>What an answer says of the next request.</summary>
internal static class ServerWishes
{
    /// <summary>Longest time for which an answer is believed to hold: some say a year.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromHours(24);

    /// <summary>Longest validator that is kept.</summary>
    private const int MaxValidatorLength = 512;

    /// <summary>Wait by Retry-After, in seconds or until a date; null where there is none that can be read.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now, TimeSpan cap)
    {
        if (Verbatim(response.Headers, "Retry-After") is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds))
            return seconds >= cap.TotalSeconds ? cap : TimeSpan.FromSeconds(seconds);
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset until))
            return null;
        TimeSpan wait = until - now;
        return wait <= TimeSpan.Zero ? TimeSpan.Zero : wait < cap ? wait : cap;
    }

    /// <summary>How long the answer holds; zero where nothing says.</summary>
    public static TimeSpan Lifetime(HttpResponseMessage response, DateTimeOffset now)
    {
        CacheControlHeaderValue? control = response.Headers.CacheControl;
        if (control is { NoCache: true } or { NoStore: true })
            return TimeSpan.Zero;
        TimeSpan lifetime = control?.MaxAge is { } age ? age - (response.Headers.Age ?? TimeSpan.Zero) : (response.Content.Headers.Expires ?? now) - now;
        return lifetime <= TimeSpan.Zero ? TimeSpan.Zero : lifetime < MaxLifetime ? lifetime : MaxLifetime;
    }

    /// <summary>A validator exactly as it came; null where there is none, or none that could be sent back.</summary>
    public static string? Validator(HttpHeaders headers, string name) =>
        Verbatim(headers, name) is { Length: <= MaxValidatorLength } value && !value.Any(char.IsControl) ? value : null;

    private static string? Verbatim(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out HeaderStringValues values) && values.FirstOrDefault() is { Length: > 0 } value ? value.Trim() : null;
}
