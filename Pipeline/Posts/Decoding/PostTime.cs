using System.Buffers.Text;

namespace RtmPipeline.Posts.Decoding;

/// <summary>Reads the times that records carry. A time is unix milliseconds, within <see cref="Earliest"/> and <see cref="Latest"/>.</summary>
internal static class PostTime
{
    /// <summary>2000-01-01T00:00:00Z. Earlier times come from unset clocks, not from posts.</summary>
    public const long Earliest = 946_684_800_000;

    /// <summary>2099-12-31T23:59:59.999Z.</summary>
    public const long Latest = 4_102_444_799_999;

    /// <summary>First millisecond of X's snowflake ids, 2010-11-04T01:42:54.657Z.</summary>
    private const long SnowflakeEpoch = 1_288_834_974_657;

    /// <summary>Ids below are from before snowflakes, counted one by one, and hold no time.</summary>
    private const ulong FirstSnowflake = 29_700_859_247;

    /// <summary>Ids of the plain form count as snowflakes from here on (2010-12-01): smaller numbers may well be counters or times.</summary>
    private const ulong FirstSafeSnowflake = 10_000_000_000_000_000;

    public static bool IsPlausible(long milliseconds) => milliseconds is >= Earliest and <= Latest;

    /// <summary>
    /// Reads ISO 8601 (with or without seconds and zone; without one it is UTC), the v1.1 form <c>Fri Feb 14 19:00:55 +0000 2020</c>,
    /// and unix seconds, milliseconds or microseconds, which are told apart by their size.
    /// </summary>
    /// <returns>False when the time is not readable or not plausible.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out long milliseconds)
    {
        milliseconds = 0;
        if (text.IsEmpty)
            return false;
        bool isRead = text[0] switch
        {
            >= (byte)'A' and <= (byte)'Z' => TryParseLong(text, out milliseconds),
            _ when text.Length >= 10 && text[4] == (byte)'-' => TryParseIso(text, out milliseconds),
            _ => TryParseUnix(text, out milliseconds),
        };
        return isRead && IsPlausible(milliseconds);
    }

    /// <summary>The time in an id of X.</summary>
    /// <param name="digits">ASCII digits.</param>
    /// <param name="milliseconds">Unix milliseconds.</param>
    /// <param name="isSurelyX">False when only the id's size says that it may be one.</param>
    public static bool TryFromSnowflake(ReadOnlySpan<byte> digits, out long milliseconds, bool isSurelyX = true)
    {
        milliseconds = 0;
        if (!Utf8Parser.TryParse(digits, out ulong id, out int used) || used != digits.Length || id < (isSurelyX ? FirstSnowflake : FirstSafeSnowflake))
            return false;
        milliseconds = (long)(id >> 22) + SnowflakeEpoch;
        return IsPlausible(milliseconds);
    }

    private static bool TryParseIso(ReadOnlySpan<byte> text, out long milliseconds)
    {
        milliseconds = 0;
        if (!Digits(text, 0, 4, out int year) || !Digits(text, 5, 2, out int month) || text[7] != (byte)'-' || !Digits(text, 8, 2, out int day))
            return false;
        if (!TryDate(year, month, day, out long days))
            return false;
        text = text[10..];
        long clock = 0;
        if (!text.IsEmpty && (text[0] is not ((byte)'T' or (byte)'t' or (byte)' ') || !TryClock(text[1..], out clock, out text)))
            return false;
        if (!TryZone(text, out long offset))
            return false;
        milliseconds = (days * 86_400_000) + clock - offset;
        return true;
    }

    /// <summary>Reads <c>HH:MM[:SS[.fraction]]</c>. A leap second is the second after :59.</summary>
    private static bool TryClock(ReadOnlySpan<byte> text, out long milliseconds, out ReadOnlySpan<byte> rest)
    {
        milliseconds = 0;
        rest = text;
        if (text.Length < 5 || text[2] != (byte)':' || !Digits(text, 0, 2, out int hour) || !Digits(text, 3, 2, out int minute) || hour > 23 || minute > 59)
            return false;
        milliseconds = ((hour * 60L) + minute) * 60_000;
        rest = text[5..];
        if (rest.IsEmpty || rest[0] != (byte)':')
            return true;
        if (!Digits(rest, 1, 2, out int second) || second > 60)
            return false;
        milliseconds += second * 1000L;
        rest = rest[3..];
        if (rest.IsEmpty || rest[0] is not ((byte)'.' or (byte)','))
            return true;

        int digits = 0;
        int scale = 100;
        while (digits + 1 < rest.Length && rest[digits + 1] is >= (byte)'0' and <= (byte)'9')
        {
            milliseconds += (rest[++digits] - '0') * scale;
            scale /= 10;
        }

        rest = rest[(digits + 1)..];
        return digits > 0;
    }

    /// <summary>Reads nothing, <c>Z</c>, <c>+HH</c>, <c>+HHMM</c> or <c>+HH:MM</c>.</summary>
    private static bool TryZone(ReadOnlySpan<byte> text, out long offset)
    {
        offset = 0;
        text = text.TrimEnd((byte)' ');
        if (text.IsEmpty || (text.Length == 1 && text[0] is (byte)'Z' or (byte)'z'))
            return true;
        text = text.TrimStart((byte)' ');
        if (text.IsEmpty || text[0] is not ((byte)'+' or (byte)'-') || !Digits(text, 1, 2, out int hours))
            return false;
        int minutes = 0;
        bool isRead = text.Length switch
        {
            3 => true,
            5 => Digits(text, 3, 2, out minutes),
            6 => text[3] == (byte)':' && Digits(text, 4, 2, out minutes),
            _ => false,
        };
        offset = ((hours * 60L) + minutes) * (text[0] == (byte)'-' ? -60_000 : 60_000);
        return isRead && hours <= 23 && minutes <= 59;
    }

    /// <summary>Reads <c>Fri Feb 14 19:00:55 +0000 2020</c>; the weekday is not checked.</summary>
    private static bool TryParseLong(ReadOnlySpan<byte> text, out long milliseconds)
    {
        milliseconds = 0;
        if (text.Length != 30 || !Digits(text, 8, 2, out int day) || !Digits(text, 26, 4, out int year))
            return false;
        int month = "JanFebMarAprMayJunJulAugSepOctNovDec"u8.IndexOf(text.Slice(4, 3));
        if (month < 0 || month % 3 != 0 || !TryDate(year, (month / 3) + 1, day, out long days))
            return false;
        if (!TryClock(text.Slice(11, 8), out long clock, out _) || !TryZone(text.Slice(20, 5), out long offset))
            return false;
        milliseconds = (days * 86_400_000) + clock - offset;
        return true;
    }

    /// <summary>Sizes: below 1e11 seconds (until the year 5138), below 1e14 milliseconds, below 1e17 microseconds.</summary>
    private static bool TryParseUnix(ReadOnlySpan<byte> text, out long milliseconds)
    {
        milliseconds = 0;
        if (Utf8Parser.TryParse(text, out long whole, out int used) && used == text.Length)
        {
            milliseconds = whole switch
            {
                < 0 => -1,
                < 100_000_000_000 => whole * 1000,
                < 100_000_000_000_000 => whole,
                < 100_000_000_000_000_000 => whole / 1000,
                _ => -1,
            };
            return milliseconds >= 0;
        }

        // A decimal holds a time with a fraction exactly, which a double would not do for microseconds.
        char format = text.ContainsAny((byte)'e', (byte)'E') ? 'E' : default;
        if (!Utf8Parser.TryParse(text, out decimal number, out used, format) || used != text.Length || number < 0)
            return false;
        if (number >= 100_000_000_000_000_000m)
            return false;
        milliseconds = (long)(number < 100_000_000_000m ? number * 1000m : number < 100_000_000_000_000m ? number : number / 1000m);
        return true;
    }

    /// <summary>Days since 1970-01-01 of a date that exists.</summary>
    private static bool TryDate(int year, int month, int day, out long days)
    {
        days = 0;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        days = (new DateTime(year, month, day).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay;
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, int start, int count, out int value)
    {
        value = 0;
        if (text.Length < start + count)
            return false;
        foreach (byte digit in text.Slice(start, count))
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            value = (value * 10) + digit - '0';
        }

        return true;
    }
}
