using System.IO.Compression;
using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.EndToEnd;

/// <summary>
/// Recorded posts to airlines with a profile each: a threat must be raised only where the posts that people labelled negative really jump, and no wave twice. The labels judge and are no input.
/// </summary>
/// <remarks>
/// A jump: in the hour before the alert or that after it, at least twice the negative posts that the same hour of the other days has in the mean, and fifteen.
/// </remarks>
internal sealed class RecordedAirlinesTests
{
    private const long Hour = 3_600_000;
    private const int LeastPosts = 15;
    private const double Times = 2;

    private static readonly Dictionary<string, string> s_airlines = new(StringComparer.Ordinal)
    {
        ["Delta"] = "jetblue",
        ["United"] = "united",
        ["US Airways"] = "us-airways",
        ["American"] = "american",
        ["Southwest"] = "southwest",
        ["Virgin America"] = "virgin-america",
    };

    private readonly ScratchFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Threats_AreRaisedWhereLabelledNegativeVolumeJumps_AndNoneTwice()
    {
        string recording = SharedData.Require("us_airline_feb2015", "tweets.jsonl.gz");
        string entries = _folder.PathOf("airlines.ndjson");
        string profiles = Path.Combine(SharedData.RepositoryRoot, "deploy", "evaluate", "airlines");
        string[] brands = [.. Directory.GetFiles(profiles, "*.yaml").Order(StringComparer.Ordinal).SelectMany(file => new[] { "--brand", file })];
        CommandResult result = await CommandLine.RunAsync(["replay", recording, .. brands, "--output", entries]);
        Assert.That(result.Code, Is.Zero, result.Errors);

        ILookup<string, long> negative = ReadNegative(recording).ToLookup(n => n.Brand, n => n.Time);
        (string Brand, long Time)[] raised = [.. ReadRaised(entries)];
        Assert.That(raised, Has.Length.GreaterThanOrEqualTo(5));
        foreach ((string brand, long time) in raised)
        {
            await TestContext.Out.WriteLineAsync($"{brand} at {DateTimeOffset.FromUnixTimeMilliseconds(time):MM-dd HH:mm}");
            Assert.That(Jumps([.. negative[brand]], time) || Jumps([.. negative[brand]], time + Hour), Is.True, $"{brand} at {time}");
        }

        Assert.That(raised.Zip(raised.Skip(1)).Where(p => p.First.Brand == p.Second.Brand).Select(p => p.Second.Time - p.First.Time), Is.All.GreaterThan(3 * Hour));
    }

    private static bool Jumps(long[] negative, long until)
    {
        int Count(long end) => negative.Count(time => time > end - Hour && time <= end);
        double[] others = [.. Enumerable.Range(-6, 13).Where(day => day != 0).Select(day => until + (day * 24 * Hour)).Where(end => end - Hour >= negative[0] && end <= negative[^1]).Select(end => (double)Count(end))];
        return Count(until) >= LeastPosts && Count(until) >= Times * others.Average();
    }

    private static IEnumerable<(string Brand, long Time)> ReadRaised(string entries)
    {
        foreach (string line in File.ReadLines(entries))
        {
            using JsonDocument entry = JsonDocument.Parse(line);
            JsonElement output = entry.RootElement.GetProperty("data").GetProperty("data");
            if (output.TryGetProperty("kind", out JsonElement kind) && kind.GetString() == "threat" && output.GetProperty("phase").GetString() == "raised")
                yield return (output.GetProperty("brand").GetString()!, entry.RootElement.GetProperty("t").GetInt64());
        }
    }

    private static IEnumerable<(string Brand, long Time)> ReadNegative(string path)
    {
        using StreamReader lines = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            using JsonDocument post = JsonDocument.Parse(line);
            if (post.RootElement.GetProperty("sentiment").GetString() == "negative")
                yield return (s_airlines[post.RootElement.GetProperty("airline").GetString()!], DateTimeOffset.Parse(post.RootElement.GetProperty("t").GetString() + "Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());
        }
    }
}
