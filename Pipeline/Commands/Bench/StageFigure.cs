using System.Text.Json.Serialization;

namespace RtmPipeline.Commands.Bench;

/// <summary>One line of the benchmark.</summary>
/// <param name="Name">Stage; <c>graph-to-redis</c> is the whole graph into Redis.</param>
/// <param name="PostsPerSecond">Median of the runs.</param>
/// <param name="NsPerPost">Wall time a post, nanoseconds.</param>
/// <param name="BytesPerPost">Bytes allocated a post.</param>
/// <param name="OfParse">Posts a second as a share of parsing alone in the same run.</param>
/// <param name="GcShare">Share of the time in which everything stood still for the collector.</param>
internal sealed record StageFigure(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("posts_per_second")] double PostsPerSecond,
    [property: JsonPropertyName("ns_per_post")] double NsPerPost,
    [property: JsonPropertyName("bytes_per_post")] double BytesPerPost,
    [property: JsonPropertyName("of_parse")] double OfParse,
    [property: JsonPropertyName("gc_share")] double GcShare);

/// <summary>End-to-end delay at a number of posts a second, from when the post was due that closed a tick to when a reader of Redis had what came of the tick.</summary>
/// <param name="PostsPerSecond">Posts that came in each second, evenly.</param>
/// <param name="Seconds">How long they were judged.</param>
/// <param name="Ticks">Ticks that were closed, each with a dead letter in the same write as what it decided.</param>
/// <param name="P50">Median, milliseconds.</param>
/// <param name="P99">99th percentile, milliseconds.</param>
/// <param name="Max">Longest, milliseconds.</param>
/// <param name="Entries">Entries of the opportunity and alert streams.</param>
/// <param name="EntriesMax">The longest delay of one of these, milliseconds.</param>
/// <param name="SourceLate">Longest time by which the source handed a post over after it was due, milliseconds: it is in the delays.</param>
internal sealed record DelayFigure(
    [property: JsonPropertyName("posts_per_second")] int PostsPerSecond,
    [property: JsonPropertyName("seconds")] int Seconds,
    [property: JsonPropertyName("ticks")] int Ticks,
    [property: JsonPropertyName("p50_ms")] double P50,
    [property: JsonPropertyName("p99_ms")] double P99,
    [property: JsonPropertyName("max_ms")] double Max,
    [property: JsonPropertyName("entries")] int Entries,
    [property: JsonPropertyName("entries_max_ms")] double EntriesMax,
    [property: JsonPropertyName("source_late_ms")] double SourceLate);

/// <summary>The whole graph to nowhere with so much of one thing.</summary>
/// <param name="What">One of the names of <see cref="GrowthRuns"/>.</param>
/// <param name="Value">How many workers, distinct topics, brand profiles, or characters a post.</param>
/// <param name="Posts">Posts of a run.</param>
/// <param name="PostsPerSecond">Median of the runs.</param>
/// <param name="NsPerPost">Wall time a post, nanoseconds.</param>
/// <param name="BytesPerPost">Bytes allocated a post.</param>
/// <param name="NsPerCharacter">Wall time a character, nanoseconds; 0 unless characters grow.</param>
internal sealed record GrowthFigure(
    [property: JsonPropertyName("what")] string What,
    [property: JsonPropertyName("value")] int Value,
    [property: JsonPropertyName("posts")] long Posts,
    [property: JsonPropertyName("posts_per_second")] double PostsPerSecond,
    [property: JsonPropertyName("ns_per_post")] double NsPerPost,
    [property: JsonPropertyName("bytes_per_post")] double BytesPerPost,
    [property: JsonPropertyName("ns_per_character")] double NsPerCharacter);

/// <summary>A post of the plain form, as the growth of cost is measured with.</summary>
internal sealed record WrittenPost(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("time")] DateTimeOffset Time,
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("author")] string Author);

/// <summary>A benchmark with what it ran on.</summary>
internal sealed record BenchReport(
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("runtime")] string Runtime,
    [property: JsonPropertyName("processors")] int Processors,
    [property: JsonPropertyName("input")] string Input,
    [property: JsonPropertyName("posts")] long Posts,
    [property: JsonPropertyName("bytes_of_input_per_post")] double InputBytesPerPost,
    [property: JsonPropertyName("characters_per_text")] double CharactersPerText,
    [property: JsonPropertyName("runs")] int Runs,
    [property: JsonPropertyName("peak_memory_bytes")] long PeakBytes,
    [property: JsonPropertyName("stages")] StageFigure[] Stages,
    [property: JsonPropertyName("delays")] DelayFigure[] Delays,
    [property: JsonPropertyName("growth")] GrowthFigure[] Growth);

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(BenchReport))]
[JsonSerializable(typeof(WrittenPost))]
internal sealed partial class BenchJson : JsonSerializerContext;
