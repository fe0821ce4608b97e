using System.Globalization;
using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.Redis.Lanes;

namespace RtmPipeline.Sources.Redis;

/// <summary>Reads one stream: what this consumer was given and has not read first, then what is new, and beside it what others left.</summary>
/// <remarks>
/// New entries are asked for only after a question for own ones was answered with none: so when an answer is lost, or is another one's, the entries in it are found as own ones
/// before any later entry is read, and ids only grow within a lane. These questions also tell the group that the consumer lives.
/// </remarks>
internal sealed class StreamReading
{
    /// <summary>How often a stream is looked for that is not there.</summary>
    public static readonly TimeSpan LookForEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>How often a stream is tried again that we may not read.</summary>
    public static readonly TimeSpan RefusedFor = TimeSpan.FromSeconds(30);

    private readonly StreamParts _parts;
    private readonly LaneReader _reader;
    private readonly TakeOver _others;
    private StreamLane _main;

    /// <summary>Lanes before one that was begun anew, until they are settled: all have the same consumer.</summary>
    private readonly List<StreamLane> _former = [];

    /// <summary>The newest entry that the group gave anybody, as far as we saw.</summary>
    private StreamId _given;
    private bool _isOpen;
    private bool _wasMissing;
    private long _triedAt;
    private long _beatAt;

    public StreamReading(StreamParts parts, string stream)
    {
        _parts = parts;
        Stream = stream;
        _reader = new LaneReader(parts, stream);
        _others = new TakeOver(parts, stream, _reader);
        _main = Main();
    }

    public string Stream { get; }

    /// <summary>True while the stream gives new entries.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Time of the last entry that was read, by its id, unix milliseconds; 0 before the first.</summary>
    public ulong Time => _main.After.Milliseconds;

    /// <summary>Why the stream cannot be read now, in words; null where it can.</summary>
    public string? Trouble { get; private set; }

    /// <summary>True where somebody must do something about the trouble.</summary>
    public bool IsRefused { get; private set; }

    private SourceWatch Watch => _parts.Host.Watch;

    private string Way => _parts.LaneOf(Stream, _parts.Consumer);

    private StreamLane[] AllLanes => [.. _former, _main, .. _others.Lanes];

    /// <summary>To be called when the connection broke: the server may be another one now, or have lost something.</summary>
    public void Reopen()
    {
        _isOpen = false;
        _reader.Reopen();
    }

    /// <summary>Reads a page of each lane, as far as there is room.</summary>
    /// <param name="isHeld">True to read nothing, as the stream is ahead of others.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>How many entries were read or acknowledged.</returns>
    /// <exception cref="StreamTroubleException">Trouble that concerns all streams.</exception>
    /// <exception cref="IOException">The memory could not be written.</exception>
    public async Task<int> StepAsync(bool isHeld, CancellationToken stop)
    {
        if (Trouble is not null && _parts.Host.Clock.GetElapsedTime(_triedAt) < (IsRefused ? RefusedFor : LookForEvery))
            return 0;
        try
        {
            if (!_isOpen && !await OpenAsync(stop))
                return 0;
            int done = await AcknowledgeAsync(stop);
            if (isHeld || _parts.HandOver.IsFull)
                await BeatAsync(stop);
            else
                done += await ReadAsync(stop) + await _others.StepAsync(stop);
            IsRefused = false;
            Trouble = null;
            return done;
        }
        catch (StreamTroubleException gone) when (gone.Kind == StreamTroubleKind.Gone)
        {
            _isOpen = false;
            Watch.Count("group-lost");
            return 0;
        }
        catch (StreamTroubleException refused) when (refused.Kind == StreamTroubleKind.StreamRefused)
        {
            Enter(isRefused: true, $"{Stream}: {refused.Message}");
            return 0;
        }
    }

    /// <summary>Acknowledges what is accepted.</summary>
    /// <returns>How many entries.</returns>
    public async Task<int> AcknowledgeAsync(CancellationToken stop)
    {
        int done = 0;
        foreach (StreamLane lane in AllLanes)
            done += await _reader.AcknowledgeAsync(lane, stop);
        return done;
    }

    /// <summary>Removes the consumer where nothing is left for it: one whose name nobody will have again.</summary>
    public async Task LeaveAsync(CancellationToken stop)
    {
        if (_isOpen && (await _parts.Redis.MembersAsync(Stream, stop)).Any(member => member.Name == _parts.Consumer && member.Pending == 0))
            await _parts.Redis.RemoveAsync(Stream, _parts.Consumer, stop);
    }

    /// <summary>Makes the group where it is missing, and finds out whether it is still where we left it.</summary>
    /// <returns>False when there is no such stream.</returns>
    private async Task<bool> OpenAsync(CancellationToken stop)
    {
        StreamFacts? facts = await _parts.Redis.LookAsync(Stream, stop);
        if (facts is null && _parts.Options.HoldsDecisions)
        {
            await _parts.Redis.CreateAsync(Stream, StreamId.Zero, stop);
            facts = await _parts.Redis.LookAsync(Stream, stop);
        }

        if (facts?.Group is null)
            _others.Forget();
        if (facts is null)
        {
            _wasMissing = true;
            Enter(isRefused: false, $"there is no stream {Stream} yet");
            return false;
        }

        if (facts.Group is { } group)
        {
            if (_main.Reached.IsAfter(group.LastDelivered))
                BeginAnew();
            _given = group.LastDelivered;
        }
        else
        {
            StreamId? from = StartOf(facts);
            if (from is { } id && _main.Reached.IsAfter(id))
                BeginAnew();
            await _parts.Redis.CreateAsync(Stream, from, stop);
            _given = from ?? facts.LastId;
            Watch.Count("created");
        }

        await _others.OpenAsync(stop);
        _isOpen = true;
        _wasMissing = false;
        return true;
    }

    /// <summary>Where a group that is missing begins: behind what we read, else where the options say; a stream that was not there is read from its beginning.</summary>
    /// <returns>Null for behind the newest entry.</returns>
    private StreamId? StartOf(StreamFacts facts)
    {
        StreamId reached = StreamId.Later(_main.Reached, _given);
        if (_wasMissing)
            return StreamId.Zero;
        if (reached != StreamId.Zero)
            return reached.IsAfter(facts.LastId) ? StreamId.Zero : reached;
        return _parts.Options.StartAt switch
        {
            "end" => null,
            "beginning" => StreamId.Zero,
            string id => StreamId.TryParse(id, out StreamId given) ? given : throw new ArgumentException($"'{id}' is no place to start at", nameof(facts)),
        };
    }

    private async Task<int> ReadAsync(CancellationToken stop)
    {
        foreach (StreamLane settled in _former.Where(static lane => lane.IsSettled))
            _parts.Book.Close(settled.Name);
        _former.RemoveAll(static lane => lane.IsSettled);
        if (_former.Count > 0)
        {
            // What they have under way is pending for the same consumer, and would be read again.
            await BeatAsync(stop);
            return 0;
        }

        IReadOnlyList<StreamEntry> page = await _reader.OwnAsync(_main, stop);
        int again = page.Count(entry => entry.Id.IsAfter(_main.Known));
        if (again > 0)
            Watch.Count("read-again", again);
        if (page.Count == 0)
        {
            page = await _reader.NewAsync(_main, stop);
            HasMore = page.Count > 0;
            if (page.Count == 0)
                return 0;
            if (!page[0].Id.IsAfter(_main.Reached))
                BeginAnew();
        }

        _given = StreamId.Later(_given, page[^1].Id);
        _reader.Take(_main, page);
        return page.Count;
    }

    /// <summary>While nothing is read, the group must not take us for gone.</summary>
    private async Task BeatAsync(CancellationToken stop)
    {
        if (_parts.Host.Clock.GetElapsedTime(_beatAt) < _parts.Options.ClaimIdle / 4)
            return;
        _beatAt = _parts.Host.Clock.GetTimestamp();
        Watch.Count("held-back");
        foreach (StreamLane lane in (StreamLane[])[_main, .. _others.Lanes])
            await _reader.BeatAsync(lane, stop);
    }

    /// <summary>The group was made anew by somebody, set back, or lost what it had done with its server: ids that were read come again.</summary>
    private void BeginAnew()
    {
        _parts.Book.NextGeneration(Way);
        Watch.Count("set-back");
        _former.Add(_main);
        _main = Main();
    }

    private StreamLane Main()
    {
        int generation = _parts.Book.Generation(Way);
        return _parts.Open(generation == 0 ? Way : string.Create(CultureInfo.InvariantCulture, $"{Way}#{generation}"), _parts.Consumer);
    }

    private void Enter(bool isRefused, string trouble)
    {
        _triedAt = _parts.Host.Clock.GetTimestamp();
        IsRefused = isRefused;
        Trouble = trouble;
    }
}
