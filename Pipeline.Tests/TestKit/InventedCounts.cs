using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace RtmPipeline.Tests.TestKit;

/// <summary>Invented counts: a series with a daily rhythm and a burst, ids of posts, cascades and shares. The same seed gives the same bytes.</summary>
internal static class InventedCounts
{
    public const int StepMinutes = 5;

    private const int StepsOfDay = 24 * 60 / StepMinutes;
    private const long SnowflakeEpoch = 1_288_834_974_657;

    public static DateTimeOffset Start { get; } = new(2015, 3, 1, 0, 2, 53, TimeSpan.Zero);

    /// <summary>Lines <c>timestamp,value</c> with a header; the burst begins at two thirds.</summary>
    public static string[] Table(int steps, int seed = 1)
    {
        var random = new Random(seed);
        string[] lines = new string[steps + 1];
        lines[0] = "timestamp,value";
        for (int i = 0; i < steps; i++)
        {
            double rhythm = 40 + (30 * Math.Sin(2 * Math.PI * i / StepsOfDay));
            int sinceBurst = i - (steps * 2 / 3);
            double burst = sinceBurst >= 0 ? 900 * Math.Exp(-sinceBurst / 40.0) : 0;
            lines[i + 1] = $"{TimeOf(i)},{Math.Round((rhythm + burst) * (0.7 + (0.6 * random.NextDouble())))}";
        }

        return lines;
    }

    public static string TimeOf(int step) => Start.AddMinutes(StepMinutes * step).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Ids of posts on X, of these times.</summary>
    public static IEnumerable<string> Ids(IEnumerable<DateTimeOffset> times) =>
        times.Select((time, i) => (((time.ToUnixTimeMilliseconds() - SnowflakeEpoch) << 22) + i).ToString(CultureInfo.InvariantCulture));

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>Reposts of one post: most in the first hours, the last ones after a week. First line number and start, then seconds and followers.</summary>
    public static string Cascade(int reposts, int seed)
    {
        var random = new Random(seed);
        double[] seconds = [.. Enumerable.Range(0, reposts).Select(_ => Math.Min(604_000, 60 * Math.Pow(1 - random.NextDouble(), -1.4))).Order()];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{reposts} 0.5\n0 {1000 + random.Next(50_000)}\n");
        foreach (double second in seconds)
            text.Append(CultureInfo.InvariantCulture, $"{second:0} {10 + random.Next(3000)}\n");
        return text.ToString();
    }

    /// <summary>A gzipped archive of cascades of different sizes.</summary>
    public static byte[] Archive(int cascades)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Ustar, leaveOpen: true))
        {
            for (int i = 1; i <= cascades; i++)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"training/RT{i}.txt") { DataStream = new MemoryStream(Encoding.ASCII.GetBytes(Cascade(60 + (37 * i % 300), i))) });
        }

        return Gzip(bytes.ToArray());
    }

    /// <summary>A table of cumulative shares every 20 minutes for two days; an item may be seen late (−1 before), or never shared.</summary>
    public static string[] Shares(int items)
    {
        const int Counts = 144;
        string[] lines = new string[items + 1];
        lines[0] = "\"IDLink\"," + string.Join(',', Enumerable.Range(1, Counts).Select(k => $"\"TS{k}\""));
        for (int i = 0; i < items; i++)
        {
            var random = new Random(i);
            double final = i % 5 == 0 ? 0 : Math.Pow(10, 3 * random.NextDouble());
            int seen = random.Next(3);
            double speed = 5 + (30 * random.NextDouble());
            IEnumerable<string> counts = Enumerable.Range(1, Counts).Select(k => k <= seen ? "-1" : $"{Math.Floor(final * (1 - Math.Exp(-k / speed)))}");
            lines[i + 1] = $"{61_000 + i},{string.Join(',', counts)}";
        }

        return lines;
    }
}
