using System.Globalization;

namespace RtmPipeline.Tests.Sources.LiveTraffic;

/// <summary>Invented texts: words of a small world, and in each minute a wave of posts with a hashtag beside events that rise for a quarter of an hour, so that there is something to find.</summary>
internal static class TrafficText
{
    private const int Words = 3_000;
    private const int Authors = 40_000;

    /// <summary>A wave begins at this second of each minute, has the minute's own hashtag, and this share of the posts: one of so many.</summary>
    private const int WaveSecond = 20;
    private const int WaveShare = 25;

    /// <summary>An event of so many minutes rises evenly from nothing to this share of the posts, in thousandths.</summary>
    private const int EventMinutes = 15;
    private const int EventMost = 30;

    private static readonly string[] s_common = ["the", "of", "and", "with", "today", "again", "what", "a", "good", "morning", "here", "größer", "€5"];

    /// <summary>A text without signs that JSON or XML escape.</summary>
    /// <param name="lane">Differs between sources.</param>
    /// <param name="number">Number of the post.</param>
    public static string Of(int lane, long number) => Of(lane, number, DateTime.UtcNow);

    /// <param name="rising">The time, of which there are topics that rise; null for a time when nothing does.</param>
    private static string Of(int lane, long number, DateTime? rising)
    {
        ulong mixed = Mix(((ulong)lane << 48) + (ulong)number);
        return string.Create(CultureInfo.InvariantCulture, $"{s_common[mixed % 13]} word{Mix(mixed) % Words} {s_common[(mixed >> 8) % 13]} word{Mix(mixed + 1) % Words} word{Mix(mixed + 2) % Words} {s_common[(mixed >> 16) % 13]}{(rising is { } now ? Topic(mixed, now) : string.Empty)} {mixed % 89}");
    }

    /// <summary>The hashtag of the posts that have one.</summary>
    private static string Topic(ulong mixed, DateTime now)
    {
        if (now.Second >= WaveSecond && mixed % WaveShare == 0)
            return string.Create(CultureInfo.InvariantCulture, $" #wave{now.Hour}x{now.Minute}");
        int risen = ((now.Minute % EventMinutes * 60) + now.Second) * EventMost / (EventMinutes * 60);
        return (int)(Mix(mixed) % 1_000) < risen ? string.Create(CultureInfo.InvariantCulture, $" #event{now.Hour}x{now.Minute / EventMinutes}") : string.Empty;
    }

    public static string Author(int lane, long number) => string.Create(CultureInfo.InvariantCulture, $"a{Mix(((ulong)lane << 40) + (ulong)number) % Authors}");

    /// <summary>Now, as RFC 3339.</summary>
    public static string Now() => Time(DateTime.UtcNow);

    /// <summary>A post in the plain form.</summary>
    public static string Plain(int lane, string id, long number) => Plain(lane, id, number, DateTime.UtcNow, isRising: true);

    public static string Plain(int lane, string id, long number, DateTime time, bool isRising, string kind = "post") =>
        $$"""{"id":"{{id}}{{number}}","time":"{{Time(time)}}","author":"{{Author(lane, number)}}","lang":"en","kind":"{{kind}}","text":"{{Of(lane, number, isRising ? time : null)}}"}""";

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xff51afd7ed558ccd;
        value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53;
        return value ^ (value >> 33);
    }
}
