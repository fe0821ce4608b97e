using System.Globalization;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Redis.Lanes;

/// <summary>
/// Takes over what consumers that are gone left unacknowledged: into a consumer of its own (<c>NAME~N</c>) for each look, so that the ids of that lane grow too, and the lane
/// goes when it is empty. A consumer counts as gone when it has asked for nothing for <see cref="RedisStreamOptions.ClaimIdle"/>: one that is only held back goes on asking.
/// </summary>
internal sealed class TakeOver(StreamParts parts, string stream, LaneReader reader)
{
    private static readonly TimeSpan s_mostBetween = TimeSpan.FromSeconds(30);

    private readonly List<StreamLane> _lanes = [];
    private readonly string _prefix = $"{parts.Consumer}~";

    /// <summary>The lane that a look fills; null between looks.</summary>
    private StreamLane? _filling;

    /// <summary>Consumers that are gone, as the look found them.</summary>
    private HashSet<string> _gone = [];
    private StreamId _from;
    private long? _lookedAt;

    /// <summary>Lanes that are open.</summary>
    public IReadOnlyList<StreamLane> Lanes => _lanes;

    /// <summary>Finds the lanes that an earlier life, or one before the connection broke, left open.</summary>
    public async Task OpenAsync(CancellationToken stop)
    {
        foreach (GroupMember member in await parts.Redis.MembersAsync(stream, stop))
        {
            if (NumberOf(member.Name) is not null && !_lanes.Exists(lane => lane.Consumer == member.Name))
                _lanes.Add(parts.Open(parts.LaneOf(stream, member.Name), member.Name));
        }
    }

    /// <summary>The group is gone, and all that was pending in it.</summary>
    public void Forget()
    {
        foreach (StreamLane lane in _lanes)
            parts.Book.Close(lane.Name);
        _lanes.Clear();
        _filling = null;
    }

    /// <summary>Reads the open lanes, and looks for more.</summary>
    /// <returns>How many entries were read.</returns>
    public async Task<int> StepAsync(CancellationToken stop)
    {
        int read = 0;
        foreach (StreamLane lane in (StreamLane[])[.. _lanes])
        {
            if (parts.HandOver.IsFull)
                return read;
            read += await ReadAsync(lane, stop);
        }

        if (_filling is not null || IsDue)
            read += await LookAsync(stop);
        return read;
    }

    private bool IsDue
    {
        get
        {
            TimeSpan between = parts.Options.ClaimIdle / 2;
            return _lookedAt is null || parts.Host.Clock.GetElapsedTime(_lookedAt.Value) >= (between < s_mostBetween ? between : s_mostBetween);
        }
    }

    private async Task<int> ReadAsync(StreamLane lane, CancellationToken stop)
    {
        IReadOnlyList<StreamEntry> page = await reader.OwnAsync(lane, stop);
        if (page.Count > 0)
            reader.Take(lane, page);
        else if (lane != _filling && lane.IsSettled && await IsEmptyAsync(lane, stop))
            await CloseAsync(lane, stop);
        return page.Count;
    }

    /// <summary>Removing a consumer loses what is still pending for it, so that is asked for by itself.</summary>
    private async Task<bool> IsEmptyAsync(StreamLane lane, CancellationToken stop) =>
        (await parts.Redis.MembersAsync(stream, stop)).All(member => member.Name != lane.Consumer || member.Pending == 0);

    private async Task CloseAsync(StreamLane lane, CancellationToken stop)
    {
        await parts.Redis.RemoveAsync(stream, lane.Consumer, stop);
        _lanes.Remove(lane);
        parts.Book.Close(lane.Name);
    }

    /// <summary>One page of a look.</summary>
    private async Task<int> LookAsync(CancellationToken stop)
    {
        if (_filling is null && !await BeginAsync(stop))
            return 0;
        TimeSpan idle = parts.Options.ClaimIdle;
        IReadOnlyList<PendingEntry> pending = await parts.Redis.PendingAsync(stream, idle, _from, parts.Options.BatchEntries, stop);
        StreamId[] left = [.. pending.Where(entry => _gone.Contains(entry.Consumer)).Select(entry => entry.Id)];
        if (left.Length > 0)
        {
            IReadOnlyList<StreamId> claimed = await parts.Redis.ClaimAsync(stream, _filling!.Consumer, idle, left, stop);
            if (claimed.Count > 0)
                parts.Host.Watch.Count("claimed", claimed.Count);
            await CountTrimmedAsync(left.Except(claimed), stop);
        }

        if (pending.Count == parts.Options.BatchEntries)
            _from = pending[^1].Id.Next;
        else
            _filling = null;
        return left.Length;
    }

    /// <returns>False when nobody is gone.</returns>
    private async Task<bool> BeginAsync(CancellationToken stop)
    {
        _lookedAt = parts.Host.Clock.GetTimestamp();
        IReadOnlyList<GroupMember> members = await parts.Redis.MembersAsync(stream, stop);
        _gone = [.. members.Where(member => member.Pending > 0 && member.Idle >= parts.Options.ClaimIdle && !IsOurs(member.Name)).Select(member => member.Name)];
        if (_gone.Count == 0)
            return false;
        int free = 1 + members.Max(member => NumberOf(member.Name) ?? 0);
        string consumer = string.Create(CultureInfo.InvariantCulture, $"{_prefix}{parts.Book.NextClaim(parts.LaneOf(stream, parts.Consumer), free)}");
        _filling = parts.Open(parts.LaneOf(stream, consumer), consumer);
        _lanes.Add(_filling);
        _from = StreamId.Zero;
        return true;
    }

    /// <summary>From version 7, Redis forgets entries that were trimmed when they are claimed; others were just claimed by somebody else.</summary>
    private async Task CountTrimmedAsync(IEnumerable<StreamId> missing, CancellationToken stop)
    {
        foreach (StreamId id in missing)
        {
            if (!await parts.Redis.HasAsync(stream, id, stop))
                parts.Host.Watch.Count("trimmed");
        }
    }

    private bool IsOurs(string consumer) => consumer == parts.Consumer || NumberOf(consumer) is not null;

    private int? NumberOf(string consumer) =>
        consumer.StartsWith(_prefix, StringComparison.Ordinal) && int.TryParse(consumer.AsSpan(_prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
