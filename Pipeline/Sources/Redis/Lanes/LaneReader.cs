using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Redis.Lanes;

/// <summary>Reads and acknowledges entries of one stream, by any of its lanes.</summary>
internal sealed class LaneReader(StreamParts parts, string stream)
{
    /// <summary>Ids in one acknowledgement: some kilobytes.</summary>
    private const int MaxAcknowledged = 1000;

    private readonly PageSize _size = new(parts.Options.BatchEntries);

    /// <summary>To be called when the connection broke.</summary>
    public void Reopen() => _size.Shrink();

    /// <summary>The next entries that the lane's consumer was given and that were not read by it yet.</summary>
    public Task<IReadOnlyList<StreamEntry>> OwnAsync(StreamLane lane, CancellationToken stop) => parts.Redis.ReadOwnAsync(stream, lane.Consumer, lane.After, _size.Next, stop);

    /// <summary>Tells the group that the lane's consumer lives, and takes nothing.</summary>
    public Task BeatAsync(StreamLane lane, CancellationToken stop) => parts.Redis.ReadOwnAsync(stream, lane.Consumer, lane.Reached, 1, stop);

    /// <summary>The next entries that nobody was given yet.</summary>
    public Task<IReadOnlyList<StreamEntry>> NewAsync(StreamLane lane, CancellationToken stop) => parts.Redis.ReadNewAsync(stream, lane.Consumer, _size.Next, stop);

    /// <summary>Hands on entries; those that are known or were trimmed are only acknowledged.</summary>
    public void Take(StreamLane lane, IReadOnlyList<StreamEntry> page)
    {
        SourceWatch watch = parts.Host.Watch;
        List<RawRecord> records = new(page.Count);
        List<StreamId> ids = new(page.Count);
        int known = 0;
        int trimmed = 0;
        int faults = 0;
        foreach (StreamEntry entry in page)
        {
            bool isKnown = !entry.Id.IsAfter(lane.Known);
            if (isKnown || entry.Names.Count == 0)
            {
                known += isKnown ? 1 : 0;
                trimmed += isKnown ? 0 : 1;
                lane.Skip(entry.Id);
                continue;
            }

            RawRecord record = parts.Framing.Frame(entry, lane.Name, parts.Host.Now);
            faults += record.Form == RecordForm.Fault ? 1 : 0;
            records.Add(record);
            ids.Add(entry.Id);
        }

        lane.After = page[^1].Id;
        _size.Note(page);
        parts.HandOver.Add(lane, records, ids);
        Count("known", known);
        Count("trimmed", trimmed);
        Count("fault", faults);
    }

    /// <summary>Acknowledges what is accepted.</summary>
    /// <returns>How many entries.</returns>
    public async Task<int> AcknowledgeAsync(StreamLane lane, CancellationToken stop)
    {
        int all = 0;
        while (lane.ToAcknowledge(MaxAcknowledged) is { Count: > 0 } ids)
        {
            Count("not-ours", ids.Count - await parts.Redis.AcknowledgeAsync(stream, ids, stop));
            all += ids.Count;
            lane.Acknowledged();
        }

        return all;
    }

    private void Count(string what, int times)
    {
        if (times > 0)
            parts.Host.Watch.Count(what, times);
    }
}
