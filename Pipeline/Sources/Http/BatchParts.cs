namespace RtmPipeline.Sources.Http;

/// <summary>A batch in parts of a size: each may be let go by another worker, and the last one lets go of the bytes.</summary>
internal static class BatchParts
{
    public static IEnumerable<RawBatch> Of(RawBatch whole, int size)
    {
        int count = whole.Records.Length;
        if (count <= size)
        {
            yield return whole;
            yield break;
        }

        SharedBatch shared = new(whole, (count + size - 1) / size);
        for (int from = 0; from < count; from += size)
        {
            RawRecord[] part = whole.Records[from..Math.Min(count, from + size)].ToArray();
            // They are taken in order, so when the last is safe all are.
            yield return new RawBatch(part, part.Length, new Hold(shared)) { Accepted = from + size >= count ? whole.Accepted : null };
        }
    }

    private sealed class SharedBatch(RawBatch whole, int holders)
    {
        private int _holders = holders;

        public void Release()
        {
            if (Interlocked.Decrement(ref _holders) == 0)
                whole.Dispose();
        }
    }

    private sealed class Hold(SharedBatch shared) : IDisposable
    {
        public void Dispose() => shared.Release();
    }
}
