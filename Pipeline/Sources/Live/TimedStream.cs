namespace RtmPipeline.Sources.Live;

/// <summary>Nothing came for longer than it should: the connection is taken for dead.</summary>
internal sealed class StalledException(TimeSpan quiet) : IOException($"nothing came for {quiet.TotalSeconds:0.#} s")
{
    /// <summary>How long nothing came.</summary>
    public TimeSpan Quiet { get; } = quiet;
}

/// <summary>Reads a connection that must not be quiet for long: most streams send something, if only a sign of life, and some die without a word.</summary>
/// <param name="inner">The connection; stays the caller's.</param>
/// <param name="clock">Times it.</param>
/// <param name="quiet">How long it may be quiet.</param>
internal sealed class TimedStream(Stream inner, TimeProvider clock, TimeSpan quiet)
{
    /// <summary>Reads what has come; waits for something.</summary>
    /// <returns>Bytes read; 0 at the end.</returns>
    /// <exception cref="StalledException">Nothing came in time.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> came.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken stop)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using ITimer timer = clock.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), ending, quiet, Timeout.InfiniteTimeSpan);
        try
        {
            return await inner.ReadAsync(into, ending.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new StalledException(quiet);
        }
    }
}
