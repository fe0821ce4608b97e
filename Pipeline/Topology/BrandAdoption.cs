using RtmPipeline.Alerts;
using RtmPipeline.State;
using RtmPipeline.Tagging;

namespace RtmPipeline.Topology;

/// <summary>
/// Takes the deciding stages over to the profiles a batch was tagged with, before they look at the batch. One writer, the task that decides.
/// </summary>
internal sealed class BrandAdoption(Stages stages)
{
    private BrandSet _current = stages.From?.Brands.OfState ?? stages.Brands.Current;
    private long _streamTime = stages.From?.Checkpoint.StreamTime ?? 0;

    /// <param name="set">Profiles of the batch that comes.</param>
    /// <param name="streamTime">Stream time after that batch.</param>
    /// <param name="into">Takes the end of incidents whose brand is gone, at the time of the batch before.</param>
    public void Meet(BrandSet set, long streamTime, List<IncidentRevision> into)
    {
        if (set != _current)
        {
            var change = new BrandChange(_current, set);
            stages.Opportunities.Adopt(change);
            stages.Incidents.Adopt(change, _streamTime, into);
            _current = set;
        }

        _streamTime = Math.Max(_streamTime, streamTime);
    }

    /// <summary>Writes down the profiles the stages are at, and those they are to meet next.</summary>
    public void Save(StateWriter to, BrandSet next) => new BrandsOfCheckpoint(_current, next).Save(to);
}
