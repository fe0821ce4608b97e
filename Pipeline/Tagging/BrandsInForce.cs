namespace RtmPipeline.Tagging;

/// <summary>
/// The set of profiles that the next batch is given. One watcher replaces it, at any time; the sequencer's task reads it at each end of a batch, and
/// nobody else does, so every stage has the same set for the same batch.
/// </summary>
internal sealed class BrandsInForce(BrandSet first)
{
    private BrandSet _current = first;

    public BrandSet Current => Volatile.Read(ref _current);

    public void Replace(BrandSet next)
    {
        if (next.Number <= Current.Number)
            throw new ArgumentException($"set {next.Number} cannot follow set {Current.Number}", nameof(next));
        Volatile.Write(ref _current, next);
    }
}
