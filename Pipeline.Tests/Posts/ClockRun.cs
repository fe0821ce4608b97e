using System.Globalization;
using RtmPipeline.Posts;
using static RtmPipeline.Tests.TestKit.PostBuilder;

namespace RtmPipeline.Tests.Posts;

/// <summary>Drives a stream clock over the times of posts, and keeps the time each counts at, in order.</summary>
internal sealed class ClockRun
{
    private const long Minute = 60_000;

    private readonly StreamClock _clock;
    private readonly List<long> _posts = [];
    private readonly List<long> _countedAt = [];
    private readonly List<long> _streamTimes = [];

    public ClockRun(long maxLatenessMs, long maxLeapMs) =>
        _clock = new StreamClock(TimeSpan.FromMilliseconds(maxLatenessMs), TimeSpan.FromMilliseconds(maxLeapMs));

    /// <summary>A clock with the limits the service ships with: ten minutes, two days.</summary>
    public ClockRun()
        : this(10 * Minute, 48 * 60 * Minute)
    {
    }

    public StreamClock Clock => _clock;

    public IReadOnlyList<long> CountedAt => _countedAt;

    /// <summary>Stream time when each post was counted.</summary>
    public IReadOnlyList<long> StreamTimes => _streamTimes;

    public ClockRun Take(long postedAt)
    {
        _posts.Add(postedAt);
        if (_clock.TryPass(postedAt))
        {
            Note(postedAt);
            return this;
        }

        _clock.Hold(postedAt);
        return Decide(WaitEnd.Open);
    }

    public ClockRun Decide(WaitEnd end)
    {
        while (_clock.TryDecide(end, out long countedAt))
            Note(countedAt);
        return this;
    }

    /// <summary>Takes posts at minutes of the evening, between spaces.</summary>
    public ClockRun TakeMinutes(string minutes)
    {
        foreach (string minute in minutes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Take(Evening + (long)(double.Parse(minute, CultureInfo.InvariantCulture) * Minute));
        return this;
    }

    /// <summary>Forty posts in forty seconds up to the full hour of the evening: a busy stream.</summary>
    public ClockRun Busy()
    {
        for (int i = 40; i >= 0; i--)
            Take(Evening - (i * 1000));
        return this;
    }

    /// <summary>Minutes of the evening at which the posts decided so far count, <c>!</c> behind those whose clock ran ahead.</summary>
    public string Minutes() =>
        string.Join(' ', _countedAt.Select((at, i) => string.Create(CultureInfo.InvariantCulture, $"{(at - Evening) / (double)Minute}{(at == _posts[i] ? "" : "!")}")));

    private void Note(long countedAt)
    {
        _countedAt.Add(countedAt);
        _streamTimes.Add(_clock.Now);
    }
}
