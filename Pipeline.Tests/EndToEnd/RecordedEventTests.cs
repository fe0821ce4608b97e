using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.EndToEnd;

/// <summary>Recorded disasters with labels, replayed with no brand: each must be raised once, and soon.</summary>
/// <remarks>
/// When such an event "began" is in no file, so the labels decide: the onset is the first post of the first ten on-topic posts within twenty minutes whose
/// rate is at least three times that of on-topic posts in the six hours before. Ten within twenty minutes (30 an hour) is a wave and no scatter at the
/// 60 to 100 posts an hour of these samples; three times the hours before keeps an event that smoulders for days, as a flood does, from having its onset at the
/// first posts of the file. Three, twelve or twenty-four hours before give the same onsets. Time and labels come from the file, nothing from the pipeline.
/// </remarks>
[Parallelizable]
internal sealed class RecordedEventTests
{
    private const int RunPosts = 10;
    private const double TimesBefore = 3;
    private static readonly TimeSpan s_runLimit = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan s_before = TimeSpan.FromHours(6);

    /// <summary>Less than this of the recording before a run says nothing about what was usual.</summary>
    private static readonly TimeSpan s_leastBefore = TimeSpan.FromHours(1);

    private readonly ScratchFolder _folder = new();

    /// <summary>One post of a labelled recording.</summary>
    private sealed record Labelled(long Time, bool IsOnTopic);

    /// <summary>The raised output of one incident that is about the event.</summary>
    private sealed record Raised(string Incident, long Time, string Label);

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    /// <summary>
    /// A wave that climbs slowly is seen later than an explosion: in the first 94 minutes after its onset the Queensland flood has 26 on-topic posts an hour,
    /// of which only half say "flood" in any form, and only in the hour after that 65. The hour asked of the others is two for it.
    /// </summary>
    private static readonly TestCaseData[] s_events =
    [
        Case("2013_West_Texas_Explosion", 60, "explosion", "west", "fertilizer", "fertiliser"),
        Case("2013_Alberta_Floods", 60, "abflood", "yycflood", "calgary", "alberta"),
        Case("2013_Queensland_Floods", 120, "flood", "floods", "queensland"),
    ];

    [TestCaseSource(nameof(s_events))]
    public async Task RecordedEvent_IsRaisedOnceAndSoonAfterItsOnset(string name, int mostMinutes, string[] words)
    {
        string recording = SharedData.Require("crisislex_t6", $"{name}.jsonl.gz");
        string entries = _folder.PathOf($"{name}.ndjson");
        CommandResult result = await CommandLine.RunAsync("replay", recording, "--output", entries);
        Assert.That(result.Code, Is.Zero, result.Errors);

        Labelled[] posts = [.. ReadLabelled(recording)];
        long onset = OnsetOf(posts) ?? throw new InvalidDataException($"{name} has no onset");
        Raised[] about = [.. RaisedAbout(entries, words)];
        foreach (Raised raised in about)
            await TestContext.Out.WriteLineAsync($"{name}: {Describe(raised, onset, posts)}");
        Assert.That(about, Has.Length.EqualTo(1), "incidents about the event");
        Assert.That(TimeSpan.FromMilliseconds(about[0].Time - onset).TotalMinutes, Is.InRange(-1, mostMinutes), "minutes from onset to alert");
    }

    [Test]
    public void Onset_OfARunThatIsNoFasterThanBefore_IsNotFound()
    {
        Labelled[] steady = [.. Enumerable.Range(0, 100).Select(i => new Labelled(i * 100_000L, IsOnTopic: true))];
        Assert.That(OnsetOf(steady), Is.Null);
    }

    [Test]
    public void Onset_OfAWaveAmongScatteredPosts_IsItsFirstPost()
    {
        const long hour = 3_600_000;
        Labelled[] scattered = [.. Enumerable.Range(0, 12).Select(i => new Labelled(i * hour, i % 2 == 0))];
        Labelled[] wave = [.. Enumerable.Range(0, 10).Select(i => new Labelled((12 * hour) + (i * 60_000), IsOnTopic: true))];
        Assert.That(OnsetOf([.. scattered, .. wave]), Is.EqualTo(12 * hour));
    }

    private static TestCaseData Case(string name, int mostMinutes, params string[] words) =>
        new TestCaseData(name, mostMinutes, words).SetArgDisplayNames(name);

    private static IEnumerable<Labelled> ReadLabelled(string path)
    {
        using StreamReader lines = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            using JsonDocument post = JsonDocument.Parse(line);
            yield return new Labelled(post.RootElement.GetProperty("t").GetDateTimeOffset().ToUnixTimeMilliseconds(), post.RootElement.GetProperty("label").GetString() == "on-topic");
        }
    }

    private static long? OnsetOf(Labelled[] posts)
    {
        long[] times = [.. posts.Where(post => post.IsOnTopic).Select(post => post.Time)];
        for (int i = 0; i + RunPosts <= times.Length; i++)
        {
            TimeSpan run = TimeSpan.FromMilliseconds(Math.Max(1, times[i + RunPosts - 1] - times[i]));
            TimeSpan before = TimeSpan.FromMilliseconds(Math.Min(times[i] - posts[0].Time, s_before.TotalMilliseconds));
            if (run > s_runLimit || before < s_leastBefore)
                continue;
            int seenBefore = times.Take(i).Count(time => time >= times[i] - before.TotalMilliseconds);
            if (RunPosts / run.TotalHours >= TimesBefore * seenBefore / before.TotalHours)
                return times[i];
        }

        return null;
    }

    /// <summary>An incident is about the event when a whole word of its topic's label or aliases is one of the event's words.</summary>
    private static IEnumerable<Raised> RaisedAbout(string entries, string[] words)
    {
        Dictionary<string, Raised> first = [];
        HashSet<string> about = [];
        foreach (string line in File.ReadLines(entries))
        {
            using JsonDocument entry = JsonDocument.Parse(line);
            JsonElement output = entry.RootElement.GetProperty("data").GetProperty("data");
            string incident = output.GetProperty("incident").GetString()!;
            JsonElement topic = output.GetProperty("topic");
            string[] labels = [topic.GetProperty("label").GetString()!, .. topic.GetProperty("aliases").EnumerateArray().Select(alias => alias.GetString()!)];
            if (entry.RootElement.GetProperty("stream").GetString() == "alerts")
                first.TryAdd(incident, new Raised(incident, entry.RootElement.GetProperty("t").GetInt64(), labels[0]));
            if (labels.SelectMany(label => label.Split([' ', ',', '-', '#'])).Any(word => words.Contains(word, StringComparer.OrdinalIgnoreCase)))
                about.Add(incident);
        }

        return first.Values.Where(raised => about.Contains(raised.Incident));
    }

    private static string Describe(Raised raised, long onset, Labelled[] posts) => string.Create(
        CultureInfo.InvariantCulture,
        $"onset {Clock(onset)} (post {posts.Count(p => p.Time <= onset)} of {posts.Length}); “{raised.Label}” raised {Clock(raised.Time)}, "
        + $"{(raised.Time - onset) / 60_000.0:0.0} minutes later, {posts.Count(p => p.Time <= raised.Time)} posts into the file, "
        + $"{posts.Count(p => p.IsOnTopic && p.Time >= onset && p.Time <= raised.Time)} on-topic posts since the onset");

    private static string Clock(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
