using System.Globalization;
using System.Text;

namespace RtmPipeline.Tests.Kills.Soak;

/// <summary>
/// An input that fills the table with so many topics within seconds of stream time, and then goes on quietly for as long as is asked: what a restart with a full
/// table costs is measured on the quiet part. Each thousandth line is broken, so that there is something to deliver all along.
/// </summary>
/// <param name="topics">Hashtags; each comes <see cref="Mentions"/> times, since one that comes once is not counted yet.</param>
internal sealed class TopicFlood(int topics)
{
    /// <summary>Lines for each second of stream time in the flood and after it.</summary>
    public const int FloodPerSecond = 10_000;
    public const int QuietPerSecond = 2_000;

    /// <summary>Lines between two broken ones.</summary>
    public const int BrokenEach = 1_000;

    /// <summary>Times each hashtag comes in the flood.</summary>
    public const int Mentions = 4;

    private const int TagsInALine = 8;
    private const long Begin = 1_620_028_800_000;

    /// <summary>Lines until each hashtag has come often enough.</summary>
    public int FloodLines => (((topics * Mentions) + TagsInALine - 1) / TagsInALine / BrokenEach * BrokenEach) + BrokenEach;

    public void WriteFile(string path, int quietLines)
    {
        using StreamWriter file = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
        int lines = FloodLines + quietLines;
        for (int i = 0; i < lines; i++)
            file.Write(i % BrokenEach == BrokenEach - 1 ? $"{{\"id\":\"cut{i}\", \n" : Line(i));
    }

    private string Line(int number)
    {
        bool isFlood = number < FloodLines;
        long at = Begin + (isFlood ? number * 1000L / FloodPerSecond : (FloodLines * 1000L / FloodPerSecond) + ((number - FloodLines) * 1000L / QuietPerSecond));
        string time = DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        int tags = isFlood ? TagsInALine : 1;
        string text = string.Join(' ', Enumerable.Range(0, tags).Select(tag => $"#k{(((long)number * tags) + tag) % topics}x"));
        return string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"f{number}\",\"time\":\"{time}\",\"author\":\"a{number % 9_973}\",\"lang\":\"en\",\"text\":\"{text}\"}}\n");
    }
}
