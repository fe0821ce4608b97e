using System.Globalization;

namespace RtmPipeline.Trends.Series;

/// <summary>What a row of a series of counts must be, for whoever reads one.</summary>
internal static class SeriesRow
{
    /// <summary>Why a row cannot stand where it does, in words for a reader of the file; null when it can. A value of zero and a gap before the row are well.</summary>
    /// <param name="previousMs">Time of the row before, unix milliseconds; null for the first one.</param>
    /// <param name="unixMs">Time of the row, unix milliseconds.</param>
    /// <param name="value">Its count.</param>
    public static string? Fault(long? previousMs, long unixMs, double value)
    {
        if (!double.IsFinite(value))
            return $"the value is {value.ToString(CultureInfo.InvariantCulture)}, not a number";
        if (value < 0)
            return $"the value is {value.ToString(CultureInfo.InvariantCulture)}, and a count is never negative";
        if (previousMs is not { } previous || unixMs > previous)
            return null;
        return unixMs == previous
            ? $"the time {Instant(unixMs)} stands twice"
            : $"the time {Instant(unixMs)} comes after {Instant(previous)}: rows must be in order of time";
    }

    private static string Instant(long unixMs) => unixMs is >= MinUnixMs and <= MaxUnixMs
        ? DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture)
        : $"{unixMs.ToString(CultureInfo.InvariantCulture)} ms";

    /// <summary>The years 1 to 9999, which a date can show.</summary>
    private const long MinUnixMs = -62_135_596_800_000;
    private const long MaxUnixMs = 253_402_300_799_999;
}
