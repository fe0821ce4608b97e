using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Mastodon;

/// <summary>What the streams of one source share.</summary>
/// <param name="Options">Options of the source.</param>
/// <param name="Host">What the program gives it.</param>
/// <param name="Http">Asks the server.</param>
/// <param name="Address">Finds the host of the streams.</param>
/// <param name="States">Told what each stream does.</param>
/// <param name="Recent">What the server gave before.</param>
/// <param name="Queue">Takes the records.</param>
/// <param name="BatchSize">Most records of a batch.</param>
internal sealed record StreamParts(
    MastodonOptions Options, SourceHost Host, MastodonHttp Http, StreamingAddress Address, StreamStates States, RecentStatuses Recent, RecordQueue Queue, int BatchSize);

/// <summary>Keeps one stream open: connects, fills the gap, reads, waits, and connects again, until it is stopped.</summary>
internal sealed class StreamReading
{
    /// <summary>How long what the stream gives stays unread, in the network's buffers, so that what fills the gap comes first, in its order. A longer gap is filled along with it.</summary>
    private static readonly TimeSpan s_gapFirst = TimeSpan.FromSeconds(10);

    /// <summary>A stream that gave for this long may fail again from the start of the waits.</summary>
    private static readonly TimeSpan s_healthyAfter = TimeSpan.FromMinutes(1);

    /// <summary>How often the timeline is asked while the stream gives nothing but deletes.</summary>
    private static readonly TimeSpan s_pollEvery = TimeSpan.FromMinutes(1);

    /// <summary>How often the file of a token that was refused is looked at.</summary>
    private static readonly TimeSpan s_tokenEvery = TimeSpan.FromMinutes(1);

    /// <summary>Waits when a connection broke or could not be made: 1 s, doubled up to 1 min.</summary>
    private static readonly BackoffRule s_network = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    /// <summary>Waits when the server is in trouble: 5 s, doubled up to 5 min.</summary>
    private static readonly BackoffRule s_server = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5));

    /// <summary>Waits when the server's limit is reached and it does not say for how long: 1 min, doubled up to 15 min.</summary>
    private static readonly BackoffRule s_limited = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15));

    private readonly MastodonStream _stream;
    private readonly StreamParts _parts;
    private readonly SourceHost _host;
    private readonly StatusIntake _live;
    private readonly GapFilling _filling;
    private readonly Backoff _backoff;
    private readonly DeletesOnly _deletes;
    private readonly byte[] _piece = new byte[64 * 1024];
    private bool _saidDeletesOnly;

    public StreamReading(MastodonStream stream, StreamCursor cursor, StreamParts parts, int seed)
    {
        _stream = stream;
        _parts = parts;
        _host = parts.Host;
        string place = MastodonSource.PlaceOf(parts.Options.Instance);
        _live = new StatusIntake(_host, place, parts.Queue, parts.Recent, cursor, isFill: false, parts.BatchSize);
        StatusIntake fill = new(_host, place, parts.Queue, parts.Recent, cursor, isFill: true, parts.BatchSize);
        _filling = new GapFilling(stream, parts.Options, parts.Http, _host, cursor, fill, seed);
        _backoff = new Backoff(_host.Clock, seed, s_healthyAfter);
        _deletes = new DeletesOnly(_host.Clock);
    }

    /// <summary>Reads until <paramref name="stop"/> comes.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                (TimeSpan Wait, string Why) again;
                try
                {
                    again = await ReadOnceAsync(stop);
                }
                catch (UnusableAnswerException fault) when (fault.Fault is AnswerFault.Refused or AnswerFault.Unauthorised)
                {
                    await RefusedAsync(fault, stop);
                    continue;
                }
                catch (UnusableAnswerException fault)
                {
                    bool isLimited = fault.Fault == AnswerFault.Limited;
                    _host.Watch.Count(isLimited ? "limited" : "failed");
                    TimeSpan wait = _backoff.Failed(isLimited ? s_limited : s_server);
                    again = (fault.Until is { } until ? until - _host.Clock.GetUtcNow() : wait, fault.Message);
                    _parts.Address.Forget();
                }
                catch (Exception fault) when (fault is HttpRequestException or IOException)
                {
                    _host.Watch.Count(fault is StalledException ? "stall" : "failed");
                    again = (_backoff.Failed(s_network), MastodonHttp.WordsOf(fault));
                    _parts.Address.Forget();
                }

                await WaitAsync(again.Wait, again.Why, stop);
                _host.Watch.Count("reconnect");
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // A stop ends reading without a word.
        }
    }

    /// <summary>Connects and reads until the stream ends.</summary>
    private async Task<(TimeSpan Wait, string Why)> ReadOnceAsync(CancellationToken stop)
    {
        _parts.States.Set(_stream, SourcePhase.Connecting);
        _parts.Http.Token.Refresh();
        Uri site = await _parts.Address.FindAsync(stop);
        using HttpResponseMessage answer = await _parts.Http.OpenAsync(site, _stream.EventsPath, stop);
        await using Stream body = await answer.Content.ReadAsStreamAsync(stop);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _deletes.Begin();
        Task filling = Task.CompletedTask;
        try
        {
            filling = FillAsync(ended.Token, stop);
            Streams();
            await GapFirstAsync(filling, stop);
            TimedStream timed = new(body, _host.Clock, _parts.Options.ReadTimeout);
            EventStreamParser parser = new();
            long polledAt = _host.Clock.GetTimestamp();
            while (await timed.ReadAsync(_piece, stop) is > 0 and int read)
            {
                await TakeAsync(parser.Take(_piece.AsSpan(0, read)), stop);
                if (filling.IsFaulted)
                    await filling;
                if (_deletes.IsSo && filling.IsCompleted && _host.Clock.GetElapsedTime(polledAt) >= s_pollEvery)
                {
                    polledAt = _host.Clock.GetTimestamp();
                    filling = FillAsync(ended.Token, stop);
                }
            }
        }
        finally
        {
            await ended.CancelAsync();
            await EndedAsync(filling, stop);
        }

        return (_backoff.Failed(s_network), "the server ended the stream");
    }

    private Task FillAsync(CancellationToken ended, CancellationToken stop) =>
        _parts.Options.GapFill ? _filling.FillAsync(Streams, ended, stop) : Task.CompletedTask;

    private async Task GapFirstAsync(Task filling, CancellationToken stop)
    {
        try
        {
            await filling.WaitAsync(s_gapFirst, _host.Clock, stop);
        }
        catch (TimeoutException)
        {
            // It goes on along with the stream.
        }
    }

    /// <summary>A gap that is not filled when its stream ends stays open.</summary>
    private static async Task EndedAsync(Task filling, CancellationToken stop)
    {
        try
        {
            await filling;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The next connection fills it.
        }
    }

    private async ValueTask TakeAsync(IReadOnlyList<StreamEvent> events, CancellationToken stop)
    {
        _backoff.Healthy();
        foreach (StreamEvent one in events)
        {
            _live.Take(in one);
            _deletes.Saw(in one);
        }

        if (_deletes.IsSo != _saidDeletesOnly)
            Streams();
        await _live.FlushAsync(stop);
    }

    /// <summary>Says that the stream is open, and what is odd about it.</summary>
    private void Streams()
    {
        if (_deletes.IsSo && !_saidDeletesOnly)
        {
            _host.Watch.Count("deletes-only");
            _host.Watch.Tell($"{_stream}: only deletes have come for {DeletesOnly.After.TotalMinutes:0} min{(_parts.Options.GapFill ? "; its timeline is asked every minute" : string.Empty)}");
        }

        _saidDeletesOnly = _deletes.IsSo;
        string[] notes = [_saidDeletesOnly ? "only deletes come" : string.Empty, _filling.Note];
        _parts.States.Set(_stream, SourcePhase.Streaming, string.Join("; ", notes.Where(note => note.Length > 0)));
    }

    private async Task WaitAsync(TimeSpan wait, string why, CancellationToken stop)
    {
        _parts.States.Set(_stream, SourcePhase.Waiting, why, _host.Clock.GetUtcNow() + wait);
        await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, _host.Clock, stop);
    }

    /// <summary>Waits for the stop, or for another token where one may come.</summary>
    private async Task RefusedAsync(UnusableAnswerException fault, CancellationToken stop)
    {
        _host.Watch.Count("refused");
        _parts.States.Set(_stream, SourcePhase.Refused, fault.Message);
        if (fault.Fault != AnswerFault.Unauthorised || !_parts.Http.Token.MayChange)
            await Task.Delay(Timeout.InfiniteTimeSpan, _host.Clock, stop);
        string refused = _parts.Http.Token.Value;
        while (_parts.Http.Token.Value == refused)
        {
            await Task.Delay(s_tokenEvery, _host.Clock, stop);
            _parts.Http.Token.Refresh();
        }
    }
}
