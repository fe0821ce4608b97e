using System.Globalization;

namespace RtmPipeline.Posts.News;

/// <summary>
/// Dates as feeds write them: RFC 822 and its spoilt forms, ISO 8601 in parts, unix times, month names in eight languages. Weekdays are not
/// looked at, since they are often wrong. A date without a zone, or with one nobody knows, is taken for UTC.
/// </summary>
internal static class FeedDate
{
    /// <summary>Longer texts are no dates.</summary>
    public const int MaxLength = 100;

    /// <param name="text">Date as written.</param>
    /// <param name="unixMs">Unix milliseconds, from year 1 to 9999: whether that is plausible is the caller's to say.</param>
    public static bool TryParse(string text, out long unixMs)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        unixMs = 0;
        if (trimmed.Length is < 4 or > MaxLength)
            return false;
        return TryUnix(trimmed, out unixMs) || TryCompact(trimmed, out unixMs) || new FeedDateParser(trimmed).TryParse(out unixMs);
    }

    /// <summary>Ten digits are seconds and thirteen milliseconds, from 2001 on; fractions of a second are dropped below the millisecond.</summary>
    private static bool TryUnix(ReadOnlySpan<char> text, out long unixMs)
    {
        unixMs = 0;
        int dot = text.IndexOf('.');
        ReadOnlySpan<char> whole = dot < 0 ? text : text[..dot];
        if (whole.IndexOfAnyExceptInRange('0', '9') >= 0 || whole.Length is not (10 or 13))
            return false;
        if (dot >= 0 && text[(dot + 1)..].IndexOfAnyExceptInRange('0', '9') >= 0)
            return false;
        unixMs = long.Parse(whole, NumberStyles.None, CultureInfo.InvariantCulture) * (whole.Length == 10 ? 1000 : 1);
        if (whole.Length == 10 && dot >= 0)
            unixMs += FractionMs(text[(dot + 1)..]);
        return true;
    }

    /// <summary>The ISO basic form: <c>yyyyMMdd</c>, then <c>HHmm</c> or <c>HHmmss</c>, with or without T and Z; a year or year and month alone.</summary>
    private static bool TryCompact(ReadOnlySpan<char> text, out long unixMs)
    {
        unixMs = 0;
        Span<char> digits = stackalloc char[14];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]) && length < digits.Length)
                digits[length++] = text[i];
            else if (!(text[i] == 'T' && length == 8) && !(text[i] == 'Z' && i == text.Length - 1))
                return false;
        }

        if (length is not (4 or 8 or 12 or 14))
            return false;
        int year = Number(digits[..4]);
        int month = length >= 8 ? Number(digits[4..6]) : 1;
        int day = length >= 8 ? Number(digits[6..8]) : 1;
        int seconds = length >= 12 ? (Number(digits[8..10]) * 3600) + (Number(digits[10..12]) * 60) : 0;
        seconds += length == 14 ? Number(digits[12..14]) : 0;
        return TryCompose(year, month, day, seconds * 1000L, out unixMs);
    }

    /// <summary>A time of day of up to 24:00 and a leap second is allowed and runs over into the next day.</summary>
    internal static bool TryCompose(int year, int month, int day, long msOfDay, out long unixMs)
    {
        unixMs = 0;
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || msOfDay is < 0 or > 86_401_000)
            return false;
        unixMs = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() + msOfDay;
        return true;
    }

    /// <summary>The first three digits of a fraction.</summary>
    internal static int FractionMs(ReadOnlySpan<char> digits)
    {
        int ms = 0;
        for (int i = 0; i < 3; i++)
            ms = (ms * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        return ms;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
