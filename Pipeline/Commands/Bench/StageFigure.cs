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
    [property: JsonPropertyName("stages")] StageFigure[] Stages);

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(BenchReport))]
internal sealed partial class BenchJson : JsonSerializerContext;
