using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RtmPipeline.Sources.Simulation;

namespace RtmPipeline.Tests.Sources.Simulation;

/// <summary>One simulated record as a reader of the stream sees it, beside what is true about it.</summary>
internal sealed record SeenRecord(SimulatedRecord Truth, string Topic, JsonElement Json)
{
    public bool IsNews => Truth.Origin == RecordOrigin.News;

    public string Text => IsNews ? Json.GetProperty("text").GetString()! : Post.GetProperty("text").GetString()!;

    public JsonElement Post => Json.GetProperty("data");

    /// <summary>The text a reader counts: of a repost, that of the post it repeats.</summary>
    public JsonElement Counted => Truth.Origin == RecordOrigin.Repost ? Json.GetProperty("includes").GetProperty("tweets")[0] : Post;

    public IEnumerable<string> Hashtags =>
        !IsNews && Counted.TryGetProperty("entities", out JsonElement entities) && entities.TryGetProperty("hashtags", out JsonElement tags)
            ? tags.EnumerateArray().Select(tag => "#" + tag.GetProperty("tag").GetString())
            : [];
}

/// <summary>Scenarios that tests ask for.</summary>
internal static class Simulated
{
    public static ScenarioOptions Night(double rate = 0.002, ulong seed = 7, TimeSpan? duration = null, DateTimeOffset? start = null) =>
        new(ScenarioOptions.SuperBowlBlackout, seed, rate, duration, start);

    public static ScenarioOptions Quiet(double rate = 0.01, ulong seed = 7, TimeSpan? duration = null) =>
        new(ScenarioOptions.QuietDay, seed, rate, duration, null);

    public static (List<SeenRecord> Records, ScenarioTruth Truth) Read(ScenarioOptions options)
    {
        Scenario scenario = Scenario.Create(options);
        ScenarioRun run = scenario.Open();
        List<SeenRecord> records = [];
        while (run.MoveNext())
        {
            using JsonDocument document = JsonDocument.Parse(run.Line.ToArray());
            records.Add(new SeenRecord(run.Current, scenario.TopicId(run.Current.Topic), document.RootElement.Clone()));
        }
        return (records, run.Truth());
    }

    public static ScenarioTruth Truth(ScenarioOptions options) => Scenario.Create(options).WriteTo(Stream.Null);

    public static byte[] Bytes(ScenarioOptions options)
    {
        using MemoryStream stream = new();
        Scenario.Create(options).WriteTo(stream);
        return stream.ToArray();
    }

    public static string Hash(ScenarioOptions options) => Convert.ToHexString(SHA256.HashData(Bytes(options)));

    public static TopicTruth Of(this ScenarioTruth truth, string topic) => truth.Topics.Single(known => known.Id == topic);

    public static string Utf8(this ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
