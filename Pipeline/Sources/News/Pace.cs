using RtmPipeline.Sources.News.Fetching;
using RtmPipeline.Sources.News.Pages;
using RtmPipeline.Sources.News.State;

namespace RtmPipeline.Sources.News;

/// <summary>When a feed is asked next: as often as it brings something, within bounds, and never more often than it, its server or its host wants.</summary>
/// <param name="options">Bounds.</param>
internal sealed class Pace(FeedOptions options)
{
    /// <summary>Longest wait after failures.</summary>
    public static readonly TimeSpan MaxBackoff = TimeSpan.FromHours(24);

    /// <summary>Between answers that a feed is gone, so that three span a day.</summary>
    public static readonly TimeSpan GoneCheck = TimeSpan.FromHours(12);

    /// <summary>Share of a wait that is added at most, so that feeds which began together drift apart.</summary>
    public const double Jitter = 0.05;

    /// <summary>How long a feed is watched before its own rate is believed.</summary>
    private static readonly TimeSpan s_rateAfter = TimeSpan.FromHours(6);

    /// <summary>How far back its rate is counted.</summary>
    private static readonly TimeSpan s_rateOver = TimeSpan.FromDays(7);

    /// <summary>Longest time to live that is believed.</summary>
    private static readonly TimeSpan s_maxTtl = TimeSpan.FromHours(24);

    /// <summary>When a feed that answered is asked next.</summary>
    /// <param name="state">What is known of it, with this answer.</param>
    /// <param name="fetch">The answer.</param>
    /// <param name="now">The time of it.</param>
    /// <param name="jitter">0 to 1.</param>
    public DateTimeOffset AfterAnswer(FeedState state, Fetch fetch, DateTimeOffset now, double jitter)
    {
        TimeSpan ttl = TimeSpan.FromMinutes(Math.Min(state.Wishes.TtlMinutes, s_maxTtl.TotalMinutes));
        TimeSpan wait = Longest(Interval(state, now), ttl, fetch.Lifetime, fetch.RetryAfter ?? TimeSpan.Zero);
        return NotSkipped(now + (wait * (1 + (Jitter * jitter))), state.Wishes);
    }

    /// <summary>When a feed that failed is asked next; also how long its host is left alone where it asks for that.</summary>
    /// <param name="failures">Failures in a row, this one counted.</param>
    /// <param name="outcome">How it failed.</param>
    /// <param name="retryAfter">What the server asked for.</param>
    /// <param name="now">The time.</param>
    /// <param name="jitter">0 to 1.</param>
    public DateTimeOffset AfterFailure(int failures, FetchOutcome outcome, TimeSpan? retryAfter, DateTimeOffset now, double jitter)
    {
        // What passes by itself is tried again soon; what somebody must change, not.
        int first = outcome is FetchOutcome.Unreachable or FetchOutcome.Busy ? options.MinPollMinutes : options.PollMinutes;
        double minutes = Math.Min(first * Math.Pow(2, Math.Min(failures, 20) - 1), MaxBackoff.TotalMinutes);
        TimeSpan wait = outcome == FetchOutcome.Gone ? GoneCheck : TimeSpan.FromMinutes(minutes);
        return now + (Longest(wait, retryAfter ?? TimeSpan.Zero) * (1 + (Jitter * jitter)));
    }

    /// <summary>Time between polls by the feed's own rate: one new item a poll, roughly.</summary>
    public TimeSpan Interval(FeedState state, DateTimeOffset now)
    {
        TimeSpan floor = TimeSpan.FromMinutes(state.Validators is null ? options.PollMinutes : options.MinPollMinutes);
        TimeSpan cap = TimeSpan.FromMinutes(options.MaxPollMinutes);
        TimeSpan watched = now - DateTimeOffset.FromUnixTimeMilliseconds(state.TrackedSince);
        if (state.TrackedSince == 0 || watched < s_rateAfter)
            return TimeSpan.FromMinutes(options.PollMinutes);
        TimeSpan over = watched < s_rateOver ? watched : s_rateOver;
        long from = Math.Max(state.TrackedSince / 1000, (now - over).ToUnixTimeSeconds());
        int items = state.Seen.Count(item => item.FirstSeen > from);
        TimeSpan interval = items == 0 ? cap : over / items;
        return interval < floor ? floor : interval > cap ? cap : interval;
    }

    /// <summary>The first moment from a time on that is in no hour and on no day on which the feed says nothing comes. A feed that names all of them is asked all the same.</summary>
    public static DateTimeOffset NotSkipped(DateTimeOffset due, PageWishes wishes)
    {
        const int AllHours = (1 << 24) - 1;
        const int AllDays = (1 << 7) - 1;
        int hours = wishes.SkipHours == AllHours ? 0 : wishes.SkipHours;
        int days = wishes.SkipDays == AllDays ? 0 : wishes.SkipDays;
        DateTimeOffset at = due.ToUniversalTime();
        while ((hours & (1 << at.Hour)) != 0 || (days & (1 << (int)at.DayOfWeek)) != 0)
            at = new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
        return at;
    }

    private static TimeSpan Longest(params ReadOnlySpan<TimeSpan> waits)
    {
        TimeSpan longest = TimeSpan.Zero;
        foreach (TimeSpan wait in waits)
            longest = wait > longest ? wait : longest;
        return longest;
    }
}
