using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Memory;
using RtmPipeline.Topology;
using RtmPipeline.Topology.Poison;

namespace RtmPipeline.Commands.DeadLetters;

/// <summary>Sends letters through the whole graph.</summary>
internal static class LetterRun
{
    /// <summary>
    /// Tries all letters in the graph, whose outputs go nowhere, and takes out those on which a stage fails, until the rest passes. The graph does the same again
    /// with the same input, so the rest can be trusted to pass in earnest.
    /// </summary>
    public static async Task<List<LetterVerdict>> TryAsync(IReadOnlyList<LetterVerdict> verdicts, PipelineSettings settings, CancellationToken stop)
    {
        List<LetterVerdict> tried = [.. verdicts];
        while (tried.Exists(verdict => verdict.Fate == LetterFate.Succeeds))
        {
            await using NowhereDelivery nowhere = new();
            try
            {
                await RunAsync(tried, settings, nowhere, stop);
                break;
            }
            catch (RecordFailedException failure) when (failure.Place is { } place && tried.Exists(verdict => Stands(verdict, place.Record)))
            {
                tried = [.. tried.Select(verdict => Stands(verdict, place.Record) ? verdict with { Fate = LetterFate.Fails, Why = failure.Message } : verdict)];
            }
        }

        return tried;
    }

    /// <summary>Sends what succeeds through the graph.</summary>
    public static async Task<RunSummary> RunAsync(IReadOnlyList<LetterVerdict> verdicts, PipelineSettings settings, IDelivery delivery, CancellationToken stop)
    {
        MemorySource source = MemorySource.Of("dead letters", verdicts.Where(verdict => verdict.Fate == LetterFate.Succeeds).Select(verdict => verdict.Record));
        return await new DataflowGraph(settings.Topology).RunAsync([source], PipelineRun.StagesOf(settings, delivery), stop, stop);
    }

    private static bool Stands(LetterVerdict verdict, RecordPosition at) => verdict.Fate == LetterFate.Succeeds && verdict.Record.Position == at;
}
