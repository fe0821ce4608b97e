using System.Globalization;
using System.Text;

namespace RtmPipeline.Delivery;

/// <summary>How numbers and times are printed. Fixed decimals keep entries short, and make the same outputs the same bytes.</summary>
internal static class WireNumbers
{
    /// <summary>Decimals of severity and score: a hundredth of a point changes nobody's decision.</summary>
    public const int ScoreDecimals = 2;

    /// <summary>Decimals of every other number: a share of 0.01 %, a rate of one mention in a week.</summary>
    public const int Decimals = 4;

    private const long LastMillisecond = 253_402_300_799_999;

    /// <summary>Rounds, away from zero at the half; never negative zero.</summary>
    /// <exception cref="ArgumentException">Not a finite number: the stage that computed it is broken.</exception>
    public static double Round(double value, int decimals, string member)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException($"{member} is {value}, which no output can carry", nameof(value));
        return Math.Round(value, decimals, MidpointRounding.AwayFromZero) + 0.0;
    }

    public static byte[] Score(double value, string member) =>
        Encoding.UTF8.GetBytes(Round(value, ScoreDecimals, member).ToString("0.##", CultureInfo.InvariantCulture));

    public static byte[] Whole(long value) => Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>RFC 3339, UTC, milliseconds. Times outside the years 1970 to 9999 are moved to that range: a forecast may lie anywhere.</summary>
    public static string Rfc3339(long unixMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(unixMilliseconds, 0, LastMillisecond))
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
