using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Mastodon;

/// <summary>
/// Makes records of what one stream gives, or of what fills its gaps, and hands them on. What is not public, and events that carry no post, as notifications and
/// conversations, are not handed on: they belong to the token's user, and are nobody else's to keep.
/// </summary>
/// <param name="host">Clock and counts.</param>
/// <param name="place">Name of the server, as positions have it.</param>
/// <param name="queue">Takes the records.</param>
/// <param name="recent">What the server gave before.</param>
/// <param name="cursor">Told how far the stream was read.</param>
/// <param name="isFill">True for what fills gaps.</param>
/// <param name="batchSize">Most records of a batch.</param>
internal sealed class StatusIntake(SourceHost host, string place, RecordQueue queue, RecentStatuses recent, StreamCursor cursor, bool isFill, int batchSize)
{
    /// <summary>Known events that carry no post.</summary>
    private static readonly HashSet<string> s_others = new(StringComparer.Ordinal)
    {
        "notification", "notifications_merged", "filters_changed", "conversation", "announcement", "announcement.reaction", "announcement.delete", "encrypted_message",
    };

    private readonly List<RawRecord> _records = [];
    private string? _reach;
    private long _bytes;
    private long _newest;

    /// <summary>Takes an event of the stream.</summary>
    public void Take(in StreamEvent one)
    {
        if (one.Fault is not null)
            Add(RecordForm.Fault, one.Bytes, eventName: null, one.Fault, "too-long");
        else if (one.Name == "update")
            TakeStatus(one.Bytes, RecordForm.ServerSentEvent, one.Name);
        else if (one.Name == "status.update")
            TakeEdit(one.Bytes, one.Name);
        else if (one.Name == "delete")
            Add(RecordForm.ServerSentEvent, one.Bytes, one.Name, null, "delete");
        else
            host.Watch.Count(s_others.Contains(one.Name) ? "other" : "unknown");
    }

    /// <summary>Takes a status of a timeline.</summary>
    public void Take(ReadOnlyMemory<byte> status) => TakeStatus(status.ToArray(), RecordForm.Json, eventName: null);

    /// <summary>Hands on what was taken; waits for room.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> came first.</exception>
    public async ValueTask FlushAsync(CancellationToken stop)
    {
        for (int first = 0; first < _records.Count; first += batchSize)
        {
            int count = Math.Min(batchSize, _records.Count - first);
            // How far the stream was read counts with the last batch only.
            string? reach = first + count == _records.Count ? _reach : null;
            cursor.HandOn(reach, isFill, willBeAccepted: true);
            await queue.AddAsync(new RawBatch([.. _records.GetRange(first, count)], count, buffer: null) { Accepted = () => cursor.Accept(reach, isFill) }, stop);
        }

        if (_records.Count == 0)
        {
            // Only what was known came: it counts as accepted with what comes next, behind it.
            cursor.HandOn(_reach, isFill, willBeAccepted: false);
            return;
        }

        host.Watch.Received(_records.Count, _bytes, _newest);
        _records.Clear();
        _reach = null;
        _bytes = 0;
    }

    private void TakeStatus(byte[] status, RecordForm form, string? eventName)
    {
        StatusHead head = StatusHead.Of(status);
        _reach = StatusId.Max(_reach, head.Id);
        if (!head.IsPublic)
        {
            host.Watch.Count("private");
        }
        else if (head.Id is not null && !recent.Add(head.Id))
        {
            host.Watch.Count("duplicate");
        }
        else
        {
            _newest = Math.Max(_newest, Math.Min(head.CreatedAt, host.Now));
            Add(form, status, eventName, null, isFill ? "filled" : null);
        }
    }

    /// <summary>An edited status has its old id and tells nothing of how far the stream is.</summary>
    private void TakeEdit(byte[] status, string eventName)
    {
        if (StatusHead.Of(status).IsPublic)
            Add(RecordForm.ServerSentEvent, status, eventName, null, "edit");
        else
            host.Watch.Count("private");
    }

    private void Add(RecordForm form, byte[] bytes, string? eventName, string? fault, string? counted)
    {
        _records.Add(new RawRecord { Form = form, Bytes = bytes, Position = new RecordPosition(place, 0, 0), ReceivedAt = host.Now, EventName = eventName, Fault = fault });
        _bytes += bytes.Length;
        if (counted is not null)
            host.Watch.Count(counted);
    }
}
