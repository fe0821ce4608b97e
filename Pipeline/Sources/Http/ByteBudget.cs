namespace RtmPipeline.Sources.Http;

/// <summary>Bytes that all requests together may hold. Nobody waits for them: who gets none is told to come back.</summary>
/// <param name="most">All of them.</param>
internal sealed class ByteBudget(long most)
{
    private long _taken;

    public long Taken => Volatile.Read(ref _taken);

    /// <summary>True when nothing is left.</summary>
    public bool IsUsedUp => Taken >= most;

    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= most)
            return true;
        Interlocked.Add(ref _taken, -bytes);
        return false;
    }

    public void Give(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
