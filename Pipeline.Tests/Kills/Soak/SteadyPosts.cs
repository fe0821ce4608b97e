using System.Globalization;
using System.Text;

namespace RtmPipeline.Tests.Kills.Soak;

/// <summary>
/// Posts at an even rate in the plain form, each of its number alone, so that a file, a pipe and a second run hold the same without keeping any. A line in each
/// second is broken, and every third minute has a hashtag of its own, beside the brand's name, so that there is something to deliver all along.
/// </summary>
/// <param name="perSecond">Posts in a second of stream time.</param>
internal sealed class SteadyPosts(int perSecond)
{
    /// <summary>Monday, 3 May 2021, 08:00 UTC, unix milliseconds.</summary>
    private const long Begin = 1_620_028_800_000;

    private const int WaveEach = 3;
    private const int WaveShare = 20;
    private const int Words = 4_000;
    private const int Authors = 50_000;

    /// <summary>The broken lines among the first so many.</summary>
    public int BrokenIn(long lines) => (int)((lines + perSecond - 1) / perSecond);

    /// <summary>Writes a line with its end.</summary>
    public void Write(long number, StringBuilder to)
    {
        if (number % perSecond == perSecond / 2)
        {
            to.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"cut{number}\", \n");
            return;
        }

        long at = Begin + (number * 1000 / perSecond);
        long minute = number / perSecond / 60;
        ulong mixed = Mix((ulong)number);
        string time = DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        to.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"s{number}\",\"time\":\"{time}\",\"author\":\"a{mixed % Authors}\",\"lang\":\"en\",\"text\":\"");
        for (int word = 0; word < 6; word++)
            to.Append(CultureInfo.InvariantCulture, $"word{Mix(mixed + (ulong)word) % Words} ");
        if (minute % WaveEach == WaveEach - 1 && number % WaveShare == 0)
            to.Append(CultureInfo.InvariantCulture, $"#wave{minute} crispo ");
        to.Append(CultureInfo.InvariantCulture, $"and {number % 97}\"}}\n");
    }

    /// <summary>Writes the first so many lines to a file.</summary>
    public void WriteFile(string path, long lines)
    {
        const int flushed = 1 << 16;
        using StreamWriter file = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), flushed);
        StringBuilder buffer = new(flushed * 2);
        for (long i = 0; i < lines; i++)
        {
            Write(i, buffer);
            if (buffer.Length < flushed && i < lines - 1)
                continue;
            file.Write(buffer);
            buffer.Clear();
        }
    }

    /// <summary>The finishing steps of SplitMix64: neighbours become unlike.</summary>
    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15UL;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}
