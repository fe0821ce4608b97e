using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Mastodon;

/// <summary>
/// Asks a stream's timeline for what came since the last status that the stream gave: events have no ids to go on from. It is asked once the stream is open, so that nothing
/// falls between the two: a status is in the timeline before it is sent. Deletes and edits made in a gap are in no timeline, and are missed.
/// </summary>
internal sealed class GapFilling(MastodonStream stream, MastodonOptions options, MastodonHttp http, SourceHost host, StreamCursor cursor, StatusIntake intake, int seed)
{
    /// <summary>Waits when the server cannot be asked: 2 s, doubled up to 2 min.</summary>
    private static readonly BackoffRule s_failed = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(2));

    /// <summary>Waits when the server's limit is reached and it does not say for how long: 1 min, doubled up to 15 min.</summary>
    private static readonly BackoffRule s_limited = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15));

    private readonly Backoff _backoff = new(host.Clock, seed, TimeSpan.FromMinutes(1));
    private string? _at;
    private int _pages;

    /// <summary>Where filling stands, in words; empty while nothing holds it up.</summary>
    public string Note { get; private set; } = string.Empty;

    /// <summary>Fills the gap to its end, whatever waits that takes, or as far as may be.</summary>
    /// <param name="note">Called when <see cref="Note"/> changes.</param>
    /// <param name="ended">The stream broke: what is missing is asked for with the next.</param>
    /// <param name="stop">The source stops.</param>
    public async Task FillAsync(Action note, CancellationToken ended, CancellationToken stop)
    {
        _at = null;
        _pages = 0;
        cursor.OpenGap();
        while (true)
        {
            (DateTimeOffset Until, string Why)? wait;
            try
            {
                if (await StepAsync(ended, stop) is not { } limited)
                    break;
                wait = limited;
            }
            catch (UnusableAnswerException fault) when (fault.Fault is AnswerFault.Refused or AnswerFault.Unauthorised)
            {
                host.Watch.Count("gap-refused");
                host.Watch.Tell($"{stream}: gaps cannot be filled: {fault.Message}");
                break;
            }
            catch (UnusableAnswerException fault) when (fault.Fault == AnswerFault.Limited)
            {
                host.Watch.Count("limited");
                wait = (fault.Until ?? host.Clock.GetUtcNow() + _backoff.Failed(s_limited), fault.Message);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException)
            {
                host.Watch.Count("gap-failed");
                wait = (host.Clock.GetUtcNow() + _backoff.Failed(s_failed), MastodonHttp.WordsOf(fault));
            }

            await WaitAsync(wait.Value.Until, wait.Value.Why, note, ended);
        }

        cursor.CloseGap();
    }

    /// <summary>Asks for one page.</summary>
    /// <returns>Null when the gap is filled or given up; else when the next page may be asked for, which is now where nothing holds it up.</returns>
    private async Task<(DateTimeOffset Until, string Why)?> StepAsync(CancellationToken ended, CancellationToken stop)
    {
        if (cursor.Handed is not { } from)
        {
            TimelinePage newest = TimelinePage.Parse(await http.GetAsync(stream.NewestOfTimeline, ended));
            cursor.BeginAt(newest.Statuses.Count > 0 && StatusHead.Of(newest.Statuses[^1].Span).Id is { } id ? id : StatusId.Lowest);
            return null;
        }

        _at ??= StatusId.Rewound(from, host.Now);
        TimelinePage page = TimelinePage.Parse(await http.GetAsync(stream.TimelineAfter(_at), ended));
        // A server that does not know min_id gives the same page again and again.
        if (page.Next is null || page.Next == _at)
            return null;
        if (_pages == options.MaxGapPages)
        {
            host.Watch.Count("gap");
            host.Watch.Tell($"{stream}: more was missed than {options.MaxGapPages} pages of {MastodonStream.PageSize} statuses (MaxGapPages); the rest is not read");
            return null;
        }

        foreach (ReadOnlyMemory<byte> status in page.Statuses)
            intake.Take(status);
        await intake.FlushAsync(stop);
        _pages++;
        _at = page.Next;
        DateTimeOffset now = host.Clock.GetUtcNow();
        return page.Limit is { IsUsedUp: true, Reset: { } reset } ? (RateLimit.Believable(reset, now), "the server's limit is used up") : (now, string.Empty);
    }

    private async Task WaitAsync(DateTimeOffset until, string why, Action note, CancellationToken ended)
    {
        TimeSpan wait = until - host.Clock.GetUtcNow();
        if (wait <= TimeSpan.Zero)
            return;
        Note = $"filling a gap waits until {until:HH:mm:ss} UTC: {why}";
        note();
        try
        {
            await Task.Delay(wait, host.Clock, ended);
        }
        finally
        {
            Note = string.Empty;
        }

        note();
    }
}
