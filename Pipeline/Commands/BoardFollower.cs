using RtmPipeline.Dashboard.Board;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;

namespace RtmPipeline.Commands;

/// <summary>Keeps the board in step with the streams, as any consumer could; it begins with what they held before the start.</summary>
/// <param name="redis">Where they are.</param>
/// <param name="board">What is kept in step.</param>
/// <param name="clock">Times the waits.</param>
internal sealed class BoardFollower(RedisOptions redis, IncidentBoard board, TimeProvider clock)
{
    /// <summary>Newest entries of each stream that are read at the start: a live incident has some dozens.</summary>
    private const int NewestEntries = 10_000;

    /// <summary>Entries asked for at once.</summary>
    private const int PageEntries = 500;

    /// <summary>After a refusal the delivery ends the run, or somebody puts it right.</summary>
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken stop)
    {
        TailOptions options = new() { Newest = NewestEntries, PageEntries = PageEntries };
        while (!stop.IsCancellationRequested)
        {
            try
            {
                // The delivery reaches the same server, and says when it cannot.
                await using StreamTail tail = new(redis, options, static _ => { }, clock);
                await tail.RunAsync(board.Take, stop);
            }
            catch (Exception refused) when (refused is DeliveryRefusedException or DeliveryBrokenException)
            {
                board.Missed(refused.Message);
                await Task.Delay(s_again, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
