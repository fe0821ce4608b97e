using NUnit.Framework;
using RtmPipeline.Commands.Bench;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Bench;

internal sealed class PacedNightTests
{
    private const int PerSecond = 100;
    private const int Seconds = 3;
    private const int BatchSize = 64;

    /// <summary>Ids, times and when they were handed over, of the posts that came at their time.</summary>
    private readonly List<(string Id, long Time, TimeSpan At)> _live = [];

    /// <summary>Time of the post before each broken record.</summary>
    private readonly List<long> _behind = [];
    private readonly SteppedClock _clock = new();
    private PacedNight _night = null!;
    private long _before;

    [OneTimeSetUp]
    public async Task ReadAll()
    {
        _night = new PacedNight(PerSecond, Seconds, _clock);
        var decoder = new PostDecoder();
        await using IAsyncEnumerator<RawBatch> batches = _night.ReadAsync(BatchSize, CancellationToken.None).GetAsyncEnumerator();
        while (await NextAsync(batches))
        {
            using RawBatch batch = batches.Current;
            DecodedBatch decoded = decoder.Decode(batch);
            if (_night.BegunAt == 0)
            {
                _before += decoded.Items.Count;
                continue;
            }

            foreach (DecodedItem item in decoded.Items)
            {
                if (item.Post is { } post)
                    _live.Add((post.Id, post.PostedAt, _clock.GetElapsedTime(_night.BegunAt)));
                else
                    _behind.Add(_live[^1].Time);
            }
        }
    }

    [Test]
    public void Posts_ComeEvenly_AndNoneBeforeItIsDue()
    {
        Assert.That(_live, Has.Count.EqualTo(PerSecond * Seconds));
        for (int i = 0; i < _live.Count; i++)
            Assert.That(_live[i].At.TotalSeconds, Is.EqualTo((double)i / PerSecond).Within(0.0011), $"post {i}");
        Assert.That(_night.Late, Is.LessThan(TimeSpan.FromMilliseconds(1)));
    }

    [Test]
    public void TimeBefore_IsGivenAtOnce_AndTeachesWhatIsUsual() => Assert.That(_before, Is.GreaterThan(30 * 60 * PerSecond / PacedNight.Speed / 2));

    [Test]
    public void Ids_AreDistinct_AndTimesRise()
    {
        Assert.That(_live.Select(post => post.Id), Is.Unique);
        Assert.That(_live.Select(post => post.Time), Is.Ordered);
    }

    [Test]
    public void BrokenRecord_StandsBehindTheFirstPostOfEachSecond()
    {
        Assert.That(_behind, Is.EqualTo(_live.Select(post => post.Time).GroupBy(time => time / 1000).Select(second => second.First())));
        Assert.That(_night.Closings, Has.Count.EqualTo(_behind.Count).And.Count.GreaterThan(PacedNight.Speed));
    }

    [Test]
    public void Tick_IsClosedByTheFirstPostBehindIt()
    {
        long first = ((_live[0].Time / 1000) + 1) * 1000;
        long last = _live[^1].Time / 1000 * 1000;
        Assert.That(last, Is.GreaterThan(first + 5000));
        for (long tick = first; tick <= last; tick += 1000)
        {
            TimeSpan due = _clock.GetElapsedTime(_night.BegunAt, _night.DueOf(tick)!.Value);
            Assert.That(due.TotalSeconds, Is.EqualTo((double)_live.FindIndex(post => post.Time >= tick) / PerSecond).Within(0.001), $"{tick}");
        }

        Assert.That(_night.DueOf(last + 1000), Is.Null);
    }

    /// <summary>Moves the clock on whenever the night waits for it.</summary>
    private async Task<bool> NextAsync(IAsyncEnumerator<RawBatch> batches)
    {
        Task<bool> next = batches.MoveNextAsync().AsTask();
        while (!next.IsCompleted)
        {
            if (_clock.NextDue is { } due)
                _clock.Advance(due - _clock.GetUtcNow());
            await Task.Yield();
        }

        return await next;
    }
}
