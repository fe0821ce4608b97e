using System.Text.Json;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Memory;

namespace RtmPipeline.Commands.Bench;

/// <summary>The physical limit: a bare JSON reader that walks over the same bytes on all workers and keeps nothing.</summary>
internal static class ParseAlone
{
    /// <returns>JSON tokens met: the same in every run, or the measurement is wrong.</returns>
    public static long Run(MemorySource source, int workers)
    {
        long tokens = 0;
        long share = (source.Count + workers - 1) / workers;
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, worker =>
        {
            long from = worker * share;
            long to = Math.Min(source.Count, from + share);
            long mine = 0;
            for (long i = from; i < to; i++)
                mine += Walk(source.Records.Span[(int)i]);
            Interlocked.Add(ref tokens, mine);
        });
        return tokens;
    }

    private static long Walk(in RawRecord record)
    {
        var reader = new Utf8JsonReader(record.Bytes.Span);
        long tokens = 0;
        try
        {
            while (reader.Read())
                tokens++;
        }
        catch (JsonException)
        {
            // A file under test may hold broken lines: they end where they break, here as in the decoder.
            return tokens;
        }

        return tokens;
    }
}
