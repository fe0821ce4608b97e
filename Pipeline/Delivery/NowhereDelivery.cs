namespace RtmPipeline.Delivery;

/// <summary>Composes and digests the outputs as every delivery does, and keeps none: for benchmarks, and for comparing runs.</summary>
internal sealed class NowhereDelivery : IDelivery
{
    private readonly EntryNumbering _numbering = new();
    private readonly EntryDigest _written = new();

    public DeliveryCounts Counts => _written.Counts;

    public DeliveryDigests Digests => _written.Digests;

    public Task OpenAsync(CancellationToken hardStop) => Task.CompletedTask;

    public Task WriteAsync(OutputBatch batch, CancellationToken hardStop)
    {
        hardStop.ThrowIfCancellationRequested();
        foreach (OutputEntry entry in _numbering.Compose(batch))
            _written.Add(entry);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _written.Dispose();
        return ValueTask.CompletedTask;
    }
}
