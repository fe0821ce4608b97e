using RtmPipeline.Alerts;
using RtmPipeline.Delivery;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>Keeps what the pipeline says, by incident, besides handing it on.</summary>
internal sealed class KeepingDelivery(IDelivery inner) : IDelivery
{
    /// <summary>Most revisions of one run, a few kilobytes each: some hundred thousand are no alerting but a log.</summary>
    public const int MaxRevisions = 100_000;

    private readonly Dictionary<string, List<IncidentRevision>> _byId = new(StringComparer.Ordinal);
    private readonly List<List<IncidentRevision>> _incidents = [];
    private int _revisions;

    /// <summary>Revisions of each incident, in the order in which incidents were first spoken of.</summary>
    public IReadOnlyList<IReadOnlyList<IncidentRevision>> Incidents => _incidents;

    public DeliveryCounts Counts => inner.Counts;

    public DeliveryDigests Digests => inner.Digests;

    public Task OpenAsync(CancellationToken hardStop) => inner.OpenAsync(hardStop);

    /// <exception cref="UnusableFileException">There are more revisions than one run may have.</exception>
    public Task WriteAsync(OutputBatch batch, CancellationToken hardStop)
    {
        foreach (IncidentRevision revision in batch.Revisions)
        {
            if (++_revisions > MaxRevisions)
                throw new UnusableFileException($"gives more than {MaxRevisions:#,0} revisions of incidents; at most so many are judged");
            if (!_byId.TryGetValue(revision.Incident, out List<IncidentRevision>? incident))
            {
                _byId[revision.Incident] = incident = [];
                _incidents.Add(incident);
            }

            incident.Add(revision);
        }

        return inner.WriteAsync(batch, hardStop);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
