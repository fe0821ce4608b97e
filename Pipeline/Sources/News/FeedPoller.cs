using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.News.Fetching;
using RtmPipeline.Sources.News.Pages;
using RtmPipeline.Sources.News.State;

namespace RtmPipeline.Sources.News;

/// <summary>What a poll of one feed brought.</summary>
/// <param name="Next">What is known of the feed once the records are accepted.</param>
/// <param name="Records">What is handed on; empty when there is nothing new.</param>
internal sealed record FeedStep(FeedState Next, RawRecord[] Records)
{
    /// <summary>Items in the records that are new or changed.</summary>
    public int Items { get; init; }

    /// <summary>A line for the user; null for none.</summary>
    public string? Tell { get; init; }
}

/// <summary>
/// Polls one feed: asks for what is newer, and makes one document of what is new or changed. A document that cannot be read is handed on too, to the dead letters, but the
/// first of a run of such alone.
/// </summary>
internal sealed class FeedPoller(FeedClient client, FeedOptions options, SourceHost host, FeedBook book)
{
    /// <summary>Answers that must agree on a redirect for good, and for how long, before the feed is asked there at once: some lead to a page of an outage or of a lost domain.</summary>
    public const int MoveTimes = 10;

    public static readonly TimeSpan MoveAfter = TimeSpan.FromDays(7);

    /// <summary>Answers 410, and over how long, before a feed is taken for gone.</summary>
    public const int GoneTimes = 3;

    public static readonly TimeSpan GoneAfter = TimeSpan.FromHours(24);

    /// <summary>Failures in a row after which an address that a redirect led to is given up for the configured one.</summary>
    public const int MoveFailures = 3;

    /// <summary>Documents made of one for changed items without dates, one for each time at which such were seen first; the rest counts as of now.</summary>
    public const int MaxPastParts = 16;

    private readonly Pace _pace = new(options);
    private readonly SeededJitter _jitter = new(host.Seed);
    private readonly Lock _gate = new();

    /// <summary>Where a feed is asked.</summary>
    public static Uri AddressOf(FeedAddress feed, FeedState state) => state.MovedTo is { } moved ? new Uri(moved) : feed.Uri;

    /// <summary>Polls a feed once.</summary>
    public async Task<FeedStep> PollAsync(FeedAddress feed, FeedState state, CancellationToken stop)
    {
        Fetch fetch = await client.GetAsync(new FetchRequest(AddressOf(feed, state), feed.Uri, feed.Credentials, state.Validators), stop);
        host.Watch.Count("poll");
        if (fetch.Outcome is FetchOutcome.Document or FetchOutcome.NotModified)
            return Answered(feed, Moved(state, fetch), fetch);
        return Failed(feed, state, fetch.Outcome, fetch.Reason, fetch);
    }

    private double Jitter()
    {
        lock (_gate)
            return _jitter.Next();
    }

    private FeedStep Answered(FeedAddress feed, FeedState state, Fetch fetch)
    {
        if (fetch.Outcome == FetchOutcome.NotModified)
            return Unchanged("unchanged", feed, state, fetch);
        ulong body = Digest.Of(fetch.Body);
        if (body == state.Body)
            return Unchanged("same", feed, state, fetch);
        FeedPage page = FeedPage.Of(fetch.Body);
        if (!page.IsFeed)
            return NoFeed(feed, state, fetch, page);
        // What breaks off is no version of the document that a validator could stand for; its last item may be half of one.
        bool isWhole = page.IsWhole;
        IReadOnlyList<PageItem> items = page.WholeItems == page.Items.Count ? page.Items : [.. page.Items.Take(page.WholeItems)];
        SeenVerdict verdict = SeenItems.Judge(state.Seen, items, (uint)(host.Now / 1000));
        Count(verdict, isWhole);
        RawRecord[] records = RecordsOf(feed, fetch, page, verdict);
        FeedState next = Good(state, fetch) with
        {
            Body = isWhole ? body : 0,
            Validators = isWhole ? ValidatorsOf(state, fetch) : null,
            Seen = verdict.Next,
            Wishes = page.Wishes,
            TrackedSince = state.TrackedSince == 0 ? host.Now : state.TrackedSince,
        };
        string? tell = verdict.Flooded > 0 && state.Status == FeedStatus.Good
            ? $"feed {feed.Shown} gave {verdict.Flooded} known items another identity; they are not taken for new"
            : null;
        return new FeedStep(Due(next, fetch), records) { Items = verdict.New.Count + verdict.Changed.Count, Tell = tell ?? Recovered(feed, state) };
    }

    private FeedStep Unchanged(string what, FeedAddress feed, FeedState state, Fetch fetch)
    {
        host.Watch.Count(what);
        return new FeedStep(Due(Good(state, fetch), fetch), []) { Tell = Recovered(feed, state) };
    }

    private static string? Recovered(FeedAddress feed, FeedState state) =>
        state.Status is FeedStatus.New or FeedStatus.Good ? null : $"feed {feed.Shown} is read again";

    private FeedState Due(FeedState next, Fetch fetch) =>
        next with { DueAt = _pace.AfterAnswer(next, fetch, host.Clock.GetUtcNow(), Jitter()).ToUnixTimeMilliseconds() };

    private FeedState Good(FeedState state, Fetch fetch) => state with
    {
        Status = FeedStatus.Good,
        Reason = string.Empty,
        Failures = 0,
        GoneTimes = 0,
        GoneSince = 0,
        PolledAt = host.Now,
        Validators = ValidatorsOf(state, fetch),
    };

    /// <summary>A 304 may bring other validators, and keeps those it does not name.</summary>
    private static Validators? ValidatorsOf(FeedState state, Fetch fetch)
    {
        bool keeps = fetch.Outcome == FetchOutcome.NotModified;
        string? tag = fetch.ETag ?? (keeps ? state.Validators?.ETag : null);
        string? modified = fetch.LastModified ?? (keeps ? state.Validators?.LastModified : null);
        return tag is null && modified is null ? null : new Validators(Validators.AddressOf(fetch.Final), tag, modified);
    }

    private FeedState Moved(FeedState state, Fetch fetch)
    {
        if (fetch.MovedTo?.AbsoluteUri is not { } to)
            return state with { Moving = null };
        PendingMove move = state.Moving is { } pending && pending.To == to ? pending with { Times = pending.Times + 1 } : new PendingMove(to, 1, host.Now);
        if (move.Times < MoveTimes || host.Now - move.Since < MoveAfter.TotalMilliseconds)
            return state with { Moving = move };
        host.Watch.Count("moved");
        host.Watch.Tell($"a feed has moved for good, and is asked at {FeedAddress.ShownOf(fetch.MovedTo)} from now on");
        return state with { MovedTo = to, Moving = null };
    }

    private FeedStep NoFeed(FeedAddress feed, FeedState state, Fetch fetch, FeedPage page)
    {
        FeedStep step = Failed(feed, state, null, $"{page.What} came, not a feed", fetch);
        // A page for people would only be refused by the decoder; anything else may show somebody what is wrong.
        if (page.Kind == PageKind.Html || state.Status == FeedStatus.NoFeed)
            return step;
        RecordForm form = fetch.Body.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..] ? RecordForm.Json : RecordForm.Xml;
        return step with { Records = fetch.Body.Length == 0 ? [] : [RecordOf(feed, fetch, form, fetch.Body, host.Now)] };
    }

    /// <param name="feed">The feed.</param>
    /// <param name="state">What was known of it.</param>
    /// <param name="outcome">How it failed; null when what came is no feed.</param>
    /// <param name="reason">Why, in words.</param>
    /// <param name="fetch">The answer.</param>
    private FeedStep Failed(FeedAddress feed, FeedState state, FetchOutcome? outcome, string reason, Fetch fetch)
    {
        DateTimeOffset now = host.Clock.GetUtcNow();
        FeedStatus status = StatusOf(outcome);
        int failures = state.Failures + 1;
        DateTimeOffset due = _pace.AfterFailure(failures, outcome ?? FetchOutcome.Unusable, fetch.RetryAfter, now, Jitter());
        if (outcome == FetchOutcome.Busy)
            book.Pause(fetch.Final.IdnHost, due.ToUnixTimeMilliseconds());
        FeedState next = state with
        {
            Status = status,
            Reason = reason,
            Failures = failures,
            GoneTimes = outcome == FetchOutcome.Gone ? state.GoneTimes + 1 : 0,
            GoneSince = outcome != FetchOutcome.Gone ? 0 : state.GoneTimes == 0 ? host.Now : state.GoneSince,
            MovedTo = failures >= MoveFailures ? null : state.MovedTo,
            PolledAt = host.Now,
            DueAt = due.ToUnixTimeMilliseconds(),
        };
        if (outcome == FetchOutcome.Gone)
            next = Confirmed(next);
        host.Watch.Count(WordOf(next.Status));
        bool mustTell = next.Status != state.Status && next.Status is not (FeedStatus.Busy or FeedStatus.Unreachable);
        RawRecord[] records = outcome == FetchOutcome.Unusable && state.Status != FeedStatus.Unusable ? [FaultOf(feed, fetch, reason)] : [];
        return new FeedStep(next, records) { Tell = mustTell ? $"feed {feed.Shown}: {next.Reason}" : null };
    }

    private FeedState Confirmed(FeedState next) =>
        next.GoneTimes >= GoneTimes && host.Now - next.GoneSince >= GoneAfter.TotalMilliseconds
            ? next with { DueAt = long.MaxValue, Reason = "HTTP 410: gone for good; it is not asked any more" }
            : next with { Status = FeedStatus.NotFound, Reason = "HTTP 410: gone, to be confirmed" };

    private static FeedStatus StatusOf(FetchOutcome? outcome) => outcome switch
    {
        null => FeedStatus.NoFeed,
        FetchOutcome.Gone => FeedStatus.Gone,
        FetchOutcome.NotFound => FeedStatus.NotFound,
        FetchOutcome.NotAllowed => FeedStatus.NotAllowed,
        FetchOutcome.Challenged => FeedStatus.Challenged,
        FetchOutcome.Busy => FeedStatus.Busy,
        FetchOutcome.Refused => FeedStatus.Refused,
        FetchOutcome.Unusable => FeedStatus.Unusable,
        _ => FeedStatus.Unreachable,
    };

    public static string WordOf(FeedStatus status) => status.ToString().ToLowerInvariant();

    private void Count(SeenVerdict verdict, bool isWhole)
    {
        foreach ((string what, int times) in (ReadOnlySpan<(string, int)>)
            [("cut", isWhole ? 0 : 1), ("item", verdict.New.Count), ("changed", verdict.Changed.Count), ("renamed", verdict.Renamed), ("flood", verdict.Flooded > 0 ? 1 : 0), ("restless", verdict.Restless)])
        {
            if (times > 0)
                host.Watch.Count(what, times);
        }
    }

    /// <summary>
    /// One document of everything new and changed. Changed items that tell no time come in documents of their own, received when they were seen first: their time must not move.
    /// </summary>
    private RawRecord[] RecordsOf(FeedAddress feed, Fetch fetch, FeedPage page, SeenVerdict verdict)
    {
        List<RawRecord> records = [];
        RecordForm form = page.Kind == PageKind.Json ? RecordForm.Json : RecordForm.Xml;
        HashSet<int> now = [.. verdict.New, .. verdict.Changed];
        foreach (IGrouping<uint, int> part in verdict.FirstSeen.GroupBy(static item => item.Value, static item => item.Key).OrderBy(static part => part.Key).Take(MaxPastParts))
        {
            records.Add(RecordOf(feed, fetch, form, page.With(part.ToHashSet()), part.Key * 1000L));
            now.ExceptWith(part);
        }

        if (now.Count > 0)
            records.Add(RecordOf(feed, fetch, form, page.With(WithTwins(now, page)), host.Now));
        return [.. records];
    }

    /// <summary>Items that share their guid with one that is handed on go with it: the decoder tells them apart by seeing that it repeats.</summary>
    private static HashSet<int> WithTwins(HashSet<int> wanted, FeedPage page)
    {
        IReadOnlyList<PageItem> items = page.Items;
        HashSet<string> guids = [.. wanted.Select(i => items[i].Guid).Where(static guid => guid.Length > 0)];
        return [.. wanted, .. Enumerable.Range(0, page.WholeItems).Where(i => guids.Contains(items[i].Guid))];
    }

    private static RawRecord RecordOf(FeedAddress feed, Fetch fetch, RecordForm form, byte[] bytes, long receivedAt) => new()
    {
        Form = form,
        Bytes = bytes,
        Position = new RecordPosition(feed.Shown, 0, 0),
        ReceivedAt = receivedAt,
        ContentType = fetch.ContentType is { Length: <= RawRecord.MaxContentType } type ? type : null,
    };

    private RawRecord FaultOf(FeedAddress feed, Fetch fetch, string fault) => RecordOf(feed, fetch, RecordForm.Fault, fetch.Body, host.Now) with { Fault = fault };
}
