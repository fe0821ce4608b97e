using System.Globalization;
using System.Text;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Memory;
using RtmPipeline.Topology;

namespace RtmPipeline.Commands;

/// <summary>
/// Sends some invented posts through a small graph of its own, whose outputs go nowhere. Afterwards everything is loaded and compiled, so that the time a record takes
/// is its own: after a crash, that time is what decides whether a record is suspected.
/// </summary>
internal static class WarmUp
{
    private const int Posts = 256;
    private const long Start = 1_359_921_600_000;

    public static async Task RunAsync(PipelineSettings settings, CancellationToken stop)
    {
        PipelineSettings small = settings with
        {
            Posts = settings.Posts with { DuplicateIds = 1_000, CopySignatures = 1_024 },
            Trends = settings.Trends with { MaxTopics = 1_000, SketchMegabytes = 1, SeasonalTopics = 0, MaxTrending = 100 },
        };
        await using NowhereDelivery nowhere = new();
        MemorySource source = MemorySource.Of("invented", Enumerable.Range(0, Posts).Select(RecordOf));
        await new DataflowGraph(settings.Topology).RunAsync([source], PipelineRun.StagesOf(small, nowhere), stop, stop);
    }

    private static RawRecord RecordOf(int number) => new()
    {
        Form = RecordForm.Json,
        Position = new RecordPosition("invented", number + 1, number),
        Bytes = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"id":"warm-{{{number}}}","timestamp_ms":{{{Start + (number * 250L)}}},"author":"a{{{number % 97}}}","lang":"en","text":"The lights went out at the #stadium, what a night {{{number}}} https://example.org/{{{number % 5}}}"}""")),
    };
}
