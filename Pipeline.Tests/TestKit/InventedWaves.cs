using System.Globalization;
using System.Text.Json;

namespace RtmPipeline.Tests.TestKit;

/// <summary>
/// A small recording in the plain form: hours of chatter, and a wave of posts about one hashtag each second hour. The same arguments give the same lines.
/// </summary>
internal static class InventedWaves
{
    /// <summary>Monday, 3 May 2021, 08:00 UTC, unix milliseconds.</summary>
    public const long Begin = 1_620_028_800_000;

    private const int ChatterPerMinute = 6;
    private const int Voices = 600;
    private const double WavePeakPerMinute = 40;

    private static readonly string[] s_chatter =
    [
        "morning", "coffee", "train", "late", "garden", "rain", "window", "kitchen", "bicycle", "market", "piano", "homework", "river", "shoes",
        "ticket", "soup", "yellow", "letter", "bridge", "cat", "lamp", "paper", "story", "walk", "cinema", "bread", "neighbour", "holiday", "sofa", "cloud",
    ];

    private static readonly string[] s_waves = ["#glassbridge", "#moonharbour", "#paperparade", "#nightmarket"];

    private static readonly string[] s_remarks = ["wow", "have you seen this", "so lovely", "everybody is here", "cannot believe it", "what a sight", "come and look"];

    /// <param name="waves">Waves, 1 to 4, two hours apart; the first begins two hours after <see cref="Begin"/>.</param>
    /// <param name="seed">Seed of all choices.</param>
    /// <param name="begin">Time at which they begin, unix milliseconds.</param>
    public static List<string> Lines(int waves = 1, int seed = 1, long begin = Begin)
    {
        Random random = new(seed);
        List<string> lines = [];
        int minutes = 120 * (waves + 1);
        for (int minute = 0; minute < minutes; minute++)
        {
            int wave = (minute / 120) - 1;
            int about = wave < 0 ? 0 : (int)Math.Round(WavePeakPerMinute * Shape(minute % 120));
            int[] offsets = [.. Enumerable.Range(0, ChatterPerMinute + about).Select(_ => random.Next(60_000)).Order()];
            HashSet<int> ofWave = [.. Enumerable.Range(0, offsets.Length).OrderBy(_ => random.Next()).Take(about)];
            for (int i = 0; i < offsets.Length; i++)
                lines.Add(Line(lines.Count + 1, begin + (minute * 60_000L) + offsets[i], ofWave.Contains(i) ? s_waves[wave] : null, random));
        }

        return lines;
    }

    /// <summary>Up within ten minutes, down by half every fifteen: the shape of something sudden.</summary>
    private static double Shape(int minute) => minute < 10 ? (minute + 1) / 10.0 : Math.Pow(0.5, (minute - 10) / 15.0);

    private static string Line(int number, long time, string? tag, Random random)
    {
        string text = tag is null
            ? string.Join(' ', Enumerable.Range(0, 6).Select(_ => s_chatter[random.Next(s_chatter.Length)]))
            : $"{s_remarks[random.Next(s_remarks.Length)]} {s_chatter[random.Next(s_chatter.Length)]} {tag} {s_chatter[random.Next(s_chatter.Length)]}";
        string at = DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        string author = $"voice{random.Next(Voices)}";
        return $$"""{"id":"w{{number}}","time":"{{at}}","text":{{JsonSerializer.Serialize(text)}},"author":"{{author}}","lang":"en"}""";
    }
}
