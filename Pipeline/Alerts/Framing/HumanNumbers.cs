using System.Globalization;

namespace RtmPipeline.Alerts.Framing;

/// <summary>Numbers as people say them: what is an estimate anyway is rounded, so that no digit claims to be known that is not.</summary>
internal static class HumanNumbers
{
    /// <summary>From here on a number is said to be about.</summary>
    public const double AboutFrom = 10;

    /// <summary>From here on a number is told in millions.</summary>
    public const double Million = 1e6;

    private const double Billion = 1e9;

    /// <summary>Below ten whole, below a hundred in steps of five, from there on two digits. At most a thousand billions, which nothing reaches.</summary>
    public static double Round(double number)
    {
        double n = double.IsFinite(number) ? Math.Clamp(number, 0, 1000 * Billion) : 0;
        if (n < AboutFrom)
            return Math.Round(n, MidpointRounding.AwayFromZero);
        if (n < 97.5)
            return 5 * Math.Round(n / 5, MidpointRounding.AwayFromZero);
        double unit = 10;
        while (n / unit >= 100)
            unit *= 10;
        return unit * Math.Round(n / unit, MidpointRounding.AwayFromZero);
    }

    /// <summary>Minutes, rounded: below ten whole, below an hour in steps of five.</summary>
    public static int Minutes(long ms)
    {
        double minutes = Math.Max(0, ms) / 60_000.0;
        return (int)(minutes < 10 ? Math.Round(minutes, MidpointRounding.AwayFromZero) : 5 * Math.Round(minutes / 5, MidpointRounding.AwayFromZero));
    }

    /// <summary>A rounded number below a million, with the language's sign between thousands.</summary>
    public static string Grouped(double rounded, char thousands) =>
        rounded.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', thousands);

    /// <summary>A rounded number of millions, with at most one decimal: "1.2", "12", "340".</summary>
    public static string Decimal(double number, char point) => number.ToString("0.#", CultureInfo.InvariantCulture).Replace('.', point);

    /// <summary>
    /// A time to act until, rounded down to five minutes while more than twenty are left: the forecast behind it is no better.
    /// </summary>
    public static long Until(long until, long now)
    {
        const long FiveMinutes = 300_000;
        return until - now > 4 * FiveMinutes ? until - (until % FiveMinutes) : until;
    }

    /// <summary>The clock time in UTC.</summary>
    public static string Clock(long unixMs) => Utc(unixMs).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Days from one time to another by the calendar in UTC; 0 on the same day, and where no day need be said: within three hours a clock time is clear.</summary>
    public static int DaysApart(long unixMs, long now) =>
        Math.Abs(unixMs - now) < 3 * 3_600_000L ? 0 : (Utc(unixMs).Date - Utc(now).Date).Days;

    public static DateTimeOffset Utc(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(unixMs, 0, 253_402_300_799_999));
}
